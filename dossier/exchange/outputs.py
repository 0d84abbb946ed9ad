"""Writes a file or a folder beside its target, and moves it there when it is whole."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dossier.errors import DossierError


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Hand out a path to write to, whose file takes the place of `path` if nothing was raised.

    Raises DossierError where `path` is a folder or a device, lies in a data package, or is in no folder that can be
    written to.
    """
    if path.is_dir():
        raise DossierError(f"{path}: is a folder; name a file")
    if path.exists() and not path.is_file():
        raise DossierError(f"{path}: is a device or a pipe, whose place no file may take; name a file")
    if (path.absolute().parent / "datapackage.json").is_file():
        raise DossierError(f"{path}: lies in a data package, whose files are the evidence; name another place")
    with _room_beside(path) as fresh:
        yield fresh
        fresh.replace(path)


@contextmanager
def new_folder(path: Path, pattern: str) -> Iterator[Path]:
    """Hand out a new folder to fill, which takes the place of `path` if nothing was raised.

    A folder that is there already is replaced only if all its files match `pattern` or are a descriptor: then it is an
    earlier one. Raises DossierError otherwise.
    """
    if (path.absolute() / "claims.csv").is_file():
        raise DossierError(f"{path}: is a data package; name another place")
    if path.exists() and not (path.is_dir() and all(_is_ours(each, pattern) for each in path.iterdir())):
        raise DossierError(f"{path}: holds something else; name a folder that is not there yet")
    with _room_beside(path) as fresh:
        fresh.mkdir()
        yield fresh
        if path.exists():
            path.replace(fresh.with_name(f"{path.name}.old"))
        fresh.replace(path)


def _is_ours(path: Path, pattern: str) -> bool:
    return path.is_file() and (path.match(pattern) or path.name == "datapackage.json")


@contextmanager
def _room_beside(path: Path) -> Iterator[Path]:
    """Hand out a path of the same name in a new folder beside `path`, which goes with all that is left in it."""
    try:
        room = tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise DossierError(f"{path}: cannot be written ({error.strerror}); name another place") from None
    with room as folder:
        yield Path(folder) / path.name
