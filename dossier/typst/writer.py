"""The writer: from a resolved Sphinx document, or a part of one, to Typst markup."""

from __future__ import annotations

from dossier.typst.blocks import Blocks
from dossier.typst.code import Code
from dossier.typst.formulas import Formulas
from dossier.typst.inline import Inline
from dossier.typst.tables import Tables


class Writer(Inline, Blocks, Code, Tables, Formulas):
    """Writes one document: `Writer(book, docname, doctree, depth).render(doctree)`.

    `depth` is the level of the heading that the document's title becomes. Ids must have been registered with
    `book.links` for all documents before, since links point forward too.
    """
