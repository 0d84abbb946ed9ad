"""Opens a data package: reads its tables and hands them out as typed DataFrames.

The package's `datapackage.json` is the only schema. Nothing here writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from dossier.corpus.columns import TYPES
from dossier.corpus.descriptor import DescriptorError, descriptor_problems, read_descriptor
from dossier.corpus.files import FileError, read_table
from dossier.corpus.keys import settle_keys
from dossier.corpus.records import Problem
from dossier.errors import DossierError, offer
from dossier.vocabulary import Modality, Stated, Told

Made = TypeVar("Made")


class CorpusError(DossierError):
    """The evidence cannot be read; the message is one line that says where and how to mend it."""


@dataclass(frozen=True)
class Corpus:
    """The tables of the evidence, one DataFrame each, columns and meaning as in `datapackage.json`.

    Cells that the source leaves open are empty strings. `left_out` names the sources left out of the tables.
    """

    sources: pd.DataFrame
    exclusions: pd.DataFrame
    claims: pd.DataFrame
    questions: pd.DataFrame
    facts: pd.DataFrame
    series: pd.DataFrame
    orders: pd.DataFrame
    constraints: pd.DataFrame
    rulings: pd.DataFrame
    names: pd.DataFrame
    vocabulary: pd.DataFrame
    waivers: pd.DataFrame
    second_coding: pd.DataFrame
    unquestioned: pd.DataFrame
    errata: pd.DataFrame
    places: pd.DataFrame
    routes: pd.DataFrame
    lists: pd.DataFrame
    ladders: pd.DataFrame
    left_out: tuple[str, ...] = ()
    _made: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def remember(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what `make` makes of these tables, which never change: made once, and kept as long as they."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def without(self, *sources: str) -> Corpus:
        """Return the evidence with all rows of these sources left out. Raises CorpusError for an unknown source."""
        known = list(self.sources["source"])
        if unknown := [source for source in sources if source not in known]:
            raise CorpusError(f"no source “{unknown[0]}”; {offer(str(unknown[0]), known)}")
        tables = {name: getattr(self, name) for name in TABLES}
        kept = {
            name: frame[~frame["source"].isin(sources)].reset_index(drop=True)
            for name, frame in tables.items()
            if "source" in frame
        }
        return replace(self, **kept, left_out=(*self.left_out, *sources))

    def with_tables(self, **tables: pd.DataFrame) -> Corpus:
        """Return the evidence with other tables in the place of those of these names."""
        return replace(self, **tables)

    def rows(self, table: str, **columns: str | Iterable[str]) -> pd.DataFrame:
        """Return the rows of a table whose columns have these codes (one, or one of several), in their order.

        What reads rows in this way depends on them alone: a notebook is not run again for a change of others.
        """
        if table not in TABLES:
            raise CorpusError(f"no table “{table}”; {offer(str(table), TABLES)}")
        found: pd.DataFrame = getattr(self, table)
        for column, codes in columns.items():
            if column not in found:
                raise CorpusError(f"{table} has no column “{column}”; {offer(column, found)}")
            found = found[found[column].isin([codes] if isinstance(codes, str) else list(codes))]
        return found

    def answers(self) -> pd.DataFrame:
        """Return every claim and every reference fact that answers a question, claims first, one row per answer.

        Columns: id, fact (True for a reference fact), question, source (empty for a fact), kind (empty for a fact),
        statement, and what `Answer.from_row` reads: value, unit, date, as_of, measure, told, stated and modality.
        A fact holds at its own date, is told as done, and is stated.
        """
        return self.remember("answers", self._join_answers)

    def _join_answers(self) -> pd.DataFrame:
        claims = self.claims[self.claims["question"] != ""].rename(columns={"claim": "id"}).assign(fact=False)
        facts = self.facts[self.facts["question"] != ""].rename(columns={"fact": "id"})
        facts = facts.assign(fact=True, source="", kind="", unit="", as_of=facts["date"])
        facts = facts.assign(told=Told.DONE.value, stated=Stated.STATES.value)
        answers = pd.concat([table.reindex(columns=ANSWER_COLUMNS) for table in (claims, facts)], ignore_index=True)
        return answers.assign(modality=answers["told"].map(MODALITIES).fillna(Modality.ASSERTED.value))


ANSWER_COLUMNS = (
    "id",
    "fact",
    "question",
    "source",
    "kind",
    "statement",
    "value",
    "unit",
    "date",
    "as_of",
    "measure",
    "told",
    "stated",
)
MODALITIES = {Told.PLANNED.value: Modality.PLANNED.value, Told.POSSIBLE.value: Modality.POTENTIAL.value}
"""What is told of the future, in the one word that `Answer` takes for told and stated."""

TABLES = tuple(each.name for each in fields(Corpus) if each.name not in ("left_out", "_made"))


def read(folder: Path | str, without: Iterable[str] = ()) -> Corpus:
    """Read the evidence, leaving out all rows of the sources named in `without`.

    Raises CorpusError if a file is missing or broken, or a source in `without` does not exist.
    """
    folder = Path(folder)
    schema = read_schema(folder)
    tables: dict[str, Any] = {name: _typed(read_rows(folder, name), schema[name]) for name in TABLES}
    return Corpus(**tables).without(*dict.fromkeys(without))


def read_schema(folder: Path | str) -> dict[str, dict[str, Any]]:
    """Return the resources of `datapackage.json` by table name.

    Raises CorpusError where it cannot be read or relied on.
    """
    schema, problems = inspect_schema(folder)
    if problems:
        raise CorpusError(f"{Path(folder) / str(problems[0])}")
    return schema


def inspect_schema(folder: Path | str) -> tuple[dict[str, dict[str, Any]], list[Problem]]:
    """Return the resources of `datapackage.json` by table name, and what is wrong with it: then there are none.

    Raises CorpusError where it cannot be read at all.
    """
    folder = Path(folder)
    try:
        text, package = read_descriptor(folder)
    except DescriptorError as error:
        raise CorpusError(str(error)) from None
    problems = descriptor_problems(folder, text, package)
    return ({} if problems else {each["name"]: settle_keys(each) for each in package["resources"]}), problems


def read_rows(folder: Path, name: str) -> pd.DataFrame:
    """Return one table as texts, with the line number of each row as the index. Raises CorpusError."""
    path = folder / f"{name}.csv"
    try:
        (_, header), *rows = read_table(path)
    except FileNotFoundError:
        raise CorpusError(f"{path}: no such file; put it back") from None
    except FileError as error:
        raise CorpusError(str(error)) from None
    for line, row in rows:
        if len(row) != len(header):
            raise CorpusError(
                f"{path}:{line}: {len(row)} cells where the header has {len(header)}; quote a cell that has a comma"
            )
    return pd.DataFrame([row for _, row in rows], columns=header, index=[line for line, _ in rows], dtype="str")


def _typed(frame: pd.DataFrame, resource: dict[str, Any]) -> pd.DataFrame:
    types = {field["name"]: TYPES[field["type"]] for field in resource["schema"]["fields"]}
    try:
        return frame.reset_index(drop=True)[list(types)].astype(types)
    except (KeyError, ValueError, OverflowError) as error:
        raise CorpusError(f"{resource['path']}: {error}; run `dossier check`") from None
