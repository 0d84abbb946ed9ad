"""What a rule of the evidence is, and how all of them are applied.

A rule is a function from one table, and the package around it, to breaches: line, column, what was found, remedy. Its
decorator names the tables that it checks; without names it checks all. The rules are in `dossier.corpus.rules`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from dossier.corpus.labels import label_of
from dossier.corpus.records import Problem
from dossier.values import Ladder, read_ladders

Breach = tuple[int, str, str, str]
"""Line (0: the whole file), column, what was found, how to mend it."""


@dataclass(frozen=True)
class Package:
    """The tables as texts, indexed by line number, with their schema by table name."""

    tables: dict[str, pd.DataFrame]
    schema: dict[str, dict[str, Any]]

    @cached_property
    def codes(self) -> dict[str, set[str]]:
        """The codes of each field of the vocabulary."""
        return {str(field): set(group) for field, group in self.tables["vocabulary"].groupby("field")["code"]}

    @cached_property
    def questions(self) -> dict[str, Any]:
        """The row of each question by its id."""
        return {row.question: row for row in self.tables["questions"].itertuples()}

    @cached_property
    def ladders(self) -> dict[str, Ladder]:
        """The ladder of each name, the standard one without a name."""
        return read_ladders(self.tables["ladders"].itertuples())

    @cached_property
    def labels(self) -> dict[str, set[str]]:
        """The labels of the claims, and the ids of the facts, that answer each question."""
        labels: dict[str, set[str]] = {}
        for claim in self.tables["claims"].itertuples():
            if claim.question in self.questions:
                labels.setdefault(claim.question, set()).add(label_of(claim, self.questions[claim.question]))
        for fact in self.tables["facts"].itertuples():
            labels.setdefault(fact.question, set()).add(fact.fact)
        return labels

    def answered_with(self, question: str) -> set[str]:
        """Return the codes with which a question is answered."""
        values = [
            table.loc[table["question"] == question, "value"] for table in (self.tables["claims"], self.tables["facts"])
        ]
        return {code for column in values for value in column for code in re.split(r"[;+]", value) if code}

    @cached_property
    def measures(self) -> dict[str, set[str]]:
        """What the answers to each question count, as they put it."""
        both = pd.concat([self.tables[name][["question", "measure"]] for name in ("claims", "facts")])
        told = both[(both["question"] != "") & (both["measure"] != "")]
        return {str(question): set(group) for question, group in told.groupby("question")["measure"]}

    @cached_property
    def origins(self) -> set[str]:
        """The ids, the names and the works that something may be derived from."""
        names = [*self.tables["claims"]["attributed_to"], *self.tables["facts"]["authority"]]
        names += [*self.tables["sources"]["derived_from"]]
        named = {name.strip() for text in names for name in text.split(";")}
        works = {key for table in ("sources", "facts", "series") for key in self.tables[table]["citekey"]}
        return named | works | self.ids("claims") | self.ids("sources") | self.ids("facts")

    def ids(self, table: str) -> set[str]:
        """Return the ids of a table: the cells of its first column."""
        return set(self.tables[table].iloc[:, 0])


RuleFunction = Callable[[str, Package], Iterator[Breach]]

RULES: list[tuple[tuple[str, ...], RuleFunction]] = []
"""Every rule with the tables that it checks; none named stands for all."""


def rule(*tables: str) -> Callable[[RuleFunction], RuleFunction]:
    """Register a function as a rule on these tables."""

    def register(function: RuleFunction) -> RuleFunction:
        RULES.append((tables, function))
        return function

    return register


def broken_rules(
    tables: dict[str, pd.DataFrame], schema: dict[str, dict[str, Any]], *, is_sound: bool = True
) -> list[Problem]:
    """Return every breach of every rule, in the order of files and lines.

    Rules take it that the schema is kept. Where it is not (`is_sound` is false), one that stumbles over a row says no
    more than it had said before that.
    """
    package = Package(tables, schema)
    found: list[Problem] = []
    for names, function in RULES:
        for table in names or tables:
            try:
                for breach in function(table, package):
                    found.append(Problem(f"{table}.csv", *breach))
            except (LookupError, ValueError, TypeError, AttributeError) as error:
                if is_sound:  # the descriptor says less of the columns than a rule takes for granted
                    said = f"it cannot be told whether {_say(function)} ({type(error).__name__}: {error})"
                    found.append(Problem(f"{table}.csv", 0, "", said, "restore datapackage.json from version control"))
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def _say(function: RuleFunction) -> str:
    return function.__name__.replace("_", " ")
