"""Draws how far things came: one row a thing, its stages from left to right, and who puts it at which.

No line joins two reports: they may speak of different texts, and nothing is known of the time between them.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import PAPER, colour_of, is_narrow, palette, width
from dossier.values import read_days

ABOVE, BELOW, LINE = 40, 20, 10.5
"""The room of a row above its signs, below them, and for each line of names and years, in points."""

HEAD, FOOT = 4, 22
"""The room above the first row, and for what explains the signs, in points."""

DOWN = 17
"""The room of a line where stages stand below each other, in points."""

WIDEST = 15
"""The most letters that a line under a sign has, so that it does not meet the next."""

ARTICLE = {"marker": "o", "markersize": 7.5, "linestyle": "none"}
RECORD = {"marker": "o", "markersize": 12, "linestyle": "none", "markerfacecolor": "none", "markeredgewidth": 1.4}
END = {"marker": "X", "markersize": 8.5, "linestyle": "none", "markeredgecolor": PAPER}
"""The signs: a dot for an article, a ring for an outside record, a cross for an end."""


class Stop(NamedTuple):
    """What is reported at one place of a row: from stage `low` to `high` (places from 0), or an end with its word.

    `articles` are years, or spans of years, each with the article that reports the stage for them; `records` are the
    years for which outside records do.
    """

    low: int
    high: int
    ended: str
    articles: tuple[str, ...]
    records: tuple[str, ...]

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The lines under the sign, each with its style, as many as the articles and the records need."""
        records = textwrap.wrap(", ".join(self.records), WIDEST)
        articles = [line for text in self.articles for line in textwrap.wrap(text, WIDEST)]
        return [(text, "normal") for text in articles] + [(text, "italic") for text in records]

    @property
    def long_lines(self) -> list[tuple[str, str]]:
        """The lines beside the sign, where it has the whole width to itself."""
        records = ", ".join(self.records)
        return [(text, "normal") for text in self.articles] + ([(records, "italic")] if records else [])


def ladder(rows: pd.DataFrame, items: Mapping[str, str], *, title: str, by: str = "question") -> None:
    """Draw the stages that things reached, one row per item (its code in the column `by`: heading), and show them.

    `rows` are answers to status questions with a date, as `answers` returns them: question, theme, as_of (EDTF), low
    and high (places on the ladder), ended (the label of an end), scale (the labels of all stages), who (the label of an
    article) and record (True for an outside record). An answer that leaves several stages open is a bar across them,
    without a dot. An end stands behind the last stage.
    """
    shown = {item: rows[rows[by] == item] for item in items if item in set(rows[by])}

    def draw() -> Figure:
        return (_draw_down if is_narrow() else _draw_across)(shown, items)

    show(draw, title, rows[rows[by].isin(list(shown))])


def _draw_across(shown: Mapping[str, pd.DataFrame], items: Mapping[str, str]) -> Figure:
    """Draw the stages of each item from left to right."""
    stops = [place_stops(own) for own in shown.values()]
    heights = [ABOVE + BELOW + LINE * count_lines(each) for each in stops] or [ABOVE + BELOW]
    total = HEAD + FOOT + sum(heights)
    grid = {"height_ratios": heights, "hspace": 0, "left": 0.01, "right": 0.99}
    grid |= {"top": 1 - HEAD / total, "bottom": FOOT / total}
    size = (width(), total / 72)
    fig, axes = plt.subplots(len(heights), 1, figsize=size, squeeze=False, layout="none", gridspec_kw=grid)
    for ax, item, own, height in zip(axes[:, 0], shown, stops, heights, strict=False):
        first = shown[item].iloc[0]
        _draw_row(ax, items[item], first["scale"], own, colour_of(first["theme"]))
        ax.set_ylim(ABOVE - height, ABOVE)
    if shown:
        _explain(fig, any(stop.low < stop.high for own in stops for stop in own))
    return fig


def _draw_down(shown: Mapping[str, pd.DataFrame], items: Mapping[str, str]) -> Figure:
    """Draw the stages of each item from above, for a picture that is too narrow for them side by side."""
    stops = [place_stops(own) for own in shown.values()]
    lines = sum(sum(len(stop.long_lines) for stop in own) + 1.5 for own in stops)
    tall = 0.75 + DOWN * lines / 72
    fig, ax = plt.subplots(figsize=(width(), tall), layout="none")
    fig.subplots_adjust(left=0.01, right=0.99, top=0.99, bottom=0.75 / tall)
    y = 0.0
    for item, own in zip(shown, stops, strict=True):
        first = shown[item].iloc[0]
        ax.text(0, y, items[item], fontsize=9, fontweight="bold", va="center")
        y += 1
        for stop in own:
            _draw_line(ax, y, stop, first["scale"], colour_of(first["theme"]))
            y += len(stop.long_lines)
        y += 0.5
    ax.set_xlim(0, 1)
    ax.set_ylim(y - 0.5, -0.7)
    ax.axis("off")
    _explain(fig, any(stop.low < stop.high for own in stops for stop in own))
    return fig


def _draw_line(ax: Axes, y: float, stop: Stop, scale: tuple[str, ...], colour: str) -> None:
    """Draw one stage that was reached: its name, its signs, and who reports it for which years."""
    name = stop.ended or (scale[stop.low] if stop.low == stop.high else f"{scale[stop.low]}–{scale[stop.high]}")
    ax.text(0.27, y, name, fontsize=8.5, ha="right", va="center", fontweight="bold" if stop.ended else "normal")
    if stop.ended:
        ax.plot(0.32, y, color=colour, **END)
    elif stop.low < stop.high:
        ax.plot([0.3, 0.34], [y, y], color=colour, linewidth=5, alpha=0.35, solid_capstyle="butt")
    else:
        signs = [sign for sign, told in ((ARTICLE, stop.articles), (RECORD, stop.records)) if told]
        for sign in signs:
            ax.plot(0.32, y, color=colour, **sign)
    for line, (text, style) in enumerate(stop.long_lines):
        ax.text(0.37, y + line, text, fontsize=8.5, va="center", fontstyle=style)


def place_stops(rows: pd.DataFrame) -> list[Stop]:
    """Return where on a row something is reported, the lowest stage first, ends last."""
    found: dict[tuple[int, int, str], tuple[set[str], set[str]]] = {}
    for row in rows.itertuples():
        place = (-1, -1) if row.ended else (int(row.low), int(row.high))
        articles, records = found.setdefault((*place, row.ended), (set(), set()))
        years = _say_years(row.as_of)
        if row.record:
            records.add(years)
        else:
            articles.add(f"{_shorten(row.who)}: {years}")
    stops = [
        Stop(*place, tuple(sorted(articles)), tuple(sorted(records))) for place, (articles, records) in found.items()
    ]
    return sorted(stops, key=lambda stop: (bool(stop.ended), stop.low, stop.high))


def first_line(stop: Stop, stops: list[Stop]) -> int:
    """Return on which line the words of a stop begin: those of a bar stand below all words along it."""
    if stop.ended or stop.low == stop.high:
        return 0
    along = [each for each in stops if not each.ended and stop.low <= each.low == each.high <= stop.high]
    return max((len(each.lines) for each in along), default=0)


def count_lines(stops: list[Stop]) -> int:
    """Return how many lines of words a row has below its signs."""
    return max((first_line(stop, stops) + len(stop.lines) for stop in stops), default=0)


def _say_years(edtf: str) -> str:
    """Return the year of a date, or the first and the last year of a longer span."""
    days = read_days(edtf)
    low, high = (date.fromordinal(int(day)).year for day in (days.low, days.high))
    return str(low) if low == high else f"{low}–{high}"


def _shorten(label: str) -> str:
    """Return the label of an article without its own year, which is not the year that it speaks of."""
    return re.sub(r",? \d{4}$", "", label)


def _draw_row(ax: Axes, heading: str, scale: tuple[str, ...], stops: list[Stop], colour: str) -> None:
    last = len(scale) - 1
    ends = [stop for stop in stops if stop.ended]
    ax.plot(range(len(scale)), [0] * len(scale), "|", color=palette().faint, markersize=7, zorder=1)
    for place, stage in enumerate(scale):
        ax.text(place, 11, stage, ha="center", fontsize=8, alpha=0.75)
    for stop in stops:
        at = last + 1 + ends.index(stop) if stop.ended else (stop.low + stop.high) / 2
        _draw_sign(ax, stop, at, colour)
        # The words of a bar name its two ends, since they stand under what may be a third stage.
        span = f"{scale[stop.low]}–{scale[stop.high]}: " if stop.low < stop.high else ""
        for line, (text, style) in enumerate(stop.lines, first_line(stop, stops)):
            ax.text(at, -18 - LINE * line, span + text, ha="center", fontsize=8, fontstyle=style)
    ax.text(-0.5, 25, heading, fontsize=9, fontweight="bold")
    ax.set_xlim(-0.5, max(len(scale) + len(ends), 8) - 0.5)
    ax.axis("off")


def _draw_sign(ax: Axes, stop: Stop, at: float, colour: str) -> None:
    if stop.ended:
        ax.plot(at, 0, color=colour, zorder=3, **END)
        ax.text(at, 11, stop.ended, ha="center", fontsize=8, fontweight="bold")
    elif stop.low < stop.high:
        ax.plot([stop.low, stop.high], [0, 0], color=colour, linewidth=5, alpha=0.35, zorder=2, solid_capstyle="butt")
    else:
        if stop.articles:
            ax.plot(at, 0, color=colour, zorder=4, **ARTICLE)
        if stop.records:
            ax.plot(at, 0, color=colour, zorder=3, **RECORD)


def _explain(fig: plt.Figure, has_bar: bool) -> None:
    signs = [
        Line2D([], [], color=colour_of(""), label="article, with its name", **ARTICLE),
        Line2D([], [], color=colour_of(""), label="outside record, year in italics", **RECORD),
    ]
    if has_bar:
        signs.append(Line2D([], [], color=colour_of(""), linewidth=5, alpha=0.35, label="between two stages"))
    fig.legend(
        handles=signs,
        loc="lower left",
        ncols=1 if is_narrow() else 3,
        frameon=False,
        fontsize=8,
        borderpad=0,
        handletextpad=0.6,
    )
