"""Finds what pairs hide: three answers of which each two can stand together, and not all three; facts that disagree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES
from dossier.verdicts.clusters import Cluster, cluster_corpus
from dossier.verdicts.judge import Question, judge
from dossier.vocabulary import Subtype, Verdict

KEPT = (Verdict.AGREE, Verdict.COMPATIBLE)


class JointClash(NamedTuple):
    """Three answers to one question, by their labels, that cannot all be right although each two of them can."""

    question: str
    labels: tuple[str, str, str]
    reason: str


class Disagreement(NamedTuple):
    """The verdict on two reference facts, by their ids, that answer one question."""

    question: str
    facts: tuple[str, str]
    verdict: Verdict
    subtype: Subtype
    gap: str | None
    reason: str


def find_joint_clashes(question: Question, clusters: list[Cluster]) -> Iterator[tuple[str, str, str]]:
    """Yield the labels of each three clusters of which each two can stand together, and not all three.

    Ranges without gaps cannot clash so, since each two of them meet only where all do: what is looked at are codes, and
    sets of numbers or dates with gaps.
    """
    if question.cardinality == "many" or len(clusters) < 3:
        return
    able = [each for each in clusters if each.value is not None and each.value.has_gaps]
    for three in combinations(able, 3):
        judged = (judge(a.answer, b.answer, question).verdict for a, b in combinations(three, 2))
        first, *others = (each.value for each in three if each.value)
        if all(verdict in KEPT for verdict in judged) and not first.meets(*others):
            yield three[0].label, three[1].label, three[2].label


def list_joint_clashes(corpus: Corpus) -> pd.DataFrame:
    """Return every joint clash between claims, one row each with the columns of JointClash."""
    rows = [
        JointClash(name, labels, f"each two of {', '.join(labels)} can stand together, and not all three")
        for name, question, clusters in cluster_corpus(corpus)
        for labels in find_joint_clashes(question, [each for each in clusters if not each.fact])
    ]
    return pd.DataFrame(rows, columns=list(JointClash._fields), dtype=object)


def judge_facts(corpus: Corpus, profile: str = "default") -> pd.DataFrame:
    """Judge every two reference facts that answer one question; one row each with the columns of Disagreement."""
    rows = []
    for name, question, clusters in cluster_corpus(corpus):
        for one, other in combinations([each for each in clusters if each.fact], 2):
            found = judge(one.answer, other.answer, question, PROFILES[profile])
            pair = (one.label, other.label)
            rows.append(Disagreement(name, pair, found.verdict, Subtype(found.subtype), found.gap, found.reason))
    return pd.DataFrame(rows, columns=list(Disagreement._fields), dtype=object)
