"""Lists what a report has on something: claims, outside records, questions, articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from dossier.asking.names import demand_columns, demand_word
from dossier.asking.search import matches
from dossier.asking.shown import Shown, head
from dossier.corpus.tables import Corpus
from dossier.notebook.judged import leading_answers
from dossier.notebook.words import count
from dossier.report import Report
from dossier.values import date_in_words
from dossier.vocabulary import Judgement


def find_claims(report: Report, words: str, columns: Mapping[str, Any]) -> Shown:
    """Return the claims that have the words, and these codes in these columns, by source in the order of the text."""
    corpus = report.corpus
    demand_columns(corpus.claims, columns, "claims")
    rows = _with_questions(corpus.rows("claims", **columns), corpus).sort_values(["source", "start"])
    rows = rows[matches(rows, words, corpus)].reset_index(drop=True)
    labels = corpus.sources.set_index("source")["label"]
    shown = pd.DataFrame(
        {
            "statement": rows["statement"],
            "source": rows["source"].map(labels),
            "words": "“" + rows["quote"] + "”",
            "when": rows["date"].map(date_in_words),
            "claim": rows["claim"],
        }
    )
    sources = rows["source"].nunique()
    title = head(f"{count(len(rows), 'claim')} in {count(sources, 'article')}", words)
    return Shown(title, [] if len(rows) else _say_elsewhere(report, words), shown, rows)


def _say_elsewhere(report: Report, words: str) -> list[str]:
    """Return where else the words stand, for whoever finds them in no article."""
    facts = int(matches(_with_questions(report.corpus.facts, report.corpus), words, report.corpus).sum())
    return [f"Outside records have them: report.facts(“{words.strip()}”) finds {count(facts)}."] if facts else []


def find_facts(report: Report, words: str, columns: Mapping[str, Any]) -> Shown:
    """Return the reference facts that have the words, and these codes in these columns, by date."""
    corpus = report.corpus
    demand_columns(corpus.facts, columns, "facts")
    rows = _with_questions(corpus.rows("facts", **columns), corpus).sort_values(["date", "fact"])
    rows = rows[matches(rows, words, corpus)].reset_index(drop=True)
    shown = rows[["statement", "authority"]].assign(
        when=rows["date"].map(date_in_words), confidence=rows["confidence"], fact=rows["fact"]
    )
    title = head(count(len(rows), "outside record"), words)
    return Shown(title, (), shown, rows)


def find_questions(report: Report, words: str, columns: Mapping[str, Any]) -> Shown:
    """Return the questions that have the words or are answered with them, each with its answer and how certain it is.

    Beside the columns of questions, `judgement` may be named.
    """
    corpus = report.corpus
    wanted = columns.get("judgement")
    columns = {name: codes for name, codes in columns.items() if name != "judgement"}
    demand_columns(corpus.questions, columns, "questions")
    answers = corpus.answers()
    said = answers.groupby("question")["statement"].agg(" ".join)
    rows = corpus.rows("questions", **columns)
    rows = rows.assign(statement=rows["question"].map(said).fillna(""))
    rows = rows[matches(rows, words, corpus)].drop(columns="statement")
    rows = rows.merge(report.ratings, on="question", how="left")
    labels = {str(word): word.label for word in Judgement}
    rows["judgement"] = rows["judgement"].map(lambda code: labels.get(str(code), "not answered"))
    if wanted is not None:
        known = [*labels.values(), "not answered"]
        demand_word(wanted, known, "judgement")
        rows = rows[rows["judgement"] == wanted]
    rows = rows.reset_index(drop=True)
    shown = rows[["text", "judgement"]].assign(
        answer=rows["question"].map(leading_answers(report)),
        basis=rows["basis"].fillna("no article of this edition answers"),
        question=rows["question"],
    )
    title = head(count(len(rows), "question"), words)
    return Shown(title, (), shown, rows)


def list_sources(report: Report) -> Shown:
    """Return the articles, by date, with how many claims each makes."""
    table = report.corpus.sources.sort_values("published", ignore_index=True)
    claims = report.corpus.claims["source"].value_counts()
    shown = pd.DataFrame(
        {
            "source": table["label"],
            "title": table["title"],
            "published": table["published"].map(date_in_words),
            "standpoint": table["standpoint"],
            "claims": [str(claims.get(name, 0)) for name in table["source"]],
            "id": table["source"],
        }
    )
    return Shown(head(count(len(table), "article")), (), shown, table)


def _with_questions(rows: pd.DataFrame, corpus: Corpus) -> pd.DataFrame:
    texts = corpus.questions.set_index("question")["text"]
    return rows.assign(text=rows["question"].map(texts).fillna(""))
