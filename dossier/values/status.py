"""Statuses: a stage of a ladder, `a/b` for a range, `<=a` for no further than a stage, or an end, each at a date.

A stage says that a thing had come so far, and not that it had come no further: a report of talks does not deny an
agreement, while `<=talks` does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.date import Date, read_days
from dossier.values.ladder import STANDARD, Ladder, say_stage
from dossier.values.value import Gap, Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Subtype, Verdict

CANNOT_TELL = Judgement(
    Verdict.UNDECIDED, Subtype.NEEDS_RULING, "which of the two stages was reached first cannot be told"
)


@dataclass(frozen=True)
class Progress(Value):
    """The stages of a ladder that a text allows, or one end, and when the thing was there.

    `is_limit` says that it was no further than the last of the stages.
    """

    stages: tuple[str, ...]
    as_of: Date | None
    ladder: Ladder = STANDARD
    is_limit: bool = False

    sameness: ClassVar[str] = "both give the same stage at the same date"
    meets_plans: ClassVar[bool] = True

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Progress:
        """Read the stage of an answer, dated by its column `as_of` or else `date`. Raises UnreadableValue."""
        ladder, text = question.ladder, answer.value
        is_limit = text.startswith("<=")
        first, _, last = text.removeprefix("<=").partition("/")
        known = {*ladder.stages} | ({*ladder.ends} if text in ladder.ends else set())
        if first not in known or (last and (last not in known or is_limit)):
            remedy = (
                f"write one of {', '.join((*ladder.stages, *ladder.ends))}, two stages joined by /, or <= and a stage"
            )
            raise UnreadableValue(f"“{text}” is not a stage", remedy)
        date = answer.as_of or answer.date
        as_of = read_days(date) if date else None
        if ladder.is_end(first):
            return cls((first,), as_of, ladder)
        low, high = (0 if is_limit else ladder.place(first)), ladder.place(last or first)
        if low > high:
            raise UnreadableValue(f"“{first}” comes after “{last}”", f"write {last}/{first}")
        return cls(ladder.stages[low : high + 1], as_of, ladder, is_limit)

    @property
    def is_end(self) -> bool:
        """Whether the thing had come to an end."""
        return self.ladder.is_end(self.stages[0])

    @property
    def is_deed(self) -> bool:
        """Whether something was being done, or had been."""
        return self.stages[0] in self.ladder.deeds

    @property
    def low(self) -> float:
        """The place of the lowest stage on the ladder, from 0; not a number for an end."""
        return math.nan if self.is_end else self.ladder.place(self.stages[0])

    @property
    def high(self) -> float:
        """The place of the highest stage on the ladder, from 0; not a number for an end."""
        return math.nan if self.is_end else self.ladder.place(self.stages[-1])

    @property
    def labels(self) -> tuple[str, ...]:
        """The names of the stages, or of the end."""
        return tuple(map(say_stage, self.stages))

    def says_nothing(self, question: Question) -> bool:
        """Whether every stage is left open."""
        return self.stages == self.ladder.stages

    def compare(self, other: Progress, question: Question, profile: Profile) -> Judgement:
        """Compare what was reached when: a ladder is climbed, and an end ends it."""
        if self.as_of is None or other.as_of is None:
            return Judgement(Verdict.UNDECIDED, Subtype.NO_DATE, "one of the two stages has no date")
        shared = "to the stage" if len(self.stages) == len(other.stages) == 1 else "to a range of stages"
        if self == other:
            return Judgement(Verdict.AGREE, Subtype.EQUIVALENT, self.sameness, shared=shared)
        first, last = (self, self.as_of), (other, other.as_of)
        (earlier, since), (later, until) = sorted((first, last), key=lambda side: (side[1].low, side[1].high))
        if since.high >= until.low:
            return _compare_at_once(self, other, shared)
        gap = Gap.of(until.low - since.high, "day")
        if later.stages == earlier.stages:
            return Judgement(Verdict.COMPATIBLE, Subtype.PROGRESSION, f"still at {later}", gap, shared=shared)
        if broken := _broken(earlier, later):
            return Judgement(Verdict.CONFLICT, broken, f"back from {earlier} to {later}", gap)
        if earlier.is_end or (not later.is_end and later.high < earlier.low):
            return Judgement(Verdict.UNDECIDED, Subtype.NEEDS_RULING, f"{earlier}, and later {later}", gap)
        return Judgement(Verdict.COMPATIBLE, Subtype.PROGRESSION, f"from {earlier} to {later}", gap)

    def contrasts(self, other: Progress) -> bool:
        """Return whether the two are out of order: a lower stage later, another stage at once, a stage after an end."""
        if self.as_of is None or other.as_of is None:
            return False
        sides = ((self, self.as_of), (other, other.as_of))
        return any(_steps_back(*one, *two) for one, two in (sides, sides[::-1]))

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the stages next to a single one on the ladder of its question, and the first end."""
        ladder = question.ladder
        if text in ladder.stages:
            place = ladder.place(text)
            yield from (("rung up", stage) for stage in ladder.stages[place + 1 : place + 2])
            yield from (("rung down", stage) for stage in ladder.stages[max(place - 1, 0) : place])
            yield from (("come to an end", end) for end in ladder.ends[:1])

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the stage in words.

        >>> [Progress.in_words(text) for text in ("under-way", "offered/agreed", "<=talks")]
        ['under way', 'offered or agreed', 'no further than talks']
        """
        return say_stage(re.sub(r"^<=", "no further than ", text.replace("/", " or ")))

    def __str__(self) -> str:
        if self.is_limit:
            return f"no further than {self.stages[-1]}"
        return " or ".join(dict.fromkeys((self.stages[0], self.stages[-1])))


def _steps_back(before: Progress, since: Date, after: Progress, until: Date) -> bool:
    """Return whether one status that may be the earlier leaves no place for the other after it."""
    if since.low > until.high:
        return False
    if before.is_end:
        return not after.is_end
    at_once = since.high >= until.low
    return (not after.is_end and after.high < before.low) or (
        after.is_end and (at_once or before.stages[0] == before.ladder.stages[-1])
    )


def _broken(earlier: Progress, later: Progress) -> Subtype | None:
    """Return which rule two stages in this order break: what is done does not end, and what ended is not done."""
    if later.is_end:
        return Subtype.ENDED if earlier.stages[0] == earlier.ladder.stages[-1] else None
    if earlier.is_end:
        return Subtype.ENDED if later.is_deed else None
    return Subtype.REGRESS if later.is_limit and later.high < earlier.low else None


def _compare_at_once(one: Progress, two: Progress, shared: str) -> Judgement:
    """Compare two stages whose dates overlap."""
    if set(one.stages) & set(two.stages):
        reason = "a shared stage, told or dated more or less closely"
        return Judgement(Verdict.COMPATIBLE, Subtype.REFINES, reason, shared=shared)
    if one.is_end != two.is_end and (one.is_deed or two.is_deed):
        stages = " and ".join(sorted((str(one), str(two))))
        return Judgement(Verdict.CONFLICT, Subtype.ENDED, f"at the same time: {stages}")
    for limit, reached in ((one, two), (two, one)):
        exceeded = limit.is_limit and not reached.is_end and limit.high < reached.low
        if exceeded and limit.as_of and reached.as_of and reached.as_of.high <= limit.as_of.low:
            return Judgement(Verdict.CONFLICT, Subtype.REGRESS, f"{reached}, but {limit}")
    return CANNOT_TELL
