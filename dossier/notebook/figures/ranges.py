"""Draws numbers by who counts them: one row for each counter, its values as dots, and what it leaves open as a bar."""

from __future__ import annotations

from collections.abc import Iterable

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, NullLocator
from matplotlib.transforms import Bbox

from dossier.errors import UnusableValue
from dossier.notebook.figures.rows import label_rows, row_room
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import GRID, HALO, PAPER, colour_of, is_narrow, link_to, width

SIGNS = "oDsv"
"""The signs of the groups, in their order."""

_PLACES = (
    ((5, 0), "left", "center"),
    ((-5, 0), "right", "center"),
    ((0, 5), "center", "bottom"),
    ((0, -5), "center", "top"),
    ((3, 4), "left", "bottom"),
    ((-3, 4), "right", "bottom"),
    ((3, -4), "left", "top"),
    ((-3, -4), "right", "top"),
)
"""Where the name of a point may stand: points from it, and its alignment. The first that is free is taken."""

_DRAWING = ["accent", "hollow"]


def ranges(
    rows: pd.DataFrame,
    *,
    title: str,
    unit: str,
    log: bool = False,
    limits: tuple[float, float] | None = None,
    hollow: str = "",
    note: str = "",
    theme: str = "accent",
    row_height: float = 0.25,
    evidence: Iterable[str] = (),
) -> None:
    """Draw values as dots and spans as bars, in one row for each label, and show the figure.

    `rows` has a row for each value, with the columns label (who counts: one row of the picture, in the order of the
    first appearance), middle (the dot; missing where only a span is known), and where wanted

    - low and high: the ends of a bar, on an axis in `unit`; without a difference there is no bar;
    - name: what stands beside the dot, or beside the bar where there is no dot, such as the year;
    - group: the heading that the label stands under; each group has its own sign, and an empty one no heading;
    - hollow: True for a value that is less sure. `hollow` the parameter says on the axis what that means;
    - accent: True for a row that has the colour of `theme` and a bold label; the others have ink.

    `limits` are the ends of the axis, else they follow from the values; `note` is added below the axis. Columns that
    the data should name, such as date or confidence, are handed to the page as they are. Raises ValueError for a value
    that a logarithmic axis cannot show.
    """
    drawn = _complete(rows)
    if log and (drawn[["middle", "high"]] <= 0).any(axis=None):
        raise UnusableValue("a logarithmic axis has no place for zero or less; say “below” by a low of 0 and a high")
    ends = (f"Hollow: {hollow}" if hollow else "", note)
    below = "\n".join(filter(None, [unit, ". ".join(filter(None, ends))]))

    def draw() -> Figure:
        return _draw(drawn, below, log, limits, row_height, theme)

    show(draw, title, drawn.drop(columns=_DRAWING), unit, evidence)


def _draw(
    drawn: pd.DataFrame, below: str, log: bool, limits: tuple[float, float] | None, row_height: float, theme: str
) -> Figure:
    places, headings = _places(drawn)
    fig, ax = plt.subplots(figsize=(width(), 0.7 + row_room(row_height) * (len(places) + len(headings))))
    _set_axis(ax, drawn, log, limits)
    _set_rows(ax, drawn, places, headings)
    ax.set_xlabel(below, loc="left")
    signs = dict(zip(dict.fromkeys(drawn["group"]), SIGNS, strict=False))
    named = []
    for row in drawn.itertuples():
        y, colour = places[row.group, row.label], colour_of(theme if row.accent else "ink")
        low, high = max(row.low, ax.get_xlim()[0]), row.high
        before = set(ax.get_children())
        if low < high:
            fill = {"facecolor": PAPER if row.hollow else colour, "alpha": 1 if row.hollow else 0.35}
            ax.barh(y, high - low, left=low, height=0.24, edgecolor=colour, linewidth=0.8, zorder=2, **fill)
        if pd.notna(row.middle):
            face = PAPER if row.hollow else colour
            sign = signs[row.group]
            ax.plot(row.middle, y, sign, color=colour, mfc=face, mew=1.1, ms=5 if sign == "D" else 6, zorder=3)
        link_to(getattr(row, "id", ""), set(ax.get_children()) - before)
        if row.name:
            named.append((row.middle if pd.notna(row.middle) else high, y, row.name))
    fig.draw_without_rendering()
    labels = [text.get_window_extent() for text in ax.texts]
    _name(ax, named, _boxes(ax, drawn, places) + labels)
    return fig


def _complete(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with every column that is drawn, group by group."""
    defaults = {"low": rows["middle"], "high": rows["middle"], "name": "", "group": ""}
    defaults |= {"hollow": False, "accent": False, "value": rows["middle"]}
    drawn = rows.assign(**{column: default for column, default in defaults.items() if column not in rows})
    drawn["low"], drawn["high"] = drawn["low"].fillna(drawn["middle"]), drawn["high"].fillna(drawn["middle"])
    order = {group: number for number, group in enumerate(dict.fromkeys(drawn["group"]))}
    return drawn.sort_values("group", key=lambda groups: groups.map(order), kind="stable", ignore_index=True)


def _places(drawn: pd.DataFrame) -> tuple[dict[tuple[str, str], int], dict[str, int]]:
    """Return the line of each group and label, and that of each heading, counted from above."""
    places: dict[tuple[str, str], int] = {}
    headings: dict[str, int] = {}
    for group, label in zip(drawn["group"], drawn["label"], strict=True):
        if group and group not in headings:
            headings[group] = len(places) + len(headings)
        places.setdefault((group, label), len(places) + len(headings))
    return places, headings


def _set_axis(ax: Axes, drawn: pd.DataFrame, log: bool, limits: tuple[float, float] | None) -> None:
    if log:
        ax.set_xscale("log")
        ax.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        ax.xaxis.set_minor_locator(NullLocator())
    ax.xaxis.set_major_formatter(FuncFormatter(lambda number, _: f"{number:,g}"))
    if limits is None:
        numbers = drawn[["low", "middle", "high"]].stack()
        numbers = numbers[numbers > 0] if log else numbers
        if numbers.empty:
            limits = (1, 10)
        elif log:
            limits = (numbers.min() / 1.6, numbers.max() * 2.2)
        else:
            room = (numbers.max() - numbers.min()) or 1
            limits = (numbers.min() - 0.08 * room, numbers.max() + 0.14 * room)
    ax.set_xlim(*limits)


def _set_rows(ax: Axes, drawn: pd.DataFrame, places: dict[tuple[str, str], int], headings: dict[str, int]) -> None:
    strong = {key for key in zip(drawn["group"], drawn["label"], drawn["accent"], strict=True) if key[2]}
    words = {place: label for (_, label), place in places.items()} | {place: text for text, place in headings.items()}
    bold = {*headings.values(), *(places[group, label] for group, label, _ in strong)}
    label_rows(ax, {place: words[place] for place in sorted(words)}, bold)
    ax.hlines(list(places.values()), 0, 1, transform=ax.get_yaxis_transform(), color=GRID, lw=0.6, zorder=1)
    ax.set_ylim(max(words, default=0) + 0.6, -1 if is_narrow() else -0.6)


def _boxes(ax: Axes, drawn: pd.DataFrame, places: dict[tuple[str, str], int]) -> list[Bbox]:
    """Return the boxes, in pixels, that the dots and bars take up."""
    half = 3.5 * ax.get_figure(root=True).dpi / 72
    edge = ax.get_xlim()[0]
    boxes = []
    for row in drawn.itertuples():
        y = places[row.group, row.label]
        for low, high in ((row.middle, row.middle), (max(row.low, edge), row.high)):
            if pd.notna(low):
                (left, height), (right, _) = ax.transData.transform([(low, y), (high, y)])
                boxes.append(Bbox([[left - half, height - half], [right + half, height + half]]))
    return boxes


def _name(ax: Axes, named: Iterable[tuple[float, float, str]], taken: list[Bbox]) -> None:
    """Write the names beside their points where they cover no box that is taken and no other name, if there is room."""
    for x, y, name in named:
        tried = []
        for place, (offset, across, along) in enumerate(_PLACES):
            text = ax.annotate(
                name,
                (x, y),
                offset,
                textcoords="offset points",
                ha=across,
                va=along,
                fontsize=8,
                zorder=4,
                bbox=HALO,
            )
            box = text.get_window_extent()
            text.set_visible(False)
            outside = box.x0 < ax.bbox.x0 or box.x1 > ax.bbox.x1 + 6
            tried.append((outside, sum(box.overlaps(other) for other in taken), place, text, box))
        *_, text, box = min(tried, key=lambda one: one[:3])
        text.set_visible(True)
        taken.append(box)
        for *_, other, _ in tried:
            if other is not text:
                other.remove()
