"""Answers one question: how certain it is, who says what, and who contradicts whom."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dossier.asking.names import describe
from dossier.asking.search import fold, matches
from dossier.asking.shown import Shown
from dossier.corpus.tables import CorpusError
from dossier.errors import offer
from dossier.notebook.judged import leading_answers, read_meanings, say_answer
from dossier.report import Report
from dossier.vocabulary import Judgement, Verdict


def show_question(report: Report, name: str) -> Shown:
    """Return one question, named by its id or by words that only it has: judgement, answers, contradictions.

    Raises CorpusError where no question or more than one is meant.
    """
    row = _choose_question(report, name)
    corpus = report.corpus
    rating = report.ratings[report.ratings["question"] == row.question]
    sentences = []
    if len(rating):
        rated = rating.iloc[0]
        word, answer = Judgement(rated["judgement"]).label, leading_answers(report)[row.question]
        sentences.append(f"{word.capitalize()}: {answer}. Basis: {rated['basis']}.")
    else:
        sentences.append("No article of this edition answers it.")
    answers = corpus.answers()
    own = answers[answers["question"] == row.question].merge(describe(corpus)[["id", "who", "words"]], on="id")
    meanings = read_meanings(corpus)
    own = own.assign(answer=[say_answer(each, row, meanings) for each in own.itertuples()])
    sentences += _say_clashes(report, row.question, own)
    shown = own[["answer", "who"]].assign(words=own["words"], id=own["id"])
    return Shown(row.text, sentences, shown, own)


def _say_clashes(report: Report, question: str, own: pd.DataFrame) -> list[str]:
    who = own.set_index("id")["who"].to_dict()
    answer = own.set_index("id")["answer"].to_dict()
    said: dict[str, str] = {}
    clashes = report.findings[
        (report.findings["question"] == question) & (report.findings["verdict"] == Verdict.CONFLICT)
    ]
    for clash in clashes.itertuples():
        one, other = list(clash.claims) + list(clash.facts)
        if clash.cluster in said or one not in who or other not in who:
            continue
        gap = f" ({clash.gap})" if clash.gap else ""
        reading = f" {clash.ruling}" if clash.ruling else ""
        said[clash.cluster] = (
            f"{who[one]} ({answer[one]}) contradicts {who[other]} ({answer[other]}){gap}.{reading}"
            if one != other
            else ""
        )
    return list(said.values())


def _choose_question(report: Report, name: str) -> Any:
    table = report.corpus.questions
    if not isinstance(name, str):
        raise CorpusError(f"{name!r} names no question; write its id, or words of it")
    named = table[table["question"] == name]
    if named.empty:
        named = table[matches(table, name, report.corpus)] if name.strip() else named
    if len(named) == 1:
        return next(named.itertuples())
    if len(named) > 1:
        raise CorpusError(f"{len(named)} questions have “{name}”; name one: {', '.join(named['question'][:12])}")
    raise CorpusError(f"no question “{name}”; {_offer_questions(name, table)}")


def _offer_questions(words: str, table: pd.DataFrame) -> str:
    """Return the questions that have most of the words, else those whose ids are alike."""
    asked = {word for word in fold(words).replace("-", " ").split() if len(word) > 2}
    shared = table["text"].map(lambda text: sum(word in fold(text) for word in asked))
    best = table["question"][(shared > 1) & (shared == shared.max())].head(3)
    if len(best):
        return f"did you mean {' or '.join(f'“{each}”' for each in best)}?"
    return offer(words, table["question"])
