"""The one Sphinx extension of the library.

Each component registers what it needs in its own `setup_…`, at the top of its module. What is done to a page, and in
which order, is written here and nowhere else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from dossier import typst
from dossier.sphinx.api import setup_api
from dossier.sphinx.backlinks import fill_citations, setup_backlinks
from dossier.sphinx.certainty import setup_certainty
from dossier.sphinx.chapters import fill_chapters, setup_chapters
from dossier.sphinx.codebook import setup_codebook
from dossier.sphinx.colophon import setup_colophon
from dossier.sphinx.directions import set_directions
from dossier.sphinx.domain import setup_domain
from dossier.sphinx.drawn import setup_drawn
from dossier.sphinx.evidence import setup_evidence
from dossier.sphinx.facets import setup_facets
from dossier.sphinx.foreign import setup_foreign
from dossier.sphinx.html.assets import add_scripts, setup_assets
from dossier.sphinx.html.cards import add_cards
from dossier.sphinx.html.cite import add_citation
from dossier.sphinx.html.code import fold_code, setup_code
from dossier.sphinx.html.downloads import offer_data, pack_downloads, setup_downloads
from dossier.sphinx.html.explorer import write_explorer
from dossier.sphinx.html.formulas import setup_formulas
from dossier.sphinx.html.frame import frame_page, setup_frame
from dossier.sphinx.html.head import write_head
from dossier.sphinx.html.opening import open_chapter
from dossier.sphinx.html.pictures import set_pictures
from dossier.sphinx.html.search import setup_search, write_search
from dossier.sphinx.html.site import write_site
from dossier.sphinx.html.writer import setup_writer
from dossier.sphinx.html_outputs import setup_html_outputs
from dossier.sphinx.judgements import setup_judgements
from dossier.sphinx.languages import mark_words
from dossier.sphinx.matrix import setup_matrix
from dossier.sphinx.names import mark_names
from dossier.sphinx.notebooks import ask_for_words, has_heading, hide_addresses, setup_notebooks
from dossier.sphinx.notes import set_notes, setup_notes
from dossier.sphinx.outside import setup_outside
from dossier.sphinx.registers import setup_registers
from dossier.sphinx.roles import setup_roles
from dossier.sphinx.sizes import setup_sizes
from dossier.sphinx.terms import link_terms, setup_terms
from dossier.sphinx.timeline import setup_timeline
from dossier.sphinx.titles import set_titles

RESOLVED = (
    fill_citations,
    fill_chapters,
    open_chapter,
    set_notes,
    link_terms,
    mark_words,
    set_directions,
    offer_data,
    set_titles,
    ask_for_words,
    hide_addresses,
    set_pictures,
    fold_code,
    mark_names,
)
"""What is done to each document when its references are resolved, in this order.

Reading time is counted before anything is added, and data are described with the marks that the page shows.
"""


def setup(app: Sphinx) -> dict[str, object]:
    """Register every component."""
    setup_foreign(app)
    typst.setup(app)
    setup_evidence(app)
    setup_domain(app)
    setup_roles(app)
    setup_certainty(app)
    setup_chapters(app)
    setup_backlinks(app)
    setup_facets(app)
    setup_registers(app)
    setup_api(app)
    setup_matrix(app)
    setup_timeline(app)
    setup_drawn(app)
    setup_codebook(app)
    setup_judgements(app)
    setup_sizes(app)
    setup_terms(app)
    setup_colophon(app)
    setup_assets(app)
    setup_formulas(app)
    setup_html_outputs(app)
    setup_outside(app)
    setup_notebooks(app)
    setup_frame(app)
    setup_writer(app)
    setup_search(app)
    setup_downloads(app)
    setup_code(app)
    setup_notes(app)
    app.connect("config-inited", _add_templates)
    app.connect("doctree-resolved", _resolve, priority=700)
    # After the extensions that add scripts to the page, whose priority is 500.
    app.connect("html-page-context", _write_page, priority=900)
    app.connect("build-finished", _finish, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_templates(app: Sphinx, config: Config) -> None:
    """Offer the library's templates after the report's own."""
    # A list of its own: Sphinx's default is one list for all builds of a process.
    config.templates_path = [*config.templates_path, str(Path(__file__).parent / "templates")]
    config.html_permalinks_icon = "#"


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for step in RESOLVED if has_heading(doctree) else ():
        step(app, doctree, docname)


def _write_page(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Complete one page of the HTML edition; a page without a document, such as the search, has neither box nor cards.

    The body is mended when all of it is there, and the frame takes its files when all are named.
    """
    if app.builder.name != "html":
        return
    write_head(app, page, context, doctree)
    if doctree is not None:
        add_citation(app, page, context, doctree)
        add_cards(app, page, context, doctree)
    add_scripts(app, page, doctree)
    frame_page(app, page, context, doctree)


def _finish(app: Sphinx, error: Exception | None) -> None:
    """Complete the HTML edition when all pages are written."""
    if error or app.builder.name != "html":
        return
    pack_downloads(app)
    write_site(app)
    write_search(app)
    write_explorer(app)
