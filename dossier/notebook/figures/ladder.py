"""Draws how far things came: the stages of a ladder against dates, and where a thing ended."""

from __future__ import annotations

from collections.abc import Mapping

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from dossier.notebook.figures.bars import middle_of
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import colour_of

_TOGETHER = 120
"""Days within which answers at one stage share a label."""


def ladder(rows: pd.DataFrame, panels: Mapping[str, str], *, title: str) -> None:
    """Draw the stages that things reached, one panel per question (id: heading), and show the figure.

    `rows` are answers to status questions with a date, as `answers` returns them: question, theme, as_of (EDTF), low
    and high (places on the ladder), measure, ended (the label of an end), scale (the labels of all stages), who, and
    record (True for a reference fact, drawn hollow). A panel shows the ladder of its question. An end is a cross with
    its label, as high as the thing had come by then.
    """
    shown = [question for question in panels if question in set(rows["question"])]
    fig, axes = plt.subplots(len(shown), 1, sharex=True, figsize=(5.9, 0.6 + 1.75 * len(shown)), squeeze=False)
    for ax, question in zip(axes[:, 0], shown, strict=True):
        _draw_panel(ax, rows[rows["question"] == question])
        ax.set_title(panels[question], fontsize=8.5, fontweight="bold")
    show(fig, title, rows[rows["question"].isin(shown)])


def _draw_panel(ax: Axes, rows: pd.DataFrame) -> None:
    points = place_ends(rows.assign(at=rows["as_of"].map(middle_of)).sort_values("at", kind="stable"))
    colour = colour_of(points["theme"].iloc[0])
    ax.plot(points["at"], points["high"], color=colour, linewidth=1, alpha=0.5, zorder=1)
    for point in points.itertuples():
        if point.ended:
            ax.plot(point.at, point.high, "X", color=colour, markersize=8, markeredgecolor="white", zorder=3)
            continue
        if point.low < point.high:
            ax.plot([point.at] * 2, [point.low, point.high], color=colour, linewidth=3, alpha=0.4)
        ax.plot(point.at, point.high, "o", color=colour, markerfacecolor="white" if point.record else colour, zorder=2)
    ax.margins(x=0.14)
    scale = points["scale"].iloc[0]
    _label_points(ax, points, top=len(scale) - 1)
    ax.set_yticks(range(len(scale)), scale, fontsize=7)
    ax.set_ylim(-0.9, len(scale) - 0.2)


def place_ends(points: pd.DataFrame) -> pd.DataFrame:
    """Return the points, in the order of time, with each end as high as what went before it: the lowest without it.

    What went before is of the same measure, where there is any such.
    """
    low, high = points["low"].tolist(), points["high"].tolist()
    for place, point in enumerate(points.itertuples()):
        if point.ended:
            before = points[:place][~points["ended"][:place].astype(bool)]
            same = before[before["measure"] == point.measure]
            reached = (same if len(same) else before)["high"]
            low[place] = high[place] = reached.iloc[-1] if len(reached) else 0
    return points.assign(low=low, high=high)


def _label_points(ax: Axes, points: pd.DataFrame, top: int) -> None:
    """Name who gives each stage, and each end; points that lie together share one label, above and below by turns."""
    together = points.groupby(["high", "ended", points["at"].map(lambda day: day.toordinal() // _TOGETHER)])
    groups = sorted((group for _, group in together), key=lambda group: group["at"].min())
    first, last = points["at"].min(), points["at"].max()
    for place, group in enumerate(groups):
        who = "; ".join(filter(None, dict.fromkeys(map(_short, group["who"]))))
        if ended := group["ended"].iloc[0]:
            who = f"{ended}: {who}" if who else ended
        day, stage = group["at"].iloc[0], group["high"].iloc[0]
        share = (day - first) / (last - first) if last > first else 0.5
        side = "left" if share < 0.1 else "right" if share > 0.9 else "center"
        below = place % 2 == 1 or stage == top
        place_of_text = {"xytext": (0, -10 if below else 6), "textcoords": "offset points", "ha": side, "fontsize": 7}
        ax.annotate(who, (day, stage), **place_of_text)


def _short(name: str) -> str:
    """Return the first of several authorities, without what follows its name after a comma."""
    return name.split(";")[0].split(",")[0]
