"""A question, and an answer to it, as far as reading and comparing values need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Question:
    """What two answers have in common: how values are read, and what must match before they are compared."""

    type: str
    unit: str = ""
    time_role: str = "instant"
    cardinality: str = "one"
    comparable_on: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: Any) -> Question:
        """Return the question of a row of the table `questions`."""
        comparable_on = tuple(filter(None, row.comparable_on.split(";")))
        return cls(row.type, row.unit, row.time_role or "instant", row.cardinality, comparable_on)


@dataclass(frozen=True)
class Answer:
    """A claim or a reference fact, as far as a comparison needs it. All fields are texts of the tables."""

    value: str
    date: str = ""
    as_of: str = ""
    measure: str = ""
    modality: str = "asserted"

    @classmethod
    def from_row(cls, row: Any) -> Answer:
        """Return the answer of a row with the columns value, date, as_of, measure and modality."""
        return cls(row.value, row.date, row.as_of, row.measure, row.modality)
