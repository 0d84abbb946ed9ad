"""Absences: `none` in an interval, `only CODE`, or `CODE` for a member that there was.

A denial without a date is said of all times; a member without a date may have been at any.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.category import CODE
from dossier.values.date import Date, read_days
from dossier.values.date_words import date_in_words
from dossier.values.value import Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Subtype, Verdict

FORMS = ("none", "only", "member")

UNTOLD = Judgement(Verdict.UNDECIDED, Subtype.NO_DATE, "whether the member falls into the interval cannot be told")
OUTSIDE = Judgement(Verdict.COMPATIBLE, Subtype.SATISFIES_BOUND, "the member lies outside the interval")
ALLOWED = Judgement(
    Verdict.COMPATIBLE, Subtype.SATISFIES_BOUND, "the member named is the one that is allowed", shared="to the member"
)
SAME_MEMBER = Judgement(Verdict.COMPATIBLE, Subtype.OVERLAP, "both name the same member", shared="to the member")
TWO_MEMBERS = Judgement(
    Verdict.NOT_COMPARABLE, Subtype.EVENT, "both name a member, and neither says that it is the only one"
)
BOTH_NONE = Judgement(Verdict.COMPATIBLE, Subtype.OVERLAP, "both say none, of different times", shared="to the denial")


@dataclass(frozen=True)
class Absence(Value):
    """`none`, `only` one code, or a `member`, over days whose text is `when`; `seen` are days on which it held."""

    form: str
    code: str
    days: Date | None
    when: str = ""
    seen: Date | None = None

    sameness: ClassVar[str] = "both say the same of the same time"
    vocabulary: ClassVar[str] = "member"

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Absence:
        """Read an answer, dated by its columns `date` and `as_of`. Raises UnreadableValue."""
        match = re.fullmatch(rf"(none)|(?:(only) )?({CODE})", answer.value)
        if not match:
            raise UnreadableValue(f"“{answer.value}” is not an absence", "write none, only CODE or CODE")
        when = answer.date or answer.as_of
        days = read_days(when) if when else None
        seen = read_days(answer.as_of) if answer.as_of else None
        return cls(match[1] or match[2] or "member", match[3] or "", days, when, seen)

    @property
    def codes(self) -> frozenset[str]:
        """The member that the value names, if any."""
        return frozenset({self.code} - {""})

    @property
    def names_all(self) -> bool:
        """Whether the value excludes others although the question has several answers: a denial does."""
        return True

    def compare(self, other: Absence, question: Question, profile: Profile) -> Judgement:
        """Judge by the forms of the two: what one denies, the other may name."""
        if (self.form, self.code, self.days) == (other.form, other.code, other.days):
            shared = "to the member" if self.form == "member" else "to the denial"
            return Judgement(Verdict.AGREE, Subtype.EQUIVALENT, self.sameness, shared=shared)
        one, two = sorted((self, other), key=lambda value: (FORMS.index(value.form), value.code))
        match one.form, two.form:
            case "member", "member":
                return SAME_MEMBER if one.code == two.code else TWO_MEMBERS
            case "only", ("only" | "member") if one.code == two.code:
                return ALLOWED
            case "none", "none":
                return BOTH_NONE
            case _, "member":
                return one._deny(two)
            case _:
                return one._meet(two)

    def _deny(self, member: Absence) -> Judgement:
        """Judge a denial and a member: it must lie within the time of the denial to break it."""
        if self._covers(member.days) or (member.seen and self._covers(member.seen)):
            return self._broken_by(member)
        if self.days and member.days and not self.days.ranges.overlaps(member.days.ranges):
            return OUTSIDE
        return UNTOLD

    def _meet(self, other: Absence) -> Judgement:
        """Judge two denials that cannot both be true of one time."""
        if self._covers(other.days) or other._covers(self.days):
            return self._broken_by(other)
        if self.days and other.days and not self.days.ranges.overlaps(other.days.ranges):
            return Judgement(Verdict.COMPATIBLE, Subtype.SATISFIES_BOUND, "the two are said of different times")
        return UNTOLD

    def _covers(self, days: Date | None) -> bool:
        return self.days is None or (days is not None and self.days.ranges.contains(days.ranges))

    def _broken_by(self, other: Absence) -> Judgement:
        return Judgement(Verdict.CONFLICT, Subtype.COUNTER_EXAMPLE, f"“{self}” is met by {other}")

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the denial turned round."""
        yield "polarity", "some-member" if text == "none" else "none"

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the absence in words."""
        return text.replace("-", " ")

    def repair(self, other: Absence) -> str:
        """Cut a denial short before the member that it denies."""
        limit, member = sorted((self, other), key=lambda value: value.form != "none")
        if limit.form != "none" or member.form == "none" or not member.when or ".." in member.when:
            return ""
        return f"If “none” were said only of the time before {date_in_words(member.when)}."

    def __str__(self) -> str:
        return f"only {self.code}" if self.form == "only" else self.code or "none"
