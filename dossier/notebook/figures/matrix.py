"""Draws a table of verdicts as signs."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import PAPER, is_narrow, palette, width
from dossier.vocabulary import Verdict

MARKERS = {"●": "o", "○": "o", "✕": "X", "–": "_"}
"""The marker that looks like a sign; any other sign is drawn as the letter that it is."""

SIZE = 6.5
"""Size of a marker in points."""

LABEL, NARROW_LABEL = 48, 22
"""Characters of a row's label in one line, on a page and on a phone."""


def matrix(grid: pd.DataFrame, *, title: str, evidence: Iterable[str] = ()) -> None:
    """Draw a table of verdicts with its legend, and show the figure; `evidence` are the ids of what was compared."""

    def draw() -> Figure:
        ax = draw_matrix(grid, height=1.1 + 0.29 * len(grid), label=NARROW_LABEL if is_narrow() else LABEL)
        explain_verdicts(ax)
        return ax.get_figure(root=True)

    show(draw, title, grid, evidence=evidence)


def draw_matrix(grid: pd.DataFrame, height: float, label: int = LABEL) -> Axes:
    """Draw verdicts as signs in the rows and columns of the table; an empty text stays empty.

    `height` is in inches, `label` in characters: a longer name of a row takes two lines.
    """
    _, ax = plt.subplots(figsize=(width(), height))
    for y, (_, row) in enumerate(grid.iloc[::-1].iterrows()):
        for x, verdict in enumerate(row):
            if verdict:
                ax.plot(x, y, **_sign(Verdict(verdict)))
    ax.set_xticks(range(len(grid.columns)), list(grid.columns), rotation=35, ha="left")
    ax.xaxis.tick_top()
    # A long label would leave no room for the signs, or shrink the picture in print.
    ax.set_yticks(range(len(grid)), [fill(str(text), label) for text in grid.index[::-1]])
    ax.set_xlim(-0.6, len(grid.columns) - 0.4)
    ax.set_ylim(-0.6, len(grid) - 0.4)
    ax.grid(axis="both")
    ax.tick_params(length=0)
    return ax


def explain_verdicts(ax: Axes) -> None:
    """Add a legend of the signs below the axes."""
    handles = [plt.Line2D([], [], linestyle="", label=each.label, **_sign(each)) for each in Verdict]
    ax.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.01),
        ncols=2 if is_narrow() else len(handles),
        handletextpad=0.2,
        columnspacing=1.2,
    )


def _sign(verdict: Verdict) -> dict[str, object]:
    colour = getattr(palette(), verdict.colour)
    return {
        "marker": MARKERS.get(verdict.sign, f"${verdict.sign}$"),
        "markerfacecolor": PAPER if verdict.sign == "○" else colour,
        "markeredgecolor": colour,
        "markersize": SIZE,
    }
