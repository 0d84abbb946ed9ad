"""Says what the findings make of each question: how the sources stand to each other, and how to the record."""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus

RECORDS = ("against", "divided", "in line", "silent")
"""How the reference facts stand to the claims on a question: some claim is contradicted by all that speak to it, or
by some and not by others, or by none; or no fact can be compared."""

FIRM = ("asserted", "reported")
"""Modalities that can corroborate."""

GRAVITY = ("conflict", "undecided", "not comparable", "compatible", "agree")
"""Verdicts from the gravest to the plainest."""

STATUSES = ("corroborated", "echoed", "single-sourced", "contested", "mixed")
"""What the sources taken together make of a question."""


def rate_questions(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Say what the sources make of each question that at least one claim answers.

    Returns the columns question, status (see STATUSES), self_contradicted (a source contradicts itself), record
    (see RECORDS) and sources (how many answer). Corroborated needs two independent sources in plain agreement:
    compatible is not confirmed. Facts of low confidence do not speak for the record. A broken order counts as
    self-contradiction, and not against the status, since it lies between two questions.
    """
    answered = corpus.claims[corpus.claims["question"] != ""].groupby("question")["source"].agg(set)
    origins = _origins(corpus)
    doubtful = set(corpus.facts.loc[corpus.facts["confidence"] == "low", "fact"])
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
                "record": _record(own[(own["scope"] == "reference") & ~own["facts"].map(doubtful.issuperset)]),
                "sources": len(sources),
            }
        )
    return pd.DataFrame(rows, columns=["question", "status", "self_contradicted", "record", "sources"])


def _origins(corpus: Corpus) -> dict[str, str]:
    """Return the origin of each claim that is said as a fact or passed on as one.

    The origin is whom the article itself cites for it, else the upstream that the article repeats, else the article.
    Opinions, plans and possibilities have none: two that agree corroborate nothing.
    """
    upstream = {row.source: row.repeats or row.source for row in corpus.sources.itertuples()}
    firm = corpus.claims[corpus.claims["modality"].isin(FIRM)]
    return {claim.claim: claim.attributed_to or upstream[claim.source] for claim in firm.itertuples()}


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


def rank_sources(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Count, for each source, its claims and the conflicts that they meet.

    Returns the columns source, claims, itself, others, record (conflicts by scope), most self-contradictions first.
    A conflict between two sources counts for both.
    """
    source_of = corpus.claims.set_index("claim")["source"]
    conflicts = findings[findings["verdict"] == "conflict"]
    met = conflicts.assign(source=conflicts["claims"].map(lambda pair: sorted({source_of[claim] for claim in pair})))
    counts = met.explode("source").groupby(["source", "scope"]).size().unstack(fill_value=0)
    counts = counts.reindex(corpus.sources["source"], columns=["within", "between", "reference"], fill_value=0)
    counts.insert(0, "claims", corpus.claims["source"].value_counts())
    counts.columns = ["claims", "itself", "others", "record"]
    return (
        counts.rename_axis("source").reset_index().sort_values(["itself", "others"], ascending=False, ignore_index=True)
    )
