"""Labels of rows: beside them where there is room, above them on a phone."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from matplotlib.axes import Axes

from dossier.notebook.figures.style import is_narrow

ROOM = 0.16
"""Inches that a row needs more where its label stands above it."""


def label_rows(ax: Axes, labels: Mapping[float, str], bold: Collection[float] = (), size: float = 8.5) -> None:
    """Write the label of each row, by its height on the axis; those of the heights in `bold` are bold."""
    ax.set_yticks(list(labels), [""] * len(labels) if is_narrow() else list(labels.values()), fontsize=size)
    if is_narrow():
        for height, label in labels.items():
            weight = "bold" if height in bold else "normal"
            ax.annotate(
                label,
                (0, height),
                (0, 6),
                xycoords=ax.get_yaxis_transform(),
                textcoords="offset points",
                fontsize=size,
                fontweight=weight,
            )
        return
    for height, tick in zip(labels, ax.get_yticklabels(), strict=True):
        tick.set_fontweight("bold" if height in bold else "normal")


def row_room(wide: float) -> float:
    """Return how many inches a row takes that takes `wide` where its label stands beside it."""
    return wide + ROOM if is_narrow() else wide
