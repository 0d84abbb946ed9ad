"""What dates, amounts and ranks have in common: each is a set of numbers on a line, and is compared by its bounds."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from dossier.values.answer import Question
from dossier.values.interval import Interval, Ranges
from dossier.values.value import Gap, Judgement, Precision, Profile, Value
from dossier.vocabulary import Verdict


@dataclass(frozen=True)
class Quantity(Value):
    """A set of numbers. `step` is 1 for whole numbers and 0 for a continuous scale."""

    ranges: Ranges

    step: ClassVar[float] = 0

    @classmethod
    def of(cls, *parts: Interval) -> Self:
        """Return the value that these intervals make. Raises UnreadableValue where one ends before it begins."""
        return cls(Ranges.of(*parts, step=cls.step))

    @property
    def low(self) -> float:
        """The lowest number allowed, without margins."""
        return self.ranges.low

    @property
    def high(self) -> float:
        """The highest number allowed, without margins."""
        return self.ranges.high

    def compare(self, other: Self, question: Question, profile: Profile) -> Judgement:
        """Agree on the same numbers, compatible where some are shared, conflict where none is."""
        ours, theirs = self.ranges.widened(profile, self.step), other.ranges.widened(profile, self.step)
        if ours == theirs:
            return Judgement(Verdict.AGREE, "equivalent", "both allow the same values in different words")
        if ours.overlaps(theirs):
            return self._overlap(other, ours, theirs, question)
        return self.conflict(ours, theirs, question)

    def _overlap(self, other: Self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        finest, coarsest = sorted((ours.width(self.step), theirs.width(self.step)))
        precision = self.precision(finest, coarsest, question) if math.isfinite(coarsest) else None
        if not self.ranges.overlaps(other.ranges):
            if self.ranges.is_approximate or other.ranges.is_approximate:
                return _compatible("within-approximation", "they meet within the stated margin", precision)
            return _compatible("rounding", "they meet within the rounding", precision)
        if precision is None:
            return _compatible("satisfies-bound", "one gives a bound that the other keeps", None)
        if theirs.contains(ours) or ours.contains(theirs):
            finer = 0 if theirs.contains(ours) else 1
            return _compatible("refines", "one lies inside the other", precision, finer)
        return _compatible("overlap", "the two ranges share some values", precision)

    @abstractmethod
    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return two finite widths of this type, the finer first, as readers should see them."""

    @abstractmethod
    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Return the judgement on two sets that share nothing."""


def _compatible(subtype: str, reason: str, gap: Gap | Precision | None, finer: int | None = None) -> Judgement:
    return Judgement(Verdict.COMPATIBLE, subtype, reason, gap, finer)
