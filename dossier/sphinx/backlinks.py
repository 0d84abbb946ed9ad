"""Says where the report cites each claim, fact and question.

That is known only when all pages have been read; until then the page has a placeholder.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.domain import EvidenceDomain, Place
from dossier.sphinx.markup import paragraph
from dossier.sphinx.pages import list_pages, name_page


def setup_backlinks(app: Sphinx) -> None:
    """Register the placeholder."""
    app.add_node(CitedIn)


class CitedIn(nodes.General, nodes.Element):
    """A placeholder for the line that says where an entry is cited; `entries` holds labels such as “claim-x”."""


def fill_citations(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace each placeholder of a page by the line that says where its entries are cited."""
    citations = EvidenceDomain.of(app.env).citations
    order = {page: place for place, page in enumerate(list_pages(app.env))}
    for place in list(doctree.findall(CitedIn)):
        cited = {citation for entry in place["entries"] for citation in citations.get(entry, ())}
        if cited:
            ranked = sorted(cited, key=lambda citation: (order[citation.docname], _count(citation)))
            place.replace_self(paragraph("Cited in ", *_links(app, docname, ranked)))
        else:
            place.replace_self(paragraph(nodes.emphasis(text="Cited in no chapter.")))


def _links(app: Sphinx, docname: str, ranked: list[Place]) -> Iterator[nodes.Node]:
    """Yield a link for each page, in the order of the book, to the first mark on it."""
    for place, (page, marks) in enumerate(groupby(ranked, attrgetter("docname"))):
        if place:
            yield nodes.Text(", ")
        yield _reference(app, docname, next(marks), name_page(app.env, page))


def _count(citation: Place) -> int:
    return int(citation.anchor.rpartition("-")[2])


def _reference(app: Sphinx, docname: str, citation: Place, text: str) -> nodes.reference:
    uri = app.builder.get_relative_uri(docname, citation.docname)
    # In print, captions with their marks are in the list of figures too, so a mark is not a place to link to there.
    fragment = f"#{citation.anchor}" if app.builder.format == "html" else ""
    return nodes.reference("", "", nodes.inline(text=text), refuri=uri + fragment, internal=True)
