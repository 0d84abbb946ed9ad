"""Writes a page's documents as HTML where docutils and Sphinx write what a reader or a checker of pages cannot use."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

POINT = 4 / 3
"""CSS pixels in a point."""

STATED = "html-attributes"
"""The attribute of a node that holds the attributes of its HTML element."""

PARTIAL = "<partial node>"
"""The source of what Sphinx writes outside a page."""

MATRIX = "matrix"
"""The class of a table whose columns are too narrow and too many to be stacked on a phone."""

THEBE = "text/x-thebe-config"
"""The type of the settings that sphinx-thebe adds to each page, which is not used."""


def setup_writer(app: Sphinx) -> None:
    """Let pages be written by the class below."""
    app.set_translator("html", PageTranslator, override=True)


class PageTranslator(HTML5Translator):
    """Sphinx's own, with tables that can be stacked, images that keep their room, and titles without numbers."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._images = 0

    def starttag(self, node: nodes.Node, tagname: str, suffix: str = "\n", empty: bool = False, **given: Any) -> str:
        """Return the tag that opens a node, with the attributes that the node states."""
        stated = node.get(STATED, {}) if isinstance(node, nodes.Element) else {}
        return super().starttag(node, tagname, suffix, empty, **given, **stated)

    def add_secnumber(self, node: nodes.Element) -> None:
        """Write no number on a page: its own stands above its title, and sections are found by their words.

        Titles that Sphinx writes by themselves, for the window and for links, keep theirs.
        """
        if self.document.get("source") == PARTIAL:
            super().add_secnumber(node)

    def visit_raw(self, node: nodes.raw) -> None:
        """Write what is HTML already, but not the settings of what is not used."""
        if THEBE in node.astext() or node.astext().startswith("<script>kernelName = "):
            raise nodes.SkipNode
        super().visit_raw(node)

    def visit_table(self, node: nodes.table) -> None:
        """Put a table into a box that keeps its width, and name the column in each cell, for rows that are stacked."""
        is_matrix = MATRIX in node["classes"]
        self.body.append(f'<div class="{"matrix-wrap" if is_matrix else "table-wrap"}">')
        heads = [head for row in next(iter(node.findall(nodes.thead)), []) for head in row]
        for head in heads:
            head[STATED] = {"scope": "col"}
        if not is_matrix:
            node["classes"].append("stacks")
            name_cells(node, [" ".join(head.astext().split()) for head in heads])
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """Close the table and its box."""
        super().depart_table(node)
        self.body.append("</div>")

    def visit_citation(self, node: nodes.citation) -> None:
        """Open a work as an item of a list: docutils gives it a role that is deprecated and not allowed in one."""
        super().visit_citation(node)
        self.body[-1] = self.body[-1].replace('role="doc-biblioentry"', 'role="listitem"')

    def visit_image(self, node: nodes.image) -> None:
        """Let images wait until they come into sight, but for the first, and state the size of an SVG.

        So nothing on the page moves when a picture arrives. The builder copies pictures after the pages are written,
        so that sizes are read at the source.
        """
        source = Path(self.builder.srcdir, node["uri"])
        stated = {"decoding": "async"} | ({"loading": "lazy"} if self._images else {})
        if source.suffix == ".svg" and source.is_file():
            stated |= {side: str(pixels) for side, pixels in read_size(source).items()}
        self._images += 1
        node[STATED] = stated
        super().visit_image(node)


def name_cells(table: nodes.table, heads: list[str]) -> None:
    """Give each cell with words the name of its column, where that has one."""
    for body in table.findall(nodes.tbody):
        for row in body:
            stubs = table.next_node(nodes.tgroup).get("stub-columns", 0)
            for head, cell in zip(heads, row.children[stubs:], strict=False):
                if head and cell.astext().strip():
                    cell[STATED] = {"data-head": head}


def read_size(path: Path) -> dict[str, int]:
    """Return the width and height of an SVG in CSS pixels, where it states them in points."""
    _, root = next(ElementTree.iterparse(path, events=("start",)))
    stated = {side: root.get(side, "") for side in ("width", "height")}
    return {side: round(float(text[:-2]) * POINT) for side, text in stated.items() if text.endswith("pt")}
