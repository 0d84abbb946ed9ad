"""Shows what differs between two states of a report: judgements, findings that come, findings that go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from dossier.asking.names import demand_word
from dossier.asking.shown import Shown
from dossier.corpus.suppose import with_cells, with_claim
from dossier.corpus.tables import CorpusError
from dossier.errors import offer
from dossier.notebook.judged import leading_answers
from dossier.notebook.words import count
from dossier.report import Report
from dossier.values import STANDARD, UnreadableValue, date_from_words, read_days, read_ladders, read_value
from dossier.verdicts.difference import Difference, find_difference
from dossier.vocabulary import Verdict


@dataclass(frozen=True, repr=False, eq=False)
class Changes(Shown):
    """What changes, as something that shows itself. `difference` has the tables, `report` is the state after."""

    difference: Difference | None = None
    report: Report | None = None

    def __bool__(self) -> bool:
        return bool(self.difference)


def show_changes(before: Report, after: Report, title: str) -> Changes:
    """Return what changes from one state of a report to another."""
    difference = find_difference(
        (before.corpus, before.findings, before.ratings), (after.corpus, after.findings, after.ratings)
    )
    questions = difference.questions
    judged = questions[questions["before"] != questions["after"]]
    shown = pd.DataFrame(
        {
            "question": questions["text"],
            "judgement": _arrow(questions, "before", "after"),
            "answer": _arrow(_say_answers(questions, before, after), "answer_before", "answer_after"),
            "basis": _arrow(questions, "basis_before", "basis_after"),
        }
    )
    moved = judged.index.union(questions.index[questions["answer_before"] != questions["answer_after"]])
    conflicts = [int((each["verdict"] == Verdict.CONFLICT).sum()) for each in (difference.new, difference.gone)]
    come, go = (count(number, "contradiction") if number else "no contradiction" for number in conflicts)
    judgements = count(len(judged), "judgement") if len(judged) else "no judgement"
    sentence = f"Changes: {judgements}. New: {come}. Gone: {go}."
    shown = shown.loc[moved].reset_index(drop=True)
    return Changes(title, [sentence], shown, questions, difference, after)


_NUMBERS = ("start", "end", "paragraph")


def _demand_date(column: str, text: str) -> None:
    try:
        read_days(text)
    except UnreadableValue as error:
        raise CorpusError(f"{column}: {error}") from None


def _say_answers(questions: pd.DataFrame, before: Report, after: Report) -> pd.DataFrame:
    """Return the leading answers as readers should see them, in the place of their labels."""
    said = questions.copy()
    for column, report in (("answer_before", before), ("answer_after", after)):
        words = leading_answers(report)
        pairs = zip(said["question"], said[column], strict=True)
        told = [words.get(question, label) if label else "" for question, label in pairs]
        said[column] = pd.Series(told, index=said.index, dtype="str")
    return said


def _arrow(questions: pd.DataFrame, before: str, after: str) -> pd.Series:
    """Return two columns as “before → after”, and once where they are the same."""
    old, new = questions[before], questions[after]
    return old.where(old == new, old.replace("", "–") + " → " + new.replace("", "–"))


def suppose(report: Report, claim: str, cells: Mapping[str, Any]) -> Report:
    """Return the report as it would be with other cells in a claim, or, without an id, with a claim more.

    A claim more needs a question and a value; its source may be one that there is not. Raises CorpusError for an
    unknown id, column or question, and for a value that cannot be read.
    """
    corpus = report.corpus
    types = dict(zip(corpus.questions["question"], corpus.questions["type"], strict=True))
    asked = cells.get("question") or next(iter(corpus.claims["question"][corpus.claims["claim"] == claim]), "")
    if types.get(asked) == "date" and "value" in cells:
        cells = {**cells, "value": date_from_words(str(cells["value"]))}
    for column in ("theme", "kind", "told", "stated"):
        if column in cells:
            demand_word(str(cells[column]), corpus.vocabulary.loc[corpus.vocabulary["field"] == column, "code"], column)
    for column in ("date", "as_of"):
        if cells.get(column):
            _demand_date(column, str(cells[column]))
    if claim and "source" in cells:
        demand_word(str(cells["source"]), corpus.sources["source"], "source")
    cells = {
        column: cell if isinstance(cell, int) and column in _NUMBERS else str(cell) for column, cell in cells.items()
    }
    if claim:
        supposed = with_cells(corpus, claim, cells)
        row = supposed.claims[supposed.claims["claim"] == claim].iloc[0]
    else:
        made = {"claim": f"{cells.get('source') or 'supposed'}-supposed", "told": "done", "stated": "states"} | dict(
            cells
        )
        made.setdefault("source", "supposed")
        supposed = with_claim(corpus, made)
        row = supposed.claims.iloc[-1]
    questions = {each.question: each for each in corpus.questions.itertuples()}
    if row["question"] not in questions:
        raise CorpusError(f"no question “{row['question']}”; {offer(row['question'], questions)}")
    question = questions[row["question"]]
    ladder = read_ladders(corpus.ladders.itertuples()).get(question.ladder, STANDARD)
    try:
        read_value(
            question.type,
            row["value"],
            time_role=question.time_role,
            date=row["date"],
            as_of=row["as_of"],
            ladder=ladder,
        )
    except UnreadableValue as error:
        raise CorpusError(f"{question.question}: {error}") from None
    return type(report)(report.settings, supposed)
