"""Typst for what has a caption, and where it floats."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from docutils import nodes

from dossier.typst.context import Base
from dossier.typst.lengths import read_length
from dossier.typst.markup import call, inline, text, value

# Characters per line, lines per page, lines per heading: estimates for floating.
_LINE, _PAGE_LINES, _TITLE_LINES = 66, 43, 3
# A listing of more lines may break across pages.
_WHOLE_LISTING = 25
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\S)")


class Figures(Base):
    """The forms of a whole document and of figures, and captions for all that has one."""

    def node_document(self, node: nodes.Element) -> str:
        """Print everything."""
        self.early = set(_read_early(node))
        return self.without(nodes.docinfo, node)

    def node_figure(self, node: nodes.Element) -> str:
        """Print a figure above its caption and legend; one without a caption is only a picture."""
        caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
        body = self.without(nodes.caption, node)
        if node.get("width"):
            try:
                body = call("block", f"width: {read_length(node['width'])}", body=body)
            except ValueError as error:
                self.problem(f"the width of a figure: {error}", node)
        if caption is None:
            return self.anchor(node) + body
        return self.captioned(node, "figure", "image", body, caption)

    def captioned(
        self, node: nodes.Element, figtype: str, kind: str, body: str, caption: nodes.Element, *more: str
    ) -> str:
        """Return a call of the template's ``captioned`` for a figure, table or listing."""
        arguments = [
            kind,
            value(self.title_of(node, figtype)),
            value(self.label(node)),
            f"[{self.caption(caption)}]",
            *(more or self.float(node, kind)),
        ]
        return call("captioned", *arguments, body=f"\n{body}\n")

    def float(self, node: nodes.Element, kind: str) -> list[str]:
        """Return the argument that lets a picture or a short table of a whole document float."""
        if kind == "raw":
            return ["long: true"] if node.astext().count("\n") > _WHOLE_LISTING else []
        if self.early is None:
            return []
        return ["float: bottom" if node in self.early else "float: top"]

    def caption(self, node: nodes.Element) -> str:
        """Return a caption's text; lists of figures and tables leave out what follows its first sentence."""
        parts = [self.anchor(node)]
        for index, child in enumerate(node.children):
            end = _SENTENCE_END.search(child) if isinstance(child, nodes.Text) else None
            if end is not None:
                rest = [text(child[end.end() :]), *map(self.render, node.children[index + 1 :])]
                parts += [text(child[: end.start()]), inline("detail", body=" " + "".join(rest))]
                break
            parts.append(self.render(child))
        return "".join(parts)


def _read_early(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield the figures and tables that may come to stand on a document's first page, below its title."""
    lines = 0.0
    kinds = nodes.title | nodes.paragraph | nodes.figure | nodes.table
    for node in document.findall(lambda node: isinstance(node, kinds)):
        if isinstance(node, nodes.title):
            lines += _TITLE_LINES
        elif not isinstance(node, nodes.paragraph):
            yield node
        elif not isinstance(node.parent, nodes.entry):
            lines += math.ceil(len(node.astext()) / _LINE)
        if lines > _PAGE_LINES:
            return
