"""Names what an answer says, and the pair of two answers that a finding and a ruling are about.

The label of an answer is its value, with what a comparison needs beside it in brackets: the date of a stage, the
period and the measure of a figure, that a thing is planned. Two claims with one label say the same, whoever makes them,
so a ruling on two labels holds for every pair of claims that bear them, now and later.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any, NamedTuple

from dossier.vocabulary import Told

AHEAD = frozenset(told for told in Told if told.looks_ahead)


def label_of(answer: Any, question: Any) -> str:
    """Return the label of an answer: a row with value, unit, date, as_of, measure and told.

    `question` has a type, and the columns to compare on, as a text joined by `;` or as a tuple.

    >>> from types import SimpleNamespace as Row
    >>> said = Row(value="talks", unit="", date="", as_of="2020-06", measure="", told="done")
    >>> label_of(said, Row(type="status", comparable_on=""))
    'talks (2020-06)'
    """
    value = _sort_codes(answer.value) if question.type == "category" else answer.value
    value = f"{value} {answer.unit}" if answer.unit else value
    context = ", ".join(filter(None, _context(answer, question)))
    return f"{value} ({context})" if context else value


def _sort_codes(value: str) -> str:
    return ";".join(sorted("+".join(sorted(option.split("+"))) for option in value.split(";")))


def _context(answer: Any, question: Any) -> Iterator[str]:
    compared = question.comparable_on
    for column in compared.split(";") if isinstance(compared, str) else compared:
        yield answer.date if column == "period" else getattr(answer, column, "")
    if question.type == "status":
        yield answer.as_of or answer.date
    elif question.type == "absence":
        yield answer.date or answer.as_of
    if answer.told in AHEAD:
        yield answer.told


class PairKey(NamedTuple):
    """What a finding and a ruling are about: a question, and two labels, or a label and the id of a fact.

    Where an order of events or a constraint is broken, that word stands for the question, and each side begins with
    its own question.

    >>> str(PairKey.of("recognition-date", "1920", "1919-03-03"))
    'recognition-date: 1919-03-03 ~ 1920'
    >>> PairKey.parse("recognition-date: 1919-03-03 ~ 1920").other
    '1920'
    """

    question: str
    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.question}: {self.one} ~ {self.other}"

    @classmethod
    def of(cls, question: str, one: str, other: str) -> PairKey:
        """Return the key of two labels, whatever their order."""
        return cls(question, *sorted((one, other)))

    @classmethod
    def parse(cls, text: str) -> PairKey:
        """Return the key that a text holds. Raises ValueError if it is not `question: one ~ other`."""
        question, colon, sides = text.partition(": ")
        one, tilde, other = sides.partition(" ~ ")
        if not (colon and tilde and question and one and other):
            raise ValueError(f"“{text}” does not name a pair of answers; write question: one ~ other")
        return cls(question, one, other)


ORDER, CONSTRAINT = "order", "constraint"
"""Stand in a key for the question, where the two answers are to two questions that an order or a constraint binds."""


def canonical_key(text: str, facts: Container[str]) -> str:
    """Return a key with its two sides in their order: a fact behind a claim, and two labels by the alphabet.

    A key on an order or a constraint, whose sides have their order from it, and a text that is no key, stay as they
    are. `facts` are the ids of all facts.

    >>> canonical_key("recognition-date: note-of-1919 ~ 1920", {"note-of-1919"})
    'recognition-date: 1920 ~ note-of-1919'
    """
    try:
        key = PairKey.parse(text)
    except ValueError:
        return text
    if key.question in (ORDER, CONSTRAINT):
        return text
    if (key.one in facts) != (key.other in facts):
        claim, fact = sorted((key.one, key.other), key=lambda side: side in facts)
        return str(PairKey(key.question, claim, fact))
    return str(PairKey.of(key.question, key.one, key.other))
