"""Shows a figure once, with its title, and hands the data that it draws to the page."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable

import matplotlib.pyplot as plt
import pandas as pd
from IPython.core.pylabtools import print_figure
from IPython.display import display
from matplotlib.figure import Figure

from dossier.errors import DossierError, UnusableValue
from dossier.notebook.figures.style import NARROW, WIDE, at_width
from dossier.notebook.tables import DATA_MIME
from dossier.notebook.words import unmark

_WORDS = {"mark", "said", "quoted", "basis", "when", "as_of_when", "answer", "figure", "amount", "meaning"}
_DERIVED = {"middle", "day", "stages", "scale", "colour"}
"""Columns that repeat other columns, in words or for the drawing."""


def show(
    draw: Callable[[], Figure],
    title: str,
    data: pd.DataFrame,
    unit: str = "",
    evidence: Iterable[str] = (),
    *,
    formulas: bool = False,
) -> None:
    """Show a figure: one output of the picture, drawn for a page and for a phone, its title and its data.

    `draw` draws it for the width that `style.width` says. `evidence` are the ids of the claims, facts or series behind
    the figure, where `data` has no column `id`. The title stands above the picture, set by whoever shows it.
    A dollar sign in a label is one, unless `formulas` says that labels hold formulas between dollar signs. Raises
    UnusableValue where the data cannot be drawn.
    """
    try:
        picture, narrow = (print_at(inches, draw, formulas=formulas) for inches in (WIDE, NARROW))
    except DossierError:
        raise
    except (LookupError, ValueError, TypeError, ArithmeticError) as error:
        plt.close("all")
        said = f"“{title}” cannot be drawn from {len(data)} rows of {', '.join(map(str, data)) or 'no columns'}"
        remedy = "give rows and columns as the function's help says"
        raise UnusableValue(f"{said} ({type(error).__name__}: {error}); {remedy}") from error
    described = describe(data, title, unit, evidence) | {"narrow": narrow}
    display({"image/svg+xml": picture, DATA_MIME: described, "text/plain": title}, raw=True)


def print_at(inches: float, draw: Callable[[], Figure], *, formulas: bool = False) -> str:
    """Return what `draw` draws for a width as SVG, with letters as text; a dollar sign is one, without `formulas`."""
    with at_width(inches), plt.rc_context({"text.parse_math": formulas}), warnings.catch_warnings():
        # Letters stay text, which a page sets in a font that has them: matplotlib need not.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        fig = draw()
        picture = print_figure(fig, fmt="svg", metadata={"Date": None})
    plt.close(fig)
    return str(picture)


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
