"""The front door: a report is its settings, its evidence, and what the engine makes of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Self, TypeVar, overload

import pandas as pd

from dossier import environment
from dossier.corpus.package import hash_data
from dossier.corpus.tables import Corpus, CorpusError, read
from dossier.corpus.watched import Note, WatchedCorpus, loading, write_to
from dossier.settings import FILE, Settings, read_settings
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions
from dossier.verdicts.sensitivity import judge_choices
from dossier.verdicts.store import Verdicts, read_verdicts
from dossier.verdicts.vouching import Vouching


@dataclass(frozen=True)
class Report:
    """A report as loaded: `settings`, the evidence in `corpus`, and what follows from it, computed when first asked.

    `reached` are verdicts on this evidence that a build has reached already, and `note` is told when one is used.
    """

    settings: Settings
    corpus: Corpus
    reached: Verdicts | None = field(default=None, repr=False)
    note: Note = field(default=lambda table, columns: None, repr=False)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """All findings under the default profile, as `dossier.verdicts.find` returns them."""
        if self.reached is None:
            return find(self.corpus)
        self.note("findings", {})
        return self.reached.findings

    @cached_property
    def ratings(self) -> pd.DataFrame:
        """What the sources make of each question, as `dossier.verdicts.rate_questions` returns it."""
        if self.reached is None:
            return rate_questions(self.corpus, self.findings)
        self.note("ratings", {})
        return self.reached.ratings

    @cached_property
    def choices(self) -> dict[str, dict[str, str]]:
        """The judgements that change without some articles, as `sensitivity.judge_choices` has them."""
        return dict(judge_choices(self.corpus, self.ratings)) if self.reached is None else self.reached.without

    @cached_property
    def vouching(self) -> Vouching:
        """How certain statements are that rest on named claims and facts."""
        return Vouching(self.corpus, self.findings)

    def without(self, *sources: str) -> Self:
        """Return the report with all rows of these sources left out. Raises CorpusError for an unknown source."""
        return type(self)(self.settings, self.corpus.without(*sources))


Kind = TypeVar("Kind", bound=Report)


@overload
def load(folder: Path | str | None = None, *, without: Iterable[str] = ()) -> Report: ...


@overload
def load(folder: Path | str | None = None, *, without: Iterable[str] = (), kind: type[Kind]) -> Kind: ...


def load(folder: Path | str | None = None, *, without: Iterable[str] = (), kind: type[Report] = Report) -> Report:
    """Load a report, as a `kind` of Report, from its data folder without the rows of the sources named in `without`.

    Without a folder it is the one that the environment variable DOSSIER_DATA names, else the nearest `data/` in the
    current folder or above it. The settings are those of the `dossier.toml` in the data folder or the one above it.
    Raises CorpusError or SettingsError, each with one line that says what is wrong and how to mend it.

    Within a build, what is read is noted for its keys, and verdicts that it has reached are not reached again.

    >>> report = load("tests/roots/ruritania/data")
    >>> sorted(report.corpus.sources["source"])
    ['courier-1921', 'gazette-1920']
    """
    if folder is not None and not isinstance(folder, str | os.PathLike):
        raise CorpusError(f"{folder!r} is no folder; name the folder of the data package")
    if not isinstance(without, Iterable):
        raise CorpusError(f"without: {without!r} is no source; name sources, in a list")
    data = _place(Path(folder)) if folder is not None else find_data()
    without = [without] if isinstance(without, str) else without
    root = data if (data / FILE).is_file() else data.parent
    with loading():
        settings, corpus = _settle(read_settings(root), data), read(data, without)
        reached = _find_reached(data, corpus)
    if reads := os.environ.get(environment.READS):
        note = write_to(Path(reads))
        return kind(settings, WatchedCorpus(corpus, note), reached, note)  # type: ignore[arg-type]  # it stands for one
    return kind(settings, corpus, reached)


def _place(folder: Path) -> Path:
    """Return where a folder is; of “.” and “..”, whose parent cannot be told from their names, as it really is."""
    return folder.resolve() if folder.name in ("", "..") else folder.absolute()


def _settle(settings: Settings, data: Path) -> Settings:
    """Return the settings with the data folder that was opened, which may be another than they name."""
    if settings.data.resolve() == data.resolve():
        return settings
    return replace(settings, files=replace(settings.files, data=os.path.relpath(data, settings.root)))


def _find_reached(data: Path, corpus: Corpus) -> Verdicts | None:
    """Return the verdicts that the build around this process has reached, if they are on this evidence."""
    named = os.environ.get(environment.VERDICTS)
    if not named or not Path(named).is_file():
        return None
    reached = read_verdicts(Path(named))
    return reached if (reached.data, reached.left_out) == (hash_data(data), corpus.left_out) else None


def find_data(start: Path | None = None) -> Path:
    """Return the data folder named by DOSSIER_DATA, else the nearest `data/` at or above `start` (default: here).

    Raises CorpusError where there is none.
    """
    if named := os.environ.get(environment.DATA):
        return Path(named)
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "datapackage.json").is_file():
            return folder / "data"
    wanted = f"name the data folder, or set {environment.DATA}"
    raise CorpusError(f"{here}: no data/datapackage.json here or above; {wanted}")
