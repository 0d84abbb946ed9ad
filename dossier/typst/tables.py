"""Typst for tables: columns, repeated heads, alignment, spans, landscape pages."""

from __future__ import annotations

import math

from docutils import nodes

from dossier.typst.figures import Figures
from dossier.typst.markup import call, value

# A table of more lines than these may break across pages; a shorter one is kept whole.
_SHORT = 18
# A row of more lines than these may break across pages.
_TALLEST = 30
# Characters beside each other in a table as wide as the text.
_LINE = 105
# Tables whose longest words, one of each column, have no more letters than this beside each other always have room.
_ROOMY = 24
# The height of a line of a table in points with its share of the space between rows, and a caption in such lines.
_LINE_HEIGHT = 14
_CAPTION = 3

_ALIGNMENTS = {"text-left": "left", "text-center": "center", "text-right": "right"}


class Tables(Figures):
    """The forms of tables."""

    def node_table(self, node: nodes.Element) -> str:
        """Print a table, and below it the notes that are called in tables within it."""
        table = self.table(node)
        if self.in_cell or not any(self.below.values()):
            return table
        notes = [*filter(None, self.below.values())]
        self.below = dict.fromkeys(self.below, "")
        return "\n\n".join([table, *notes])

    def table(self, node: nodes.Element) -> str:
        """Print a table under its caption; `dossier.typst.nodes` says what its classes do."""
        group = next(node.findall(nodes.tgroup))
        arguments = [f"columns: ({''.join(f'{width}, ' for width in _widths(node, group))})"]
        head = [cell for part in group.children if isinstance(part, nodes.thead) for cell in self.cells(part)]
        if head:
            arguments.append(f"\n  table.header(rule-above, {', '.join(head)}, rule-below)")
        else:
            arguments.append("rule-above")
        bodies = [part for part in group.children if isinstance(part, nodes.tbody)]
        rows = [", ".join(row) for body in bodies for row in self.rows(body)]
        lines = _lines(group)
        is_long = sum(lines) > _SHORT and len(rows) > 2 and not _spans_rows(group) and max(lines) < _SHORT
        # A foot is never divided, and so no last row is alone on a page.
        foot = [f"table.footer(repeat: false, {', '.join(rows[-2:])})"] if is_long else []
        arguments += [f"\n  {row}" for row in (rows[:-2] + foot if foot else rows)]
        table = call("table", *arguments, "\n  rule-above")
        if max(lines) > _TALLEST or _spans_rows(group, _SHORT):
            table = call("tall-rows", body=table)
        if "compact" in node["classes"]:
            table = call("compact", body=table)
        words = _longest_words(group)
        if sum(map(len, words)) > _ROOMY:
            table = call("fitted", value(words), body=table)
        caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
        wide = "wide" in node["classes"]
        options = ["wide: true"] if wide else []
        if wide and sum(lines) > _SHORT:
            options.append("long: true")
        elif sum(lines) > _SHORT:
            # The caption, the head and two rows stay together.
            options = ["long: true", f"room: {(sum(lines[:3]) + _CAPTION) * _LINE_HEIGHT}pt"]
        if caption is None:
            plain = self.anchor(node) + table
            return call("landscape", body=plain) if wide else call("uncaptioned", body=plain)
        return self.captioned(node, "table", "table", table, caption, *options)

    def rows(self, part: nodes.Element) -> list[list[str]]:
        """Return the cells of each row as arguments."""
        return [[self.cell(entry) for entry in _entries(row)] for row in part.children]

    def cells(self, part: nodes.Element) -> list[str]:
        """Return all cells of a table's head as arguments."""
        return [cell for row in self.rows(part) for cell in row]

    def cell(self, entry: nodes.Element) -> str:
        """Return one cell, spelt out only where it is aligned or spans others."""
        arguments = [f"align: {_ALIGNMENTS[name]}" for name in entry["classes"] if name in _ALIGNMENTS]
        # docutils counts the rows and columns that a cell takes beyond its own.
        arguments += [f"colspan: {entry['morecols'] + 1}"] if entry.get("morecols") else []
        arguments += [f"rowspan: {entry['morerows'] + 1}"] if entry.get("morerows") else []
        is_nested, self.in_cell = self.in_cell, True
        content = f"[{self.content(entry)}]"
        self.in_cell = is_nested
        return f"table.cell({', '.join(arguments)}){content}" if arguments else content


def _spans_rows(group: nodes.Element, beyond: int = 0) -> bool:
    """Tell whether some cell takes more rows beyond its own than so many."""
    return any(entry.get("morerows", 0) > beyond for row in _rows(group) for entry in _entries(row))


def _rows(group: nodes.Element) -> list[nodes.Element]:
    """Return the rows of a table, and not those of tables in its cells."""
    parts = [part for part in group.children if isinstance(part, nodes.thead | nodes.tbody)]
    return [row for part in parts for row in part.children]


def _entries(row: nodes.Element) -> list[nodes.Element]:
    return [entry for entry in row.children if isinstance(entry, nodes.entry)]


def _longest_words(group: nodes.Element) -> list[str]:
    """Return the longest word of each column, of the cells that take one column."""
    longest = [""] * len(_shares(group))
    for row in _rows(group):
        place = 0
        for entry in _entries(row):
            if not entry.get("morecols") and place < len(longest):
                longest[place] = max([longest[place], *entry.astext().split()], key=len)
            place += 1 + entry.get("morecols", 0)
    return longest


def _lines(group: nodes.Element) -> list[int]:
    """Return about how many lines each row takes, from the length of its texts and the widths of its columns."""
    shares = _shares(group)
    room = [max(1, _LINE * share / sum(shares)) for share in shares]
    rows = [_entries(row) for row in _rows(group)]
    return [max((_height(cell, width) for cell, width in zip(row, room, strict=False)), default=1) for row in rows]


def _height(cell: nodes.Element, width: float) -> int:
    """Return about how many lines a cell takes: each of its blocks begins in a line of its own."""
    blocks = [node for node in cell.findall(nodes.TextElement) if not isinstance(node, nodes.Inline)]
    lines = [line for block in blocks for line in block.astext().split("\n")]
    return max(1, sum(math.ceil(max(1, len(line)) / width) for line in lines))


def _shares(group: nodes.Element) -> list[int]:
    return [column.get("colwidth", 1) for column in group.children if isinstance(column, nodes.colspec)]


def _widths(table: nodes.Element, group: nodes.Element) -> list[str]:
    """Return column widths: shares of the line where the source gives widths, else what the cells need."""
    shares = _shares(group)
    given = "colwidths-given" in table["classes"] or len(set(shares)) > 1
    if "colwidths-auto" in table["classes"] or not given:
        return ["auto"] * len(shares)
    return [f"{share}fr" for share in shares]
