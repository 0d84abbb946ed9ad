"""Draws the picture that stands for the report where a link to it is shown, from its claims' dates, and its icon."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from dossier.corpus.tables import Corpus
from dossier.notebook import figures
from dossier.values import read_days
from dossier.vocabulary import Modality

SIZE = (12.0, 6.3)
"""Inches at 100 dots: 1200 × 630 pixels, which is what the sites that show previews ask for."""

PAPER = "#fbfaf7"


def draw_cover(evidence: Corpus, title: str, subtitle: str, path: Path) -> None:
    """Write the preview as a PNG: title, numbers, and every dated claim on the line of its theme."""
    figures.use_style()
    figure = plt.figure(figsize=SIZE, facecolor=PAPER)
    figure.text(0.06, 0.83, title, fontsize=40, fontweight="bold", color=figures.INK)
    figure.text(0.06, 0.74, subtitle, fontsize=22, color=figures.INK)
    ax = figure.add_axes((0.19, 0.13, 0.75, 0.52), facecolor=PAPER)
    for place, (theme, colour) in enumerate(reversed(figures.THEMES.items())):
        _draw_lane(ax, place, evidence.claims[evidence.claims["theme"] == theme], colour)
        ax.text(
            -0.02, place, theme, transform=ax.get_yaxis_transform(), ha="right", va="center", fontsize=19, color=colour
        )
    ax.set_xlim(figures.START, figures.END)
    ax.set_ylim(-0.6, len(figures.THEMES) - 0.4)
    ax.xaxis.set_major_locator(mdates.YearLocator(8, month=1, day=1))
    ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))
    ax.tick_params(axis="x", labelsize=17, length=0)
    ax.set_yticks([])
    ax.spines[:].set_visible(False)
    _save(path, dpi=100)


def alternative(evidence: Corpus) -> str:
    """Return what the preview shows, in words."""
    return (
        f"The report's title above a line of time from 1991 to 2023: {len(evidence.claims)} claims of "
        f"{len(evidence.sources)} articles, by theme; few before 2017, most after."
    )


def _draw_lane(ax: Axes, place: int, claims: pd.DataFrame, colour: str) -> None:
    ax.axhline(place, color="#dddad2", linewidth=1, zorder=0)
    for claim in claims[claims["date"] != ""].itertuples():
        days = read_days(claim.date)
        if math.isinf(days.low) or math.isinf(days.high):
            continue  # what is open at one end has no place on the line
        first, last = (date.fromordinal(int(day)) for day in (days.low, days.high))
        if (last - first).days > 366:
            ax.plot([first, last], [place, place], color=colour, linewidth=5, alpha=0.18, zorder=1)
        else:
            face = PAPER if Modality(claim.modality).looks_ahead else colour
            middle = first + (last - first) / 2
            ax.plot(middle, place, "o", color=colour, markerfacecolor=face, markersize=10, alpha=0.75, zorder=2)


def draw_icon(path: Path) -> None:
    """Write the icon for browsers that do not show the SVG."""
    figure = plt.figure(figsize=(0.64, 0.64), facecolor=figures.INK)
    figure.text(0.5, 0.5, "≠", ha="center", va="center", fontsize=38, color="white", fontfamily="DejaVu Sans")
    _save(path, dpi=100)


def _save(path: Path, dpi: int) -> None:
    # The style sheet saves on white, and cuts the margins.
    paper = plt.gcf().get_facecolor()
    plt.savefig(path, dpi=dpi, facecolor=paper, bbox_inches=None, metadata={"Software": None})
    plt.close("all")
