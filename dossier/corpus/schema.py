"""Checks the tables of a data package against its descriptor, as Table Schema lays down.

This is the part of Table Schema that our descriptor uses, and finds what Frictionless finds, which a test holds for
hundreds of spoilt packages; Frictionless, the standard's own tool, takes seconds to start. A table with a wrong header
is not read further: each of its rows would be a problem.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from dossier.corpus.files import REMEDIES as FILE_REMEDIES
from dossier.corpus.files import FileError, read_table
from dossier.corpus.letters import find_hidden
from dossier.corpus.patience import matches
from dossier.corpus.records import Problem

REMEDIES = FILE_REMEDIES | {
    "incorrect-label": "restore the header row",
    "missing-label": "restore the header row",
    "extra-label": "remove the column or describe it in datapackage.json",
    "blank-row": "remove the empty line",
    "missing-cell": "add the missing cells, or quote a cell that has a comma",
    "extra-cell": "remove the surplus cells, or quote a cell that has a comma",
    "type-error": "write a value of the column's type",
    "constraint-error": "write a value that the column allows",
    "slow-pattern": "write a pattern into datapackage.json without a repeat in a repeat",
    "unique-error": "write a value that no other row has",
    "primary-key": "give the row an id of its own",
    "character": "remove it, or write the sign that is meant",
    "foreign-key": "correct the id, or add the row that it points to",
}
"""What to do about each type of error, by the names that Frictionless gives to those that it knows."""

Error = tuple[str, int, str, str]
"""The type of an error, the line (0: the whole file), the column, and what was found."""

Row = tuple[int, list[str]]
"""A line number, and its cells."""


def schema_problems(folder: Path, schema: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """Return every problem of the tables in a folder, in the order of the descriptor and of lines.

    `schema` has the resources of the descriptor by name.
    """
    tables: dict[str, list[Row]] = {}
    found: dict[str, list[Error]] = {}
    for name, resource in schema.items():
        found[name] = []
        tables[name] = _read(folder / resource["path"], resource, found[name])
    return row_problems(schema, tables, found)


def row_problems(
    schema: Mapping[str, Mapping[str, Any]],
    tables: Mapping[str, Sequence[Row]],
    found: Mapping[str, Sequence[Error]] | None = None,
) -> list[Problem]:
    """Return every problem of these rows, whose headers are right, behind those that reading them has `found`."""
    # What cannot be read is one problem, and not one more for each row that points to it.
    known = _list_known(schema, {name: rows for name, rows in tables.items() if not (found or {}).get(name)})
    errors = {
        name: [*(found or {}).get(name, ()), *_check_rows(resource, tables[name], known)]
        for name, resource in schema.items()
    }
    return [
        Problem(schema[name]["path"], line, column, text, REMEDIES[kind])
        for name, each in errors.items()
        for kind, line, column, text in sorted(each, key=lambda error: error[1])
    ]


def _read(path: Path, resource: Mapping[str, Any], errors: list[Error]) -> list[Row]:
    """Return the rows of a table below its header, or none where file or header are wrong."""
    try:
        (_, header), *rows = read_table(path)
    except FileNotFoundError:
        errors.append(("missing-file", 0, "", "there is no such file"))
    except FileError as error:
        errors.append((error.kind, error.line, "", error.found))
    else:
        errors += _check_header(header, [field["name"] for field in resource["schema"]["fields"]])
        if not errors:
            return rows
    return []


def _check_header(labels: Sequence[str], names: Sequence[str]) -> Iterator[Error]:
    for place, (label, name) in enumerate(zip(labels, names, strict=False), start=1):
        if label != name:
            yield "incorrect-label", 1, name, f"column {place} is called “{label}”, not “{name}”"
    for label in labels[len(names) :]:
        yield "extra-label", 1, label, f"no column “{label}” is described"
    if labels:
        for name in names[len(labels) :]:
            yield "missing-label", 1, name, f"there is no column “{name}”"


Known = dict[tuple[str, str], set[str]]
"""The values of columns that other tables point to, by table and column."""


def _list_known(schema: Mapping[str, Mapping[str, Any]], tables: Mapping[str, Sequence[Row]]) -> Known:
    """Return the values of each column that another table points to, by table and column."""
    known: Known = {}
    for resource in schema.values():
        for key in resource["schema"].get("foreignKeys", ()):
            [column], other = key["reference"]["fields"], key["reference"]["resource"]
            if other not in tables:
                continue
            place = [field["name"] for field in schema[other]["schema"]["fields"]].index(column)
            known[other, column] = {cells[place] for _, cells in tables[other] if len(cells) > place} - {""}
    return known


def _check_rows(resource: Mapping[str, Any], rows: Sequence[Row], known: Known) -> Iterator[Error]:
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    checks = [(place, names[place], check) for place, field in enumerate(fields) if (check := _make_check(field))]
    unique: dict[int, dict[str, int]] = {
        place: {} for place, field in enumerate(fields) if field.get("constraints", {}).get("unique")
    }
    primary = [names.index(name) for name in resource["schema"].get("primaryKey", ())]
    pointers = [
        (names.index(key["fields"][0]), key["reference"]["resource"], key["reference"]["fields"][0])
        for key in resource["schema"].get("foreignKeys", ())
    ]
    keys: dict[tuple[str, ...], int] = {}
    for line, given in rows:
        if not any(given):
            yield "blank-row", line, "", "the line is empty"
            continue
        for cell in given[len(fields) :]:
            yield "extra-cell", line, "", f"“{cell}” is beyond the last column"
        for name in names[len(given) :]:
            yield "missing-cell", line, name, "there is no cell for it"
        cells = given + [""] * (len(fields) - len(given))
        for place, cell in enumerate(given):
            for found in find_hidden(cell):
                yield "character", line, names[place] if place < len(names) else "", f"“{cell[:30]}”: {found}"
        for place, name, check in checks:
            for kind, wrong in check(cells[place]):
                yield kind, line, name, f"“{cells[place]}”: {wrong}" if cells[place] else wrong
        for place, seen in unique.items():
            if (cell := cells[place]) and cell in seen:
                yield "unique-error", line, names[place], f"“{cell}” is in line {seen[cell]} too"
            seen[cell] = line
        key = tuple(cells[place] for place in primary)
        if primary and not any(key):
            yield "primary-key", line, "", "the row has no id"
        elif primary and key in keys:
            yield "primary-key", line, "", f"“{', '.join(key)}” is the id of line {keys[key]} too"
        keys[key] = line
        for place, other, column in pointers:
            if cells[place] and cells[place] not in known.get((other, column), {cells[place]}):
                yield "foreign-key", line, names[place], f"“{cells[place]}” is no {column} of {other}.csv"


Check = Callable[[str], Iterator[tuple[str, str]]]
"""Yields what is wrong with a cell: the type of the error, and what it is."""


def _make_check(field: Mapping[str, Any]) -> Check | None:
    """Return what checks the cells of a column, or None where every text will do."""
    rules = {name: value for name, value in field.get("constraints", {}).items() if name != "unique"}
    read = READERS[field["type"]]
    if not rules and read is str:
        return None
    shortest, longest = rules.get("minLength", 0), rules.get("maxLength")
    is_required = rules.get("required", False)
    allowed = set(rules["enum"]) if "enum" in rules else None
    pattern = re.compile(rules["pattern"]) if "pattern" in rules else None
    least, most = rules.get("minimum"), rules.get("maximum")

    def check(cell: str) -> Iterator[tuple[str, str]]:
        nonlocal pattern
        if not cell:
            if is_required:
                yield "constraint-error", "a cell of this column is never empty"
            return
        try:
            value = read(cell)
        except (ValueError, InvalidOperation) as error:
            yield "type-error", f"it is not of type {field['type']}{_say_why(error)}"
            return
        if allowed is not None and value not in allowed:
            yield "constraint-error", f"it is not one of {', '.join(map(str, rules['enum']))}"
        try:
            if pattern and not matches(pattern, cell):
                yield "constraint-error", f"it does not have the form {rules['pattern']}"
        except TimeoutError:
            yield "slow-pattern", f"it takes too long to tell whether it has the form {rules['pattern']}"
            pattern = None  # each further cell could take as long
        if least is not None and value < least:
            yield "constraint-error", f"it is less than {least}"
        if most is not None and value > most:
            yield "constraint-error", f"it is more than {most}"
        if len(cell) < shortest:
            yield "constraint-error", f"it has fewer than {shortest} characters"
        if longest is not None and len(cell) > longest:
            yield "constraint-error", f"it has more than {longest} characters"

    return check


def _say_why(error: Exception) -> str:
    return f", since {error}" if isinstance(error, ValueError) and str(error) else ""


def _read_integer(text: str) -> int:
    # Python would read “1_000” and “ 5 ” too, which pandas does not.
    if not re.fullmatch(r"[+-]?[0-9]+", text):
        raise ValueError
    if len(text) > 20 or abs(int(text)) >= 2**63:
        raise ValueError("it is beyond 64 bits")
    if text != str(int(text)):
        # “07” would be another id than “7” here, and the same one in a database.
        raise ValueError(f"the number is written {int(text)}")
    return int(text)


def _read_number(text: str) -> Decimal:
    if not re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?", text):
        raise ValueError
    if len(text) > 400 or not math.isfinite(float(text)):
        raise ValueError("it is beyond all numbers that can be held")
    return Decimal(text)


READERS: Mapping[str, Callable[[str], Any]] = {"string": str, "integer": _read_integer, "number": _read_number}
"""What reads a cell of each type; raises ValueError where it is not of that type."""
