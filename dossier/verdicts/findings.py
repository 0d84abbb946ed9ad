"""Judges the corpus: every pair of answers to one question, and every order of events.

Works on the tables that `dossier.corpus` hands out; opens no file and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.records import FindingId
from dossier.corpus.tables import Corpus
from dossier.values import PROFILES, Gap
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.verdicts.ordering import broken_orders
from dossier.vocabulary import Scope, Subtype, Verdict


class Finding(NamedTuple):
    """The verdict on one pair of answers: two claims, or a claim and a reference fact, by their ids."""

    finding: str
    question: str
    verdict: Verdict
    subtype: Subtype
    scope: Scope
    claims: tuple[str, ...]
    facts: tuple[str, ...]
    gap: str | None
    reason: str
    ruling: str | None


def find(corpus: Corpus, profile: str = "default") -> pd.DataFrame:
    """Judge every pair of claims, and every claim with every fact, that answer one question.

    Returns one row per finding with the columns of Finding, sorted by question and id; broken orders
    follow as conflicts of subtype chronology, under the question of the later event.
    """
    rulings = corpus.rulings.set_index("finding")["reading"].to_dict()
    found = [*_pairs(corpus, profile, rulings), *_chronology(corpus, rulings)]
    frame = pd.DataFrame(found, columns=list(Finding._fields), dtype=object)
    return frame.sort_values(["question", "finding"], ignore_index=True)


def _pairs(corpus: Corpus, profile: str, rulings: dict[str, str]) -> Iterator[Finding]:
    """Judge within each question only, so that the work grows with the claims and not with their square."""
    reading = PROFILES[profile]
    questions = {row.question: Question.from_row(row) for row in corpus.questions.itertuples()}
    answers = corpus.answers().sort_values("question", kind="stable")
    for name, group in groupby(answers.itertuples(), key=attrgetter("question")):
        question = questions[name]
        for (one, a), (other, b) in combinations([(row, Answer.from_row(row)) for row in group], 2):
            if one.fact:
                continue
            claims, facts = ((one.id,), (other.id,)) if other.fact else ((one.id, other.id), ())
            scope = Scope.REFERENCE if other.fact else _scope(one.source, other.source)
            yield _finding(name, scope, claims, facts, judge(a, b, question, reading), rulings)


def _scope(one: str, other: str) -> Scope:
    return Scope.WITHIN if one == other else Scope.BETWEEN


def _finding(
    question: str,
    scope: Scope,
    claims: tuple[str, ...],
    facts: tuple[str, ...],
    judgement: Judgement,
    rulings: dict[str, str],
) -> Finding:
    name = str(FindingId.of(claims, facts))
    return Finding(
        name,
        question,
        Verdict(judgement.verdict),
        Subtype(judgement.subtype),
        scope,
        tuple(sorted(claims)),
        facts,
        judgement.gap,
        _reason(judgement, (*claims, *facts)),
        rulings.get(name),
    )


def _reason(judgement: Judgement, pair: tuple[str, ...]) -> str:
    if judgement.finer is None:
        return judgement.reason
    return f"{judgement.reason}: {pair[judgement.finer]} is the finer of the two"


def _chronology(corpus: Corpus, rulings: dict[str, str]) -> Iterator[Finding]:
    for earlier, later, gap, reason in broken_orders(corpus.claims, corpus.orders):
        judgement = Judgement(Verdict.CONFLICT, "chronology", reason, Gap.of(gap, "day"))
        scope = _scope(earlier.source, later.source)
        yield _finding(later.question, scope, (earlier.claim, later.claim), (), judgement, rulings)


def to_json(corpus: Corpus, findings: pd.DataFrame, ratings: pd.DataFrame, profile: str) -> dict[str, Any]:
    """Return findings and ratings as one object, with the keys that the design lays down for `verdicts --json`."""
    anchors = {
        row.claim: {"claim": row.claim, "source": row.source, "start": row.start, "end": row.end}
        for row in corpus.claims.itertuples()
    }
    return {
        "profile": profile,
        "findings": [
            row | {"claims": [anchors[claim] for claim in row["claims"]], "facts": list(row["facts"])}
            for row in findings.to_dict("records")
        ],
        "questions": ratings[["question", "status", "record", "self_contradicted"]].to_dict("records"),
    }
