"""Typst for formulas: LaTeX as vector images, through matplotlib's own mathematics."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import matplotlib
from docutils import nodes
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

from dossier.typst.context import Base
from dossier.typst.markup import call, inline, string, value

_STYLE = {"mathtext.fontset": "stix", "svg.fonttype": "path", "svg.hashsalt": "dossier"}
_POINTS_PER_INCH = 72

SIZE = 10.25
"""The size of formulas in points, that of the text in page.typ."""


class Formulas(Base):
    """The forms of formulas in a line and displayed."""

    def node_math(self, node: nodes.Element) -> str:
        """Draw a formula in the line."""
        drawn = self.draw(node)
        if drawn is None:
            return ""
        path = string(f"{self.book.image_folder.name}/{drawn.file}")
        return inline("formula", path, string(node.astext()), f"{drawn.depth}pt")

    def node_math_block(self, node: nodes.Element) -> str:
        """Draw a displayed formula, with its number where it has one."""
        drawn = self.draw(node)
        if drawn is None:
            return ""
        number = node.get("number") and (self.number(node, "displaymath") or str(node["number"]))
        path = string(f"{self.book.image_folder.name}/{drawn.file}")
        return self.anchor(node) + call("display-formula", path, string(node.astext()), value(number or None))

    def draw(self, node: nodes.Element) -> Formula | None:
        """Draw a formula; one that matplotlib cannot read is a problem of the source."""
        try:
            return draw(node.astext(), self.book.image_folder, SIZE)
        except ValueError as error:
            reason = str(error).strip().splitlines()[-1]
            self.problem(f"the formula {node.astext()!r} cannot be drawn: {reason}", node)
            return None


class Formula(NamedTuple):
    """A drawn formula: its file within the folder, and how far it hangs below the line, in points."""

    file: str
    depth: float


def draw(latex: str, folder: Path, size: float) -> Formula:
    """Draw a formula as an SVG file, `size` in points, and return it; raises ValueError for one that is not LaTeX."""
    source = f"${' '.join(latex.split())}$"
    name = hashlib.sha256(f"{size} {source}".encode()).hexdigest()[:16] + ".svg"
    with matplotlib.rc_context(_STYLE):
        font = FontProperties(size=size)
        width, height, depth, *_ = MathTextParser("path").parse(source, _POINTS_PER_INCH, font)
        figure = Figure(figsize=(width / _POINTS_PER_INCH, height / _POINTS_PER_INCH))
        figure.text(0, depth / height, source, fontproperties=font)
        image = BytesIO()
        figure.savefig(image, format="svg", transparent=True, metadata={"Date": None})
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(image.getvalue())
    return Formula(name, round(depth, 3))
