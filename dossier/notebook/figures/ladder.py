"""Draws how far things came: one row a thing, its stages from left to right, and who puts it at which.

No line joins two reports: they may speak of different texts, and nothing is known of the time between them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from dossier.notebook.figures.bars import middle_of
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import colour_of, palette

ROW = 0.92
"""The height of one row in inches."""

ARTICLE = {"marker": "o", "markersize": 7.5, "linestyle": "none"}
RECORD = {"marker": "o", "markersize": 12, "linestyle": "none", "markerfacecolor": "none", "markeredgewidth": 1.4}
END = {"marker": "X", "markersize": 8.5, "linestyle": "none", "markeredgecolor": "white"}
"""The signs: a dot for an article, a ring for an outside record, a cross for an end."""


class Stop(NamedTuple):
    """What is reported at one place of a row: from stage `low` to `high` (places from 0), or an end with its word.

    `articles` and `records` are the years for which each kind of witness reports it.
    """

    low: int
    high: int
    ended: str
    articles: tuple[int, ...]
    records: tuple[int, ...]


def ladder(rows: pd.DataFrame, items: Mapping[str, str], *, title: str) -> None:
    """Draw the stages that things reached, one row per question (id: heading), and show the figure.

    `rows` are answers to status questions with a date, as `answers` returns them: question, theme, as_of (EDTF), low
    and high (places on the ladder), ended (the label of an end), scale (the labels of all stages), and record (True
    for an outside record). A report that leaves several stages open is a bar across them. An end stands behind the
    last stage.
    """
    shown = [question for question in items if question in set(rows["question"])]
    fig, axes = plt.subplots(len(shown), 1, figsize=(5.9, 0.35 + ROW * len(shown)), squeeze=False)
    for ax, question in zip(axes[:, 0], shown, strict=True):
        own = rows[rows["question"] == question]
        _draw_row(ax, items[question], own["scale"].iloc[0], place_stops(own), colour_of(own["theme"].iloc[0]))
    if shown:
        _explain(fig, colour_of(""))
        fig.tight_layout(rect=(0, 0, 1, 0.95), h_pad=0.3)
    show(fig, title, rows[rows["question"].isin(shown)])


def place_stops(rows: pd.DataFrame) -> list[Stop]:
    """Return where on a row something is reported, the lowest stage first, ends last."""
    found: dict[tuple[int, int, str], tuple[set[int], set[int]]] = {}
    for row in rows.itertuples():
        place = (-1, -1) if row.ended else (int(row.low), int(row.high))
        years = found.setdefault((*place, row.ended), (set(), set()))
        years[bool(row.record)].add(middle_of(row.as_of).year)
    stops = [Stop(*place, tuple(sorted(articles)), tuple(sorted(records))) for place, (articles, records) in found.items()]
    return sorted(stops, key=lambda stop: (bool(stop.ended), stop.low, stop.high))


def _draw_row(ax: Axes, heading: str, scale: tuple[str, ...], stops: list[Stop], colour: str) -> None:
    last = len(scale) - 1
    ends = [stop for stop in stops if stop.ended]
    ax.plot([0, last], [0, 0], color=palette().faint, linewidth=0.8, zorder=1)
    for place, stage in enumerate(scale):
        ax.annotate(stage, (place, 0), (0, 11), textcoords="offset points", ha="center", fontsize=8, alpha=0.75)
    for stop in stops:
        at = last + 1 + ends.index(stop) if stop.ended else (stop.low + stop.high) / 2
        _draw_stop(ax, stop, at, colour)
    ax.set_title(heading, loc="left", fontsize=9, fontweight="bold", pad=2)
    ax.set_xlim(-0.5, max(len(scale) + max(len(ends), 1), 8) - 0.5)
    ax.set_ylim(-1, 0.75)
    ax.axis("off")


def _draw_stop(ax: Axes, stop: Stop, at: float, colour: str) -> None:
    if stop.ended:
        ax.plot(at, 0, color=colour, zorder=3, **END)
        ax.annotate(stop.ended, (at, 0), (0, 11), textcoords="offset points", ha="center", fontsize=8, fontweight="bold")
    elif stop.low < stop.high:
        ax.plot([stop.low, stop.high], [0, 0], color=colour, linewidth=5, alpha=0.35, zorder=2, solid_capstyle="round")
    else:
        if stop.articles:
            ax.plot(at, 0, color=colour, zorder=4, **ARTICLE)
        if stop.records:
            ax.plot(at, 0, color=colour, zorder=3, **RECORD)
    below = [(stop.articles, "normal"), (stop.records, "italic")]
    for line, (years, style) in enumerate(each for each in below if each[0]):
        text = ", ".join(map(str, years))
        offset = (0, -17 - 10 * line)
        ax.annotate(text, (at, 0), offset, textcoords="offset points", ha="center", fontsize=8, fontstyle=style)


def _explain(fig: plt.Figure, colour: str) -> None:
    signs = [
        Line2D([], [], color=colour, label="article, year upright", **ARTICLE),
        Line2D([], [], color=colour, label="outside record, year in italics", **RECORD),
    ]
    fig.legend(handles=signs, loc="lower left", ncols=2, frameon=False, fontsize=8, borderpad=0, handletextpad=0.6)
