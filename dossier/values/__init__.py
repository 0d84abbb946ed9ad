"""Values: each text of a claim or a fact is read into the set of values that it allows, or refused.

A source rarely gives a point: "1992" is any day of that year, "almost thirty" is a range, "~2" is a figure with a
margin. One file per type reads and compares its values and knows their codes, mutations, words and repairs. A new type
is one such file and one line in `TYPES`.

>>> read_value("amount", "7.3±0.05").low
7.3
>>> read_value("rank", "second")
Traceback (most recent call last):
dossier.values.value.UnreadableValue: “second” is not a place: write 2, 1/3, >=11 or <=3, counted from 1
"""

from __future__ import annotations

from dossier.values.absence import Absence
from dossier.values.amount import APPROXIMATE_SHARE, Amount, amount_in_words
from dossier.values.answer import Answer, Question
from dossier.values.calendar import day_text
from dossier.values.category import Category
from dossier.values.date import Date, Extent, read_days
from dossier.values.date_words import date_from_words, date_in_words
from dossier.values.interval import Interval, Ranges
from dossier.values.ladder import STANDARD, Ladder, read_ladders
from dossier.values.rank import Rank
from dossier.values.status import Progress
from dossier.values.unknown import SILENT, UNKNOWN, Unknown
from dossier.values.value import PROFILES, Gap, Judgement, Precision, Profile, UnreadableValue, Value

TYPES: dict[str, type[Value]] = {
    "date": Date,
    "amount": Amount,
    "rank": Rank,
    "category": Category,
    "status": Progress,
    "absence": Absence,
}
"""The type of a question, as the table `questions` names it, and the values of its answers."""


def type_named(kind: str) -> type[Value]:
    """Return the type of values that a question type asks for. Raises UnreadableValue for an unknown type."""
    try:
        return TYPES[kind]
    except KeyError:
        raise UnreadableValue(f"unknown question type “{kind}”", f"write one of {', '.join(TYPES)}") from None


def read_answer(answer: Answer, question: Question) -> Value:
    """Read the value of an answer to a question. Raises UnreadableValue."""
    kind = type_named(question.type)
    return Unknown() if answer.value == UNKNOWN else kind.read(answer, question)


def read_value(
    kind: str, text: str, *, time_role: str = "instant", date: str = "", as_of: str = "", ladder: Ladder = STANDARD
) -> Value:
    """Read the text of a value of one question type: the set of values that the text allows.

    `date` and `as_of` are the EDTF columns beside it, which an absence and a status need, and `ladder` has the stages
    of a status. Raises UnreadableValue, which says what was found and what could be read.
    """
    return read_answer(Answer(text, date, as_of), Question(kind, time_role=time_role, ladder=ladder))


__all__ = [
    "APPROXIMATE_SHARE",
    "PROFILES",
    "SILENT",
    "STANDARD",
    "TYPES",
    "UNKNOWN",
    "Absence",
    "Amount",
    "Answer",
    "Category",
    "Date",
    "Extent",
    "Gap",
    "Interval",
    "Judgement",
    "Ladder",
    "Precision",
    "Profile",
    "Progress",
    "Question",
    "Ranges",
    "Rank",
    "Unknown",
    "UnreadableValue",
    "Value",
    "amount_in_words",
    "date_from_words",
    "date_in_words",
    "day_text",
    "read_answer",
    "read_days",
    "read_ladders",
    "read_value",
    "type_named",
]
