"""What dates, amounts and ranks have in common: each is a set of numbers on a line, and is compared by its bounds."""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar, Self

from dossier.values.answer import Question
from dossier.values.interval import Interval, Ranges
from dossier.values.value import Judgement, Precision, Profile, Value
from dossier.vocabulary import Subtype, Verdict


@dataclass(frozen=True)
class Quantity(Value):
    """A set of numbers.

    `step` is 1 for whole numbers and 0 for a continuous scale; `whole_line` are the first and the last number of it.
    """

    ranges: Ranges

    step: ClassVar[float] = 0
    whole_line: ClassVar[tuple[float, float]] = (-math.inf, math.inf)

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

    @property
    def has_gaps(self) -> bool:
        """Whether some numbers between the lowest and the highest are not allowed."""
        return len(self.ranges.parts) > 1

    def meets(self, *others: Self) -> bool:
        """Return whether there is a number that all of these values allow, without their margins."""
        left = self.ranges
        for other in others:
            if not (parts := left.shared(other.ranges)):
                return False
            left = Ranges(parts)
        return True

    def says_nothing(self, question: Question) -> bool:
        """Whether every number of the line is allowed."""
        first, last = self.whole_line
        return len(self.ranges.parts) == 1 and self.low <= first and self.high >= last

    def compare(self, other: Self, question: Question, profile: Profile) -> Judgement:
        """Agree on the same numbers, compatible where some are shared, conflict where none is."""
        ours = self.ranges.widened(profile, self.step) if self.ranges.has_margin else self.ranges
        theirs = other.ranges.widened(profile, self.step) if other.ranges.has_margin else other.ranges
        if not ours.overlaps(theirs):
            return self.conflict(ours, theirs, question)
        finer, coarser = sorted((ours.width(self.step), theirs.width(self.step)))
        shared = self.shared_to(coarser)
        if ours == theirs:
            reason = "both allow the same values in different words"
            return Judgement(Verdict.AGREE, Subtype.EQUIVALENT, reason, shared=shared)
        precision = self.precision(finer, coarser, question) if math.isfinite(coarser) else None
        subtype, reason = self._meeting(other, ours, theirs)
        inner = (1, 0)[theirs.contains(ours)] if subtype is Subtype.REFINES else None
        return Judgement(Verdict.COMPATIBLE, subtype, reason, precision, inner, shared)

    def _meeting(self, other: Self, ours: Ranges, theirs: Ranges) -> tuple[Subtype, str]:
        """Say how two sets that differ come to share something."""
        if not self.ranges.overlaps(other.ranges):
            if self.ranges.is_approximate or other.ranges.is_approximate:
                return Subtype.WITHIN_APPROXIMATION, "they meet within the stated margin"
            return Subtype.ROUNDING, "they meet within the rounding"
        if not (ours.is_bounded and theirs.is_bounded):
            return Subtype.SATISFIES_BOUND, "one gives a bound that the other keeps"
        if theirs.contains(ours) or ours.contains(theirs):
            return Subtype.REFINES, "one lies inside the other"
        return Subtype.OVERLAP, "the two ranges share some values"

    @abstractmethod
    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return two finite widths of this type, the finer first, as readers should see them."""

    @abstractmethod
    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Return the judgement on two sets that share nothing."""

    def shared_to(self, width: float) -> str:
        """Return in words how precisely two values agree of which the coarser has this width."""
        return self.sharing(width) if math.isfinite(width) else "to a bound"

    @abstractmethod
    def sharing(self, width: float) -> str:
        """Return in words how precisely two values agree of which the coarser has this finite width."""
