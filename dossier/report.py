"""The front door: a report is its settings, its evidence, and what the engine makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from dossier.corpus.tables import Corpus, CorpusError, read
from dossier.settings import FILE, Settings, read_settings
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions

DATA_VARIABLE = "DOSSIER_DATA"
"""The environment variable that names the data folder where no folder is given."""


@dataclass(frozen=True)
class Report:
    """A report as loaded: `settings`, the evidence in `corpus`, and what follows from it, computed when first asked."""

    settings: Settings
    corpus: Corpus

    @cached_property
    def findings(self) -> pd.DataFrame:
        """All findings under the default profile, as `dossier.verdicts.find` returns them."""
        return find(self.corpus)

    @cached_property
    def ratings(self) -> pd.DataFrame:
        """What the sources make of each question, as `dossier.verdicts.rate_questions` returns it."""
        return rate_questions(self.corpus, self.findings)

    def without(self, *sources: str) -> Report:
        """Return the report with all rows of these sources left out. Raises CorpusError for an unknown source."""
        return Report(self.settings, self.corpus.without(*sources))


def load(folder: Path | str | None = None, *, without: Iterable[str] = ()) -> Report:
    """Load a report from its data folder, leaving out all rows of the sources named in `without`.

    Without a folder it is the one that the environment variable DOSSIER_DATA names, else the nearest `data/` in the
    current folder or above it. The settings are those of the `dossier.toml` in the data folder or the one above it.
    Raises CorpusError or SettingsError, each with one line that says what is wrong and how to mend it.

    >>> report = load("tests/roots/ruritania/data")
    >>> sorted(report.corpus.sources["source"])
    ['courier-1921', 'gazette-1920']
    """
    data = Path(folder) if folder is not None else find_data()
    root = data if (data / FILE).is_file() else data.parent
    return Report(read_settings(root), read(data, without))


def find_data(start: Path | None = None) -> Path:
    """Return the data folder named by DOSSIER_DATA, else the nearest `data/` at or above `start` (default: here).

    Raises CorpusError where there is none.
    """
    if named := os.environ.get(DATA_VARIABLE):
        return Path(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "datapackage.json").is_file():
            return folder / "data"
    raise CorpusError(f"{here}: no data/datapackage.json here or above; name the data folder, or set {DATA_VARIABLE}")
