"""Judges the corpus: every pair of answers to one question, and every order of events.

The verdict is reached once for each pair of clusters, and written down for each pair of claims in them. Works on the
tables that `dossier.corpus` hands out; opens no file and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, combinations_with_replacement, product
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.labels import CONSTRAINT, ORDER, PairKey
from dossier.corpus.records import FindingId
from dossier.corpus.tables import Corpus
from dossier.values import PROFILES, Gap, Profile
from dossier.verdicts.clusters import Cluster, cluster_corpus
from dossier.verdicts.consistency import judge_facts
from dossier.verdicts.constraints import broken_constraints, name_sides
from dossier.verdicts.judge import Judgement, Question, judge
from dossier.verdicts.ordering import Dated, broken_orders
from dossier.vocabulary import Outcome, Scope, Subtype, Verdict


class Finding(NamedTuple):
    """The verdict on one pair of answers: two claims, or a claim and a reference fact, by their ids.

    `cluster` is the key of what the two say (see `dossier.corpus.labels`), which all pairs that say the same share.
    `ruling` is the editor's reading of that key, `outcome` what it makes of the two, and `which` the label or the fact
    that the outcome prefers or sets aside. `finer` is the one of two compatible answers that lies inside the other.
    """

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
    cluster: str
    outcome: Outcome | None
    which: str
    finer: str | None


def find(corpus: Corpus, profile: str = "default") -> pd.DataFrame:
    """Judge every pair of claims, and every claim with every fact, that answer one question.

    Returns one row per finding with the columns of Finding, sorted by question and id. Broken orders are conflicts of
    subtype chronology, under the question of the event that all others exclude; broken constraints conflicts of
    subtype constraint, under the question about the part, the growth, or the thing that needs another.
    """
    return frame([*find_within(corpus, profile), *find_across(corpus, profile)])


def find_within(corpus: Corpus, profile: str = "default") -> Iterator[Finding]:
    """Yield the verdicts on all pairs of answers to one question: each question can be judged by itself."""
    return _pairs(corpus, PROFILES[profile], _index_rulings(corpus))


def find_across(corpus: Corpus, profile: str = "default") -> Iterator[Finding]:
    """Yield the orders and constraints that answers to two questions break."""
    reading, rulings = PROFILES[profile], _index_rulings(corpus)
    yield from _chronology(corpus, reading, rulings)
    yield from _constraints(corpus, reading, rulings)


def frame(found: Iterable[Finding]) -> pd.DataFrame:
    """Return findings as a table, in their order."""
    table = pd.DataFrame(list(found), columns=list(Finding._fields), dtype=object)
    return table.sort_values(["question", "finding"], ignore_index=True)


def _index_rulings(corpus: Corpus) -> dict[str, Any]:
    return {row.clusters: row for row in corpus.rulings.itertuples()}


def _pairs(corpus: Corpus, profile: Profile, rulings: dict[str, Any]) -> Iterator[Finding]:
    """Judge within each question only, so that the work grows with the claims and not with their square."""
    for name, question, clusters in cluster_corpus(corpus):
        for a, b in combinations_with_replacement(clusters, 2):
            if not a.fact and (a is not b or len(a.members) > 1):
                yield from _between(name, question, a, b, profile, rulings)


def _between(
    name: str, question: Question, a: Cluster, b: Cluster, profile: Profile, rulings: dict[str, Any]
) -> Iterator[Finding]:
    """Yield the findings of all pairs of members of two clusters, or of one with itself."""
    ruling = _ruling_on(name, a, b, rulings)
    cluster = str(PairKey(name, a.label, b.label) if b.fact else PairKey.of(name, a.label, b.label))
    forms = combinations_with_replacement(a.forms.items(), 2) if a is b else product(a.forms.items(), b.forms.items())
    for (one, ours), (other, theirs) in forms:
        pairs = list(combinations(ours, 2) if ours is theirs else product(ours, theirs))
        if not pairs:
            continue
        judgement = judge(one, other, question, profile)
        for left, right in pairs:
            claims, facts = ((left.id,), (right.id,)) if b.fact else ((left.id, right.id), ())
            scope = Scope.REFERENCE if b.fact else _scope(left.source, right.source)
            yield _finding(name, scope, claims, facts, judgement, cluster, ruling)


def _ruling_on(question: str, a: Cluster, b: Cluster, rulings: dict[str, Any]) -> Any:
    """Return the ruling on two clusters, by any of the labels that their members bear."""
    if not rulings:
        return None
    for one, other in product(a.names, b.names):
        key = PairKey(question, one, other) if b.fact else PairKey.of(question, one, other)
        if found := rulings.get(str(key)):
            return found
    return None


def _scope(one: str, other: str) -> Scope:
    return Scope.WITHIN if one == other else Scope.BETWEEN


def _finding(
    question: str,
    scope: Scope,
    claims: tuple[str, ...],
    facts: tuple[str, ...],
    judgement: Judgement,
    cluster: str,
    ruling: Any,
) -> Finding:
    finer = None if judgement.finer is None else (*claims, *facts)[judgement.finer]
    return Finding(
        finding=str(FindingId.of(claims, facts)),
        question=question,
        verdict=judgement.verdict,
        subtype=Subtype(judgement.subtype),
        scope=scope,
        claims=tuple(sorted(claims)),
        facts=facts,
        gap=judgement.gap,
        reason=f"{judgement.reason}: {finer} is the finer of the two" if finer else judgement.reason,
        ruling=ruling.reading if ruling else None,
        cluster=cluster,
        outcome=Outcome(ruling.outcome) if ruling else None,
        which=ruling.which if ruling else "",
        finer=finer,
    )


def _chronology(corpus: Corpus, profile: Profile, rulings: dict[str, Any]) -> Iterator[Finding]:
    if corpus.orders.empty:
        return
    for earlier, later, culprit, gap, reason in broken_orders(corpus.answers(), corpus.orders, profile):
        judgement = Judgement(Verdict.CONFLICT, Subtype.CHRONOLOGY, reason, Gap.of(gap, "day"))
        key = str(PairKey(ORDER, _event(earlier), _event(later)))
        claims = tuple(side.id for side in (earlier, later) if side.source)
        facts = tuple(side.id for side in (earlier, later) if not side.source)
        scope = Scope.REFERENCE if facts else _scope(earlier.source, later.source)
        yield _finding(culprit.question, scope, claims, facts, judgement, key, rulings.get(key))


def _constraints(corpus: Corpus, profile: Profile, rulings: dict[str, Any]) -> Iterator[Finding]:
    for breach in broken_constraints(corpus, profile):
        judgement = Judgement(Verdict.CONFLICT, Subtype.CONSTRAINT, breach.reason, breach.gap)
        key = str(PairKey(CONSTRAINT, *name_sides(breach)))
        sides = (breach.one, breach.other)
        claims = tuple(side.id for side in sides if side.source)
        facts = tuple(side.id for side in sides if not side.source)
        scope = Scope.REFERENCE if facts else _scope(breach.one.source, breach.other.source)
        yield _finding(breach.one.question, scope, claims, facts, judgement, key, rulings.get(key))


def _event(dated: Dated) -> str:
    return f"{dated.question} {dated.label}"


def to_json(corpus: Corpus, findings: pd.DataFrame, ratings: pd.DataFrame, profile: str) -> dict[str, Any]:
    """Return findings and ratings as one object, with the keys that the design lays down for `verdicts --json`.

    Under `record` come the reference facts that contradict each other.
    """
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
        "questions": ratings.to_dict("records"),
        "record": [
            row | {"facts": list(row["facts"])}
            for row in judge_facts(corpus, profile).to_dict("records")
            if row["verdict"] == Verdict.CONFLICT
        ],
    }
