"""Packs the whole data package with its licence into one zip, the same bytes for the same commit."""

from __future__ import annotations

import zipfile
from pathlib import Path

from dossier.corpus import FOLDER
from dossier.edition import read_edition

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can hold."""


def archive_name() -> str:
    """Return the file name of the archive, which names the version."""
    return f"pakistan-azerbaijan-{read_edition().version}.zip"


def pack_data(path: Path, folder: Path = FOLDER) -> None:
    """Write the archive to `path`: the tables, their schema and the licence, all dated by the commit."""
    time = max(read_edition(folder).time.timetuple()[:6], EARLIEST)
    with zipfile.ZipFile(path, "w") as archive:
        for file in [*sorted(folder.glob("*.csv")), folder / "datapackage.json", folder.parent / "LICENSE-DATA"]:
            entry = zipfile.ZipInfo(file.name, time)
            archive.writestr(entry, file.read_bytes(), zipfile.ZIP_DEFLATED)
