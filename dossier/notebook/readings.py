"""Sets the two sides of a finding beside each other, in words."""

from __future__ import annotations

import pandas as pd

from dossier.notebook.words import cite, cite_facts, plain, quote
from dossier.report import Report


def sides(report: Report, findings: pd.DataFrame) -> pd.DataFrame:
    """Return each finding in words, inline MyST: question, one side, the other side, verdict with its gap.

    The side of a claim is its quoted words, that of a fact its statement, each with its mark.
    """
    corpus = report.corpus
    texts = corpus.questions.set_index("question")["text"]
    quotes = corpus.claims.set_index("claim")["quote"]
    statements = corpus.facts.set_index("fact")["statement"]
    rows = []
    for finding in findings.itertuples():
        ends = [f"{quote(quotes[claim])} {cite(claim)}" for claim in finding.claims]
        ends += [f"{plain(statements[fact])} {cite_facts(fact)}" for fact in finding.facts]
        gap = f" ({finding.gap})" if finding.gap else ""
        rows.append((texts[finding.question], *ends, f"{finding.verdict}: {finding.subtype}{gap}"))
    return pd.DataFrame(rows, columns=["question", "one_side", "other_side", "verdict"], index=findings.index)


def readings(report: Report, findings: pd.DataFrame, suggestions: pd.Series) -> pd.DataFrame:
    """Return each finding in words, inline MyST: words against words, verdict with its gap, the editor's reading.

    `suggestions` has one sentence per finding, the smallest change that would dissolve it, in the index of the
    findings, or an empty text; it follows the reading.
    """
    pairs = sides(report, findings)
    ours = [
        " ".join(filter(None, (plain(ruling or ""), f"*{plain(suggestion)}*" if suggestion else "")))
        for ruling, suggestion in zip(findings["ruling"], suggestions.reindex(findings.index).fillna(""), strict=True)
    ]
    words = pairs["one_side"] + " against " + pairs["other_side"]
    return pd.DataFrame({"words": words, "verdict": pairs["verdict"], "reading": ours})
