"""Draws dates in lanes, one lane an event: bars for what articles say, rules across it for outside records."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dossier.notebook.figures.rows import row_room
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import is_narrow, link_to, palette, width
from dossier.notebook.words import unmark
from dossier.values import date_in_words, read_days

HEAD = 2.0
"""The height of a lane's heading and of the days of its records, in rows."""

POINT_DAYS = 12
"""A date known to fewer days is a dot."""

NAME = 0.3
"""The room that a name of an article takes, as a share of the width."""


def lanes(
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    *,
    title: str,
    span: str,
    astray: Collection[str] = (),
    belongs: str = "",
) -> None:
    """Draw dated answers in lanes, one per question (id: heading), and show the figure.

    `rows` are answers as `answers` returns them: id, question, who, value (EDTF) and record. An article has a row in
    its lane, with its date in words beside it; an outside record is a dashed rule across the lane, with its day above.
    `span` is the EDTF interval to show. The answers named in `astray` have the colour of conflicts, and an arrow leads
    from the last of them to the lane of the question `belongs`.
    """
    first, last = (date.fromordinal(int(day)) for day in (read_days(span).low, read_days(span).high))
    shown = [question for question in headings if question in set(rows["question"])]

    def draw() -> Figure:
        return _draw(rows, {name: headings[name] for name in shown}, (first, last), astray, belongs)

    show(draw, title, rows[rows["question"].isin(shown)])


def _draw(
    rows: pd.DataFrame,
    headings: Mapping[str, str],
    limits: tuple[date, date],
    astray: Collection[str],
    belongs: str,
) -> Figure:
    first, last = limits
    articles = rows[~rows["record"]].drop_duplicates(["question", "who"])
    tops, height = {}, 0.0
    for question in headings:
        tops[question] = height
        height += HEAD + (articles["question"] == question).sum() + 0.5
    fig, ax = plt.subplots(figsize=(width(), 0.4 + row_room(0.25) * height))
    ax.set_xlim(first, last)
    ax.set_ylim(height, 0)
    start = None
    for question in headings:
        own = rows[rows["question"] == question]
        _draw_lane(ax, headings[question], tops[question], own[own["record"]], (first, last), articles, question)
        for place, row in enumerate(articles[articles["question"] == question].itertuples()):
            y = tops[question] + HEAD + 0.35 + place
            is_astray = row.id in astray
            before = set(ax.get_children())
            end = _draw_article(ax, y, row, (first, last), palette().conflict if is_astray else palette().ink)
            link_to(row.id, set(ax.get_children()) - before)
            start = (end, y) if is_astray else start
    if start and belongs in tops:
        target = (start[0], tops[belongs] + 1)
        curve = {
            "arrowstyle": "-|>",
            "color": palette().conflict,
            "connectionstyle": "arc3,rad=-0.35",
            "linewidth": 1.4,
        }
        ax.annotate("", target, start, arrowprops=curve)
        if not is_narrow():
            _explain_arrow(ax, (start[0], (start[1] + target[1]) / 2))
    ax.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 4, 7, 10)))
    ax.xaxis.set_major_formatter(lambda day, place: _name_month(mdates.num2date(day), place))
    ax.set_yticks([])
    ax.spines["left"].set_visible(False)
    return fig


def _explain_arrow(ax: Axes, middle: tuple[date, float]) -> None:
    """Say beside the arrow what it means; a phone has no room, and the caption says it."""
    ax.annotate(
        "this month\nbelongs below",
        middle,
        (34, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        fontsize=8.5,
        color=palette().conflict,
    )


def _draw_lane(
    ax: Axes,
    heading: str,
    top: float,
    records: pd.DataFrame,
    limits: tuple[date, date],
    articles: pd.DataFrame,
    name: str,
) -> None:
    bottom = top + HEAD + (articles["question"] == name).sum()
    ax.axhspan(top + 0.1, bottom + 0.15, color=palette().water, zorder=0)
    ax.annotate(heading, (limits[0], top + 0.6), (4, 0), textcoords="offset points", va="center", fontweight="bold")
    days = sorted({read_days(value).low for value in records["value"]})
    for place, day in enumerate(days):
        at = date.fromordinal(int(day))
        ax.plot(
            [at, at],
            [top + 1.75, bottom + 0.1],
            color=palette().accent,
            linewidth=1.2,
            linestyle=(0, (2, 1.5)),
            zorder=1,
        )
        side = "right" if place + 1 < len(days) else "left"
        words = f"{at.day} {at:%b}"
        offset = (0 if len(days) == 1 else -1 if side == "right" else 1, 0)
        ax.annotate(
            words,
            (at, top + 1.35),
            offset,
            textcoords="offset points",
            ha=side if len(days) > 1 else "center",
            va="center",
            fontsize=8.5,
            color=palette().accent,
            fontweight="bold",
        )


def _draw_article(ax: Axes, y: float, row: Any, limits: tuple[date, date], colour: str) -> date:
    """Draw one article's date with its words, and return the day in the middle of it."""
    days = read_days(row.value)
    low = date.fromordinal(int(days.low)) if math.isfinite(days.low) else None
    high = date.fromordinal(int(days.high)) if math.isfinite(days.high) else limits[1]
    if low is None:
        low = high - 0.08 * (limits[1] - limits[0])
        ax.plot([low, high], [y, y], color=colour, linewidth=1.4, linestyle=(0, (1, 1.5)))
        ax.plot(high, y, marker="<", color=colour, markersize=6)
    elif (high - low).days < POINT_DAYS:
        ax.plot(low, y, "o", color=colour, markersize=6.5, zorder=3)
    else:
        ax.barh(
            y,
            high - low,
            left=low,
            height=0.34 if is_narrow() else 0.5,
            color=colour,
            alpha=1 if colour == palette().conflict else 0.55,
            zorder=2,
        )
    name, words = unmark(row.who), date_in_words(row.value)
    ink = colour if colour == palette().conflict else palette().ink
    room, needed = (high - limits[0]) / (limits[1] - limits[0]), 0.36
    if is_narrow():
        _write(ax, (limits[0], y), f"{name}: {words}", "left", ink, above=True)
    elif low == high and room > NAME:
        # The name before the dot and the date behind it leave the room that an arrow may need.
        _write(ax, (low, y), name, "right", ink)
        _write(ax, (high, y), words, "left", ink)
    elif room + needed < 1:
        _write(ax, (high, y), f"{name}: {words}", "left", ink)
    else:
        _write(ax, (low, y), f"{name}: {words}", "right", ink)
    return low + (high - low) / 2


def _write(ax: Axes, at: tuple[date, float], words: str, side: str, colour: str, *, above: bool = False) -> None:
    """Write words that begin (left) or end (right) beside a point, or above it."""
    aside = 6 if side == "left" else -6
    ax.annotate(
        words,
        at,
        (4, 7) if above else (aside, 0),
        textcoords="offset points",
        ha=side,
        va="bottom" if above else "center",
        fontsize=8.5,
        color=colour,
    )


def _name_month(day: date, place: int) -> str:
    """Name a month of the axis, with its year at the first tick and in January."""
    return f"{day:%b}\n{day:%Y}" if place == 0 or day.month == 1 else f"{day:%b}"
