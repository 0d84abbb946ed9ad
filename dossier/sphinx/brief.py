"""Draws again, in the size of the brief, the figures that it contains: legible at seven points, and low enough."""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
from docutils import nodes
from matplotlib.axes import Axes
from sphinx.application import Sphinx

from dossier import verdicts
from dossier.notebook import figures
from dossier.report import Report
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.timeline import read_dates

WIDTH = 6.6
"""The width of the brief's column in inches."""

SMALL = {"font.size": 7, "xtick.labelsize": 7, "ytick.labelsize": 7, "legend.fontsize": 7}


def add_drawings(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name the small drawing on each picture that has one; the builder of the PDF takes it for the brief."""
    if app.builder.name != "typst":
        return
    folder = Path(app.outdir, "small")
    folder.mkdir(exist_ok=True)
    for figure in doctree.findall(nodes.figure):
        for name in DRAWINGS.keys() & figure["ids"]:
            [image] = figure.findall(nodes.image)
            image["small"] = str(folder / f"small-{name}.svg")
            draw_small(name, figure, Path(image["small"]), EvidenceDomain.of(app.env).evidence.report)


def draw_small(name: str, figure: nodes.figure, path: Path, report: Report) -> None:
    """Draw one of DRAWINGS again as an SVG file, from its node in the book."""
    figures.use_style(report.settings)
    with plt.rc_context(SMALL):
        ax, height = DRAWINGS[name](figure, report)
        ax.figure.set_size_inches(WIDTH, height)
        plt.savefig(path, metadata={"Date": None})
    plt.close("all")


def _draw_timeline(figure: nodes.figure, report: Report) -> tuple[Axes, float]:
    frame = read_dates(report.corpus, figure["timeline"])
    return figures.draw_timeline_by_theme(frame), 0.3 + 0.132 * len(frame)


def _draw_matrix(figure: nodes.figure, report: Report) -> tuple[Axes, float]:
    grid = verdicts.worst_by_source(report.corpus, report.findings)
    grid = grid.rename(columns=report.corpus.sources.set_index("source")["label"])
    height = 0.8 + 0.118 * len(grid)
    ax = figures.draw_matrix(grid, height=height, label=84)
    figures.explain_verdicts(ax)
    # Centred below axes that are far to the right, it would run out of the picture.
    ax.get_legend().set_loc("upper right")
    ax.get_legend().set_bbox_to_anchor((1, 0), transform=ax.transAxes)
    return ax, height


DRAWINGS = {"fig-timeline": _draw_timeline, "fig-matrix": _draw_matrix}
"""The figures that have a small drawing, by their label."""
