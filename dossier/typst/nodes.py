"""What pages may hold for print: a node of ours, and marks on the nodes of others.

- `Record` is one entry of a list that readers look things up in. Print sets entries small, in columns.
- `IndexMark` says that a name stands in the paragraph that it begins; a volume with marks ends with an index.
- `MarginNotes` are the notes of the paragraph behind them, which stand in the margin.
- `LineBreak` and `Lined` are what HTML within a line means; `dossier.typst.html` makes them.
- A picture, `nodes.image`, may name in `small` a drawing of the same content for the brief, as the path of a file. It
  is drawn at the size that it is printed in, so that its text stays legible where the column is narrow.
- A table with the class `wide` turns the page; one with the class `compact` sets many columns in small type.
- Any node class can bring its own form: `app.add_node(kind, typst=(form, None))`, where `form` is a function of the
  writer and the node that returns markup, made with `dossier.typst.markup`.
"""

from __future__ import annotations

from docutils import nodes


class Record(nodes.container):
    """An entry of a register; one whose attribute `breakable` is true may run over the end of a page.

    The attribute `number` is what a page's head says of the entries on it; without one it says nothing.
    """


class IndexMark(nodes.Inline, nodes.Element):
    """A place to which an index of names sends its reader, by the attribute `name`."""


class MarginNotes(nodes.General, nodes.Element):
    """Notes of a paragraph: `printed` holds for each its number, its head, a quotation, and who contradicts it."""


class LineBreak(nodes.Inline, nodes.Element):
    """The end of a line within a paragraph."""


class Lined(nodes.Inline, nodes.TextElement):
    """Words with a line: the attribute `how` is the Typst function that draws it, strike, underline or highlight."""
