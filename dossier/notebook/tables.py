"""A table that renders in JupyterLab, on the page and in print: one object with a mime type of our own."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from numbers import Number

import numpy as np
import pandas as pd

from dossier.notebook.words import unmark

TABLE_MIME = "application/vnd.dossier.table+json"
DATA_MIME = "application/vnd.dossier.data+json"
"""The mime type under which a figure carries the data that it draws: title, unit, columns and rows."""


MISSING = "–"
"""What stands in a cell without a value."""

_YEARS = ("year", "years")
"""Words by which the name of a column says that it holds years."""

_CENTURIES = (1800, 2100)
"""Whole numbers between these are taken for years where a column has no others."""


@dataclass(frozen=True)
class Table:
    """A table that shows itself: as HTML in JupyterLab, as a numbered table in the book and the PDF."""

    caption: str
    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    align: tuple[str, ...]
    widths: tuple[int, ...]
    wide: bool
    evidence: tuple[str, ...] = ()

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        content = {
            "caption": self.caption,
            "name": self.name,
            "columns": self.columns,
            "rows": self.rows,
            "align": self.align,
            "widths": self.widths,
            "wide": self.wide,
            "evidence": self.evidence,
        }
        return {TABLE_MIME: content, "text/html": self._html(), "text/plain": self.caption}

    def _html(self) -> str:
        def row(tag: str, cells: Sequence[str]) -> str:
            return (
                "<tr>"
                + "".join(
                    f'<{tag} style="text-align:{side}">{html.escape(unmark(cell))}</{tag}>'
                    for side, cell in zip(self.align, cells, strict=True)
                )
                + "</tr>"
            )

        body = "".join(row("td", cells) for cells in self.rows)
        return (
            f"<table><caption>{html.escape(unmark(self.caption))}</caption>"
            f"<thead>{row('th', self.columns)}</thead><tbody>{body}</tbody></table>"
        )


def table(
    rows: pd.DataFrame | Iterable[Sequence[object]],
    *,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    caption: str,
    name: str,
    widths: Sequence[int] = (),
    wide: bool = False,
    evidence: Iterable[str] = (),
) -> Table:
    """Return a numbered table of rows; their index is not shown.

    `columns` names the columns to show, in order, each with its heading; without it all are shown under their own
    names. Rows that are not a DataFrame need the headings alone. Texts are inline MyST (escape data with `plain`);
    numbers are aligned right, with their decimals as given, and years without a comma; dates are written as
    1991-12-26, truths as yes and no; a missing value becomes an en dash. `widths` are relative to each other, `wide`
    asks print for a landscape page. `evidence` are the ids of the claims, facts or series behind the rows, where
    neither cells nor marks name them. Raises KeyError for a column that the rows do not have.
    """
    if not isinstance(rows, pd.DataFrame):
        frame = pd.DataFrame(list(rows), columns=list(columns or ()))
    else:
        frame = rows if columns is None else rows[list(columns)].rename(columns=columns)
    align = tuple("right" if _is_number(kind) else "left" for kind in frame.dtypes)
    written = [_write(str(name), frame.iloc[:, place]) for place, name in enumerate(frame.columns)]
    cells = tuple(zip(*written, strict=True))
    return Table(
        caption,
        name,
        tuple(map(str, frame.columns)),
        cells,
        align,
        tuple(widths) or _widths(frame, cells),
        wide,
        tuple(evidence),
    )


def _is_number(kind: object) -> bool:
    return pd.api.types.is_numeric_dtype(kind) and not pd.api.types.is_bool_dtype(kind)


def lay_out(rows: pd.DataFrame, *, down: str, across: str, cell: str) -> pd.DataFrame:
    """Return one column of the rows laid out by two others, in the order in which their values come.

    `down` becomes the index, `across` the columns; a place without a row is missing. Raises ValueError for two rows in
    one place.
    """
    laid = rows.pivot(index=down, columns=across, values=cell)
    return laid.reindex(index=rows[down].unique(), columns=rows[across].unique()).rename_axis(columns=None)


def _write(name: str, values: pd.Series) -> list[str]:
    """Return the cells of a column: dates by the day where all are days, years without a comma between their digits."""
    if pd.api.types.is_datetime64_any_dtype(values.dtype):
        moments = values.dropna()
        form = "%Y-%m-%d" if (moments == moments.dt.normalize()).all() else "%Y-%m-%d %H:%M"
        return [MISSING if pd.isna(value) else value.strftime(form) for value in values]
    are_years = _holds_years(name, values)
    return [_cell(value, are_years) for value in values]


def _holds_years(name: str, values: pd.Series) -> bool:
    """Tell whether a column holds years: whole numbers that are named so, or that all lie in the last two centuries."""
    numbers = values.dropna()
    if not _is_number(values.dtype) or not len(numbers) or (numbers != numbers.round()).any():
        return False
    named = any(word in _YEARS for word in name.lower().replace("_", " ").split())
    return named or (_is_whole(values.dtype) and bool(numbers.between(*_CENTURIES).all()))


def _is_whole(kind: object) -> bool:
    return pd.api.types.is_integer_dtype(kind)


def _cell(value: object, is_year: bool = False) -> str:
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value or MISSING
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return MISSING
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}" if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if is_year:
        return f"{value:.0f}"
    return f"{value:,}" if isinstance(value, Number) else str(value)


def _widths(frame: pd.DataFrame, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return widths that follow the longest word and, less so, the length of each column's texts."""
    columns = zip(map(str, frame.columns), *(map(unmark, row) for row in rows), strict=True)
    return tuple(
        max(
            max(len(word) for cell in column for word in cell.split() or [""]) + 1,
            min(40, int(sum(map(len, column)) / len(column) ** 0.9)),
        )
        for column in columns
    )
