"""From a resolved Sphinx document to Typst markup."""

from docutils import nodes

from dossier.typst.context import Book
from dossier.typst.tables import TableRenderer


def write(book: Book, docname: str, doctree: nodes.document, depth: int) -> str:
    """Return the markup of one document whose title is a heading of level ``depth``.

    Ids must have been registered with ``book.links`` for all documents before, since links point forward too.
    """
    return TableRenderer(book, docname, doctree, depth).render(doctree)
