"""The data package as one thing: its hash, its name, and its zip with the licence."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

from dossier.corpus.files import read_text

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""


def list_files(folder: Path) -> list[Path]:
    """Return the files of the data package: the tables in order of name, then their schema."""
    return [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]


def read_package(folder: Path) -> dict[str, Any]:
    """Return what the descriptor of a folder says, which has been checked; with or without a byte order mark."""
    package: dict[str, Any] = json.loads(read_text(folder / "datapackage.json"))
    return package


def hash_data(folder: Path) -> str:
    """Return the first twelve hex digits of the SHA-256 over all files of the data package."""
    digest = hashlib.sha256()
    for path in list_files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def name_archive(version: str, folder: Path) -> str:
    """Return the file name of the package's zip: the name in its descriptor, and the version."""
    return f"{read_package(folder)['name']}-{version}.zip"


def pack_data(path: Path, time: datetime, folder: Path) -> None:
    """Write the zip of tables, schema and licence to `path`, its entries dated `time`: same content, same bytes."""
    stamp = max(time.timetuple()[:6], EARLIEST)
    with zipfile.ZipFile(path, "w") as archive:
        for file in [*list_files(folder), folder.parent / "LICENSE-DATA"]:
            archive.writestr(zipfile.ZipInfo(file.name, stamp), file.read_bytes(), zipfile.ZIP_DEFLATED)
