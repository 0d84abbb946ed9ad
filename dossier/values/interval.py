"""Sets of numbers on a line: an interval, and several intervals with gaps between them. The algebra, and no types."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Self

from dossier.values.value import Profile, UnreadableValue


class Interval(NamedTuple):
    """All numbers from `low` to `high`, and how far a profile may widen them.

    `below` and `above` are the margins of an “about” at either end and `rounding` that of a rounded figure, all in the
    unit of the numbers. An open end leaves its number out; an end without a number is infinite.

    >>> Interval(1, 3).overlaps(Interval(3, 5)), Interval(1, 3, high_open=True).overlaps(Interval(3, 5))
    (True, False)
    """

    low: float
    high: float
    below: float = 0
    above: float = 0
    rounding: float = 0
    low_open: bool = False
    high_open: bool = False

    @property
    def has_margin(self) -> bool:
        """Whether a profile can widen the interval."""
        return bool(self.below or self.above or self.rounding)

    def widened(self, profile: Profile) -> Interval:
        """Return the interval with the margins that a profile grants, and none left."""
        rounding = self.rounding * profile.rounding
        below, above = self.below * profile.approximation + rounding, self.above * profile.approximation + rounding
        return Interval(self.low - below, self.high + above, low_open=self.low_open, high_open=self.high_open)

    def overlaps(self, other: Interval) -> bool:
        """Return whether the two share a number, without their margins."""
        return self._begins_by_the_end_of(other) and other._begins_by_the_end_of(self)

    def shared(self, other: Interval) -> Interval:
        """Return what this interval and one that overlaps with it share, without margins."""
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, open_side = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open=low_open, high_open=not open_side)

    def contains(self, other: Interval) -> bool:
        """Return whether every number of the other is in this one, without their margins."""
        low = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        high = other.high < self.high or (other.high == self.high and (other.high_open or not self.high_open))
        return low and high

    def gap(self, other: Interval) -> float:
        """Return the distance between the two; 0 where they touch or overlap."""
        return max(self.low - other.high, other.low - self.high, 0)

    def _begins_by_the_end_of(self, other: Interval) -> bool:
        return self.low < other.high or (self.low == other.high and not (self.low_open or other.high_open))


@dataclass(frozen=True)
class Ranges:
    """One or more intervals, in order and apart from each other.

    >>> gaps = Ranges.of(Interval(5, 6), Interval(1, 2))
    >>> gaps.low, gaps.high, gaps.overlaps(Ranges.of(Interval(3, 4)))
    (1, 6, False)
    """

    parts: tuple[Interval, ...]

    @classmethod
    def of(cls, *parts: Interval, step: float = 0) -> Self:
        """Return the ranges that these parts make.

        Parts that overlap are joined, and so are neighbours: those at most `step` apart (1 for whole numbers).
        Raises UnreadableValue where a part ends before it begins.
        """
        for part in parts:
            if part.low > part.high or (part.low == part.high and (part.low_open or part.high_open)):
                raise UnreadableValue(
                    f"the lower bound {part.low:g} lies above the upper bound {part.high:g}",
                    "write the lower bound first",
                )
        return cls(tuple(_joined(parts, step)) if len(parts) > 1 else parts)

    @cached_property
    def low(self) -> float:
        """The lowest number, without margins."""
        return self.parts[0].low

    @cached_property
    def high(self) -> float:
        """The highest number, without margins."""
        return self.parts[-1].high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are numbers."""
        return math.isfinite(self.low) and math.isfinite(self.high)

    @cached_property
    def has_margin(self) -> bool:
        """Whether a profile can widen the ranges."""
        return any(part.has_margin for part in self.parts)

    @cached_property
    def is_approximate(self) -> bool:
        """Whether some end is marked as about."""
        return any(part.below or part.above for part in self.parts)

    def widened(self, profile: Profile, step: float = 0) -> Ranges:
        """Return the ranges with the margins that a profile grants, and none left."""
        if not self.has_margin:
            return self
        return Ranges.of(*(part.widened(profile) for part in self.parts), step=step)

    def overlaps(self, other: Ranges) -> bool:
        """Return whether the two share a number, without their margins."""
        if self.high < other.low or other.high < self.low:
            return False
        return any(one.overlaps(two) for one, two in self._pairs(other))

    def shared(self, other: Ranges) -> tuple[Interval, ...]:
        """Return what two ranges share, in order, without their margins."""
        return tuple(one.shared(two) for one, two in self._pairs(other) if one.overlaps(two))

    def _pairs(self, other: Ranges) -> Iterator[tuple[Interval, Interval]]:
        """Yield the pairs of parts that stand beside each other on the line, in one walk along both."""
        ours, theirs = iter(self.parts), iter(other.parts)
        one, two = next(ours, None), next(theirs, None)
        while one and two:
            yield one, two
            if one.high <= two.high:
                one = next(ours, None)
            else:
                two = next(theirs, None)

    def contains(self, other: Ranges) -> bool:
        """Return whether every number of the other is in this one, without their margins."""
        outer = iter(self.parts)
        part = next(outer, None)
        for inner in other.parts:
            while part and part.high < inner.low:
                part = next(outer, None)
            if not part or not part.contains(inner):
                return False
        return True

    def gap(self, other: Ranges) -> float:
        """Return the least distance between the two; 0 where they touch or overlap."""
        if self.high < other.low:
            return other.low - self.high
        if other.high < self.low:
            return self.low - other.high
        return 0 if self.overlaps(other) else min(one.gap(two) for one, two in self._pairs(other))

    def width(self, step: float = 0) -> float:
        """Return how much of the line the ranges take up: the number of whole numbers in them for a step of 1."""
        if len(self.parts) == 1:
            return self.parts[0].high - self.parts[0].low + step
        return sum(part.high - part.low + step for part in self.parts)


def _joined(parts: Iterable[Interval], step: float) -> list[Interval]:
    """Return the parts in order, with those joined that overlap or are at most a step apart."""
    joined: list[Interval] = []
    for part in sorted(parts):
        last = joined[-1] if joined else None
        if last and (part.low <= last.high or part.low - last.high <= step):
            joined[-1] = _join(last, part)
        else:
            joined.append(part)
    return joined


def _join(one: Interval, two: Interval) -> Interval:
    """Return the interval of two that touch; each end keeps its own margin."""
    return Interval(
        one.low,
        max(one.high, two.high),
        below=max(one.below, two.below) if one.low == two.low else one.below,
        above=max((one.high, one.above), (two.high, two.above))[1],
        rounding=max(one.rounding, two.rounding),
        low_open=one.low_open and (two.low_open or two.low > one.low),
        high_open=(one if one.high > two.high else two).high_open
        if one.high != two.high
        else one.high_open and two.high_open,
    )
