"""Draws pairs of figures over the years, and the gap between them, in panels that stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import PAPER, colour_of, is_narrow, palette, width


def gap(rows: pd.DataFrame, labels: Sequence[str], *, title: str, unit: str, theme: str = "") -> None:
    """Draw two kinds of figures by year, one panel per subject, and show the figure.

    `rows` are figures of series as `listed` returns them: label (one of the two `labels`), meaning (the heading of the
    panel), date (a year) and middle (the value). Dots are what was measured, at the year for which it was; straight
    segments join them, and the area between the two is tinted. A label stands at the last dot of its line.
    """
    show(lambda: _draw(rows, labels, unit, theme), title, rows, unit)


def _draw(rows: pd.DataFrame, labels: Sequence[str], unit: str, theme: str) -> Figure:
    headings = list(dict.fromkeys(rows["meaning"]))
    number = max(len(headings), 1)
    shape, size = ((number, 1), (width(), 2.1 * number)) if is_narrow() else ((1, number), (width(), 2.7))
    fig, axes = plt.subplots(*shape, sharex=is_narrow(), sharey=True, squeeze=False, figsize=size)
    panels = axes.ravel()
    for ax, heading in zip(panels, headings, strict=False):
        own = rows[rows["meaning"] == heading].pivot(index="date", columns="label", values="middle")
        own = own.reindex(columns=labels).astype(float)
        own.index = own.index.astype(int)
        _draw_panel(ax, own, theme)
        ax.set_title(heading, loc="left", fontsize=9, fontweight="bold")
    panels[0].set_ylim(bottom=0)
    panels[0].set_ylabel(unit)
    return fig


def _draw_panel(ax: Axes, own: pd.DataFrame, theme: str) -> None:
    first, second = own.columns
    ax.fill_between(own.index, own[first], own[second], color=colour_of(theme), alpha=0.16, linewidth=0)
    for label, colour, face in ((first, colour_of(theme), colour_of(theme)), (second, palette().ink, PAPER)):
        ax.plot(own.index, own[label], "o-", color=colour, markerfacecolor=face, linewidth=1.2, markersize=5)
    last, tops = own.index[-1], own.max()
    upper = tops.idxmax()
    for label in own:
        at, offset = (tops[label], (0, 8)) if label == upper else (own[label].iloc[-1], (0, -17))
        ax.annotate(label, (last, at), offset, textcoords="offset points", ha="right", fontsize=8)
    ax.xaxis.set_major_locator(MultipleLocator(5))
    ax.margins(x=0.08, y=0.22)
