"""Complains of what a page would call outside when it is opened: pictures, frames and scripts of other hosts.

A report is to be read without a network, and nobody is to be told who reads it. Hosts that a report calls all the same
stand in its settings, as `outside`.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.html_outputs import list_outside

logger = logging.getLogger(__name__)


def setup_outside(app: Sphinx) -> None:
    """Look at each page as it is read."""
    app.connect("doctree-read", _complain)


def _complain(app: Sphinx, doctree: nodes.document) -> None:
    allowed = EvidenceDomain.of(app.env).evidence.settings.outside
    for node in doctree.findall(nodes.Element):
        for host in _list_hosts(node):
            if host not in allowed:
                advice = "save it beside the page, or name the host in dossier.toml, outside = […]"
                logger.warning(
                    "this page calls %s when it is opened; %s",
                    host,
                    advice,
                    location=node,
                    type="dossier",
                    subtype="outside",
                )


def _list_hosts(node: nodes.Element) -> Iterator[str]:
    if isinstance(node, nodes.image) and (host := urlsplit(node["uri"]).netloc):
        yield host
    elif isinstance(node, nodes.raw) and "html" in node.get("format", "").split():
        yield from list_outside(node.astext())
