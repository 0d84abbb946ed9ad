"""Judges two answers to one question: do they agree, can both be right, or do they exclude each other?

Pure functions: no files, no drawing. A judgement is symmetric in its two answers, and an answer always agrees with
itself. `compatible` never means confirmed, and it is not transitive. How two values compare is in the file of their
type in `dossier.values`; here are the conditions that any comparison has to meet first.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dossier.values import PROFILES, Answer, Judgement, Profile, Question, UnreadableValue, Value, read_days, type_named
from dossier.vocabulary import Modality, Verdict

AHEAD = frozenset(modality for modality in Modality if modality.looks_ahead)
"""Modalities about the future; compared with past events only where the type of the value allows it."""


def judge(a: Answer, b: Answer, question: Question, profile: Profile = PROFILES["default"]) -> Judgement:
    """Judge two answers to one question under a profile.

    Returns one of the verdicts agree, compatible, conflict, not comparable and undecided. Preconditions come first
    (measure, period, as_of, modality, event), then the values. Raises nothing: a value that cannot be read is
    undecided.

    >>> found = judge(Answer("1992-06"), Answer("1991"), Question("date"))
    >>> str(found.verdict), found.subtype, found.gap
    ('conflict', 'disjoint-date', '153 days')
    """
    try:
        ours, theirs = _read(a, question), _read(b, question)
    except UnreadableValue as error:
        return Judgement(Verdict.UNDECIDED, "unparsed", str(error))
    if failed := _failed_precondition(a, b, question, ours):
        return failed
    judgement = ours.compare(theirs, question, profile)
    if judgement.verdict is Verdict.AGREE and a.value == b.value:
        return replace(judgement, subtype="exact", reason=ours.sameness)
    if judgement.verdict is Verdict.CONFLICT and question.cardinality == "many" and not ours.names_one:
        return Judgement(Verdict.NOT_COMPARABLE, "event", "the question has several answers, and these are two of them")
    return judgement


@lru_cache(maxsize=4096)
def _read(answer: Answer, question: Question) -> Value:
    return type_named(question.type).read(answer, question)


def _failed_precondition(a: Answer, b: Answer, question: Question, value: Value) -> Judgement | None:
    for column in question.comparable_on:
        name = "date" if column == "period" else column
        texts = getattr(a, name), getattr(b, name)
        if not all(texts):
            return Judgement(Verdict.UNDECIDED, "needs-ruling", f"one of the two does not state its {column}")
        if texts[0] != texts[1] and not _match(column, *texts):
            differ = " and ".join(sorted(texts))
            return Judgement(Verdict.NOT_COMPARABLE, column, f"the {column} differs: {differ}")
    if not value.meets_plans and (a.modality in AHEAD) != (b.modality in AHEAD):
        return Judgement(Verdict.NOT_COMPARABLE, "modality", "one speaks of what may come, the other of what is or was")
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
    return first.ranges.overlaps(second.ranges)


__all__ = ["Answer", "Judgement", "Question", "judge"]
