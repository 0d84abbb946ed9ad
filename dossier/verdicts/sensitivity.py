"""Asks what the findings hang on: on how “about” is read, or on one source."""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions


def judge_under_profiles(corpus: Corpus) -> pd.DataFrame:
    """Return the verdict on each finding under each profile: index finding, one column a profile."""
    return pd.DataFrame({name: find(corpus, name).set_index("finding")["verdict"] for name in PROFILES})


def find_flips(corpus: Corpus) -> pd.DataFrame:
    """Return the rows of `judge_under_profiles` in which the verdict changes with the profile."""
    verdicts = judge_under_profiles(corpus)
    return verdicts[verdicts.nunique(axis=1) > 1]


def leave_one_out(corpus: Corpus) -> pd.DataFrame:
    """Judge the corpus without each of its sources in turn.

    Returns one row a source left out: source, findings and conflicts that remain, questions that remain answered,
    and how many of these are corroborated and contested; the first row, with an empty source, is the whole corpus.
    """
    rows = []
    for source in ("", *corpus.sources["source"]):
        part = corpus.without(source) if source else corpus
        findings = find(part)
        ratings = rate_questions(part, findings)
        status = ratings["status"].value_counts()
        rows.append(
            {
                "source": source,
                "findings": len(findings),
                "conflicts": int((findings["verdict"] == "conflict").sum()),
                "questions": len(ratings),
                "corroborated": int(status.get("corroborated", 0)),
                "contested": int(status.get("contested", 0)),
            }
        )
    return pd.DataFrame(rows)


def find_hinges(corpus: Corpus) -> pd.DataFrame:
    """Return the questions that cease to be corroborated when one source is left out: question and source."""
    whole = rate_questions(corpus, find(corpus)).set_index("question")["status"]
    strong = set(whole.index[whole == "corroborated"])
    rows = []
    for source in corpus.sources["source"]:
        part = corpus.without(source)
        left = rate_questions(part, find(part)).set_index("question")["status"]
        rows += [(question, source) for question in sorted(strong) if left.get(question) != "corroborated"]
    return pd.DataFrame(rows, columns=["question", "source"])
