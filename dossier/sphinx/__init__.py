"""The one Sphinx extension of the library; each component registers itself in its own `setup`."""

from __future__ import annotations

from sphinx.application import Sphinx

from dossier import typst
from dossier.sphinx import (
    backlinks,
    brief,
    codebook,
    colophon,
    foreign,
    matrix,
    registers,
    roles,
    terms,
    timeline,
)
from dossier.sphinx.html import cards, cite, downloads, launch, site, theme

COMPONENTS = (
    foreign,
    backlinks,
    roles,
    registers,
    cards,
    cite,
    downloads,
    codebook,
    timeline,
    colophon,
    matrix,
    terms,
    theme,
    brief,
    launch,
    site,
    typst,
)
"""In the order in which their handlers of one event run."""


def setup(app: Sphinx) -> dict[str, object]:
    """Register every component."""
    app.add_config_value("dossier_data", "", "env", str)
    app.add_config_value("dossier_without", [], "env", list)
    safe = [component.setup(app) for component in COMPONENTS]
    return {key: all(each[key] for each in safe) for key in ("parallel_read_safe", "parallel_write_safe")}
