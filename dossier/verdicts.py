"""Judges the corpus: every pair of answers to one question, every order of events, every question.

Works on the tables that `dossier.corpus` hands out; opens no file and draws nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import combinations

import pandas as pd

from dossier.compare import Answer, Judgement, Question, day_text, judge
from dossier.corpus import Corpus
from dossier.values import APPROXIMATE_SHARE, PROFILES, Interval, UnreadableValue, read_days

__all__ = [
    "APPROXIMATE_SHARE",
    "GRAVITY",
    "RECORDS",
    "STATUSES",
    "VERDICTS",
    "Finding",
    "find",
    "rate_questions",
    "to_json",
    "worst_by_source",
]

VERDICTS = ("agree", "compatible", "conflict", "not comparable", "undecided")
"""All verdicts, in the order in which the report lists them."""

RECORDS = ("against", "divided", "in line", "silent")
"""How the reference facts stand to the claims on a question: some claim is contradicted by all that speak to it, or
by some and not by others, or by none; or no fact can be compared."""

FIRM = ("asserted", "reported")
"""Modalities that can corroborate."""

GRAVITY = ("conflict", "undecided", "not comparable", "compatible", "agree")
"""Verdicts from the gravest to the plainest."""

STATUSES = ("corroborated", "echoed", "single-sourced", "contested", "mixed")
"""What the sources taken together make of a question."""


@dataclass(frozen=True)
class Finding:
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
    found = [*_pairs(corpus, profile, rulings), *_broken_orders(corpus, rulings)]
    columns = list(Finding.__dataclass_fields__)
    frame = pd.DataFrame([asdict(finding) for finding in found], columns=columns, dtype=object)
    return frame.sort_values(["question", "finding"], ignore_index=True)


def rate_questions(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Say what the sources make of each question that at least one claim answers.

    Returns the columns question, status (see STATUSES), self_contradicted (a source contradicts itself), record
    (see RECORDS) and sources (how many answer). Corroborated needs two independent sources in plain agreement:
    compatible is not confirmed. A broken order counts as self-contradiction, and not against the status, since
    it lies between two questions.
    """
    answered = corpus.claims[corpus.claims["question"] != ""].groupby("question")["source"].agg(set)
    origins = _origins(corpus)
    rows = []
    for question, sources in answered.items():
        own = findings[findings["question"] == question]
        between = own[(own["scope"] == "between") & (own["subtype"] != "chronology")]
        within = own[own["scope"] == "within"]
        rows.append(
            {
                "question": question,
                "status": _status(sources, between, origins),
                "self_contradicted": bool((within["verdict"] == "conflict").any()),
                "record": _record(own[own["scope"] == "reference"]),
                "sources": len(sources),
            }
        )
    return pd.DataFrame(rows, columns=["question", "status", "self_contradicted", "record", "sources"])


def _origins(corpus: Corpus) -> dict[str, str]:
    """Return the origin of each claim that is said as a fact or passed on as one.

    The origin is the upstream that the claim's source repeats, else the source itself. Opinions, plans and
    possibilities have none: two that agree corroborate nothing.
    """
    upstream = {row.source: row.repeats or row.source for row in corpus.sources.itertuples()}
    firm = corpus.claims[corpus.claims["modality"].isin(FIRM)]
    return {claim.claim: upstream[claim.source] for claim in firm.itertuples()}


def _record(findings: pd.DataFrame) -> str:
    stands = set()
    for _, claim in findings.groupby(findings["claims"].map("".join)):
        verdicts = set(claim["verdict"])
        kept = verdicts & {"agree", "compatible"}
        if "conflict" in verdicts:
            stands.add("divided" if kept else "against")
        elif kept:
            stands.add("in line")
    return next((record for record in RECORDS if record in stands), "silent")


def _status(sources: set[str], between: pd.DataFrame, origins: dict[str, str]) -> str:
    if len(sources) == 1:
        return "single-sourced"
    if (between["verdict"] == "conflict").any():
        return "contested"
    agreeing = [pair for pair in between[between["verdict"] == "agree"]["claims"] if set(pair) <= origins.keys()]
    if any(len({origins[claim] for claim in pair}) > 1 for pair in agreeing):
        return "corroborated"
    return "echoed" if agreeing else "mixed"


def worst_by_source(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Return, for each question that some comparison touches, the gravest verdict that each source meets there.

    Rows are question texts in the order of themes, columns source ids; an empty text says that the source does
    not answer, or that nothing stands beside its answer. Left out are questions that a single source answers
    without conflict.
    """
    source_of = corpus.claims.set_index("claim")["source"]
    worst: dict[str, dict[str, str]] = {}
    for finding in findings.itertuples():
        for claim in finding.claims:
            row = worst.setdefault(finding.question, {})
            source = source_of[claim]
            row[source] = min(row.get(source, "agree"), finding.verdict, key=GRAVITY.index)
    telling = [question for question, row in worst.items() if len(row) > 1 or "conflict" in row.values()]
    questions = corpus.questions[corpus.questions["question"].isin(telling)].sort_values(["theme", "question"])
    grid = pd.DataFrame(
        [worst[question] for question in questions["question"]],
        index=questions["text"],
        columns=corpus.sources.sort_values("published")["source"],
    )
    return grid.fillna("")


def _pairs(corpus: Corpus, profile: str, rulings: dict[str, str]) -> Iterator[Finding]:
    facts = dict(list(corpus.facts.groupby("question")))
    questions = corpus.questions.set_index("question")
    claims = corpus.claims[corpus.claims["question"] != ""]
    for name, group in claims.groupby("question"):
        question = _question(questions.loc[name])
        answers = [(row.claim, row.source, _answer(row)) for row in group.itertuples()]
        for (one, source, a), (other, other_source, b) in combinations(answers, 2):
            scope = "within" if source == other_source else "between"
            yield _finding(name, scope, (one, other), (), judge(a, b, question, PROFILES[profile]), rulings)
        for row in facts.get(name, corpus.facts[:0]).itertuples():
            fact = Answer(row.value, row.date, row.date, row.measure)
            for claim, _, answer in answers:
                judgement = judge(answer, fact, question, PROFILES[profile])
                yield _finding(name, "reference", (claim,), (row.fact,), judgement, rulings)


def _question(row: pd.Series) -> Question:
    comparable_on = tuple(filter(None, row["comparable_on"].split(";")))
    return Question(row["type"], row["unit"], row["time_role"] or "instant", row["cardinality"], comparable_on)


def _answer(row) -> Answer:
    return Answer(row.value, row.date, row.as_of, row.measure, row.modality)


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
        judgement.reason,
        rulings.get(name),
    )


def _broken_orders(corpus: Corpus, rulings: dict[str, str]) -> Iterator[Finding]:
    dated = {name: list(group.itertuples()) for name, group in corpus.claims.groupby("question")}
    for order in corpus.orders.itertuples():
        for earlier in dated.get(order.earlier, ()):
            for later in dated.get(order.later, ()):
                first, second = _days(earlier.value), _days(later.value)
                if first and second and second.high < first.low:
                    scope = "within" if earlier.source == later.source else "between"
                    reason = (
                        f"{order.later} by {day_text(second.high)}, {order.earlier} not before "
                        f"{day_text(first.low)}: {order.why}"
                    )
                    judgement = Judgement("conflict", "chronology", reason, f"{first.low - second.high:.0f} days")
                    yield _finding(order.later, scope, (earlier.claim, later.claim), (), judgement, rulings)


def _days(text: str) -> Interval | None:
    try:
        return read_days(text)
    except UnreadableValue:
        return None


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
