"""Shows a figure once, with its title, and hands the data that it draws to the page."""

from __future__ import annotations

from collections.abc import Iterable

import matplotlib.pyplot as plt
import pandas as pd
from IPython.core.pylabtools import print_figure
from IPython.display import display
from matplotlib.figure import Figure

from dossier.notebook.tables import DATA_MIME
from dossier.notebook.words import unmark

_WORDS = {"mark", "said", "quoted", "basis", "when", "as_of_when", "answer", "figure", "amount", "meaning"}
_DERIVED = {"middle", "day", "stages", "scale", "colour"}
"""Columns that repeat other columns, in words or for the drawing."""


def show(fig: Figure, title: str, data: pd.DataFrame, unit: str = "", evidence: Iterable[str] = ()) -> None:
    """Set the title at the figure's left edge and show the figure: one output of the picture and its data.

    `evidence` are the ids of the claims, facts or series behind the figure, where `data` has no column `id`.
    """
    fig.suptitle(title, x=0.01, ha="left", fontsize=10, fontweight="bold")
    picture = print_figure(fig, fmt="svg", metadata={"Date": None})
    described = describe(data, title, unit, evidence)
    display({"image/svg+xml": picture, DATA_MIME: described, "text/plain": title}, raw=True)
    plt.close(fig)


def describe(data: pd.DataFrame, title: str, unit: str = "", evidence: Iterable[str] = ()) -> dict:
    """Return what a figure draws as JSON: title, unit, evidence, columns and rows of texts, an index of names first.

    Without `evidence`, it is the column `id`. Columns that only serve the drawing or the sentences are left out, as are
    empty ones of rows of evidence; a missing value is an empty text, and inline MyST is plain.
    """
    shown = data.drop(columns=[column for column in data if column in _WORDS | _DERIVED])
    if "id" in shown:
        shown = shown.loc[:, shown.notna().any() & shown.ne("").any()]
    if not pd.api.types.is_integer_dtype(shown.index):
        shown = shown.reset_index(names=shown.index.name or "item")
    rows = shown.astype(object).where(shown.notna(), "").astype(str).map(unmark)
    return {
        "title": title,
        "unit": unit,
        "evidence": list(evidence) or list(filter(None, dict.fromkeys(data.get("id", ())))),
        "columns": list(map(str, shown)),
        "rows": rows.to_numpy().tolist(),
    }
