"""Sets the two sides of a finding beside each other, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from dossier.notebook.frames import listed
from dossier.notebook.judged import certainty
from dossier.notebook.words import cite, cite_facts, plain, quote
from dossier.report import Report
from dossier.verdicts.weighing import is_open
from dossier.vocabulary import Outcome, Scope, Verdict

AGAINST = {
    Scope.WITHIN: "with itself",
    Scope.BETWEEN: "with another article",
    Scope.REFERENCE: "with an outside record",
}
"""Against whom an article stands in a conflict, the nearest first, as a legend says it."""


def contradictions(report: Report, name: str) -> pd.DataFrame:
    """Return the claims on a list that another answer contradicts, in words, inline MyST, in the order of the list.

    Columns: id, question (its id), text (of the question), said (the claim's words with their mark), right (the label
    of the list, with the marks of the records that speak against the claim) and word (how certain the claim is).
    Raises ValueError for a claim on the list that nothing contradicts any more.
    """
    rows = listed(report, name)
    clashes = [row for row in report.findings.itertuples() if row.verdict == Verdict.CONFLICT and is_open(row)]
    marks, words = [], []
    for claim in rows["id"]:
        against = [row for row in clashes if claim in row.claims]
        if not against and not report.corpus.left_out:
            raise ValueError(f"nothing contradicts {claim}; take it off the list “{name}” in data/lists.csv")
        facts = list(dict.fromkeys(_speaking(against)))[:2]
        marks.append(f" {cite_facts(*facts)}" if facts else "")
        words.append(certainty(report, claim))
    said = [quote(text) + f" {cite(claim)}" for text, claim in zip(rows["quote"], rows["id"], strict=True)]
    right = [plain(label) + mark for label, mark in zip(rows["label"], marks, strict=True)]
    return rows[["id", "question", "text"]].assign(said=said, right=right, word=words)


def _speaking(clashes: Sequence[Any]) -> Iterator[str]:
    """Yield the facts that speak against a claim, those that an editor prefers first, and none that is set aside."""
    for clash in sorted(clashes, key=lambda each: each.which not in each.facts):
        yield from (fact for fact in clash.facts if (clash.outcome, clash.which) != (Outcome.DEPRECATED, fact))


def count_standing(report: Report) -> pd.Series:
    """Return, by question, how many conflicts still count: those of which no ruling has found that both can stand."""
    return _find_standing(report)["question"].value_counts()


def count_by_article(report: Report) -> pd.DataFrame:
    """Return on how many questions each article has a part in a conflict that still counts, most questions first.

    The index has the labels of the articles. The columns are the nearest side against which the article stands:
    itself, another article, an outside record. A question with several is counted once, at the nearest, so that a row
    adds up to its number of questions.
    """
    corpus = report.corpus
    source_of = corpus.claims.set_index("claim")["source"]
    standing = _find_standing(report)
    met = standing.assign(
        source=[sorted({source_of[claim] for claim in pair}) for pair in standing["claims"]],
        place=standing["scope"].map(list(AGAINST).index),
    ).explode("source")
    nearest = met.groupby(["source", "question"])["place"].min()
    counts = nearest.groupby("source").value_counts().unstack(fill_value=0)
    counts = counts.reindex(corpus.sources["source"], columns=range(len(AGAINST)), fill_value=0)
    counts.index = pd.Index(corpus.sources["label"], name="article")
    counts.columns = pd.Index(AGAINST.values())
    return counts.loc[counts.sum(axis="columns").sort_values(ascending=False, kind="stable").index]


def _find_standing(report: Report) -> pd.DataFrame:
    findings = report.findings
    return findings[(findings["verdict"] == Verdict.CONFLICT) & (findings["outcome"] != Outcome.BOTH_STAND)]


def words_against_words(report: Report, name: str) -> pd.DataFrame:
    """Return the pairs of claims on a list with the editor's reading, in words, inline MyST, in the order of the list.

    The claims of a pair share a label, and their codes are `one` and `another`. Columns: one and another (the words of
    each with their mark), scope (within one article or between two) and reading. A pair that an edition does not have
    whole is left out. Raises ValueError for a pair that nobody has found to be a conflict.
    """
    rows = []
    found = {frozenset(row.claims): row for row in report.findings.itertuples() if row.verdict == Verdict.CONFLICT}
    for label, pair in listed(report, name).groupby("label", sort=False):
        sides = pair.set_index("code")["quoted"]
        if len(sides) < 2:
            continue
        clash = found.get(frozenset(pair["id"]))
        if clash is None:
            raise ValueError(f"the pair “{label}” of the list “{name}” is no conflict; take it off data/lists.csv")
        rows.append((sides["one"], sides["another"], clash.scope, plain(clash.ruling or "")))
    return pd.DataFrame(rows, columns=["one", "another", "scope", "reading"])
