"""Measures how findings change with the tolerance profile, and when one source is left out."""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions
from dossier.vocabulary import Status, Verdict


def judge_under_profiles(corpus: Corpus) -> pd.DataFrame:
    """Return the verdict on each finding under each profile: index finding, one column per profile."""
    return pd.DataFrame({name: find(corpus, name).set_index("finding")["verdict"] for name in PROFILES})


def profile_sensitive(corpus: Corpus) -> pd.DataFrame:
    """Return the rows of `judge_under_profiles` in which the verdict changes with the profile."""
    verdicts = judge_under_profiles(corpus)
    return verdicts[verdicts.nunique(axis=1) > 1]


def leave_one_out(corpus: Corpus) -> pd.DataFrame:
    """Judge the corpus without each of its sources in turn.

    Returns one row per source left out: source, findings and conflicts that remain, questions that remain answered,
    and how many of these are corroborated and contested; the first row, with an empty source, is the whole corpus.
    """
    rows = []
    for source in ("", *corpus.sources["source"]):
        part = corpus.without(source) if source else corpus
        findings = find(part)
        status = rate_questions(part, findings)["status"]
        rows.append(
            {
                "source": source,
                "findings": len(findings),
                "conflicts": int((findings["verdict"] == Verdict.CONFLICT).sum()),
                "questions": len(status),
                "corroborated": int((status == Status.CORROBORATED).sum()),
                "contested": int((status == Status.CONTESTED).sum()),
            }
        )
    return pd.DataFrame(rows)


def single_source_dependence(corpus: Corpus) -> pd.DataFrame:
    """Return the questions that cease to be corroborated when one source is left out: question and source."""
    strong = _corroborated(corpus)
    rows = []
    for source in corpus.sources["source"]:
        rows += [(question, source) for question in sorted(strong - _corroborated(corpus.without(source)))]
    return pd.DataFrame(rows, columns=["question", "source"])


def _corroborated(corpus: Corpus) -> set[str]:
    ratings = rate_questions(corpus, find(corpus))
    return set(ratings["question"][ratings["status"] == Status.CORROBORATED])
