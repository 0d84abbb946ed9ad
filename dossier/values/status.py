"""Statuses: a stage of a ladder, or two joined by `/` as a range, with the date at which it was reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.date import Date, read_days
from dossier.values.value import Gap, Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Stage, Verdict


@dataclass(frozen=True)
class Progress(Value):
    """The stages that a text allows, from `lowest` to `highest`, and when the thing was there."""

    lowest: Stage
    highest: Stage
    as_of: Date | None

    sameness: ClassVar[str] = "both give the same rung at the same date"
    meets_plans: ClassVar[bool] = True

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Progress:
        """Read the stage of an answer, dated by its column `as_of` or else `date`. Raises UnreadableValue."""
        stages = answer.value.split("/")
        if len(stages) > 2 or not set(stages) <= set(Stage):
            raise UnreadableValue(
                f"“{answer.value}” is not a stage", f"write one of {', '.join(Stage)}, or two joined by /"
            )
        lowest, highest = Stage(stages[0]), Stage(stages[-1])
        if lowest.place > highest.place:
            raise UnreadableValue(f"“{lowest}” comes after “{highest}”", f"write {highest}/{lowest}")
        date = answer.as_of or answer.date
        return cls(lowest, highest, read_days(date) if date else None)

    def compare(self, other: Progress, question: Question, profile: Profile) -> Judgement:
        """Compatible where the later stage is the same or higher, conflict where it is lower."""
        if self.as_of is None or other.as_of is None:
            return Judgement(Verdict.UNDECIDED, "no-date", "one of the two rungs has no date")
        if self == other:
            return Judgement(Verdict.AGREE, "equivalent", "both give the same rung at the same date")
        first, last = (self, self.as_of), (other, other.as_of)
        (earlier, since), (later, until) = sorted((first, last), key=lambda side: (side[1].low, side[1].high))
        if since.high >= until.low:
            if earlier._shares_a_stage_with(later):
                return Judgement(Verdict.COMPATIBLE, "refines", "a shared rung, told or dated more or less closely")
            return Judgement(Verdict.UNDECIDED, "needs-ruling", "which of the two rungs was earlier cannot be told")
        gap = Gap.of(until.low - since.high, "day")
        if (later.lowest, later.highest) == (earlier.lowest, earlier.highest):
            return Judgement(Verdict.COMPATIBLE, "progression", f"still at {later}", gap)
        if later.highest.place >= earlier.lowest.place:
            return Judgement(Verdict.COMPATIBLE, "progression", f"from {earlier} to {later}", gap)
        return Judgement(Verdict.CONFLICT, "regress", f"back from {earlier} to {later}", gap)

    def _shares_a_stage_with(self, other: Progress) -> bool:
        return self.lowest.place <= other.highest.place and other.lowest.place <= self.highest.place

    @classmethod
    def mutations(cls, text: str) -> Iterator[tuple[str, str]]:
        """Yield the stages next to a single one."""
        if text in set(Stage):
            stages, place = list(Stage), Stage(text).place
            yield from (("rung up", str(stage)) for stage in stages[place + 1 : place + 2])
            yield from (("rung down", str(stage)) for stage in stages[max(place - 1, 0) : place])

    def __str__(self) -> str:
        return " or ".join(dict.fromkeys((self.lowest, self.highest)))
