"""Reads the text of one value into the numbers and the words that a row of evidence gives."""

from __future__ import annotations

import math
from typing import NamedTuple

from dossier.notebook.words import plain
from dossier.values import STANDARD, Ladder, UnreadableValue, read_days, read_value


class Typed(NamedTuple):
    """A value as numbers, missing where it has none, and in words, escaped for a table and empty where it has none.

    `low`, `high` and `middle` are an amount in its unit, a place in an order, or stages as places on their scale, from
    0; an open end is infinite, and then the middle is the bound. `stages` are the labels of the stages. `ended` is the
    label of an end, which has no place. `figure` is an amount or a rank without unit, `amount` the same with its unit,
    `answer` the value of whatever type.
    """

    low: float = math.nan
    high: float = math.nan
    middle: float = math.nan
    stages: tuple[str, ...] = ()
    figure: str = ""
    amount: str = ""
    answer: str = ""
    ended: str = ""


def read_typed(kind: str, text: str, unit: str = "", ladder: Ladder = STANDARD) -> Typed:
    """Read the value of a question of the type `kind`, with the ladder of a status.

    One without a question is read as an amount, if it is one.
    """
    if not text:
        return Typed()
    try:
        value = read_value(kind or "amount", text, ladder=ladder)
    except UnreadableValue:
        return Typed(answer=plain(text))
    if value.is_figure:
        figure = plain(value.in_words(text))
        # The unit of a rank is a word for the place, “at least 11 place”, and no measure.
        amount = plain(value.in_words(text, unit)) if value.has_unit else figure
        return Typed(value.low, value.high, _middle(value.low, value.high), (), figure, amount, amount)
    answer = plain(value.in_words(text, unit))
    if value.is_end:
        return Typed(answer=answer, ended=value.labels[0])
    if value.labels:
        return Typed(value.low, value.high, _middle(value.low, value.high), value.labels, answer=answer)
    return Typed(answer=answer)


def first_day(edtf: str) -> float:
    """Return the first day of an EDTF text as an ordinal; the last one where it is open, and nothing for no text."""
    if not edtf:
        return math.nan
    days = read_days(edtf)
    return days.low if math.isfinite(days.low) else days.high


def _middle(low: float, high: float) -> float:
    bounds = [bound for bound in (low, high) if math.isfinite(bound)]
    return sum(bounds) / len(bounds) if bounds else math.nan
