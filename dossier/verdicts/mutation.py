"""Tests the instrument, not the sources: falsifies claims in small ways and counts how many the engine notices.

Each claim that some other answer confirms or bears on is changed in one way at a time; the change is found if the
changed claim then conflicts with one of those answers. What lies at another time does not bear on it. A ladder is
climbed, so most stages are possible beside most others: a change that leaves a status in its order beside every other
answer cannot be seen by any comparison, and is counted apart. Where the order is broken without a conflict, the pair
wants a ruling, and an editor sees it: that is counted apart too.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import TYPES, UnreadableValue, read_answer
from dossier.verdicts.clusters import read_questions
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.vocabulary import Outcome, Subtype, Verdict


def mutate(value: str, question: Question) -> Iterator[tuple[str, str]]:
    """Yield each mutation of a value as its name and the new text, if that can be read: 29 February has no year later.

    >>> dict(mutate("2", Question("rank")))
    {'place up': '3', 'place down': '1'}
    """
    for name, text in TYPES[question.type].mutations(value, question):
        with suppress(UnreadableValue):
            read_answer(Answer(text), question)
            yield name, text


def run_selftest(corpus: Corpus) -> pd.DataFrame:
    """Make every mutation of every claim that another answer confirms or bears on.

    Returns one row per kind of mutation: mutation, planted, unseen (those that no comparison can see), found (those
    that make a conflict) and asked (those that make no conflict but a pair that wants a ruling), all counts; rate, the
    share of conflicts among all planted, and noticed, the share of found and asked among those that can be seen
    (missing where there are none).
    """
    counts: dict[str, Counter[str]] = {}
    for claim, others, question in _undisputed(corpus):
        for mutation, value in mutate(claim.value, question):
            tally = counts.setdefault(mutation, Counter())
            tally["planted"] += 1
            tally[_see(replace(claim, value=value), others, question)] += 1
    table = pd.DataFrame([{"mutation": name, **tally} for name, tally in counts.items()])
    table = table.reindex(columns=["mutation", "planted", "unseen", "found", "asked"]).fillna(0)
    table = table.astype(dict.fromkeys(["planted", "unseen", "found", "asked"], int))
    seen = (table["planted"] - table["unseen"]).replace(0, math.nan)
    return table.assign(rate=table["found"] / table["planted"], noticed=(table["found"] + table["asked"]) / seen)


def _see(changed: Answer, others: list[Answer], question: Question) -> str:
    """Return what becomes of a changed answer: unseen, found, asked, or missed."""
    value = read_answer(changed, question)
    if not any(value.contrasts(read_answer(other, question)) for other in others):
        return "unseen"
    judgements = [judge(changed, other, question) for other in others]
    if any(each.verdict is Verdict.CONFLICT for each in judgements):
        return "found"
    return "asked" if any(each.subtype == Subtype.NEEDS_RULING for each in judgements) else "missed"


def _undisputed(corpus: Corpus) -> Iterator[tuple[Answer, list[Answer], Question]]:
    """Yield each claim with the answers that confirm it or bear on it without conflict."""
    questions = read_questions(corpus)
    for name, group in corpus.answers().groupby("question"):
        question = questions[str(name)]
        answers = {row.id: Answer.from_row(row) for row in group.itertuples()}
        for claim in group["id"][~group["fact"]]:
            others = [
                other
                for key, other in answers.items()
                if key != claim and _bears_on(judge(answers[claim], other, question))
            ]
            if others:
                yield answers[claim], others, question


def _bears_on(judgement: Judgement) -> bool:
    """Return whether two answers that can both stand say something of each other, unlike two of different times."""
    can_stand = judgement.verdict in (Verdict.AGREE, Verdict.COMPATIBLE)
    return can_stand and (bool(judgement.shared) or judgement.subtype == Subtype.PROGRESSION)


def count_false_alarms(findings: pd.DataFrame) -> tuple[int, int]:
    """Return how many comparable pairs of the corpus as it is are false alarms, and how many such pairs there are.

    A conflict is a false alarm where the editor's ruling dissolves it: both can stand.
    """
    comparable = findings["verdict"].isin([Verdict.AGREE, Verdict.COMPATIBLE, Verdict.CONFLICT])
    alarms = (findings["verdict"] == Verdict.CONFLICT) & (findings["outcome"] == Outcome.BOTH_STAND)
    return int(alarms.sum()), int(comparable.sum())
