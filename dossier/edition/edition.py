"""Identifies an edition: its version, commit, date, data hash and licence, and the tools that made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from dossier.checkout import read_state
from dossier.corpus.package import hash_data, read_package

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
    """What a reader needs to find this very edition again; `time` is that of the commit, in UTC.

    An edition at no commit has no date for readers, and `why_not` says why in a few words; its time is the first day of
    2000, for files that must state one.
    """

    version: str
    commit: str
    time: datetime
    data_hash: str
    why_not: str = ""

    @property
    def date(self) -> date | None:
        """The day of the commit, or None for an edition at no commit."""
        return None if self.why_not else self.time.date()

    @property
    def day(self) -> str:
        """The day of the commit in words, or “no date”."""
        return f"{self.date:%-d %B %Y}" if self.date else "no date"


def read_edition(data: Path) -> Edition:
    """Return the edition that a data folder and the checkout around it make.

    The version is that of the data package. The time is that of the last commit, so that the same commit gives the same
    bytes; without a commit that is known to be the report's own, it is “unversioned”.
    """
    state = read_state(data)
    commit = state.commit[:10] or "unversioned"
    if state.is_changed:
        commit += " with local changes"
    time = datetime.fromtimestamp(state.time, UTC)
    version = read_package(data).get("version", "unversioned")
    return Edition(version, commit, time, hash_data(data), state.why_not)


def read_licence(data: Path) -> Licence:
    """Return the first licence that the data package names."""
    [licence, *_] = read_package(data)["licenses"]
    return Licence(licence["name"].replace("-", " "), licence["path"])


def read_stack() -> dict[str, str]:
    """Return the installed version of each package of STACK."""
    return {name: version(name) for name in STACK}
