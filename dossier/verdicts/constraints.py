"""Checks answers to different questions against each other: a part and its whole, growth and levels, what needs what.

The table `constraints` says which questions are bound to which, and how. Amounts are compared in the unit of their
question, over periods of which one lies in the other; plans are left out, and margins are those of the profile.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import NamedTuple

from dossier.corpus.labels import AHEAD, label_of
from dossier.corpus.tables import Corpus
from dossier.values import Amount, Gap, Profile, UnreadableValue, Value, read_answer, read_days
from dossier.verdicts.clusters import read_questions
from dossier.verdicts.judge import Answer
from dossier.vocabulary import Bond


class Side(NamedTuple):
    """An answer that a constraint binds: its id, its source (empty for a fact), question, label, value and days.

    `days` are the first and the last day of its period; `low` and `high` the bounds of an amount, else infinite.
    """

    id: str
    source: str
    question: str
    label: str
    value: Value
    days: tuple[float, float]
    low: float = -math.inf
    high: float = math.inf


class Breach(NamedTuple):
    """Two answers that cannot both be right, though they answer different questions, and why."""

    one: Side
    other: Side
    gap: Gap | None
    reason: str


def broken_constraints(corpus: Corpus, profile: Profile) -> Iterator[Breach]:
    """Yield each pair of a claim with a claim or a fact that breaks a constraint."""
    if corpus.constraints.empty:
        return
    bound = {*corpus.constraints["one"], *corpus.constraints["other"]}
    sides = _read_sides(corpus, bound, profile)
    for row in corpus.constraints.itertuples():
        for breach in _CHECKS[row.bond](sides.get(row.one, []), sides.get(row.other, []), row.why):
            if breach.one.source or breach.other.source:
                yield breach


def _read_sides(corpus: Corpus, questions: set[str], profile: Profile) -> dict[str, list[Side]]:
    asked = read_questions(corpus)
    sides: dict[str, list[Side]] = {}
    answers = corpus.answers()
    for row in answers[answers["question"].isin(questions) & ~answers["told"].isin(AHEAD)].itertuples():
        question = asked[row.question]
        try:
            value = read_answer(Answer.from_row(row), question)
            days = read_days(row.date or row.as_of) if row.date or row.as_of else None
        except UnreadableValue:
            continue
        label = row.id if row.fact else label_of(row, question)
        span = (days.low, days.high) if days else (-math.inf, math.inf)
        side = Side(row.id, row.source, row.question, label, value, span)
        if isinstance(value, Amount):
            if value.unit != question.unit:
                continue
            ranges = value.ranges.widened(profile)
            side = side._replace(low=ranges.low, high=ranges.high)
        sides.setdefault(row.question, []).append(side)
    return sides


def _check_part(parts: list[Side], wholes: list[Side], why: str) -> Iterator[Breach]:
    """A part is not larger than its whole, nor a part of a year than the year; amounts are taken not to be negative."""
    for part in parts:
        for whole in wholes:
            same = part.question == whole.question and part.days == whole.days
            if not same and _lies_within(part.days, whole.days) and part.low > whole.high:
                gap = Gap(f"{part.low / whole.high:.1f}×", part.low / whole.high, "×") if whole.high > 0 else None
                yield Breach(
                    part, whole, gap, f"a part of at least {part.low:g}, a whole of at most {whole.high:g}: {why}"
                )


def _check_growth(factors: list[Side], levels: list[Side], why: str) -> Iterator[Breach]:
    """A level at the end is the level at the start times the growth between; the last level bears the finding."""
    for factor in factors:
        starts = [level for level in levels if _is_at(level.days, factor.days[0])]
        ends = [level for level in levels if _is_at(level.days, factor.days[1])]
        for end in ends:
            for start in starts:
                if start is end or start.low <= 0 or end.low <= 0:
                    continue
                least, most = end.low / start.high, end.high / start.low
                if factor.high < least or most < factor.low:
                    found = f"from {start.label} to {end.label} is a growth by {least:.2g} to {most:.2g}"
                    yield Breach(factor, end, None, f"{found}: {why}")
                    break


def _check_need(things: list[Side], needs: list[Side], why: str) -> Iterator[Breach]:
    """What is there needs what is denied for the same time."""
    for thing in things:
        for need in needs:
            if not _denies(thing.value) and _denies(need.value) and _lies_within(thing.days, need.days):
                yield Breach(thing, need, None, f"{thing.label} needs what {need.label} denies: {why}")


def _denies(value: Value) -> bool:
    return getattr(value, "form", "") == "none"


def _lies_within(inner: tuple[float, float], outer: tuple[float, float]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1] and math.isfinite(inner[0] + inner[1])


def _is_at(days: tuple[float, float], day: float) -> bool:
    """Whether a level holds on a day: that of a whole year, since a part of one has another level."""
    return days[0] <= day <= days[1] and 360 <= days[1] - days[0] <= 366


_CHECKS: dict[str, Callable[[list[Side], list[Side], str], Iterator[Breach]]] = {
    Bond.PART: _check_part,
    Bond.GROWTH: _check_growth,
    Bond.NEEDS: _check_need,
}


def name_sides(breach: Breach) -> tuple[str, str]:
    """Return the two sides of a key in the order of the constraint."""
    return f"{breach.one.question} {breach.one.label}", f"{breach.other.question} {breach.other.label}"
