"""Judges the corpus: every pair of answers to one question, every order of events, every question.

Works on the tables that `dossier.corpus` hands out; opens no file and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, groupby
from operator import attrgetter
from typing import NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.verdicts.ordering import broken_orders

VERDICTS = ("agree", "compatible", "conflict", "not comparable", "undecided")
"""All verdicts, in the order in which the report lists them."""


class Finding(NamedTuple):
    """The verdict on one pair. `claims` and `facts` hold ids; `scope` is within, between or reference."""

    finding: str
    question: str
    verdict: str
    subtype: str
    scope: str
    claims: tuple[str, ...]
    facts: tuple[str, ...]
    gap: str | None
    reason: str
    ruling: str | None


def find(corpus: Corpus, profile: str = "default") -> pd.DataFrame:
    """Judge every pair of claims, and every claim with every fact, that answer one question.

    Returns one row a finding with the columns of Finding, sorted by question and id; broken orders
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
    facts: dict[str, list[tuple[str, Answer]]] = {}
    for row in corpus.facts.itertuples():
        facts.setdefault(row.question, []).append((row.fact, Answer(row.value, row.date, row.date, row.measure)))
    claims = corpus.claims[corpus.claims["question"] != ""].sort_values("question", kind="stable")
    for name, group in groupby(claims.itertuples(), key=attrgetter("question")):
        question = questions[name]
        answers = [(row.claim, row.source, Answer.from_row(row)) for row in group]
        for (one, source, a), (other, other_source, b) in combinations(answers, 2):
            scope = "within" if source == other_source else "between"
            yield _finding(name, scope, (one, other), (), judge(a, b, question, reading), rulings)
        for fact, record in facts.get(name, ()):
            for claim, _, answer in answers:
                yield _finding(name, "reference", (claim,), (fact,), judge(answer, record, question, reading), rulings)


def _finding(question: str, scope: str, claims: tuple, facts: tuple, judgement: Judgement, rulings) -> Finding:
    name = "~".join((*sorted(claims), *facts))
    return Finding(
        name,
        question,
        judgement.verdict,
        judgement.subtype,
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
    for broken in broken_orders(corpus.claims, corpus.orders):
        scope = "within" if broken.earlier.source == broken.later.source else "between"
        judgement = Judgement("conflict", "chronology", broken.reason, f"{broken.gap} days")
        claims = broken.earlier.claim, broken.later.claim
        yield _finding(broken.later.question, scope, claims, (), judgement, rulings)


def to_json(corpus: Corpus, findings: pd.DataFrame, ratings: pd.DataFrame, profile: str) -> dict:
    """Return the findings and ratings as one object, as the design lays it down for `dossier verdicts --json`."""
    claims = corpus.claims.set_index("claim")
    return {
        "profile": profile,
        "findings": [
            row
            | {
                "claims": [_anchor(name, claims.loc[name]) for name in row["claims"]],
                "facts": list(row["facts"]),
            }
            for row in findings.to_dict("records")
        ],
        "questions": ratings[["question", "status", "self_contradicted"]].to_dict("records"),
    }


def _anchor(name: str, claim: pd.Series) -> dict:
    return {"claim": name, "source": claim["source"], "start": int(claim["start"]), "end": int(claim["end"])}
