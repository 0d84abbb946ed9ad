"""Draws again, in the size of the brief, the figures that stand in it: legible at seven points, and low enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
from docutils import nodes
from matplotlib.axes import Axes
from sphinx.application import Sphinx

from dossier import corpus, figures, verdicts
from dossier.sphinx_edition import read_left_out
from dossier.sphinx_timeline import read_dates

WIDTH = 6.6
"""The width of the brief's column in inches."""

SMALL = {"font.size": 7, "xtick.labelsize": 7, "ytick.labelsize": 7, "legend.fontsize": 7}


def _add_drawings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name the small drawing on each picture that has one; the builder of the PDF takes it for the brief."""
    if app.builder.name != "typst":
        return
    for figure in doctree.findall(nodes.figure):
        for name, draw in DRAWINGS.items():
            if name in figure["ids"]:
                [image] = figure.findall(nodes.image)
                image["small"] = str(_save(app, draw, figure))


def _save(app: Sphinx, draw: Callable[[Sphinx, nodes.figure], tuple[Axes, float]], figure: nodes.figure) -> Path:
    folder = Path(app.outdir, "small")
    folder.mkdir(exist_ok=True)
    path = folder / f"small-{figure['ids'][0]}.svg"
    figures.use_style()
    with plt.rc_context(SMALL):
        ax, height = draw(app, figure)
        ax.figure.set_size_inches(WIDTH, height)
        plt.savefig(path, metadata={"Date": None})
    plt.close("all")
    return path


def _draw_timeline(app: Sphinx, figure: nodes.figure) -> tuple[Axes, float]:
    frame = read_dates(figure["timeline"])
    return figures.draw_timeline(frame), 0.3 + 0.132 * len(frame)


def _draw_matrix(app: Sphinx, figure: nodes.figure) -> tuple[Axes, float]:
    evidence = corpus.read(without=read_left_out(Path(app.srcdir) / "executed"))
    grid = verdicts.worst_by_source(evidence, verdicts.find(evidence))
    grid = grid.rename(columns=evidence.sources.set_index("source")["label"])
    height = 0.8 + 0.15 * len(grid)
    ax = figures.draw_matrix(grid, height=height)
    figures.explain_verdicts(ax)
    # Centred below axes that stand far to the right, it would run out of the picture.
    ax.get_legend().set_loc("upper right")
    ax.get_legend().set_bbox_to_anchor((1, 0), transform=ax.transAxes)
    return ax, height


DRAWINGS = {"fig-timeline": _draw_timeline, "fig-matrix": _draw_matrix}


def setup(app: Sphinx) -> dict[str, object]:
    """Connect after references are resolved, before the builder looks for pictures."""
    app.connect("doctree-resolved", _add_drawings)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
