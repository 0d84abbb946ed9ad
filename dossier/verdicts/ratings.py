"""Rates each question: how far the sources agree, and whether the reference facts support them."""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.vocabulary import ALONE, Scope, Status, Subtype, Support, Told, Verdict

NO_WITNESS = ("opinion", "prediction")
"""Kinds of claims that corroborate nothing: two judgements that agree are two judgements."""

KEPT = {Verdict.AGREE, Verdict.COMPATIBLE}
"""Verdicts that leave both answers standing."""


def rate_questions(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Say what the sources make of each question that at least one claim answers.

    Returns the columns question, status (a Status), self_contradicted (a source contradicts itself), record
    (a Support) and sources (how many answer). Corroborated needs two independent sources in plain agreement:
    compatible is not confirmed. Facts of low confidence do not speak for the record. A broken order counts as
    self-contradiction, and not against the status, since it lies between two questions.
    """
    answered = corpus.claims[corpus.claims["question"] != ""].groupby("question")["source"].agg(set)
    origins = _origins(corpus)
    doubtful = set(corpus.facts.loc[corpus.facts["confidence"] == "low", "fact"])
    by_question = dict(iter(findings.groupby("question")))
    rows = []
    for question, sources in answered.items():
        own = by_question.get(question, findings[:0])
        between = own[(own["scope"] == Scope.BETWEEN) & (own["subtype"] != Subtype.CHRONOLOGY)]
        within = own[own["scope"] == Scope.WITHIN]
        rows.append(
            {
                "question": question,
                "status": _status(sources, between, origins),
                "self_contradicted": bool((within["verdict"] == Verdict.CONFLICT).any()),
                "record": _record(own[(own["scope"] == Scope.REFERENCE) & ~own["facts"].map(doubtful.issuperset)]),
                "sources": len(sources),
            }
        )
    return pd.DataFrame(rows, columns=["question", "status", "self_contradicted", "record", "sources"])


def _origins(corpus: Corpus) -> dict[str, str]:
    """Return the origin of each claim that bears witness to something done.

    The origin is whom the article itself cites for it, else the upstream that the article repeats, else the article.
    Opinions, predictions, plans and possibilities have none: two that agree corroborate nothing.
    """
    upstream = {row.source: row.derived_from or row.source for row in corpus.sources.itertuples()}
    claims = corpus.claims
    firm = claims[~claims["kind"].isin(NO_WITNESS) & claims["told"].isin([Told.DONE, Told.UNDER_WAY])]
    return {claim.claim: claim.attributed_to or upstream[claim.source] for claim in firm.itertuples()}


def _record(findings: pd.DataFrame) -> Support:
    found = set()
    for _, claim in findings.groupby(findings["claims"].map("".join)):
        verdicts = set(claim["verdict"])
        if Verdict.CONFLICT in verdicts:
            found.add(Support.DIVIDED if verdicts & KEPT else Support.AGAINST)
        elif verdicts & KEPT:
            found.add(Support.IN_LINE)
    return next((support for support in Support if support in found), Support.SILENT)


def _status(sources: set[str], between: pd.DataFrame, origins: dict[str, str]) -> Status:
    if len(sources) == 1:
        return Status.SINGLE_SOURCED
    if (between["verdict"] == Verdict.CONFLICT).any():
        return Status.CONTESTED
    agreeing = [pair for pair in between[between["verdict"] == Verdict.AGREE]["claims"] if set(pair) <= origins.keys()]
    if any(len({origins[claim] for claim in pair}) > 1 for pair in agreeing):
        return Status.CORROBORATED
    return Status.ECHOED if agreeing else Status.MIXED


def gravest_by_source(corpus: Corpus, findings: pd.DataFrame) -> dict[str, dict[str, Verdict | str]]:
    """Return, for each question and each source that answers it, the gravest verdict that the source meets there.

    ALONE stands where nothing can be compared with the source's answers.
    """
    source_of = dict(zip(corpus.claims["claim"], corpus.claims["source"], strict=True))
    gravest: dict[str, dict[str, Verdict | str]] = {}
    for row in corpus.claims[corpus.claims["question"] != ""].itertuples():
        gravest.setdefault(row.question, {})[row.source] = ALONE
    for finding in findings.itertuples():
        met = gravest.setdefault(finding.question, {})
        for claim in finding.claims:
            source = source_of[claim]
            met[source] = min(met.get(source, ALONE), finding.verdict, key=_gravity)
    return gravest


def _gravity(verdict: Verdict | str) -> int:
    return verdict.gravity if isinstance(verdict, Verdict) else len(Verdict)


def worst_by_source(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Return `gravest_by_source` as a grid, without what a single source answers free of conflict.

    Rows are question texts in the order of themes, columns source ids by date of publication; an empty text says
    that the source does not answer, or that nothing can be compared with its answer.
    """
    worst = {
        question: {source: verdict for source, verdict in row.items() if verdict != ALONE}
        for question, row in gravest_by_source(corpus, findings).items()
    }
    telling = [question for question, row in worst.items() if len(row) > 1 or Verdict.CONFLICT in row.values()]
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
    conflicts = findings[findings["verdict"] == Verdict.CONFLICT]
    met = conflicts.assign(source=conflicts["claims"].map(lambda pair: sorted({source_of[claim] for claim in pair})))
    counts = met.explode("source").groupby(["source", "scope"]).size().unstack(fill_value=0)
    counts = counts.reindex(corpus.sources["source"], columns=list(Scope), fill_value=0)
    counts.insert(0, "claims", corpus.claims["source"].value_counts())
    counts.columns = ["claims", "itself", "others", "record"]
    return (
        counts.rename_axis("source").reset_index().sort_values(["itself", "others"], ascending=False, ignore_index=True)
    )
