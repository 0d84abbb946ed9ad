"""A data package that is open for more rows: what the rules would say of them, and the files that hold them then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from dossier.coding.rows import Row, with_rows
from dossier.corpus.records import Problem
from dossier.corpus.rulebook import broken_rules
from dossier.corpus.schema import row_problems
from dossier.corpus.tables import TABLES, Corpus, CorpusError, read, read_rows, read_schema

Rows = Mapping[str, Sequence[Row]]
"""More rows by the name of their table."""


class OpenPackage:
    """The tables of a data folder as they are now.

    Raises CorpusError where they cannot be read, or do not keep their schema: the rules could not be asked then.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.schema: dict[str, dict[str, Any]] = read_schema(folder)
        self.corpus: Corpus = read(folder)
        self._tables = {name: read_rows(folder, name) for name in TABLES}
        if problems := row_problems(self.schema, _list_rows(self._tables)):
            raise CorpusError(f"{problems[0]} (mend this before anything is added)")
        self._known = Counter(map(_name, broken_rules(self._tables, self.schema)))

    def check(self, rows: Rows) -> list[Problem]:
        """Return what the rules would say of these rows, without what they say of the tables already."""
        left = self._known.copy()
        found = []
        for problem in self._check(self._with(rows)):
            left[_name(problem)] -= 1
            if left[_name(problem)] < 0:
                found.append(problem)
        return found

    def write(self, rows: Rows) -> dict[Path, bytes]:
        """Return the content of each file with these rows in their places. Raises CorpusError for an id in use."""
        return {
            self.folder / self.schema[table]["path"]: with_rows(self.folder, self.schema[table], more)
            for table, more in rows.items()
            if more
        }

    def line_of(self, table: str, row: Row) -> int:
        """Return the line that a row would stand in."""
        keys = self.schema[table]["schema"]["primaryKey"]
        placed = self._insert(table, [row])
        same = (placed[keys] == [row.get(key, "") for key in keys]).all(axis=1)
        return int(placed.index[same][-1])

    def fields(self, table: str) -> dict[str, dict[str, Any]]:
        """Return the columns of a table, each with its description."""
        return {field["name"]: field for field in self.schema[table]["schema"]["fields"]}

    def _with(self, rows: Rows) -> dict[str, pd.DataFrame]:
        return self._tables | {name: self._insert(name, more) for name, more in rows.items() if more}

    def _insert(self, name: str, rows: Sequence[Row]) -> pd.DataFrame:
        table, schema = self._tables[name], self.schema[name]["schema"]
        numbers = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
        more = pd.DataFrame([{column: row.get(column, "") for column in table.columns} for row in rows], dtype="str")

        def order(column: pd.Series) -> pd.Series:
            return column.map(lambda text: int(text) if text.isdecimal() else -1) if column.name in numbers else column

        joined = pd.concat([table, more]).sort_values(schema["primaryKey"], key=order, kind="stable")
        return joined.set_axis(range(2, len(joined) + 2))

    def _check(self, tables: Mapping[str, pd.DataFrame]) -> list[Problem]:
        return row_problems(self.schema, _list_rows(tables)) or broken_rules(dict(tables), self.schema)


def _list_rows(tables: Mapping[str, pd.DataFrame]) -> dict[str, list[tuple[int, list[str]]]]:
    """Return the rows of each table with their lines."""
    return {
        name: [(int(line), list(cells)) for line, cells in zip(table.index, table.to_numpy(), strict=True)]
        for name, table in tables.items()
    }


def _name(problem: Problem) -> tuple[str, str, str]:
    return problem.file, problem.column, problem.found
