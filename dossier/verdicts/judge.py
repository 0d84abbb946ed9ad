"""Judges two answers to one question: do they agree, can both be right, or do they exclude each other?

Pure functions: no files, no drawing. A judgement is symmetric in its two answers, and an answer always agrees with
itself. `compatible` never means confirmed, and it is not transitive. How two values compare is in the file of their
type in `dossier.values`; here are the conditions that any comparison has to meet first.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dossier.values import (
    PROFILES,
    SILENT,
    Answer,
    Judgement,
    Profile,
    Question,
    UnreadableValue,
    Value,
    read_answer,
    read_days,
)
from dossier.vocabulary import Subtype, Verdict


def judge(a: Answer, b: Answer, question: Question, profile: Profile = PROFILES["default"]) -> Judgement:
    """Judge two answers to one question under a profile.

    Returns one of the verdicts agree, compatible, conflict, not comparable and undecided. A value that cannot be read,
    or that says nothing, is undecided; then come the preconditions (measure, period, as_of, modality), the values, and
    whether the question has room for both (event). Raises nothing.

    >>> found = judge(Answer("1920-06"), Answer("1919"), Question("date"))
    >>> str(found.verdict), str(found.subtype), found.gap
    ('conflict', 'disjoint-date', '153 days')
    >>> judge(Answer("1920-06"), Answer("1920"), Question("date")).shared
    'to the year'
    """
    try:
        ours, theirs = _read(a, question), _read(b, question)
    except UnreadableValue as error:
        return Judgement(Verdict.UNDECIDED, Subtype.UNPARSED, str(error))
    if ours is None or theirs is None:
        return SILENT
    if failed := _failed_precondition(a, b, question, ours):
        return failed
    judgement = ours.compare(theirs, question, profile)
    if judgement.verdict is Verdict.AGREE and a.value == b.value:
        return replace(judgement, subtype=Subtype.EXACT, reason=ours.sameness)
    has_room = question.cardinality == "many" and not (ours.names_all or theirs.names_all)
    if judgement.verdict is Verdict.CONFLICT and has_room:
        return Judgement(
            Verdict.NOT_COMPARABLE, Subtype.EVENT, "the question has several answers, and these are two of them"
        )
    return judgement


@lru_cache(maxsize=4096)
def _read(answer: Answer, question: Question) -> Value | None:
    """Return the value of an answer, or None where it says nothing. Raises UnreadableValue."""
    value = read_answer(answer, question)
    return None if value.says_nothing(question) else value


def _failed_precondition(a: Answer, b: Answer, question: Question, value: Value) -> Judgement | None:
    for column in question.comparable_on:
        name = "date" if column == "period" else column
        texts = getattr(a, name), getattr(b, name)
        if not all(texts):
            reason = f"one of the two does not state its {column}"
            return Judgement(Verdict.UNDECIDED, Subtype.NEEDS_RULING, reason)
        if texts[0] != texts[1] and not _match(column, *texts):
            reason = f"the {column} differs: {' and '.join(sorted(texts))}"
            return Judgement(Verdict.NOT_COMPARABLE, Subtype(column), reason)
    if not value.meets_plans and a.is_ahead != b.is_ahead:
        reason = "one speaks of what may come, the other of what is or was"
        return Judgement(Verdict.NOT_COMPARABLE, Subtype.MODALITY, reason)
    return None


def _match(column: str, one: str, other: str) -> bool:
    """Return whether two texts of a column stand for the same period, or for moments that may be the same."""
    if column == "measure":
        return False
    try:
        first, second = read_days(one), read_days(other)
    except UnreadableValue:
        return False
    return first.ranges == second.ranges if column == "period" else first.ranges.overlaps(second.ranges)


__all__ = ["Answer", "Judgement", "Question", "judge"]
