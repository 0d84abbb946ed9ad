"""Draws dates as bars as long as their imprecision, on one line of time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from dossier.notebook.figures.rows import label_rows, row_room
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import PAPER, colour_of, is_narrow, link_to, period, width
from dossier.notebook.words import unmark
from dossier.values import read_days
from dossier.values.date import Date

TAIL = 0.06
"""How long the line is that says “not later than” or “not earlier than”, as a share of the axis."""


def timeline(
    rows: pd.DataFrame,
    *,
    title: str,
    span: str = "",
    height: float | None = None,
    point_days: int = 20,
    groups: Mapping[str, str] | None = None,
    evidence: Iterable[str] = (),
) -> None:
    """Draw rows as in `draw_timeline` and show the figure; `evidence` are their ids, where there is no column `id`.

    `groups` are headings by the value of the column code: each stands, in bold, above its rows.
    """
    drawn = _head_groups(rows, groups) if groups else rows

    def draw() -> Figure:
        tall = None if is_narrow() else height
        return draw_timeline(drawn, span=span, height=tall, point_days=point_days).get_figure(root=True)

    show(draw, title, rows, evidence=evidence)


def _head_groups(rows: pd.DataFrame, groups: Mapping[str, str]) -> pd.DataFrame:
    """Return the rows of each group, in the order of `groups`, behind a row without a date that is its heading."""
    parts = []
    for code, heading in groups.items():
        head = pd.DataFrame([{"label": heading, "date": "", "done": True, "colour": "ink"}])
        parts += [head, rows[rows["code"] == code]]
    return pd.concat(parts, ignore_index=True)


def draw_timeline(rows: pd.DataFrame, *, span: str = "", height: float | None = None, point_days: int = 20) -> Axes:
    """Draw each EDTF date as a bar from its earliest to its latest day; the first row is on top.

    `rows` has the columns label and date, and may have colour (a theme, a role of the palette or `#rrggbb`; without it
    the theme, else ink) and done (False draws hollow). A date known to fewer than `point_days` days is a diamond; one
    that is open at an end is a dotted line from its bound. `span` is the EDTF interval to show, without it the period
    of the report; `height` is in inches. A row without a date is a heading, in bold. A sign links to the `id` of its
    row, where there is one. Returns the axes.
    """
    _, ax = plt.subplots(figsize=(width(), height or 0.5 + row_room(0.3) * len(rows)))
    first, last = limits = _limits(rows, span)
    colours = rows["colour"] if "colour" in rows else rows.get("theme", pd.Series("", rows.index))
    done = rows["done"] if "done" in rows else pd.Series(data=True, index=rows.index)
    links = rows["id"].fillna("") if "id" in rows else pd.Series("", rows.index)
    for place, (edtf, colour, is_done, link) in enumerate(zip(rows["date"], colours, done, links, strict=True)):
        if edtf:
            before = set(ax.get_children())
            _draw_date(ax, len(rows) - 1 - place, edtf, colour_of(colour), is_done, point_days, limits)
            link_to(link, set(ax.get_children()) - before)
    heights = range(len(rows) - 1, -1, -1)
    heads = {height for height, edtf in zip(heights, rows["date"], strict=True) if not edtf}
    label_rows(ax, dict(zip(heights, map(unmark, rows["label"]), strict=True)), heads)
    ax.set_ylim(-0.7, len(rows) - 0.3)
    ax.xaxis_date()
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
    ax.set_xlim(first, last)
    return ax


def _limits(rows: pd.DataFrame, span: str) -> tuple[date, date]:
    """Return the first day of the span and the day after its last; without any, a year around the dates."""
    if not span and (limits := period()):
        return limits
    days = [read_days(span)] if span else [read_days(edtf) for edtf in rows["date"] if edtf]
    finite = [bound for each in days for bound in (each.low, each.high) if math.isfinite(bound)]
    first, last = date.fromordinal(int(min(finite))), date.fromordinal(int(max(finite)))
    return (first, last + timedelta(days=1)) if span else (date(first.year, 1, 1), date(last.year + 1, 1, 1))


def _draw_date(
    ax: Axes, y: float, edtf: str, colour: str, done: bool, point_days: int, limits: tuple[date, date]
) -> None:
    days = read_days(edtf)
    face = colour if done else PAPER
    if math.isinf(days.low) or math.isinf(days.high):
        _draw_open(ax, y, days, colour, face, limits)
        return
    low, high = date.fromordinal(int(days.low)), date.fromordinal(int(days.high))
    if (high - low).days < point_days:
        middle = low + timedelta(days=(high - low).days / 2)
        ax.plot(middle, y, marker="D", color=colour, markersize=5.5, markerfacecolor=face)
    else:
        corner = mdates.date2num(low), y - 0.25
        ax.add_patch(Rectangle(corner, (high - low).days + 1, 0.5, facecolor=face, edgecolor=colour, linewidth=1.2))
        ax.update_datalim([(corner[0], y), (mdates.date2num(high), y)])


def _draw_open(ax: Axes, y: float, days: Date, colour: str, face: str, limits: tuple[date, date]) -> None:
    """Draw a date that is open at one end: an arrow at its bound, with a short tail towards what is not known."""
    ends_early = math.isinf(days.low)
    bound = date.fromordinal(int(days.high if ends_early else days.low))
    tail = TAIL * (limits[1] - limits[0])
    other = max(limits[0], bound - tail) if ends_early else min(limits[1], bound + tail)
    ax.plot(sorted((bound, other)), [y, y], color=colour, linewidth=1.4, linestyle=(0, (1, 1.5)))
    ax.plot(bound, y, marker="<" if ends_early else ">", color=colour, markersize=6, markerfacecolor=face)
