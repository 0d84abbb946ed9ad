"""Draws how far things came: one row a thing, its stages from left to right, and who puts it at which.

No line joins two reports: they may speak of different texts, and nothing is known of the time between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import colour_of, palette
from dossier.values import read_days

ROW, HEAD, FOOT = 0.98, 0.5, 0.25
"""The height of one row, and the room above and below all rows, in inches."""

ARTICLE = {"marker": "o", "markersize": 7.5, "linestyle": "none"}
RECORD = {"marker": "o", "markersize": 12, "linestyle": "none", "markerfacecolor": "none", "markeredgewidth": 1.4}
END = {"marker": "X", "markersize": 8.5, "linestyle": "none", "markeredgecolor": "white"}
"""The signs: a dot for an article, a ring for an outside record, a cross for an end."""


class Stop(NamedTuple):
    """What is reported at one place of a row: from stage `low` to `high` (places from 0), or an end with its word.

    `articles` and `records` are the years, or spans of years, for which each kind of witness reports it.
    """

    low: int
    high: int
    ended: str
    articles: tuple[str, ...]
    records: tuple[str, ...]


def ladder(rows: pd.DataFrame, items: Mapping[str, str], *, title: str) -> None:
    """Draw the stages that things reached, one row per question (id: heading), and show the figure.

    `rows` are answers to status questions with a date, as `answers` returns them: question, theme, as_of (EDTF), low
    and high (places on the ladder), ended (the label of an end), scale (the labels of all stages), and record (True
    for an outside record). A report that leaves several stages open is a bar across them. An end stands behind the
    last stage.
    """
    shown = [question for question in items if question in set(rows["question"])]
    height = HEAD + FOOT + ROW * len(shown)
    fig, axes = plt.subplots(max(len(shown), 1), 1, figsize=(5.9, height), squeeze=False, layout="none")
    fig.subplots_adjust(left=0.01, right=0.99, top=1 - HEAD / height, bottom=FOOT / height, hspace=0)
    for ax, question in zip(axes[:, 0], shown, strict=True):
        own = rows[rows["question"] == question]
        _draw_row(ax, items[question], own["scale"].iloc[0], place_stops(own), colour_of(own["theme"].iloc[0]))
    if shown:
        _explain(fig, colour_of(""))
    show(fig, title, rows[rows["question"].isin(shown)])


def place_stops(rows: pd.DataFrame) -> list[Stop]:
    """Return where on a row something is reported, the lowest stage first, ends last."""
    found: dict[tuple[int, int, str], tuple[set[str], set[str]]] = {}
    for row in rows.itertuples():
        place = (-1, -1) if row.ended else (int(row.low), int(row.high))
        years = found.setdefault((*place, row.ended), (set(), set()))
        years[bool(row.record)].add(_say_years(row.as_of))
    stops = [
        Stop(*place, tuple(sorted(articles)), tuple(sorted(records))) for place, (articles, records) in found.items()
    ]
    return sorted(stops, key=lambda stop: (bool(stop.ended), stop.low, stop.high))


def _say_years(edtf: str) -> str:
    """Return the year of a date, or the first and the last year of a longer span."""
    days = read_days(edtf)
    low, high = (date.fromordinal(int(day)).year for day in (days.low, days.high))
    return str(low) if low == high else f"{low}–{high}"


def _draw_row(ax: Axes, heading: str, scale: tuple[str, ...], stops: list[Stop], colour: str) -> None:
    last = len(scale) - 1
    ends = [stop for stop in stops if stop.ended]
    ax.plot([0, last], [0, 0], color=palette().faint, linewidth=0.8, zorder=1)
    for place, stage in enumerate(scale):
        ax.annotate(stage, (place, 0), (0, 11), textcoords="offset points", ha="center", fontsize=8, alpha=0.75)
    for stop in stops:
        # The words of a bar stand between two stages, where no other sign has any.
        at = last + 1 + ends.index(stop) if stop.ended else stop.low + (0.5 if stop.low < stop.high else 0)
        _draw_stop(ax, stop, at, colour)
    ax.set_title(heading, loc="left", fontsize=9, fontweight="bold", pad=2)
    ax.set_xlim(-0.5, max(len(scale) + max(len(ends), 1), 8) - 0.5)
    ax.set_ylim(-1.15, 0.75)
    ax.axis("off")


def _draw_stop(ax: Axes, stop: Stop, at: float, colour: str) -> None:
    if stop.ended:
        ax.plot(at, 0, color=colour, zorder=3, **END)
        ax.annotate(
            stop.ended, (at, 0), (0, 11), textcoords="offset points", ha="center", fontsize=8, fontweight="bold"
        )
    elif stop.low < stop.high:
        ax.plot([stop.low, stop.high], [0, 0], color=colour, linewidth=5, alpha=0.35, zorder=2, solid_capstyle="round")
    else:
        if stop.articles:
            ax.plot(at, 0, color=colour, zorder=4, **ARTICLE)
        if stop.records:
            ax.plot(at, 0, color=colour, zorder=3, **RECORD)
    below = [(stop.articles, "normal"), (stop.records, "italic")]
    for line, (years, style) in enumerate(each for each in below if each[0]):
        text = ", ".join(years)
        offset = (0, -17 - 10 * line)
        ax.annotate(text, (at, 0), offset, textcoords="offset points", ha="center", fontsize=8, fontstyle=style)


def _explain(fig: plt.Figure, colour: str) -> None:
    signs = [
        Line2D([], [], color=colour, label="article, year upright", **ARTICLE),
        Line2D([], [], color=colour, label="outside record, year in italics", **RECORD),
    ]
    fig.legend(handles=signs, loc="lower left", ncols=2, frameon=False, fontsize=8, borderpad=0, handletextpad=0.6)
