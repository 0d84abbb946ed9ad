"""A table that is good in JupyterLab, on the page and in print: one object with a mime type of our own."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

TABLE_MIME = "application/vnd.dossier.table+json"
DATA_MIME = "application/vnd.dossier.data+json"
"""The mime type under which a figure carries the data that it draws: title, unit, columns and rows."""


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
                    f'<{tag} style="text-align:{side}">{html.escape(without_marks(cell))}</{tag}>'
                    for side, cell in zip(self.align, cells, strict=True)
                )
                + "</tr>"
            )

        body = "".join(row("td", cells) for cells in self.rows)
        return (
            f"<table><caption>{html.escape(without_marks(self.caption))}</caption>"
            f"<thead>{row('th', self.columns)}</thead><tbody>{body}</tbody></table>"
        )


def without_marks(text: str) -> str:
    """Return inline MyST as plain text: a role as its content in brackets, no emphasis, no escapes."""
    text = re.sub(r"\{[a-z:]+\}`([^`]*)`", r"[\1]", text)
    return re.sub(r"\\(.)|\*\*(.+?)\*\*|\*(.+?)\*", lambda match: match[1] or match[2] or match[3], text)


def table(
    frame: pd.DataFrame,
    *,
    caption: str,
    name: str,
    widths: Sequence[int] = (),
    wide: bool = False,
    evidence: Iterable[str] = (),
) -> Table:
    """Return a numbered table of a DataFrame's columns; the index is not shown.

    Texts are inline MyST (escape data with `plain`); numbers are aligned right, with their decimals as given;
    missing values become an en dash. `widths` are relative, `wide` asks print for a landscape page. `evidence` are the
    ids of the claims, facts or series behind the rows, where neither cells nor marks name them.
    """
    align = tuple("right" if pd.api.types.is_numeric_dtype(frame[column]) else "left" for column in frame)
    rows = tuple(tuple(_cell(value) for value in row) for row in frame.itertuples(index=False))
    return Table(
        caption,
        name,
        tuple(map(str, frame.columns)),
        rows,
        align,
        tuple(widths) or _widths(frame, rows),
        wide,
        tuple(evidence),
    )


def _cell(value: object) -> str:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return "–"
    return value if isinstance(value, str) else f"{value:,}"


def _widths(frame: pd.DataFrame, rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return widths that follow the longest word and, less so, the length of each column's texts."""
    columns = zip(map(str, frame.columns), *(map(without_marks, row) for row in rows), strict=True)
    return tuple(
        max(
            max(len(word) for cell in column for word in cell.split() or [""]) + 1,
            min(40, int(sum(map(len, column)) / len(column) ** 0.9)),
        )
        for column in columns
    )
