"""Says which edition this is: version, commit, date and the hash of the data."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from dossier.corpus.package import hash_data
from dossier.corpus.tables import FOLDER

STACK = (
    "jupyter-book",
    "sphinx",
    "myst-nb",
    "papermill",
    "pandas",
    "matplotlib",
    "edtf",
    "frictionless",
    "typst",
)
"""The packages whose versions the colophon names."""


@dataclass(frozen=True)
class Edition:
    """What a reader needs to find this very edition again."""

    version: str
    commit: str
    time: datetime
    data_hash: str


def read_edition(folder: Path = FOLDER) -> Edition:
    """Return the edition of the checkout around a data folder.

    The time is that of the last commit, so that the same commit gives the same bytes; outside version
    control the commit is “unversioned” and the time the first day of 1970.
    """
    commit = _git(folder, "rev-parse", "--short=10", "HEAD") or "unversioned"
    if commit != "unversioned" and _git(folder, "status", "--porcelain", "--untracked-files=no"):
        commit += " with local changes"
    time = datetime.fromtimestamp(int(_git(folder, "log", "-1", "--format=%ct") or 0), UTC)
    return Edition(version("dossier"), commit, time, hash_data(folder))


def read_stack() -> dict[str, str]:
    """Return the installed version of each package of STACK."""
    return {name: version(name) for name in STACK}


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
