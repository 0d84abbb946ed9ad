"""Writes rows into the tables of a data package: sorted, all files or none, and so that it can be undone."""

from __future__ import annotations

import csv
import hashlib
import io
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import Any

from filelock import FileLock, Timeout

from dossier.corpus.tables import CorpusError

WAIT = 60
"""How many seconds a command waits for another that writes into the same folder."""

Row = Mapping[str, str]
"""The cells of a row by column; a column that is not named is empty."""


@dataclass(frozen=True)
class Change:
    """What was written: the content of each file before (None where there was no file) and after."""

    files: Mapping[Path, tuple[bytes | None, bytes]]

    def undo(self) -> None:
        """Put back what was there before. Raises CorpusError, and changes nothing, where a file has changed since."""
        for path, (_, after) in self.files.items():
            if _read(path) != after:
                raise CorpusError(f"{path}: changed since it was written; undo the change by hand")
        for path, (before, _) in self.files.items():
            if before is None:
                path.unlink()
            else:
                _replace(path, before)


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Keep others from writing into a data folder until the block ends: what was read in it is still true then.

    Raises CorpusError where another has written for longer than a minute.
    """
    name = hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]
    lock = FileLock(Path(gettempdir(), f"dossier-{name}.lock"), timeout=WAIT)
    try:
        with lock:
            yield
    except Timeout:
        raise CorpusError(f"{folder}: another command has been writing for {WAIT} seconds; try again") from None


def write_files(contents: Mapping[Path, bytes]) -> Change:
    """Write all files, or none: each beside its place first, then moved. Raises OSError."""
    before = {path: _read(path) for path in contents}
    done: list[Path] = []
    try:
        for path, content in contents.items():
            _replace(path, content)
            done.append(path)
    except BaseException:
        Change({path: (before[path], contents[path]) for path in done}).undo()
        raise
    return Change({path: (before[path], content) for path, content in contents.items()})


def with_rows(folder: Path, resource: Mapping[str, Any], rows: Iterable[Row]) -> bytes:
    """Return the content of a table with rows added where its primary key puts them; other lines stay as they are.

    `resource` is the table's in the descriptor. Raises CorpusError for an id that the table has.
    """
    path = folder / resource["path"]
    text = path.read_bytes().decode("utf-8")
    end = end_of_line(text)
    header, *lines = text.removesuffix(end).split(end)
    columns = next(csv.reader([header.removeprefix("\ufeff")]))
    sort_key = _make_key(resource, columns)
    keys = [sort_key(_read_line(path, number, line, columns)) for number, line in enumerate(lines, start=2)]
    for row in rows:
        cells = [row.get(column, "") for column in columns]
        key = sort_key(cells)
        place = bisect_right(keys, key)
        if place and keys[place - 1] == key:
            name = ", ".join(map(str, key))
            raise CorpusError(f"{path}:{place + 1}: there is a row “{name}”; give the new one an id of its own")
        lines.insert(place, format_row(cells))
        keys.insert(place, key)
    return end.join([header, *lines, ""]).encode("utf-8")


def with_cells(
    folder: Path, resource: Mapping[str, Any], changes: Mapping[tuple[str, ...], Row], text: str | None = None
) -> bytes:
    """Return the content of a table with other cells in some rows, each named by the texts of its primary key.

    `text` is the table as it is to be changed, where that is not what the file has.
    """
    path = folder / resource["path"]
    text = path.read_bytes().decode("utf-8") if text is None else text
    end = end_of_line(text)
    header, *lines = text.removesuffix(end).split(end)
    columns = next(csv.reader([header.removeprefix("\ufeff")]))
    places = [columns.index(name) for name in resource["schema"]["primaryKey"]]
    for number, line in enumerate(lines):
        cells = _read_line(path, number + 2, line, columns)
        if change := changes.get(tuple(cells[place] for place in places)):
            lines[number] = format_row(change.get(column, cell) for column, cell in zip(columns, cells, strict=True))
    return end.join([header, *lines, ""]).encode("utf-8")


def sort_rows(lines: list[str], resource: Mapping[str, Any], columns: list[str]) -> list[str]:
    """Return lines of a table in the order of its primary key, as they are where a number of the key is none."""
    sort_key = _make_key(resource, columns)
    try:
        return sorted(lines, key=lambda line: sort_key(next(csv.reader([line], strict=True))))
    except (ValueError, csv.Error):
        return lines


def _read_line(path: Path, number: int, line: str, columns: list[str]) -> list[str]:
    """Return the cells of a line. Raises CorpusError where a row is not one line of as many cells as the header has."""
    try:
        cells = next(csv.reader([line], strict=True), [])
    except csv.Error as error:
        raise CorpusError(f"{path}:{number}: {error}; run `dossier check`") from None
    if len(cells) != len(columns):
        found = f"{len(cells)} cells where the header has {len(columns)}"
        raise CorpusError(f"{path}:{number}: {found}; run `dossier check`")
    return cells


def end_of_line(text: str) -> str:
    """Return how the lines of a table end: as its header does."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


def format_row(cells: Iterable[str]) -> str:
    """Return cells as a line of CSV, without its end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _make_key(resource: Mapping[str, Any], columns: list[str]) -> Any:
    schema = resource["schema"]
    integers = {field["name"] for field in schema["fields"] if field["type"] == "integer"}
    places = [(columns.index(name), name in integers) for name in schema["primaryKey"]]
    return lambda cells: tuple(int(cells[place]) if number else cells[place] for place, number in places)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _replace(path: Path, content: bytes) -> None:
    """Write a file beside its place, and move it there when it is whole, with the rights that the file had."""
    path = path.resolve()  # a link stays a link, and what it leads to is written
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        whole = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            whole.unlink(missing_ok=True)
            raise
    try:
        whole.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        whole.replace(path)
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
