"""Tests the instrument, not the sources: falsifies claims in small ways and counts how many the engine notices.

Each claim that some other answer confirms or allows is changed in one way at a time; the change is found if the changed
claim then conflicts with one of those answers.
"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import TYPES
from dossier.verdicts.clusters import read_questions
from dossier.verdicts.judge import Answer, Question, judge
from dossier.vocabulary import Outcome, Verdict


def mutate(value: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield each mutation of a value as its name and the new text; nothing where the value has no such part.

    >>> dict(mutate("2", "rank"))
    {'place up': '3', 'place down': '1'}
    """
    yield from TYPES[kind].mutations(value)


def run_selftest(corpus: Corpus) -> pd.DataFrame:
    """Make every mutation of every claim that another answer confirms or allows.

    Returns one row per kind of mutation: mutation, planted and found (counts), rate (a share).
    """
    counts: dict[str, list[int]] = {}
    for claim, others, question in _undisputed(corpus):
        for mutation, value in mutate(claim.value, question.type):
            changed = Answer(value, claim.date, claim.as_of, claim.measure, claim.modality)
            found = any(judge(changed, other, question).verdict == "conflict" for other in others)
            tally = counts.setdefault(mutation, [0, 0])
            tally[0] += 1
            tally[1] += found
    rows = [(mutation, planted, found, found / planted) for mutation, (planted, found) in counts.items()]
    return pd.DataFrame(rows, columns=["mutation", "planted", "found", "rate"])


def _undisputed(corpus: Corpus) -> Iterator[tuple[Answer, list[Answer], Question]]:
    """Yield each claim with the answers that it agrees or is compatible with."""
    questions = read_questions(corpus)
    for name, group in corpus.answers().groupby("question"):
        question = questions[str(name)]
        answers = {row.id: Answer.from_row(row) for row in group.itertuples()}
        for claim in group["id"][~group["fact"]]:
            others = [
                other
                for key, other in answers.items()
                if key != claim and judge(answers[claim], other, question).verdict in ("agree", "compatible")
            ]
            if others:
                yield answers[claim], others, question


def count_false_alarms(findings: pd.DataFrame) -> tuple[int, int]:
    """Return how many comparable pairs of the corpus as it is are false alarms, and how many such pairs there are.

    A conflict is a false alarm where the editor's ruling dissolves it: both can stand.
    """
    comparable = findings["verdict"].isin([Verdict.AGREE, Verdict.COMPATIBLE, Verdict.CONFLICT])
    alarms = (findings["verdict"] == Verdict.CONFLICT) & (findings["outcome"] == Outcome.BOTH_STAND)
    return int(alarms.sum()), int(comparable.sum())
