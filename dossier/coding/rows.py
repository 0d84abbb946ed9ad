"""Writes rows into the tables of a data package: sorted, all files or none, and so that it can be undone."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile, gettempdir
from typing import Any

from filelock import FileLock, Timeout

from dossier.corpus.checks import JOURNAL
from dossier.corpus.files import is_below
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
            finish_change(folder)
            yield
    except Timeout:
        raise CorpusError(f"{folder}: another command has been writing for {WAIT} seconds; try again") from None


def write_files(contents: Mapping[Path, bytes]) -> Change:
    """Write all files, or none: all are whole beside their places before the first is moved. Raises OSError.

    Where the process is killed between two moves, the next that writes there, or `finish_change`, makes the others.
    """
    if not contents:
        return Change({})
    journal = _find_folder(contents) / JOURNAL
    finish_change(journal.parent)
    before = {path: _read(path) for path in contents}
    whole: dict[Path, Path] = {}
    moved: list[Path] = []
    try:
        for path, content in contents.items():
            whole[path] = _write_beside(path, content)
        if len(whole) > 1:
            moves = [[str(file), str(path.resolve())] for path, file in whole.items()]
            _replace(journal, json.dumps(moves, ensure_ascii=False).encode())
        for path, file in whole.items():
            _move(file, path)
            moved.append(path)
        journal.unlink(missing_ok=True)
    except BaseException:
        journal.unlink(missing_ok=True)
        for file in whole.values():
            file.unlink(missing_ok=True)
        Change({path: (before[path], contents[path]) for path in moved}).undo()
        raise
    return Change({path: (before[path], content) for path, content in contents.items()})


def finish_change(folder: Path) -> None:
    """Make the moves that a process left to make which was killed while it wrote, and remove what it left before them.

    The journal holds them: from where, to where. Only files of the report around the folder are moved, each from beside
    its place.
    """
    journal = folder / JOURNAL
    with suppress(FileNotFoundError, ValueError, TypeError):
        for file, path in (map(Path, move) for move in json.loads(journal.read_text(encoding="utf-8"))):
            is_ours = file.parent == path.parent and file.name.startswith(f".{path.name}.")
            if is_ours and is_below(path.parent, folder.resolve().parent) and file.is_file():
                _move(file, path)
    journal.unlink(missing_ok=True)
    for file in (*folder.glob(".*.csv.*"), *folder.glob(f".{JOURNAL}.*")):
        file.unlink(missing_ok=True)


def _find_folder(contents: Mapping[Path, bytes]) -> Path:
    """Return the folder that keeps the journal of a change: that of the data, where they are a part of it."""
    folders = [path.parent for path in contents]
    return next((folder for folder in folders if (folder / "datapackage.json").is_file()), folders[0])


@dataclass
class _Lines:
    """A table as lines that stay as they are, with its columns; a row is one line."""

    path: Path
    end: str
    header: str
    lines: list[str]

    @classmethod
    def open(cls, path: Path) -> _Lines:
        text = path.read_bytes().decode("utf-8")
        end = end_of_line(text)
        header, *lines = text.removesuffix(end).split(end)
        return cls(path, end, header, lines)

    @property
    def columns(self) -> list[str]:
        return next(csv.reader([self.header.removeprefix("\ufeff")]))

    def rows(self) -> list[list[str]]:
        """Return the cells of each line. Raises CorpusError where a row is not one line of the header's length."""
        return [_read_line(self.path, number, line, self.columns) for number, line in enumerate(self.lines, start=2)]

    def content(self) -> bytes:
        return self.end.join([self.header, *self.lines, ""]).encode("utf-8")


def with_rows(folder: Path, resource: Mapping[str, Any], rows: Iterable[Row]) -> bytes:
    """Return the content of a table with rows added where its primary key puts them; other lines stay as they are.

    `resource` is the table's in the descriptor. Raises CorpusError for an id that the table has.
    """
    table = _Lines.open(folder / resource["path"])
    sort_key = _make_key(resource, table.columns)
    keys = [sort_key(cells) for cells in table.rows()]
    for row in rows:
        cells = [row.get(column, "") for column in table.columns]
        key = sort_key(cells)
        place = bisect_right(keys, key)
        if place and keys[place - 1] == key:
            name = ", ".join(map(str, key))
            raise CorpusError(f"{table.path}:{place + 1}: there is a row “{name}”; give the new one an id of its own")
        table.lines.insert(place, format_row(cells))
        keys.insert(place, key)
    return table.content()


def with_cells(folder: Path, resource: Mapping[str, Any], changes: Mapping[tuple[str, ...], Row]) -> bytes:
    """Return the content of a table with other cells in some rows, each named by the texts of its primary key."""
    table = _Lines.open(folder / resource["path"])
    places = [table.columns.index(name) for name in resource["schema"]["primaryKey"]]
    for number, cells in enumerate(table.rows()):
        if change := changes.get(tuple(cells[place] for place in places)):
            pairs = zip(table.columns, cells, strict=True)
            table.lines[number] = format_row(change.get(column, cell) for column, cell in pairs)
    return table.content()


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
    """Write a file beside its place, and move it there when it is whole."""
    _move(_write_beside(path, content), path)


def _write_beside(path: Path, content: bytes) -> Path:
    """Write what is to be a file into another one in its folder, and return that. Nothing is left of it on an error."""
    path = path.resolve()  # a link stays a link, and what it leads to is written
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        whole = Path(file.name)
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            # With the rights of the file that it replaces.
            whole.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        except BaseException:
            whole.unlink(missing_ok=True)
            raise
    return whole


def _move(whole: Path, path: Path) -> None:
    try:
        whole.replace(path.resolve())
    except BaseException:
        whole.unlink(missing_ok=True)
        raise
