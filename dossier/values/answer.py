"""A question, and an answer to it, as far as reading and comparing values need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dossier.values.ladder import STANDARD, Ladder
from dossier.vocabulary import Modality, Stated, Told

_AHEAD = frozenset({*(told for told in Told if told.looks_ahead), *(word for word in Modality if word.looks_ahead)})
_HEDGED = frozenset({Stated.HEDGES, *(word for word in Modality if word.stated is Stated.HEDGES)})


@dataclass(frozen=True)
class Question:
    """What two answers have in common: how values are read, and what must match before they are compared.

    `type` is one of `dossier.values.TYPES`, `unit` that of amounts whose answers name none, `time_role` says whether a
    date is an instant or an extent, `cardinality` whether the question has one answer or many, and `comparable_on`
    names the columns that must match. `ladder` has the stages of a status. `options` are all codes that can answer a
    category, where the list is closed, and `broader` pairs of a code and one that includes it; two codes that include
    each other are the same.
    """

    type: str
    unit: str = ""
    time_role: str = "instant"
    cardinality: str = "one"
    comparable_on: tuple[str, ...] = ()
    ladder: Ladder = STANDARD
    options: tuple[str, ...] = ()
    broader: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        # Question and answer are the key of a cache that is asked for each pair: few differ in the other fields alone.
        return hash((self.type, self.unit))

    @classmethod
    def from_row(cls, row: Any, broader: tuple[tuple[str, str], ...] = (), ladder: Ladder = STANDARD) -> Question:
        """Return the question of a row of the table `questions`, whose column `options` is read where there is one."""
        comparable_on = tuple(filter(None, row.comparable_on.split(";")))
        options = tuple(filter(None, getattr(row, "options", "").split(";")))
        role = row.time_role or "instant"
        return cls(row.type, row.unit, role, row.cardinality, comparable_on, ladder, options, broader)


@dataclass(frozen=True)
class Answer:
    """A claim or a reference fact, as far as a comparison needs it. All fields are texts of the tables.

    `told` says as what the thing is told and `stated` how surely; where they are empty, `modality` says both. An empty
    `unit` is that of the question.

    >>> Answer("pact", modality="planned").is_ahead, Answer("pact", told="planned").is_ahead
    (True, True)
    """

    value: str
    date: str = ""
    as_of: str = ""
    measure: str = ""
    modality: str = "asserted"
    unit: str = ""
    told: str = ""
    stated: str = ""

    def __hash__(self) -> int:
        return hash((self.value, self.date, self.as_of))

    @classmethod
    def from_row(cls, row: Any) -> Answer:
        """Return the answer of a row with the columns value, date, as_of, measure and modality.

        The columns unit, told and stated are read where the row has them.
        """
        unit, told, stated = getattr(row, "unit", ""), getattr(row, "told", ""), getattr(row, "stated", "")
        return cls(row.value, row.date, row.as_of, row.measure, row.modality, unit, told, stated)

    @property
    def is_ahead(self) -> bool:
        """Whether the thing is told as still to come."""
        return (self.told or self.modality) in _AHEAD

    @property
    def is_firm(self) -> bool:
        """Whether the answer can corroborate another: told as a deed or a state, without a hedge."""
        return not self.is_ahead and (self.stated or self.modality) not in _HEDGED
