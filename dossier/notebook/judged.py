"""Says for each question how certain its answer is, and what the leading answer says, in words without codes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd

from dossier.corpus.labels import label_of
from dossier.corpus.tables import Corpus
from dossier.errors import UnknownName, offer
from dossier.notebook.words import judgement
from dossier.report import Report
from dossier.values import UNKNOWN, date_in_words, type_named
from dossier.vocabulary import Judgement

NO_ANSWER = "no answer"
"""Stands for the leading answer where no source gives any."""


def judgements(report: Report) -> pd.Series:
    """Return the judgement on each question with its basis, in the index of the questions' ids."""
    words = dict.fromkeys(report.corpus.questions["question"], "no article of this edition answers")
    words |= {rating["question"]: judgement(rating) for rating in report.ratings.to_dict("records")}
    return pd.Series(words)


def certainty(report: Report, *names: str) -> str:
    """Return how certain something is, as a word of the scale; empty where this edition has nothing that says so.

    One question stands for its leading answer, else names are claims and facts that vouch for a statement. Raises
    KeyError for a name that is none of these.

    >>> import dossier
    >>> report = dossier.load("tests/roots/ruritania/data")
    >>> certainty(report, "independence-date"), certainty(report, "gazette-1920-grain")
    ('well established', 'one source')
    """
    corpus = report.corpus
    if not names:
        raise UnknownName("certainty of nothing; name a question, or claims and facts")
    if names[0] in set(corpus.questions["question"]):
        rated = report.ratings.set_index("question")["judgement"]
        return Judgement(rated[names[0]]).label if names[0] in rated else ""
    known = {*corpus.claims["claim"], *corpus.facts["fact"]}
    if not corpus.left_out and (unknown := [name for name in names if name not in known]):
        near = offer(str(unknown[0]), sorted({*known, *corpus.questions["question"]}))
        raise UnknownName(f"no question, claim or fact “{unknown[0]}”; {near}")
    vouched = report.vouching.vouch(names)
    return vouched.word.label if vouched else ""


def leading_answers(report: Report) -> pd.Series:
    """Return the leading answer to each question in words, in the index of the questions' ids.

    What the question compares stands in brackets behind it: period, measure, the date of a stage.
    """
    questions = {row.question: row for row in report.corpus.questions.itertuples()}
    words = dict.fromkeys(questions, NO_ANSWER)
    leading = dict(zip(report.ratings["question"], report.ratings["answer"], strict=True))
    meanings = read_meanings(report.corpus)
    for claim in report.corpus.claims.itertuples():
        question = questions.get(claim.question)
        is_first = question and words[claim.question] == NO_ANSWER
        if is_first and label_of(claim, question) == leading.get(claim.question):
            words[claim.question] = say_answer(claim, question, meanings)
    return pd.Series(words)


def say_answer(answer: Any, question: Any, meanings: dict[str, str]) -> str:
    """Return an answer as readers should see it: a row of claims or facts, the row of its question, what codes mean."""
    value = NO_ANSWER if answer.value == UNKNOWN else _say_value(answer, question, meanings)
    date, as_of = map(date_in_words, (answer.date, getattr(answer, "as_of", "")))
    beside = SimpleNamespace(
        value="", unit="", date=date, as_of=as_of, measure=answer.measure, told=getattr(answer, "told", "")
    )
    return value + label_of(beside, question)


def _say_value(answer: Any, question: Any, meanings: dict[str, str]) -> str:
    kind = type_named(question.type)
    if kind.vocabulary:
        options = (option.split("+") for option in answer.value.split(";"))
        return " or ".join(" and ".join(_say_code(code, meanings) for code in option) for option in options)
    # The unit of a rank is a word for the place, “at least 11 place”, and no measure.
    unit = getattr(answer, "unit", "") or (question.unit if question.type != "rank" else "")
    return kind.in_words(answer.value, unit)


def _say_code(code: str, meanings: dict[str, str]) -> str:
    before, _, name = code.rpartition(" ")
    return f"{before} {meanings.get(name, name.replace('-', ' '))}".strip()


def read_meanings(corpus: Corpus) -> dict[str, str]:
    """Return what each code of an answer means, as it stands within a sentence: small, unless it begins with a name."""
    codes = corpus.vocabulary[corpus.vocabulary["field"].isin(["category", "member"])]
    names = {word for name in (*corpus.names["canonical"], *corpus.places["label"]) for word in name.split()}
    meanings = codes["definition"].str.removesuffix(".")
    return {code: _start_small(text, names) for code, text in zip(codes["code"], meanings, strict=True)}


def _start_small(text: str, names: set[str]) -> str:
    first = text.split(" ", 1)[0].strip("“”,")
    is_name = first in names or first[1:] != first[1:].lower()
    return text if is_name else text[:1].lower() + text[1:]
