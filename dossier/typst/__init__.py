"""A Sphinx builder that sets the whole book as one PDF through Typst.

``builder`` gathers the documents, ``compiler`` knows the fonts and Typst's errors, ``writer`` turns a document into
markup and is composed of ``inline``, ``blocks``, ``code``, ``figures``, ``tables`` and ``formulas`` on top of
``context``; ``nodes`` says what pages may hold for print, ``brief`` chooses pieces of documents, ``links`` keeps labels
apart, ``beside`` prints what another edition has read, and ``page.typ``, ``report.typ``, ``evidence.typ`` and
``brief.typ`` are the design, in the colours of the settings.
"""

from sphinx.application import Sphinx
from sphinx.config import Config

from dossier.typst.beside import setup_beside
from dossier.typst.builder import TypstBuilder

# The first of these that an output offers is printed. Without the list, myst-nb drops every output.
_OUTPUT_FORMATS = (
    "application/vnd.dossier.table+json",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/latex",
    "text/markdown",
    "text/html",
    "application/javascript",
    "application/json",
    "text/plain",
)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the builder ``typst`` and its configuration values."""
    app.add_builder(TypstBuilder)
    app.add_config_value("typst_subtitle", "", "", str)
    app.add_config_value("typst_palette", {}, "", dict)
    app.add_config_value("typst_timestamp", None, "", (int, type(None)))
    app.add_config_value("typst_imprint", [], "", list)
    app.add_config_value("typst_front_title", "Summary", "", str)
    app.add_config_value("typst_foot", [], "", list)
    app.add_config_value("typst_brief", [], "", list)
    app.add_config_value("typst_evidence", [], "", list)
    setup_beside(app)
    # Before Sphinx itself fills in the caption formats, at priority 800.
    app.connect("config-inited", _prepare, priority=700)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _prepare(app: Sphinx, config: Config) -> None:
    """Tell myst-nb which outputs to print, and spell "Figure" out in every format alike."""
    if "nb_mime_priority_overrides" in config:
        ranks = [("typst", kind, rank) for rank, kind in enumerate(_OUTPUT_FORMATS, start=1)]
        config.nb_mime_priority_overrides = [*ranks, *config.nb_mime_priority_overrides]
    # Both editions print it, though Markdown's reader warns that only one does.
    config.suppress_warnings = [*config.suppress_warnings, "myst.strikethrough"]
    config.numfig_format = {"figure": "Figure %s", **config.numfig_format}
