"""Measures how findings change with the tolerance profile, without one source, and with the date of an undated one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES
from dossier.verdicts.dating import find_bounds, list_tied, list_undated, move_source
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


def judge_choices(corpus: Corpus, ratings: pd.DataFrame) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield for each choice of articles, their ids joined by commas, the judgements that change if they are left out.

    `ratings` are those of the whole corpus. A question that nobody answers any more has an empty judgement. Never are
    all articles left out at once.
    """
    whole = _judgements(ratings)
    names = sorted(corpus.sources["source"])
    for number in range(1, len(names)):
        for chosen in combinations(names, number):
            part = corpus.without(*chosen)
            left = _judgements(rate_questions(part, find(part)))
            yield ",".join(chosen), {name: left.get(name, "") for name in whole if left.get(name, "") != whole[name]}


def _judgements(ratings: pd.DataFrame) -> dict[str, str]:
    return dict(zip(ratings["question"], ratings["judgement"].astype(str), strict=True))


def single_source_dependence(corpus: Corpus) -> pd.DataFrame:
    """Return the questions that cease to be corroborated when one source is left out: question and source."""
    strong = _corroborated(corpus)
    rows = []
    for source in corpus.sources["source"]:
        rows += [(question, source) for question in sorted(strong - _corroborated(corpus.without(source)))]
    return pd.DataFrame(rows, columns=["question", "source"])


def move_inferred_dates(corpus: Corpus) -> pd.DataFrame:
    """Move the date of each undated source, with all that repeats it, to the first and the last day that it may have.

    Returns one row per source and day: source, moved (the day), cells (how many repeat the date), findings (the ids of
    those whose verdict changes) and questions (the ids of those whose judgement changes), both as tuples.
    """
    tied = list_tied(corpus)["source"].value_counts()
    verdicts, judgements = _judge(corpus)
    rows = []
    for source in list_undated(corpus):
        for day in find_bounds(corpus, source):
            moved_verdicts, moved_judgements = _judge(move_source(corpus, source, day))
            findings, questions = _differ(verdicts, moved_verdicts), _differ(judgements, moved_judgements)
            rows.append((source, day, int(tied.get(source, 0)), findings, questions))
    return pd.DataFrame(rows, columns=["source", "moved", "cells", "findings", "questions"])


def _judge(corpus: Corpus) -> tuple[pd.Series, pd.Series]:
    """Return the verdict on each finding and the judgement on each question, by their ids."""
    findings = find(corpus)
    ratings = rate_questions(corpus, findings)
    return findings.set_index("finding")["verdict"], ratings.set_index("question")["judgement"]


def _differ(before: pd.Series, after: pd.Series) -> tuple[str, ...]:
    both = pd.DataFrame({"before": before, "after": after}).fillna("").astype(str)
    return tuple(both.index[both["before"] != both["after"]])


def _corroborated(corpus: Corpus) -> set[str]:
    ratings = rate_questions(corpus, find(corpus))
    return set(ratings["question"][ratings["status"] == Status.CORROBORATED])
