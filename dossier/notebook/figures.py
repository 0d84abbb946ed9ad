"""Draws what more than one chapter needs, in one style. The only module that knows matplotlib.

Colours carry one meaning each: a theme, or the one colour that is kept for conflicts. Whatever a colour says,
a marker or a label says too. A plan is hollow, a deed is filled.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta
from importlib import resources
from importlib.resources import files

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from IPython.core.pylabtools import print_figure
from IPython.display import display
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib_inline.backend_inline import set_matplotlib_formats

from dossier.notebook.tables import DATA_MIME, without_marks
from dossier.values import read_days
from dossier.vocabulary import Stage

THEMES = {
    "diplomacy": "#0072B2",
    "defense": "#D55E00",
    "energy": "#B8860B",
    "trade": "#00785A",
    "connectivity": "#9B4F96",
    "society": "#3A87AD",
}
"""One colour a theme, distinct to colour-blind readers (after Okabe and Ito, darkened for white paper)."""

INK, FAINT, CONFLICT = "#222222", "#9a9a9a", "#B2182B"

MARKERS = {
    "agree": ("o", INK, INK),
    "compatible": ("o", "white", INK),
    "conflict": ("X", CONFLICT, CONFLICT),
    "not comparable": ("_", FAINT, FAINT),
    "undecided": ("$?$", FAINT, FAINT),
}
"""Marker, fill and edge of a verdict."""

_ONLY_DRAWN = ("colour", "mark")

START, END = date(1991, 1, 1), date(2024, 1, 1)


def use_style() -> None:
    """Use the report's style sheet and fonts, and show figures as SVG with the same bytes at each run."""
    for weight in ("Regular", "Bold", "It"):
        font_manager.fontManager.addfont(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"))
    with resources.as_file(files("dossier.notebook") / "report.mplstyle") as path:
        plt.style.use(path)
    set_matplotlib_formats("svg", metadata={"Date": None})


def draw_dates(frame: pd.DataFrame, height: float = 3.4, point_days: int = 20) -> Axes:
    """Draw EDTF dates as bars as long as their imprecision, one row each, from the top.

    `frame` has the columns label, date, colour and done (False draws hollow). What is more precise than `point_days`
    is a diamond; what is open at one end is a thin line up to its bound. Returns the axes; the caller sets the limits
    of time.
    """
    _, ax = plt.subplots(figsize=(5.9, height))
    for place, row in enumerate(frame.itertuples()):
        _draw_date(ax, len(frame) - 1 - place, row.date, row.colour, row.done, point_days)
    ax.set_yticks(range(len(frame) - 1, -1, -1), list(frame["label"]))
    ax.set_ylim(-0.7, len(frame) - 0.3)
    ax.xaxis_date()
    ax.xaxis.set_major_formatter(mdates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
    return ax


def _draw_date(ax: Axes, y: float, edtf: str, colour: str, done: bool, point_days: int) -> None:
    days = read_days(edtf)
    low = date.fromordinal(int(days.low)) if math.isfinite(days.low) else START
    high = date.fromordinal(int(days.high)) if math.isfinite(days.high) else END
    face = colour if done else "white"
    if math.isinf(days.low) or math.isinf(days.high):
        bound, marker = (high, "<") if math.isinf(days.low) else (low, ">")
        ax.plot([low, high], [y, y], color=colour, linewidth=1.4, linestyle=(0, (1, 1.5)))
        ax.plot(bound, y, marker=marker, color=colour, markersize=6, markerfacecolor=face)
    elif (high - low).days < point_days:
        middle = low + timedelta(days=(high - low).days / 2)
        ax.plot(middle, y, marker="D", color=colour, markersize=5.5, markerfacecolor=face)
    else:
        corner = mdates.date2num(low), y - 0.25
        ax.add_patch(Rectangle(corner, (high - low).days + 1, 0.5, facecolor=face, edgecolor=colour, linewidth=1.2))
        ax.update_datalim([(corner[0], y), (mdates.date2num(high), y)])


def draw_timeline(frame: pd.DataFrame) -> Axes:
    """Draw dated claims from 1991 to 2023, grouped by theme: plans hollow, deeds filled, as long as imprecise.

    `frame` has the columns label, date (EDTF), theme and done. Returns the axes.
    """
    order = list(THEMES)
    rows = frame.assign(colour=frame["theme"].map(THEMES), place=frame["theme"].map(order.index))
    rows = rows.assign(start=[read_days(text).high for text in rows["date"]]).sort_values(["place", "start"])
    ax = draw_dates(rows, height=0.7 + 0.21 * len(rows), point_days=200)
    ax.set_xlim(START, END)
    ax.xaxis.set_major_locator(mdates.YearLocator(4, month=1, day=1))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    for tick, colour in zip(ax.get_yticklabels(), rows["colour"], strict=True):
        tick.set_color(colour)
    heights = pd.Series(range(len(rows) - 1, -1, -1), index=rows.index)
    for theme, group in rows.groupby("theme", sort=False):
        y = heights[group.index]
        ax.annotate(theme, (1.01, y.mean()), xycoords=("axes fraction", "data"), va="center", color=THEMES[theme])
        ax.axhline(y.min() - 0.5, color="#d0d0d0", linewidth=0.6)
    return ax


def draw_counts(frame: pd.DataFrame, title: str, sharex: bool = True, evidence: Iterable[str] = ()) -> None:
    """Draw a table of counts as bars, one panel a column, on one scale unless `sharex` is off, and show the figure.

    `evidence` are the ids of the claims, facts or series that were counted, where they are not all claims.
    """
    fig, panels = plt.subplots(
        1, len(frame.columns), sharex=sharex, sharey=True, squeeze=False, figsize=(5.9, 0.9 + 0.32 * len(frame))
    )
    panels = panels[0]
    for ax, (column, counts) in zip(panels, frame.items(), strict=True):
        bars = ax.barh(list(frame.index), counts, color=THEMES.get(column, INK), height=0.6)
        ax.bar_label(bars, labels=[f"{n:g}" if n else "" for n in counts], padding=2, fontsize=7.5)
        ax.set_title(column, fontsize=8, fontweight="normal", color=THEMES.get(column, INK))
        ax.set_xticks([])
        ax.spines["bottom"].set_visible(False)
        ax.set_xlim(0, max(frame.to_numpy().max() if sharex else counts.max(), 1) * 1.3)
    panels[0].invert_yaxis()
    show(fig, title, frame, evidence=evidence)


def draw_ladders(frame: pd.DataFrame, title: str) -> None:
    """Draw rungs against dates, one panel an item, and show the figure.

    `frame` has the columns item, as_of (EDTF), value (a rung, or two joined by `/`), who, colour and record
    (True for a reference fact, drawn hollow).
    """
    items = list(dict.fromkeys(frame["item"]))
    fig, panels = plt.subplots(len(items), 1, sharex=True, figsize=(5.9, 0.6 + 1.75 * len(items)), squeeze=False)
    for ax, item in zip(panels[:, 0], items, strict=True):
        _draw_ladder(ax, frame[frame["item"] == item])
        ax.set_title(item, fontsize=8.5, fontweight="bold")
    show(fig, title, frame)


def _draw_ladder(ax: Axes, frame: pd.DataFrame) -> None:
    points = frame.assign(
        day=frame["as_of"].map(_middle), rung=frame["value"].str.split("/").str[-1].map(list(Stage).index)
    )
    points = points.sort_values("day")
    colour = points["colour"].iloc[0]
    ax.plot(points["day"], points["rung"], color=colour, linewidth=1, alpha=0.5, zorder=1)
    for row in points.itertuples():
        if "/" in row.value:
            ax.plot(
                [row.day] * 2,
                [Stage(rung).place for rung in row.value.split("/")],
                color=colour,
                linewidth=3,
                alpha=0.4,
            )
        ax.plot(row.day, row.rung, "o", color=colour, markerfacecolor="white" if row.record else colour, zorder=2)
    ax.margins(x=0.14)
    _label_points(ax, points)
    ax.set_yticks(range(len(Stage)), [rung.replace("-", " ") for rung in Stage], fontsize=7)
    ax.set_ylim(-0.9, len(Stage) - 0.2)


def _label_points(ax: Axes, points: pd.DataFrame) -> None:
    """Name who gives each rung; points that lie together share one label, and labels alternate above and below."""
    together = points.groupby(["rung", points["day"].map(lambda day: day.toordinal() // 120)])
    groups = sorted((group for _, group in together), key=lambda group: group["day"].min())
    first, last = points["day"].min(), points["day"].max()
    for place, group in enumerate(groups):
        who = "; ".join(dict.fromkeys(name.split(";")[0].split(",")[0] for name in group["who"]))
        day, rung = group["day"].iloc[0], group["rung"].iloc[0]
        share = (day - first) / (last - first) if last > first else 0.5
        side = "left" if share < 0.1 else "right" if share > 0.9 else "center"
        below = place % 2 == 1 or rung == len(Stage) - 1
        ax.annotate(who, (day, rung), xytext=(0, -10 if below else 6), textcoords="offset points", ha=side, fontsize=7)


def draw_pairs(frame: pd.DataFrame, *, inner: str, outer: str, title: str, colour: str, unit: str) -> None:
    """Draw two values a year, one panel a country: `inner` as a filled bar, `outer` as an outline, and show it.

    `frame` has the columns what, country, date (a year) and value.
    """
    countries = list(dict.fromkeys(frame["country"]))
    fig, panels = plt.subplots(1, len(countries), sharey=True, figsize=(5.9, 2.9))
    for ax, country in zip(panels, countries, strict=True):
        own = frame[frame["country"] == country].pivot_table(index="date", columns="what", values="value")
        ax.bar(own.index, own[inner], width=0.55, color=colour, label=inner)
        ax.bar(own.index, own[outer], width=0.75, facecolor="none", edgecolor=INK, linewidth=1.1, label=outer)
        ax.set_title(country, fontsize=8.5)
        ax.grid(axis="x", visible=False)
        ax.grid(axis="y")
    panels[0].set_ylabel(unit)
    panels[-1].legend(loc="upper left")
    show(fig, title, frame, unit)


def draw_series(series: pd.DataFrame, panels: dict[str, str], *, title: str, colour: str, unit: str) -> None:
    """Draw series side by side on one scale, one panel a series (id: heading), and show the figure.

    A single figure is drawn as a bar with its value; a longer series as bars with the last value named.
    """
    fig, axes = plt.subplots(1, len(panels), sharey=True, figsize=(5.9, 2.7))
    for ax, (name, heading) in zip(axes, panels.items(), strict=True):
        own = series[series["series"] == name].sort_values("date")
        ax.bar([_middle(text) for text in own["date"]], own["value"], width=250, color=colour)
        if len(own):
            ax.annotate(
                f"{own['value'].iloc[-1]:g}",
                (_middle(own["date"].iloc[-1]), own["value"].iloc[-1]),
                xytext=(0, 2),
                textcoords="offset points",
                ha="center",
                fontsize=7.5,
            )
        ax.set_title(heading, fontsize=7.5, fontweight="normal")
        ax.set_xlim(START, END)
        ax.xaxis.set_major_locator(mdates.YearLocator(10))
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        ax.grid(axis="x", visible=False)
        ax.grid(axis="y")
    axes[0].set_ylabel(unit)
    show(fig, title, series[series["series"].isin(panels)], unit)


def _middle(edtf: str) -> date:
    days = read_days(edtf)
    return date.fromordinal(int((days.low + days.high) / 2))


def draw_matrix(frame: pd.DataFrame, height: float) -> Axes:
    """Draw a table of verdicts as markers: rows and columns are those of the frame, empty texts stay empty."""
    _, ax = plt.subplots(figsize=(5.9, height))
    for y, (_, row) in enumerate(frame.iloc[::-1].iterrows()):
        for x, verdict in enumerate(row):
            if verdict:
                marker, fill, edge = MARKERS[verdict]
                ax.plot(x, y, marker=marker, markerfacecolor=fill, markeredgecolor=edge, markersize=6.5)
    ax.set_xticks(range(len(frame.columns)), list(frame.columns), rotation=35, ha="left")
    ax.xaxis.tick_top()
    ax.set_yticks(range(len(frame)), list(frame.index[::-1]))
    ax.set_xlim(-0.6, len(frame.columns) - 0.4)
    ax.set_ylim(-0.6, len(frame) - 0.4)
    ax.grid(axis="both")
    ax.tick_params(length=0)
    return ax


def explain_verdicts(ax: Axes) -> None:
    """Add a legend of the verdict markers below the axes."""
    handles = [
        plt.Line2D(
            [],
            [],
            linestyle="",
            marker=marker,
            markerfacecolor=fill,
            markeredgecolor=edge,
            markersize=6.5,
            label=verdict,
        )
        for verdict, (marker, fill, edge) in MARKERS.items()
    ]
    ax.legend(
        handles=handles,
        loc="upper center",
        bbox_to_anchor=(0.5, -0.01),
        ncols=len(handles),
        handletextpad=0.2,
        columnspacing=1.2,
    )


def finish(ax: Axes, title: str, data: pd.DataFrame) -> None:
    """Set the title and show the figure of these axes with the data that it draws."""
    show(ax.figure, title, data)


def show(fig: Figure, title: str, data: pd.DataFrame, unit: str = "", evidence: Iterable[str] = ()) -> None:
    """Set the title at the figure's left edge and show the figure: one output of the picture and its data."""
    fig.suptitle(title, x=0.01, ha="left", fontsize=10, fontweight="bold")
    picture = print_figure(fig, fmt="svg", metadata={"Date": None})
    described = describe(data, title, unit, evidence)
    display({"image/svg+xml": picture, DATA_MIME: described, "text/plain": title}, raw=True)
    plt.close(fig)


def describe(data: pd.DataFrame, title: str, unit: str = "", evidence: Iterable[str] = ()) -> dict:
    """Return what a figure draws as JSON: title, unit, evidence, columns and rows of texts, an index of names first.

    Columns that only serve the drawing are left out; a missing value is an empty text, and inline MyST is plain.
    """
    shown = data.drop(columns=[column for column in _ONLY_DRAWN if column in data])
    if not pd.api.types.is_integer_dtype(shown.index):
        shown = shown.reset_index(names=shown.index.name or "item")
    rows = shown.astype(object).where(shown.notna(), "").astype(str).map(without_marks)
    return {
        "title": title,
        "unit": unit,
        "evidence": list(evidence),
        "columns": list(map(str, shown)),
        "rows": rows.to_numpy().tolist(),
    }
