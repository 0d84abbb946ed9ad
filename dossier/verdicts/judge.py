"""Judges two answers to one question: do they agree, can both stand, or do they exclude each other?

Pure functions: no files, no drawing. A judgement is symmetric in its two answers, and an answer always
agrees with itself. `compatible` never means confirmed, and it is not transitive.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dossier.values import (
    LADDER,
    PROFILES,
    Absence,
    Codes,
    Extent,
    Interval,
    Profile,
    Rung,
    UnreadableValue,
    Value,
    read_days,
    read_value,
)

FORWARD = ("planned", "potential")
"""Modalities that speak of what may come; they are not held against deeds except on a ladder."""


@dataclass(frozen=True)
class Question:
    """What two answers have in common: how values are read and what must match before they are compared."""

    type: str
    unit: str = ""
    time_role: str = "instant"
    cardinality: str = "one"
    comparable_on: tuple[str, ...] = ()

    @classmethod
    def from_row(cls, row: NamedTuple) -> Question:
        """Return the question of a row of the table `questions`."""
        comparable_on = tuple(filter(None, row.comparable_on.split(";")))
        return cls(row.type, row.unit, row.time_role or "instant", row.cardinality, comparable_on)


@dataclass(frozen=True)
class Answer:
    """A claim or a reference fact, as far as the comparison needs it. All fields are texts of the tables."""

    value: str
    date: str = ""
    as_of: str = ""
    measure: str = ""
    modality: str = "asserted"

    @classmethod
    def from_row(cls, row: NamedTuple) -> Answer:
        """Return the answer of a row with the columns value, date, as_of, measure and modality."""
        return cls(row.value, row.date, row.as_of, row.measure, row.modality)


@dataclass(frozen=True)
class Judgement:
    """A verdict with its subtype, the reason in words, and the gap where there is one.

    `finer` says which of two compatible answers lies inside the other: 0 the first, 1 the second.
    """

    verdict: str
    subtype: str
    reason: str
    gap: str | None = None
    finer: int | None = None


def judge(a: Answer, b: Answer, question: Question, profile: Profile = PROFILES["default"]) -> Judgement:
    """Judge two answers to one question under a profile.

    Returns one of the verdicts agree, compatible, conflict, not comparable and undecided. Preconditions
    come first (measure, period, as_of, modality, event), then the values. Raises nothing: a value that
    cannot be read is undecided.
    """
    try:
        values = [_read(answer, question) for answer in (a, b)]
    except UnreadableValue as error:
        return Judgement("undecided", "unparsed", str(error))
    if failed := _failed_precondition(a, b, question):
        return failed
    judgement = _COMPARISONS[type(values[0])](values[0], values[1], a.value == b.value, question, profile)
    if judgement.verdict == "conflict" and question.cardinality == "many" and question.type != "absence":
        return Judgement("not comparable", "event", "the question has several answers, and these are two of them")
    return judgement


@lru_cache(maxsize=1024)
def _read(answer: Answer, question: Question) -> Value:
    return read_value(question.type, answer.value, time_role=question.time_role, date=answer.date, as_of=answer.as_of)


def _failed_precondition(a: Answer, b: Answer, question: Question) -> Judgement | None:
    for column in question.comparable_on:
        name = "date" if column == "period" else column
        texts = getattr(a, name), getattr(b, name)
        if not all(texts):
            return Judgement("undecided", "needs-ruling", f"one of the two does not state its {column}")
        if texts[0] != texts[1] and not _match(column, *texts):
            return Judgement("not comparable", column, f"the {column} differs: {' and '.join(sorted(texts))}")
    if question.type not in ("status", "absence") and (a.modality in FORWARD) != (b.modality in FORWARD):
        return Judgement("not comparable", "modality", "one speaks of what may come, the other of what is or was")
    return None


def _match(column: str, one: str, other: str) -> bool:
    if column == "measure":
        return False
    try:
        first, second = read_days(one), read_days(other)
    except UnreadableValue:
        return False
    if column == "period":
        return (first.low, first.high) == (second.low, second.high)
    return first.low <= second.high and second.low <= first.high


def _compare_intervals(a: Interval, b: Interval, same_text: bool, question: Question, profile: Profile):
    if same_text:
        return Judgement("agree", "exact", "both give the same value")
    (a_low, a_high), (b_low, b_high) = a.bounds(profile), b.bounds(profile)
    if (a_low, a_high) == (b_low, b_high):
        return Judgement("agree", "equivalent", "both allow the same values in different words")
    if a_low <= b_high and b_low <= a_high:
        return _overlap(a, b, (a_low, a_high), (b_low, b_high), question)
    return _disjoint((a_low, a_high), (b_low, b_high), question)


def _overlap(a: Interval, b: Interval, a_bounds, b_bounds, question: Question) -> Judgement:
    ratio = _difference_in_precision(a_bounds, b_bounds, question)
    if a.low > b.high or b.low > a.high:
        if a.approximation or b.approximation:
            return Judgement("compatible", "within-approximation", "they meet within the stated margin", ratio)
        return Judgement("compatible", "rounding", "they meet within the rounding", ratio)
    if any(math.isinf(bound) for bound in (*a_bounds, *b_bounds)):
        return Judgement("compatible", "satisfies-bound", "one gives a bound that the other keeps", ratio)
    if _within(a_bounds, b_bounds) or _within(b_bounds, a_bounds):
        finer = 0 if _within(a_bounds, b_bounds) else 1
        return Judgement("compatible", "refines", "one lies inside the other", ratio, finer)
    return Judgement("compatible", "overlap", "the two ranges share some values", ratio)


def _within(inner, outer) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _difference_in_precision(a_bounds, b_bounds, question: Question) -> str | None:
    widths = sorted(high - low for low, high in (a_bounds, b_bounds))
    if math.isinf(widths[1]):
        return None
    if question.type == "date":
        return f"{widths[0] + 1:.0f} against {widths[1] + 1:.0f} days"
    return f"{widths[0]:.3g} against {widths[1]:.3g} {question.unit}".strip()


def _disjoint(a_bounds, b_bounds, question: Question) -> Judgement:
    lower, upper = sorted((a_bounds, b_bounds))
    if question.type == "date":
        days = upper[0] - lower[1]
        return Judgement("conflict", "disjoint-date", "no day is shared", _count(days, "day"))
    if question.type == "rank":
        return Judgement("conflict", "rank", "no place is shared", _count(upper[0] - lower[1], "place"))
    gap = f"{upper[0] / lower[1]:.1f}×" if lower[1] > 0 else f"{upper[0] - lower[1]:.3g} {question.unit}"
    return Judgement("conflict", "disjoint-amount", "no amount is shared", gap)


def _count(number: float, noun: str) -> str:
    return f"{number:.0f} {noun}{'' if number == 1 else 's'}"


def _compare_extents(a: Extent, b: Extent, same_text: bool, question: Question, profile: Profile):
    if same_text:
        return Judgement("agree", "exact", "both give the same span")
    ends = [_compare_intervals(x, y, x == y, question, profile) for x, y in ((a.start, b.start), (a.end, b.end))]
    for verdict in ("conflict", "compatible"):
        if found := next((end for end in ends if end.verdict == verdict), None):
            return found
    return Judgement("agree", "equivalent", "both give the same span in different words")


def _compare_codes(a: Codes, b: Codes, same_text: bool, question: Question, profile: Profile) -> Judgement:
    if a == b:
        return Judgement("agree", "exact" if same_text else "equivalent", "both give the same answer")
    shared = a.codes & b.codes
    if not shared:
        return Judgement(
            "conflict",
            "different-category",
            f"no answer is shared: {' and '.join(sorted((_text(a), _text(b))))}",
        )
    subtype = "refines" if shared in (a.codes, b.codes) else "overlap"
    return Judgement("compatible", subtype, f"both allow: {', '.join(sorted(shared))}")


def _text(codes: Codes) -> str:
    return ", ".join(sorted(codes.codes))


def _compare_rungs(a: Rung, b: Rung, same_text: bool, question: Question, profile: Profile) -> Judgement:
    if a.as_of is None or b.as_of is None:
        return Judgement("undecided", "no-date", "one of the two rungs has no date")
    if a == b:
        return Judgement("agree", "exact", "both give the same rung at the same date")
    earlier, later = sorted((a, b), key=lambda rung: (rung.as_of.low, rung.as_of.high))
    if earlier.as_of.high >= later.as_of.low:
        if a.rungs.low <= b.rungs.high and b.rungs.low <= a.rungs.high:
            return Judgement("compatible", "refines", "a shared rung, told or dated more or less closely")
        return Judgement("undecided", "needs-ruling", "which of the two rungs was earlier cannot be told")
    if later.rungs == earlier.rungs:
        return Judgement("compatible", "progression", f"still at {_rung(later)}", _days(earlier.as_of, later.as_of))
    if later.rungs.high >= earlier.rungs.low:
        return Judgement(
            "compatible",
            "progression",
            f"from {_rung(earlier)} to {_rung(later)}",
            _days(earlier.as_of, later.as_of),
        )
    return Judgement(
        "conflict",
        "regress",
        f"back from {_rung(earlier)} to {_rung(later)}",
        _days(earlier.as_of, later.as_of),
    )


def _rung(rung: Rung) -> str:
    names = [LADDER[int(rung.rungs.low)], LADDER[int(rung.rungs.high)]]
    return " or ".join(dict.fromkeys(names))


def _days(earlier: Interval, later: Interval) -> str:
    return _count(later.low - earlier.high, "day")


def _compare_absences(a: Absence, b: Absence, same_text: bool, question: Question, profile: Profile) -> Judgement:
    if a == b:
        return Judgement("agree", "exact", "both say the same of the same time")
    limits = sorted((x for x in (a, b) if x.form != "member"), key=lambda x: x.form)
    if not limits:
        if a.code == b.code:
            return Judgement("compatible", "overlap", "both name the same member")
        return Judgement("not comparable", "event", "both name a member, and neither says that it is the only one")
    limit = limits[0]
    other = b if limit is a else a
    if limit.form == "only" and other.form in ("only", "member") and other.code == limit.code:
        return Judgement("compatible", "satisfies-bound", "the member named is the one that is allowed")
    if limit.days is None or other.days is None:
        return Judgement("undecided", "no-date", "whether the member falls into the interval cannot be told")
    if limit.form == other.form == "none":
        return Judgement("compatible", "overlap", "both say none, of different times")
    if other.days.high < limit.days.low or limit.days.high < other.days.low:
        return Judgement("compatible", "satisfies-bound", "the member lies outside the interval")
    if _within((other.days.low, other.days.high), (limit.days.low, limit.days.high)) or "only" in (
        limit.form,
        other.form,
    ):
        return Judgement(
            "conflict",
            "counter-example",
            f"“{limit.form}{' ' + limit.code if limit.code else ''}” is met by {other.code or 'none'}",
        )
    return Judgement("undecided", "no-date", "whether the member falls into the interval cannot be told")


_COMPARISONS = {
    Interval: _compare_intervals,
    Extent: _compare_extents,
    Codes: _compare_codes,
    Rung: _compare_rungs,
    Absence: _compare_absences,
}


def day_text(ordinal: float) -> str:
    """Return a day's ISO text, or an open end as two dots."""
    return ".." if math.isinf(ordinal) else date.fromordinal(int(ordinal)).isoformat()
