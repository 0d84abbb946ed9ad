"""Ranks, places in an order: `2`, `1/3` for one of the first three, `>=11` or `>10`, `<=3` or `<4`."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.amount import amount_in_words, read_number
from dossier.values.answer import Answer, Question
from dossier.values.interval import Interval, Ranges
from dossier.values.quantity import Quantity
from dossier.values.value import Gap, Judgement, Precision, UnreadableValue
from dossier.vocabulary import Subtype, Verdict

PLACES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
]
"""Places in words; later ones stay in digits."""


@dataclass(frozen=True)
class Rank(Quantity):
    """The places that a text allows, counted from 1."""

    step: ClassVar[float] = 1
    is_figure: ClassVar[bool] = True
    whole_line: ClassVar[tuple[float, float]] = (1, math.inf)

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Rank:
        """Read the place of an answer. Raises UnreadableValue."""
        if not re.fullmatch(r"[1-9]\d{0,14}(/[1-9]\d{0,14})?|(>=|<=|>|<)[1-9]\d{0,14}", answer.value, re.ASCII):
            raise UnreadableValue(f"“{answer.value}” is not a place", "write 2, 1/3, >=11 or <=3, counted from 1")
        given = read_number(answer.value)
        low, high = max(given.low + given.low_open, 1), given.high - given.high_open
        if low > high:
            raise UnreadableValue(f"“{answer.value}” is not a place, since the first is 1", "write 1, or <=3")
        return cls.of(Interval(low, high))

    @property
    def names_all(self) -> bool:
        """Whether another place is excluded although the question has several answers: it is."""
        return True

    def sharing(self, width: float) -> str:
        """Return how precisely a rank of so many places is told."""
        return "to the place" if width == 1 else f"to one of {width:.0f} places"

    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return how many places two ranks allow: “1 against 3 places”."""
        return Precision(f"{finer:.0f} against {coarser:.0f} places", finer, coarser, "places")

    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Give the gap in places."""
        return Judgement(Verdict.CONFLICT, Subtype.RANK, "no place is shared", Gap.of(ours.gap(theirs), "place"))

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the places next to a single one."""
        if text.isdigit():
            yield "place up", str(int(text) + 1)
            if int(text) > 1:
                yield "place down", str(int(text) - 1)

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the place in words.

        >>> Rank.in_words("2"), Rank.in_words("1/3"), Rank.in_words(">=11")
        ('second', 'first to third', 'eleventh or later')
        """
        low, high = (part.strip("<>=~") for part in (text.partition("/")[0], text.rpartition("/")[2]))
        if not (low.isdigit() and high.isdigit() and 0 < int(low) <= int(high) <= len(PLACES)):
            return amount_in_words(text, unit)
        words = PLACES[int(low) - 1] if low == high else f"{PLACES[int(low) - 1]} to {PLACES[int(high) - 1]}"
        return f"{words} or {'later' if text[0] == '>' else 'earlier'}" if text[0] in "<>" else words
