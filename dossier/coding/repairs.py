"""Mends what needs no judgement: rows in disorder, space at an end of a cell, sides of a ruling turned round."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dossier.coding.rows import end_of_line, format_row, sort_rows, write_files, writing
from dossier.corpus.files import FileError, read_bytes, read_table
from dossier.corpus.labels import canonical_key
from dossier.corpus.tables import read_schema


def repair(folder: Path) -> list[str]:
    """Mend the tables of a data folder, all files or none; returns what was done, a line for each file.

    A table that cannot be read as CSV under its own header is left as it is. Raises CorpusError.
    """
    with writing(folder):
        return _repair(folder)


def _repair(folder: Path) -> list[str]:
    schema = read_schema(folder)
    facts = _read_ids(folder, schema["facts"])
    contents, said = {}, []
    for resource in schema.values():
        path = folder / resource["path"]
        try:
            text = read_bytes(path).decode("utf-8")
        except (OSError, FileError, UnicodeDecodeError):
            continue
        mended, done = _mend(text, resource, facts)
        if mended != text:
            contents[path] = mended.encode("utf-8")
            said.append(f"{resource['path']}: {', '.join(done)}")
    write_files(contents)
    return said


def _mend(text: str, resource: Mapping[str, Any], facts: set[str]) -> tuple[str, list[str]]:
    end = end_of_line(text)
    header, *lines = text.rstrip("\r\n").split(end)
    columns = [field["name"] for field in resource["schema"]["fields"]]
    if next(csv.reader([header.removeprefix("\ufeff")]), []) != columns:
        return text, []
    try:
        rows = [next(csv.reader([line], strict=True), []) for line in lines]
    except csv.Error:
        return text, []
    if any(len(row) != len(columns) for row in rows):
        return text, []
    done = ["empty lines removed"] if len(text) > len(text.rstrip("\r\n")) + len(end) else []
    trimmed = [[" ".join(cell.split()) if cell != cell.strip() else cell for cell in row] for row in rows]
    if trimmed != rows:
        done.append("trimmed")
    if resource["name"] == "rulings":
        place = columns.index("clusters")
        turned = [[*row[:place], canonical_key(row[place], facts), *row[place + 1 :]] for row in trimmed]
        if turned != trimmed:
            done.append("sides put in order")
        trimmed = turned
    made = [format_row(new) if new != old else line for line, old, new in zip(lines, rows, trimmed, strict=True)]
    ordered = sort_rows(made, resource, columns)
    if ordered != made:
        done.append("sorted")
    return end.join([header, *ordered, ""]), done


def _read_ids(folder: Path, resource: Mapping[str, Any]) -> set[str]:
    try:
        return {row[0] for _, row in read_table(folder / resource["path"]) if row}
    except (OSError, FileError):
        return set()
