"""Sums up findings by source: the gravest verdict that each meets on each question, and a ranking of sources."""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.vocabulary import ALONE, Scope, Verdict


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
    """Return `gravest_by_source` as a grid of the questions on which some answer meets a conflict.

    Rows are question texts in the order of themes, columns source ids by date of publication; an empty text says
    that the source does not answer, or that nothing can be compared with its answer.
    """
    worst = {
        question: {source: verdict for source, verdict in row.items() if verdict != ALONE}
        for question, row in gravest_by_source(corpus, findings).items()
    }
    contested = [question for question, row in worst.items() if Verdict.CONFLICT in row.values()]
    questions = corpus.questions[corpus.questions["question"].isin(contested)].sort_values(["theme", "question"])
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
