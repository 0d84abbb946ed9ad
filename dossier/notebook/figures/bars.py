"""Draws numbers as bars, in panels that stand side by side."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.figure import Figure

from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import colour_of, is_narrow, label_of, period, themes, width
from dossier.notebook.words import NO_FIGURE
from dossier.values import read_days


def bars(
    frame: pd.DataFrame, *, title: str, one_scale: bool = True, unit: str = "", evidence: Iterable[str] = ()
) -> None:
    """Draw a table of numbers as bars, one panel per column, and show the figure.

    The index names the bars. A column that is a theme has its label and colour. All panels share a scale unless
    `one_scale` is off. A missing number is said to be missing. `evidence` are the ids of what was counted, where it is
    not all claims.
    """
    named = frame.rename(columns=label_of)
    show(lambda: _draw_bars(frame, named, one_scale), title, named, unit, evidence)


def _draw_bars(frame: pd.DataFrame, named: pd.DataFrame, one_scale: bool) -> Figure:
    number, tall = len(frame.columns), 0.6 + 0.32 * len(frame)
    shape, size = ((number, 1), (width(), tall * number)) if is_narrow() else ((1, number), (width(), tall))
    fig, axes = plt.subplots(*shape, sharex=one_scale, sharey=True, squeeze=False, figsize=size)
    panels = axes.ravel()
    highest = frame.to_numpy(dtype=float, na_value=math.nan)
    for ax, column, (label, numbers) in zip(panels, frame, named.items(), strict=True):
        colour = colour_of(column if column in themes() else "ink")
        drawn = ax.barh(list(frame.index), numbers.fillna(0), color=colour, height=0.6)
        ax.bar_label(drawn, labels=[_label(number) for number in numbers], padding=2, fontsize=7.5)
        ax.set_title(label, fontsize=8, fontweight="normal", color=colour)
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, max(pd.Series(highest.ravel() if one_scale else numbers).max(), 1) * 1.3)
    panels[0].invert_yaxis()
    return fig


def _label(number: float) -> str:
    return NO_FIGURE if pd.isna(number) else f"{number:g}" if number else ""


def series(rows: pd.DataFrame, panels: Mapping[str, str], *, title: str, unit: str, theme: str = "") -> None:
    """Draw series side by side on one scale, one panel per series (id: heading), and show the figure.

    `rows` has the columns series, date (EDTF) and value. Each value is a bar in the middle of its time, and the last
    one is named.
    """
    show(lambda: _draw_series(rows, panels, unit, theme), title, rows[rows["series"].isin(list(panels))], unit)


def _draw_series(rows: pd.DataFrame, panels: Mapping[str, str], unit: str, theme: str) -> Figure:
    number = len(panels)
    shape, size = ((number, 1), (width(), 2 * number)) if is_narrow() else ((1, number), (width(), 2.7))
    fig, axes = plt.subplots(*shape, sharey=True, squeeze=False, figsize=size)
    for ax, (name, heading) in zip(axes.ravel(), panels.items(), strict=True):
        own = rows[rows["series"] == name].sort_values("date")
        middles = list(map(middle_of, own["date"]))
        ax.bar(middles, own["value"], width=250, color=colour_of(theme))
        if len(own):
            last = own["value"].iloc[-1]
            above = {"xytext": (0, 2), "textcoords": "offset points", "ha": "center", "fontsize": 7.5}
            ax.annotate(f"{last:g}", (middles[-1], last), **above)
        ax.set_title(heading, fontsize=7.5, fontweight="normal")
        if limits := period():
            ax.set_xlim(*limits)
        ax.xaxis.set_major_locator(mdates.YearLocator(10))
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        ax.grid(axis="x", visible=False)
        ax.grid(axis="y")
    axes[0][0].set_ylabel(unit)
    return fig


def middle_of(edtf: str) -> date:
    """Return the day in the middle of what an EDTF text allows. Raises OverflowError where it is open at an end."""
    days = read_days(edtf)
    return date.fromordinal(int((days.low + days.high) / 2))
