"""Draws what more than one chapter needs, in one style. The only module that knows matplotlib.

Colours carry one meaning each: a theme, or the one colour that is kept for conflicts. Whatever a colour says,
a marker or a label says too. A plan is hollow, a deed is filled.
"""

from __future__ import annotations

import math
from datetime import date, timedelta
from importlib import resources
from importlib.resources import files

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib_inline.backend_inline import set_matplotlib_formats

from dossier.values import LADDER, read_days

THEMES = {"diplomacy": "#0072B2", "defense": "#D55E00", "energy": "#B8860B", "trade": "#00785A",
          "connectivity": "#9B4F96", "society": "#3A87AD"}
"""One colour a theme, distinct to colour-blind readers (after Okabe and Ito, darkened for white paper)."""

INK, FAINT, CONFLICT = "#222222", "#9a9a9a", "#B2182B"

MARKERS = {"agree": ("o", INK, INK), "compatible": ("o", "white", INK), "conflict": ("X", CONFLICT, CONFLICT),
           "not comparable": ("_", FAINT, FAINT), "undecided": ("$?$", FAINT, FAINT)}
"""Marker, fill and edge of a verdict."""

START, END = date(1991, 1, 1), date(2024, 1, 1)


def use_style() -> None:
    """Use the report's style sheet and fonts, and show figures as SVG with the same bytes at each run."""
    for weight in ("Regular", "Semibold", "It"):
        font_manager.fontManager.addfont(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"))
    with resources.as_file(files("dossier") / "report.mplstyle") as path:
        plt.style.use(path)
    set_matplotlib_formats("svg", metadata={"Date": None})


def draw_dates(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw EDTF dates as bars as long as their imprecision, one row each, from the top.

    `frame` has the columns label, date, colour and done (False draws the bar hollow). Open ends fade out at
    the edge with an arrow. Returns the axes; the time axis is left to the caller's `set_xlim`.
    """
    ax = ax or plt.gca()
    for place, row in enumerate(frame.itertuples()):
        _draw_bar(ax, len(frame) - 1 - place, row.date, row.colour, row.done)
    ax.set_yticks(range(len(frame) - 1, -1, -1), list(frame["label"]))
    ax.set_ylim(-0.7, len(frame) - 0.3)
    ax.xaxis_date()
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
    return ax


def _draw_bar(ax: Axes, y: float, edtf: str, colour: str, done: bool, height: float = 0.5) -> None:
    days = read_days(edtf)
    low = date.fromordinal(int(days.low)) if math.isfinite(days.low) else START
    high = date.fromordinal(int(days.high)) if math.isfinite(days.high) else END
    ax.add_patch(Rectangle((mdates.date2num(low), y - height / 2), max((high - low).days + 1, 1), height,
                           facecolor=colour if done else "white", edgecolor=colour, linewidth=1.2,
                           linestyle=":" if math.isinf(days.low + days.high) else "-"))
    ax.update_datalim([(mdates.date2num(low), y), (mdates.date2num(high), y)])
    if (high - low).days < 20:
        ax.plot(low + timedelta(days=(high - low).days / 2), y, marker="D", color=colour, markersize=5.5,
                markerfacecolor=colour if done else "white")


def draw_ladder(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw rungs against dates: one line an item, a marker a claim.

    `frame` has the columns item, as_of (EDTF), value (a rung), label, colour and record (True for a reference
    fact, drawn hollow). Returns the axes.
    """
    ax = ax or plt.gca()
    for item, group in frame.groupby("item", sort=False):
        points = sorted((_middle(row.as_of), LADDER.index(row.value.split("/")[-1]), row) for row in group.itertuples())
        ax.plot([x for x, _, _ in points], [y for _, y, _ in points], color=points[0][2].colour, linewidth=1,
                alpha=0.6, zorder=1)
        for x, y, row in points:
            ax.plot(x, y, "o", color=row.colour, markerfacecolor="white" if row.record else row.colour, zorder=2)
            ax.annotate(row.label, (x, y), xytext=(0, 6), textcoords="offset points", ha="center", fontsize=7)
    ax.set_yticks(range(len(LADDER)), [rung.replace("-", " ") for rung in LADDER])
    ax.set_ylim(-0.4, len(LADDER) - 0.3)
    return ax


def _middle(edtf: str) -> date:
    days = read_days(edtf)
    return date.fromordinal(int((days.low + days.high) / 2))


def draw_matrix(frame: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Draw a table of verdicts as markers: rows and columns are those of the frame, empty texts stay empty."""
    ax = ax or plt.gca()
    for y, (_, row) in enumerate(frame.iloc[::-1].iterrows()):
        for x, verdict in enumerate(row):
            if verdict:
                marker, fill, edge = MARKERS[verdict]
                ax.plot(x, y, marker=marker, markerfacecolor=fill, markeredgecolor=edge, markersize=6.5)
    ax.set_xticks(range(len(frame.columns)), list(frame.columns))
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(frame)), list(frame.index[::-1]))
    ax.set_xlim(-0.6, len(frame.columns) - 0.4)
    ax.set_ylim(-0.6, len(frame) - 0.4)
    ax.grid(axis="both")
    ax.tick_params(length=0)
    return ax


def explain_verdicts(ax: Axes) -> None:
    """Add a legend of the verdict markers below the axes."""
    handles = [plt.Line2D([], [], linestyle="", marker=marker, markerfacecolor=fill, markeredgecolor=edge,
                          markersize=6.5, label=verdict) for verdict, (marker, fill, edge) in MARKERS.items()]
    ax.legend(handles=handles, loc="upper center", bbox_to_anchor=(0.5, -0.01), ncols=len(handles),
              handletextpad=0.2, columnspacing=1.2)
