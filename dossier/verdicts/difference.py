"""Tells two states of the evidence apart by what the engine makes of them: what is judged anew, what comes and goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.vocabulary import Judgement

NOBODY = "no answer"
"""Stands for the judgement on a question that nobody answers."""


class Changed(NamedTuple):
    """A question whose judgement, its basis or its leading answer differs: the words before and after."""

    question: str
    text: str
    before: str
    after: str
    answer_before: str
    answer_after: str
    basis_before: str
    basis_after: str


@dataclass(frozen=True)
class Difference:
    """What changes from one state of the evidence to another.

    `questions` has a row with the columns of Changed for each question; `new` and `gone` are findings, whole rows, of
    which the other state has none with the same verdict on the same pair.
    """

    questions: pd.DataFrame
    new: pd.DataFrame
    gone: pd.DataFrame

    @property
    def judgements(self) -> pd.DataFrame:
        """The questions of which the judgement itself changes, and not its basis alone."""
        return self.questions[self.questions["before"] != self.questions["after"]]

    def __bool__(self) -> bool:
        return bool(len(self.questions) or len(self.new) or len(self.gone))


def find_difference(
    before: tuple[Corpus, pd.DataFrame, pd.DataFrame], after: tuple[Corpus, pd.DataFrame, pd.DataFrame]
) -> Difference:
    """Return what changes between two states, each the evidence with its findings and its ratings."""
    texts: dict[str, str] = {}
    for corpus, _, _ in (before, after):
        texts |= dict(zip(corpus.questions["question"], corpus.questions["text"], strict=True))
    old, new = (_index(ratings) for _, _, ratings in (before, after))
    rows = []
    for question in sorted(old.keys() | new.keys()):
        one, other = old.get(question, (NOBODY, "", "")), new.get(question, (NOBODY, "", ""))
        if one != other:
            pairs = [word for pair in zip(one, other, strict=True) for word in pair]
            rows.append(Changed(question, texts[question], *pairs))
    return Difference(
        pd.DataFrame(rows, columns=list(Changed._fields)),
        _without(after[1], before[1]),
        _without(before[1], after[1]),
    )


def _index(ratings: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    rows = ratings[["question", "judgement", "answer", "basis"]].itertuples(index=False)
    return {question: (Judgement(word).label, answer, basis) for question, word, answer, basis in rows}


def _without(findings: pd.DataFrame, others: pd.DataFrame) -> pd.DataFrame:
    """Return the findings that the others do not have, by pair and verdict."""
    columns = ["finding", "question", "verdict", "subtype"]
    known = set(others[columns].itertuples(index=False, name=None))
    kept = [key not in known for key in findings[columns].itertuples(index=False, name=None)]
    return findings[pd.Series(kept, index=findings.index, dtype=bool)].reset_index(drop=True)
