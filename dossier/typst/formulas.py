"""LaTeX formulas as vector images, through matplotlib's own mathematics."""

import hashlib
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.mathtext import MathTextParser

_STYLE = {"mathtext.fontset": "stix", "svg.fonttype": "path", "svg.hashsalt": "dossier"}
_POINTS_PER_INCH = 72


class Formula(NamedTuple):
    """A drawn formula: its file within the folder, and how far it hangs below the line, in points."""

    file: str
    depth: float


def draw(latex: str, folder: Path, size: float) -> Formula:
    """Draw a formula as an SVG file and return it; raise ValueError where matplotlib cannot read it."""
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
