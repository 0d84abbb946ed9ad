"""Reads a file as text, whatever lies at its place, and a table as rows with the lines that they begin at.

Spreadsheets begin a file with a byte order mark, and end lines in their own way: both are read. All else that is not
UTF-8 text in a regular file is refused, and nothing that could wait or never end, such as a pipe, is opened.
"""

from __future__ import annotations

import codecs
import csv
import io
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

from dossier.errors import DossierError

LONGEST_CELL = 131_072
"""How many characters a cell has at most: more are a quotation mark that was not closed."""

SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}

_WIDE = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
REMEDIES = {
    "missing-file": "put the file back or correct its path in datapackage.json",
    "empty-file": "put the file back or correct its path in datapackage.json",
    "no-file": "put the file itself there",
    "no-folder": "name the folder",
    "no-right": "allow it, as in chmod u+rX",
    "encoding-error": "save the file as UTF-8",
    "separator": "save the table with commas between its columns",
    "open-quote": "close it, or double it inside a cell",
    "inner-quote": "double it inside a cell that stands in quotation marks",
    "long-cell": "shorten it, or close a quotation mark before it",
    "broken-row": "write the row anew",
}
"""What to do about each kind of problem with a file."""

_KINDS = (
    (stat.S_ISDIR, "a folder, not a file"),
    (stat.S_ISFIFO, "a named pipe, not a file"),
    (stat.S_ISSOCK, "a socket, not a file"),
    (stat.S_ISCHR, "a device, not a file"),
    (stat.S_ISBLK, "a device, not a file"),
)


class FileError(DossierError):
    """A file cannot be read: what kind of problem that is, what was found, and in which line (0: the whole file)."""

    def __init__(self, path: Path, kind: str, found: str, line: int = 0) -> None:
        """Make the message: place, what was found, how to mend it."""
        super().__init__(f"{path}:{line}: {found}; {REMEDIES[kind]}" if line else f"{path}: {found}; {REMEDIES[kind]}")
        self.kind, self.found, self.line = kind, found, line


def read_bytes(path: Path) -> bytes:
    """Return what is in a regular file. Raises FileError, and FileNotFoundError where there is nothing."""
    try:
        mode = path.stat().st_mode
        for is_kind, name in _KINDS:
            if is_kind(mode):
                raise FileError(path, "no-file", f"is {name}")
        return path.read_bytes()
    except FileNotFoundError:
        raise
    except NotADirectoryError:
        found = f"{path.parent.name} is a file, not a folder"
        raise FileError(path, "no-folder", found) from None
    except PermissionError:
        raise FileError(path, "no-right", "you may not read it") from None
    except (OSError, ValueError) as error:
        found = f"cannot be read ({getattr(error, 'strerror', None) or error})"
        raise FileError(path, "no-file", found) from None


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte order mark, its line ends as they are.

    Raises FileError, and FileNotFoundError where there is nothing.
    """
    return decode(path, read_bytes(path))


def decode(path: Path, content: bytes) -> str:
    """Return bytes of a file as text, without a byte order mark. Raises FileError where they are not UTF-8."""
    for mark, name in _WIDE:
        if content.startswith(mark):
            raise FileError(path, "encoding-error", f"the file is {name}", 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        found = f"byte {error.start} (0x{content[error.start]:02x}) is not UTF-8"
        raise FileError(path, "encoding-error", found, line) from None


def read_table(path: Path) -> list[tuple[int, list[str]]]:
    """Return each row of a table, the header first, with the line that it begins at.

    Raises FileError, and FileNotFoundError where there is nothing.
    """
    rows = list(_read_rows(path, read_text(path)))
    if not rows:
        raise FileError(path, "empty-file", "the file is empty")
    line, header = rows[0]
    if len(header) == 1:
        for sign, name in SEPARATORS.items():
            if sign in header[0]:
                found = f"the columns are separated by {name}"
                raise FileError(path, "separator", found, line)
    return rows


def _read_rows(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            _refuse(path, line, str(error))
        if cells is None:
            return
        if max(map(len, cells), default=0) > LONGEST_CELL:
            _refuse(path, line, "field larger")
        yield line, cells


def _refuse(path: Path, line: int, said: str) -> NoReturn:
    """Say in our words what the reader of CSV found in the row that begins at a line."""
    for part, kind, found in (
        ("unexpected end", "open-quote", "a quotation mark is opened in this row and never closed"),
        ("expected after", "inner-quote", "in this row a quotation mark stands in the middle of a cell"),
        ("field larger", "long-cell", f"a cell of this row has more than {LONGEST_CELL:,} characters"),
    ):
        if part in said:
            raise FileError(path, kind, found, line)
    raise FileError(path, "broken-row", f"this row cannot be read ({said})", line)


def is_below(path: Path, folder: Path) -> bool:
    """Tell whether a path leads to a place in a folder, whatever links there are on the way."""
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):  # links in a circle
        return False
