"""Absences: `none` in an interval, `only CODE`, or `CODE` for a member that there was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.category import CODE
from dossier.values.date import Date, date_in_words, read_days
from dossier.values.value import Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Verdict

UNTOLD = Judgement(Verdict.UNDECIDED, "no-date", "whether the member falls into the interval cannot be told")
OUTSIDE = Judgement(Verdict.COMPATIBLE, "satisfies-bound", "the member lies outside the interval")
ALLOWED = Judgement(Verdict.COMPATIBLE, "satisfies-bound", "the member named is the one that is allowed")


@dataclass(frozen=True)
class Absence(Value):
    """`none`, `only` one code, or a `member`, over days; `when` is their text."""

    form: str
    code: str
    days: Date | None
    when: str

    sameness: ClassVar[str] = "both say the same of the same time"
    vocabulary: ClassVar[str] = "member"
    meets_plans: ClassVar[bool] = True
    names_one: ClassVar[bool] = True

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Absence:
        """Read an answer, dated by its column `date` or else `as_of`. Raises UnreadableValue."""
        match = re.fullmatch(rf"(none)|(?:(only) )?({CODE})", answer.value)
        if not match:
            raise UnreadableValue(f"“{answer.value}” is not an absence", "write none, only CODE or CODE")
        when = answer.date or answer.as_of
        return cls(match[1] or match[2] or "member", match[3] or "", read_days(when) if when else None, when)

    @property
    def codes(self) -> frozenset[str]:
        """The member that the value names, if any."""
        return frozenset({self.code} - {""})

    def compare(self, other: Absence, question: Question, profile: Profile) -> Judgement:
        """Judge by the forms of the two: what one denies, the other may name."""
        if (self.form, self.code, self.days) == (other.form, other.code, other.days):
            return Judgement(Verdict.AGREE, "equivalent", "both say the same of the same time")
        one, two = sorted((self, other), key=lambda value: ("none", "only", "member").index(value.form))
        match one.form, two.form:
            case "member", "member" if one.code == two.code:
                return Judgement(Verdict.COMPATIBLE, "overlap", "both name the same member")
            case "member", "member":
                return Judgement(
                    Verdict.NOT_COMPARABLE, "event", "both name a member, and neither says that it is the only one"
                )
            case "only", ("only" | "member") if one.code == two.code:
                return ALLOWED
            case "none", "none" if one.days and two.days:
                return Judgement(Verdict.COMPATIBLE, "overlap", "both say none, of different times")
        return one._meet(two)

    def _meet(self, other: Absence) -> Judgement:
        """Judge a denial and what it denies by their times."""
        if self.days is None or other.days is None:
            return UNTOLD
        if not self.days.ranges.overlaps(other.days.ranges):
            return OUTSIDE
        if self.days.ranges.contains(other.days.ranges) or "only" in (self.form, other.form):
            return Judgement(Verdict.CONFLICT, "counter-example", f"“{self}” is met by {other.code or 'none'}")
        return UNTOLD

    @classmethod
    def mutations(cls, text: str) -> Iterator[tuple[str, str]]:
        """Yield the denial turned round."""
        yield "polarity", "some-member" if text == "none" or text.startswith("only ") else "none"

    def repair(self, other: Absence) -> str:
        """Cut a denial short before the member that it denies."""
        limit, member = sorted((self, other), key=lambda value: value.form != "none")
        if limit.form != "none" or member.form == "none" or not member.when or ".." in member.when:
            return ""
        return f"If “none” were said only of the time before {date_in_words(member.when)}."

    def __str__(self) -> str:
        return f"only {self.code}" if self.form == "only" else self.code or "none"
