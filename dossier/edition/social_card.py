"""Draws the social-card image and the favicon.

The card says what the report is about: its title, how much evidence it has, and every dated claim on the line of its
theme. Period, labels and colours come from the settings.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from dossier.notebook import figures
from dossier.report import Report
from dossier.settings import Palette
from dossier.values import read_days
from dossier.vocabulary import Told, Verdict

SIZE = (12.0, 6.3)
"""Inches at 100 dots: 1200 × 630 pixels, which is what the sites that show previews ask for."""

LETTERS = 36
"""How many letters of a title have room at full size."""

STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
"""Years between the ticks of the line of time; the first that gives no more than TICKS is used."""

TICKS = 5

LONG = 366
"""A claim about more days than this is drawn as a line, not as a dot."""


def draw_card(report: Report, title: str, subtitle: str, path: Path) -> None:
    """Write the card as a PNG. Title and subtitle are arguments: a build that leaves out sources says so there."""
    palette, lanes, years = report.settings.palette, _name_lanes(report), _find_years(report)
    figures.use_style(report.settings)
    figure = _make_figure(SIZE, palette.paper)
    size = 40 * min(1, LETTERS / len(title))
    figure.text(0.06, 0.85, title, fontsize=size, fontweight="bold", color=palette.ink, parse_math=False)
    figure.text(0.06, 0.765, subtitle, fontsize=22, color=palette.ink, parse_math=False)
    figure.text(0.06, 0.685, _count_claims(report), fontsize=19, color=palette.ink)
    figure.text(0.94, 0.685, _count_conflicts(report), fontsize=19, color=palette.conflict, ha="right")
    ax = figure.add_axes((0.19, 0.13, 0.75, 0.5), facecolor=palette.paper)
    for place, (theme, label) in enumerate(reversed(lanes.items())):
        colour = report.settings.colour_of(theme)
        claims = report.corpus.claims
        _draw_lane(ax, place, claims[claims["theme"] == theme], colour, palette)
        where = {"transform": ax.get_yaxis_transform(), "ha": "right", "va": "center"}
        ax.text(-0.02, place, label, fontsize=19, color=colour, **where)
    ax.set_ylim(-0.6, len(lanes) - 0.4)
    if years:
        first, last = years
        ax.set_xlim(date(first, 1, 1), date(last + 1, 1, 1))
        ax.xaxis.set_major_locator(mdates.YearLocator(_choose_step(last + 1 - first), month=1, day=1))
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
        ax.tick_params(axis="x", labelsize=17, length=0)
    else:
        ax.set_xticks([])
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    _save(figure, path)


def describe_card(report: Report) -> str:
    """Return what the card shows, in words."""
    years = _find_years(report)
    line = f"a line of time from {years[0]} to {years[1]}" if years else "a line of time without years"
    middles = [(low + high) / 2 for low, high in _read_spans(report.corpus.claims)]
    newer = f"; half of the dated ones are about {_year_of(median(middles))} or later" if middles else ""
    return f"The report's title above {line}: {_count_claims(report)} by theme, with {_count_conflicts(report)}{newer}."


def draw_icon(palette: Palette, path: Path) -> None:
    """Write the favicon for browsers that do not show the SVG."""
    figure = _make_figure((0.64, 0.64), palette.ink)
    figure.text(0.5, 0.5, "≠", ha="center", va="center", fontsize=38, color="white", fontfamily="DejaVu Sans")
    _save(figure, path)


def _name_lanes(report: Report) -> dict[str, str]:
    """Return the label of each theme, in the order of the settings; a theme that these do not name is its code."""
    named = {theme: each.label for theme, each in report.settings.themes.items()}
    return named | {theme: theme for theme in sorted(set(report.corpus.claims["theme"]) - named.keys())}


def _find_years(report: Report) -> tuple[int, int] | None:
    """Return the first and last year of the period, or, where the settings name none, of the dated claims, if any."""
    if report.settings.years:
        return report.settings.years
    spans = list(_read_spans(report.corpus.claims))
    if not spans:
        return None
    return _year_of(min(low for low, _ in spans)), _year_of(max(high for _, high in spans))


def _choose_step(years: int) -> int:
    return next((step for step in STEPS if years / step <= TICKS), STEPS[-1])


def _count_claims(report: Report) -> str:
    return f"{len(report.corpus.claims)} claims of {len(report.corpus.sources)} articles"


def _count_conflicts(report: Report) -> str:
    number = int((report.findings["verdict"] == Verdict.CONFLICT).sum())
    return f"{number} conflict{'' if number == 1 else 's'}"


def _read_spans(claims: pd.DataFrame) -> Iterator[tuple[float, float]]:
    """Yield the first and last day of each dated claim; one whose date is open at an end has no place on the line."""
    for text in claims[claims["date"] != ""]["date"]:
        days = read_days(text)
        if math.isfinite(days.low) and math.isfinite(days.high):
            yield days.low, days.high


def _year_of(day: float) -> int:
    return date.fromordinal(int(day)).year


def _draw_lane(ax: Axes, place: int, claims: pd.DataFrame, colour: str, palette: Palette) -> None:
    ax.axhline(place, color=palette.faint, alpha=0.35, linewidth=1, zorder=0)
    for told, group in claims.groupby("told"):
        face = palette.paper if Told(told).looks_ahead else colour
        for low, high in _read_spans(group):
            first, last = date.fromordinal(int(low)), date.fromordinal(int(high))
            if (last - first).days > LONG:
                ax.plot([first, last], [place, place], color=colour, linewidth=5, alpha=0.18, zorder=1)
            else:
                middle = first + (last - first) / 2
                ax.plot(middle, place, "o", color=colour, markerfacecolor=face, markersize=10, alpha=0.75, zorder=2)


def _make_figure(size: tuple[float, float], colour: str) -> Figure:
    # The style sheet lays out figures by itself; here everything has its place.
    with plt.rc_context({"figure.constrained_layout.use": False}):
        return plt.figure(figsize=size, facecolor=colour)


def _save(figure: Figure, path: Path) -> None:
    # The style sheet saves on white.
    figure.savefig(path, dpi=100, facecolor=figure.get_facecolor(), metadata={"Software": None})
    plt.close(figure)
