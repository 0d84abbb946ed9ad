"""Draws small counts as dots, one dot each, so that they can be counted and compared at once."""

from __future__ import annotations

from collections.abc import Iterable

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from dossier.notebook.figures.rows import label_rows, row_room
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import PAPER, is_narrow, palette, width

SIGNS = ("filled", "ring", "square")
"""The signs of the first three kinds, which a reader tells apart without colours."""

FEW = 16
"""Fewer dots stand as close as so many would."""


def dots(counts: pd.DataFrame, *, title: str, evidence: Iterable[str] = ()) -> None:
    """Draw a table of counts as rows of dots, one row for each line of it, and show the figure.

    The index names the rows; the columns are the kinds, at most three, each with a sign of its own. The total stands
    behind the dots. `evidence` are the ids of what was counted.
    """
    show(lambda: _draw(counts), title, counts, evidence=evidence)


def _draw(counts: pd.DataFrame) -> Figure:
    fig, ax = plt.subplots(figsize=(width(), 0.5 + row_room(0.3) * len(counts)))
    for y, (_, row) in enumerate(counts.iterrows()):
        x = 0
        for kind, number in zip(SIGNS, row, strict=False):
            ax.plot(range(x, x + int(number)), [y] * int(number), **_style(kind))
            x += int(number)
        ax.annotate(str(x), (x, y), (1, 0), textcoords="offset points", va="center")
    ax.invert_yaxis()
    ax.set_ylim(len(counts) - 0.4, -1 if is_narrow() else -0.6)
    label_rows(ax, dict(enumerate(counts.index)))
    ax.set_xlim(-0.7, max(int(counts.sum(axis="columns").max()), FEW) + 1.5)
    ax.set_xticks([])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    handles = [Line2D([], [], label=label, **_style(kind)) for kind, label in zip(SIGNS, counts, strict=False)]
    fig.legend(
        handles=handles, loc="outside lower left", ncols=1 if is_narrow() else len(handles), frameon=False, fontsize=8.5
    )
    return fig


def _style(kind: str) -> dict[str, object]:
    conflict, faint = palette().conflict, palette().faint
    common = {"linestyle": "none", "markersize": 7.5}
    if kind == "filled":
        return common | {"marker": "o", "color": conflict}
    if kind == "ring":
        return common | {"marker": "o", "color": conflict, "markerfacecolor": PAPER, "markeredgewidth": 1.6}
    return common | {"marker": "s", "color": faint, "markersize": 6.5}
