"""Identifies an edition: its version, commit, date, data hash and licence, and the tools that made it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from dossier.checkout import commit_time, find_commit, is_changed
from dossier.corpus.package import hash_data

STACK = (
    "dossier",
    "jupyter-book",
    "sphinx",
    "myst-nb",
    "papermill",
    "pandas",
    "matplotlib",
    "typst",
)
"""The packages whose versions the colophon names."""


class Licence(NamedTuple):
    """The licence of text and data: its short name, such as “CC BY 4.0”, and the address of its text."""

    name: str
    address: str


@dataclass(frozen=True)
class Edition:
    """What a reader needs to find this very edition again; `time` is that of the commit, in UTC."""

    version: str
    commit: str
    time: datetime
    data_hash: str


def read_edition(data: Path) -> Edition:
    """Return the edition that a data folder and the checkout around it make.

    The version is that of the data package. The time is that of the last commit, so that the same commit gives the same
    bytes; outside version control the commit is “unversioned” and the time the first day of 2000.
    """
    commit = find_commit(data)[:10] or "unversioned"
    if is_changed(data):
        commit += " with local changes"
    time = datetime.fromtimestamp(commit_time(data), UTC)
    return Edition(_read_descriptor(data).get("version", "unversioned"), commit, time, hash_data(data))


def read_licence(data: Path) -> Licence:
    """Return the first licence that the data package names."""
    [licence, *_] = _read_descriptor(data)["licenses"]
    return Licence(licence["name"].replace("-", " "), licence["path"])


def read_stack() -> dict[str, str]:
    """Return the installed version of each package of STACK."""
    return {name: version(name) for name in STACK}


def _read_descriptor(data: Path) -> dict:
    return json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
