"""Dates in EDTF: the days on which something may have happened, or a whole span with its two ends."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.calendar import day_number, day_text
from dossier.values.date_words import date_in_words
from dossier.values.edtf import read_edtf, split_interval
from dossier.values.interval import Interval, Ranges
from dossier.values.quantity import Quantity
from dossier.values.value import Gap, Judgement, Precision, Profile, UnreadableValue, Value
from dossier.vocabulary import Subtype, Verdict

PRECISIONS = (
    (1, "to the day"),
    (31, "to the month"),
    (92, "to the quarter"),
    (184, "to the half-year"),
    (366, "to the year"),
)
"""How precisely two dates that take up so many days are shared."""

MAX_SPANS = 50
"""Spans of which an extent may be one."""


@dataclass(frozen=True)
class Date(Quantity):
    """The days that a text allows, as numbers of `dossier.values.calendar`.

    `every` says that something happened on all of them, and not on one of them.
    """

    every: bool = False

    step: ClassVar[float] = 1
    whole_line: ClassVar[tuple[float, float]] = (day_number(0), day_number(10_000) - 1)

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Value:
        """Read the date of an answer as days, or as a span where the question asks for one. Raises UnreadableValue."""
        return read_extent(answer.value) if question.time_role == "extent" else read_days(answer.value)

    def compare(self, other: Date, question: Question, profile: Profile) -> Judgement:
        """Agree on the same days, compatible where some are shared, conflict where none is."""
        judgement = super().compare(other, question, profile)
        if judgement.verdict is Verdict.AGREE and self.every != other.every:
            reason = "one means all of the days, the other one of them"
            return Judgement(Verdict.COMPATIBLE, Subtype.OVERLAP, reason, shared=judgement.shared)
        return judgement

    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return how many days two dates allow: “30 against 366 days”."""
        return Precision(f"{finer:.0f} against {coarser:.0f} days", finer, coarser, "days")

    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Give the gap in days."""
        gap = Gap.of(ours.gap(theirs), "day")
        return Judgement(Verdict.CONFLICT, Subtype.DISJOINT_DATE, "no day is shared", gap)

    def sharing(self, width: float) -> str:
        """Return how precisely a date of so many days is told: “to the year”."""
        years = math.ceil(width / 365.25)
        return next((words for days, words in PRECISIONS if width <= days), f"to within {years} years")

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the slips that a plain date suffers: year, month, day, and day for month."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
        if not match:
            return
        year, month, day = match.groups()
        yield "year + 1", f"{int(year) + 1:04}{text[4:]}"
        if int(year):
            yield "year − 1", f"{int(year) - 1:04}{text[4:]}"
        if month:
            yield "another month", f"{year}-{int(month) % 12 + 1:02}{'-15' if day else ''}"
        if day:
            yield "day + 3", day_text(read_days(text).low + 3)
            yield "day − 3", day_text(read_days(text).low - 3)
            if int(day) <= 12 and day != month:
                yield "day and month swapped", f"{year}-{day}-{month}"

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the date in words."""
        return date_in_words(text)


Span = tuple[Date, Date]
"""When something started and when it ended."""


@dataclass(frozen=True)
class Extent(Value):
    """A span of time, known by when it started and when it ended; `options` are the spans that it may be."""

    options: tuple[Span, ...]

    sameness: ClassVar[str] = "both give the same span"

    def says_nothing(self, question: Question) -> bool:
        """Whether the span may start and end at any time."""
        return any(start.says_nothing(question) and end.says_nothing(question) for start, end in self.options)

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Extent:
        """Read the date of an answer as a span. Raises UnreadableValue."""
        return read_extent(answer.value)

    def compare(self, other: Extent, question: Question, profile: Profile) -> Judgement:
        """Compare the spans; of several that they may be, the pair that fits best decides."""
        if _covered(self) == _covered(other):
            reason = "both give the same span in different words"
            return Judgement(Verdict.AGREE, Subtype.EQUIVALENT, reason, shared=_sharing(self))
        found = [_compare_spans(ours, theirs, question, profile) for ours in self.options for theirs in other.options]
        best = min(found, key=lambda judgement: (judgement.verdict.place, judgement.reason, str(judgement.gap)))
        several = len(self.options) > 1 or len(other.options) > 1
        if several and best.verdict is Verdict.AGREE:
            reason = "one span is among those that the other allows"
            return Judgement(Verdict.COMPATIBLE, Subtype.OVERLAP, reason, shared=best.shared)
        return replace(best, finer=None) if several else best


def _covered(extent: Extent) -> frozenset[tuple[object, ...]]:
    """Return what each span covers: `2018` is the same span as `2018-01/2018-12`."""
    return frozenset(_key(start, end) for start, end in extent.options)


def _key(start: Date, end: Date) -> tuple[object, ...]:
    first, last = start.ranges.parts[0], end.ranges.parts[-1]
    if start.ranges.is_bounded and end.ranges.is_bounded and start.high <= end.low:
        return first.low, first.below, last.high, last.above
    return start, end


def _sharing(extent: Extent) -> str:
    """Return how precisely an extent is told: as its coarsest end is."""
    coarsest = max((side for span in extent.options for side in span), key=lambda side: side.ranges.width(side.step))
    return coarsest.shared_to(coarsest.ranges.width(coarsest.step))


def _compare_spans(ours: Span, theirs: Span, question: Question, profile: Profile) -> Judgement:
    """Compare the two starts and the two ends; the graver verdict decides."""
    start, end = (one.compare(two, question, profile) for one, two in zip(ours, theirs, strict=True))
    if start.finer is not None and end.finer is not None and start.finer != end.finer:
        reason = "the start of one and the end of the other are told more closely"
        return Judgement(Verdict.COMPATIBLE, Subtype.OVERLAP, reason, shared=start.shared)
    return min(start, end, key=lambda side: side.verdict.gravity)


@lru_cache(maxsize=4096)
def read_days(text: str) -> Date:
    """Read an EDTF text, level 0 to 2, as the days that it allows. Raises UnreadableValue.

    `~`, `?` and `%` give a margin of one unit of the date's own precision.

    >>> day = read_days("1992-06-09")
    >>> day_text(day.low), day.low == day.high
    ('1992-06-09', True)
    >>> read_days("1992-6")
    Traceback (most recent call last):
    dossier.values.value.UnreadableValue: “1992-6” is not an EDTF date: write 1992-06
    """
    reading = read_edtf(text)
    ranges = Ranges.of(*reading.parts, step=1) if text[0] in "[{" else Ranges(reading.parts)
    return Date(ranges, reading.every)


@lru_cache(maxsize=4096)
def read_extent(text: str) -> Extent:
    """Read an EDTF text as a whole span. Raises UnreadableValue.

    A date is the span from its first day to its last. `..` gives a bound, so that `../2017` ended by 2017, while an
    empty side is an end that is not known: `2018/` started in 2018. `[2018,2020]` is one of two spans.
    """
    whole = read_days(text)
    if whole.every:
        raise UnreadableValue(f"“{text}” is not one span of time", f"write [{text[1:-1]}] if it is one of these")
    if "/" in text:
        first, last = split_interval(text)
        anywhere = Date(whole.ranges)
        start = read_days(first) if first not in ("", "..") and last != ".." else anywhere
        end = read_days(last) if last not in ("", "..") and first != ".." else anywhere
        return Extent(((start, end),))
    if ".." in text:
        return Extent(((Date(whole.ranges), Date(whole.ranges)),))
    if len(whole.ranges.parts) > MAX_SPANS:
        raise UnreadableValue(f"“{text}” is not one span of time", "write its first and its last day, joined by /")
    return Extent(tuple((_edge(part, part.low), _edge(part, part.high)) for part in whole.ranges.parts))


def _edge(part: Interval, day: float) -> Date:
    return Date.of(Interval(day, day, part.below, part.above))
