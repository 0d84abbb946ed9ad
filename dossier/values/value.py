"""What every type of value is: it reads a text, compares itself, and knows its codes, mutations and words.

A type is a subclass of `Value` in a file of its own and one line in the registry of `dossier.values`. Nobody outside
asks which type a value has.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Self

from dossier.errors import DossierError, printable
from dossier.values.answer import Answer, Question
from dossier.vocabulary import Verdict


class UnreadableValue(DossierError, ValueError):
    """A text that cannot be read as a value: what was found, and how to mend it.

    >>> error = UnreadableValue("“7,3” is not an amount", "write 7.3")
    >>> error.found, error.remedy, str(error)
    ('“7,3” is not an amount', 'write 7.3', '“7,3” is not an amount: write 7.3')
    """

    def __init__(self, found: str, remedy: str):
        super().__init__(found, remedy)
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        return printable(f"{self.found}: {self.remedy}")


@dataclass(frozen=True)
class Profile:
    """How tolerant a comparison is: multiples of the stated margins of `~` or `?`, and of rounding."""

    name: str
    approximation: float
    rounding: float


PROFILES = {
    "strict": Profile("strict", 0, 0),
    "default": Profile("default", 1, 1),
    "lenient": Profile("lenient", 2, 2),
}
"""Strict takes every figure as printed; lenient doubles the margins of the default."""


class Gap(str):
    """How far two values that exclude each other lie apart: a text that knows its number and unit.

    >>> gap = Gap("172 days", 172, "days")
    >>> gap, gap.amount, gap.unit
    ('172 days', 172, 'days')
    """

    __slots__ = ("amount", "unit")

    amount: float
    unit: str

    def __new__(cls, text: str, amount: float = 0, unit: str = "") -> Self:
        """Make the text; `amount` is a distance in `unit`, or a ratio where the unit is `×`."""
        self = super().__new__(cls, text)
        self.amount = amount
        self.unit = unit
        return self

    @classmethod
    @lru_cache(maxsize=65536)
    def of(cls, number: float, noun: str) -> Self:
        """Return a number of things: “1 day”, “172 days”."""
        return cls(f"{number:.0f} {noun}{'' if number == 1 else 's'}", number, f"{noun}s")


class Precision(str):
    """How wide two values are that share something, the finer first: a text that knows its numbers and unit."""

    __slots__ = ("coarser", "finer", "unit")

    finer: float
    coarser: float
    unit: str

    def __new__(cls, text: str, finer: float = 0, coarser: float = 0, unit: str = "") -> Self:
        """Make the text; `finer` and `coarser` are widths in `unit`."""
        self = super().__new__(cls, text)
        self.finer = finer
        self.coarser = coarser
        self.unit = unit
        return self


@dataclass(frozen=True)
class Judgement:
    """A verdict with its subtype and the reason in words.

    `gap` is how far two conflicting values lie apart, or how wide two compatible ones are; None where it cannot be
    told. `finer` says which of two compatible answers lies inside the other: 0 the first, 1 the second. `shared` says
    in words how precisely two answers agree that can both stand: “to the year”.
    """

    verdict: Verdict
    subtype: str
    reason: str
    gap: Gap | Precision | None = None
    finer: int | None = None
    shared: str = ""


class Value(ABC):
    """A set of possible values, read from one text.

    `sameness` says in words what two equal values have in common. `vocabulary` names the field of the table
    `vocabulary` that defines the codes of the type. `meets_plans` says whether a plan and a deed can be compared,
    `is_figure` whether readers are shown numbers, and `has_unit` whether these are in a unit.
    """

    sameness: ClassVar[str] = "both give the same value"
    vocabulary: ClassVar[str] = ""
    meets_plans: ClassVar[bool] = False
    is_figure: ClassVar[bool] = False
    has_unit: ClassVar[bool] = False

    @classmethod
    @abstractmethod
    def read(cls, answer: Answer, question: Question) -> Value:
        """Read the value of an answer. Raises UnreadableValue."""

    @abstractmethod
    def compare(self, other: Self, question: Question, profile: Profile) -> Judgement:
        """Judge this value and another of the same type; symmetric but for `finer`."""

    def says_nothing(self, question: Question) -> bool:
        """Whether the value allows every answer to a question, so that it neither supports nor denies any."""
        return False

    @property
    def names_all(self) -> bool:
        """Whether the value excludes others although the question has several answers."""
        return False

    @property
    def low(self) -> float:
        """The lowest number that the value allows; not a number where it has none."""
        return math.nan

    @property
    def high(self) -> float:
        """The highest number that the value allows; not a number where it has none."""
        return math.nan

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the stages that the value allows, where it has stages."""
        return ()

    @property
    def is_end(self) -> bool:
        """Whether the value is an end, which has no place among the stages."""
        return False

    @property
    def has_gaps(self) -> bool:
        """Whether three such values may be at odds although each two of them are not."""
        return False

    def meets(self, *others: Self) -> bool:
        """Return whether there is something that all of these values allow, without their margins."""
        return True

    def contrasts(self, other: Self) -> bool:
        """Return whether a comparison with another value could tell the two apart, whatever its verdict."""
        return True

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the value uses."""
        return frozenset()

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield each small falsification of a text that can be read, as its name and the new text."""
        yield from ()

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return a text of the type as readers should see it; what has no words is returned as it is."""
        return text

    def repair(self, other: Self) -> str:
        """Return the least change that would let two conflicting values stand, a sentence that begins with “If”.

        Empty where none can be computed.
        """
        return ""
