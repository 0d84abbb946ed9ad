"""Opens `data/`: reads its tables, checks them, and hands them out as typed DataFrames.

`data/datapackage.json` is the only schema. Nothing here writes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from importlib.resources import files
from pathlib import Path

import pandas as pd

from dossier.corpus.rules import Problem, broken_rules

FOLDER = Path(str(files("dossier"))).parent / "data"
"""The evidence of the checkout that this package is installed from."""

DTYPES = {"integer": "int64", "number": "float64", "string": "str"}


class CorpusError(Exception):
    """The evidence cannot be read; the message is one line that says where and how to mend it."""


@dataclass(frozen=True)
class Corpus:
    """The tables of the evidence, one DataFrame each, columns and meaning as in `datapackage.json`.

    Cells that the source leaves open are empty strings. `left_out` names the sources left out of the tables.
    """

    sources: pd.DataFrame
    exclusions: pd.DataFrame
    claims: pd.DataFrame
    questions: pd.DataFrame
    facts: pd.DataFrame
    series: pd.DataFrame
    orders: pd.DataFrame
    rulings: pd.DataFrame
    names: pd.DataFrame
    vocabulary: pd.DataFrame
    waivers: pd.DataFrame
    second_coding: pd.DataFrame
    uncited: pd.DataFrame
    errata: pd.DataFrame
    places: pd.DataFrame
    routes: pd.DataFrame
    lists: pd.DataFrame
    left_out: tuple[str, ...] = ()

    def without(self, *sources: str) -> Corpus:
        """Return the evidence with all rows of these sources left out. Raises CorpusError for an unknown source."""
        known = list(self.sources["source"])
        if unknown := [source for source in sources if source not in known]:
            raise CorpusError(f"no source “{unknown[0]}”; there are {', '.join(known)}")
        tables = {name: getattr(self, name) for name in TABLES}
        kept = {
            name: frame[~frame["source"].isin(sources)].reset_index(drop=True)
            for name, frame in tables.items()
            if "source" in frame
        }
        return replace(self, **kept, left_out=(*self.left_out, *sources))


TABLES = tuple(field.name for field in fields(Corpus) if field.name != "left_out")


def read(folder: Path | str = FOLDER, without: Iterable[str] = ()) -> Corpus:
    """Read the evidence, leaving out all rows of the sources named in `without`.

    Raises CorpusError if a file is missing or broken, or a source in `without` does not exist.
    """
    folder = Path(folder)
    schema = read_schema(folder)
    tables = {name: _typed(_rows(folder, name), schema[name]) for name in TABLES}
    return Corpus(**tables).without(*dict.fromkeys(without))


def read_schema(folder: Path | str = FOLDER) -> dict[str, dict]:
    """Return the resources of `datapackage.json` by table name. Raises CorpusError."""
    path = Path(folder) / "datapackage.json"
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        schema = {resource["name"]: resource for resource in package["resources"]}
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file; name the folder that holds datapackage.json") from None
    except (json.JSONDecodeError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise CorpusError(f"{path}: no data package ({error}); restore it from version control") from None
    if missing := [name for name in TABLES if name not in schema]:
        raise CorpusError(f"{path}: describes no table “{missing[0]}”; restore it from version control")
    return schema


def check(folder: Path | str = FOLDER) -> list[Problem]:
    """Check the whole data package against its schema and against the rules of `dossier.rules`.

    Returns every problem found, in the order of files and lines; an empty list is a valid package.
    Raises CorpusError only where `datapackage.json` itself cannot be read.
    """
    folder = Path(folder)
    schema = read_schema(folder)
    problems = _schema_problems(folder)
    if problems:
        return problems
    return broken_rules({name: _rows(folder, name) for name in TABLES}, schema)


def _schema_problems(folder: Path) -> list[Problem]:
    import frictionless  # slow to import, and only the check needs it

    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    problems = [Problem(folder.name, 0, "", error.message, "see datapackage.json") for error in report.errors]
    for task in report.tasks:
        for error in task.errors:
            line = getattr(error, "row_number", None) or 0
            column = getattr(error, "field_name", None) or getattr(error, "label", None) or ""
            cell = getattr(error, "cell", "")
            found = f"“{cell}”: {error.note}" if cell else error.note or error.message
            remedy = _REMEDIES.get(error.type, "compare the row with datapackage.json")
            problems.append(Problem(str(task.place), line, column, found, remedy))
    return problems


_REMEDIES = {
    "scheme-error": "put the file back or correct its path in datapackage.json",
    "source-error": "put the file back or correct its path in datapackage.json",
    "encoding-error": "save the file as UTF-8",
    "incorrect-label": "restore the header row",
    "missing-label": "restore the header row",
    "extra-label": "remove the column or describe it in datapackage.json",
    "missing-cell": "add the missing cells, or quote a cell that holds a comma",
    "extra-cell": "remove the surplus cells, or quote a cell that holds a comma",
    "blank-row": "remove the empty line",
    "type-error": "write a value of the column's type",
    "constraint-error": "write a value that the column allows",
    "primary-key": "give the row an id of its own",
    "foreign-key": "correct the id, or add the row that it points to",
}


def _rows(folder: Path, name: str) -> pd.DataFrame:
    """Return one table as texts, with the line number of each row as the index."""
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            header, *rows = csv.reader(file, strict=True)
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file; put it back") from None
    except (UnicodeDecodeError, ValueError, csv.Error) as error:
        raise CorpusError(f"{path}: cannot be read ({error}); run `dossier check`") from None
    for line, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise CorpusError(
                f"{path}:{line}: {len(row)} cells where the header has {len(header)}; quote a cell that holds a comma"
            )
    return pd.DataFrame(rows, columns=header, index=range(2, len(rows) + 2), dtype="str")


def _typed(frame: pd.DataFrame, resource: dict) -> pd.DataFrame:
    types = {field["name"]: DTYPES[field["type"]] for field in resource["schema"]["fields"]}
    try:
        return frame.reset_index(drop=True)[list(types)].astype(types)
    except (KeyError, ValueError) as error:
        raise CorpusError(f"{resource['path']}: {error}; run `dossier check`") from None
