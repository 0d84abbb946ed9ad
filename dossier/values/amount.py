"""Amounts: `7.3`, `0.025/0.03`, `~2` and `~57/58` for about, `>=100`, `>100`, `<=1`, `<1`, `7.3±0.05` if rounded."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, NoReturn

from dossier.values.answer import Answer, Question
from dossier.values.interval import Interval, Ranges
from dossier.values.quantity import Quantity
from dossier.values.units import find_factor
from dossier.values.value import Gap, Judgement, Precision, Profile, UnreadableValue
from dossier.vocabulary import Subtype, Verdict

APPROXIMATE_SHARE = 0.10
"""Margin of an amount marked `~`, as a share of the amount (default profile)."""

SLIPS = {10: "ten", 100: "a hundred", 1000: "a thousand"}
"""Slips of scale that a repair looks for: a decimal point, per cent, thousand for million."""

FORMS = "write 7.3, 1/2, ~2, ~57/58, >=100, >100, <=1, <1 or 7.3±0.05"

HALVES = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "0.333±0.0005", "⅔": "0.667±0.0005"}

_NUMBER = r"-?\d{1,30}(?:\.\d{1,30})?"
_RANGE = re.compile(rf"(~?)({_NUMBER})/({_NUMBER})", re.ASCII)
_ROUNDED = re.compile(rf"({_NUMBER})±({_NUMBER})", re.ASCII)
_SINGLE = re.compile(rf"(~|>=|<=|>|<|)({_NUMBER})", re.ASCII)


@dataclass(frozen=True)
class Amount(Quantity):
    """The numbers that a figure allows, in a unit: that of its question, unless the two measure different things."""

    unit: str = ""

    is_figure: ClassVar[bool] = True
    has_unit: ClassVar[bool] = True

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Amount:
        """Read the amount of an answer, converted into the unit of its question. Raises UnreadableValue."""
        interval, unit = read_number(answer.value), answer.unit or question.unit
        if unit == question.unit:
            return cls(Ranges((interval,)), unit)
        factor = find_factor(unit, question.unit)
        if factor is None:
            return cls(Ranges((interval,)), unit)
        return cls(Ranges((_multiplied(interval, factor),)), question.unit)

    @property
    def names_all(self) -> bool:
        """Whether another amount is excluded although the question has several answers: it is."""
        return True

    def compare(self, other: Amount, question: Question, profile: Profile) -> Judgement:
        """Compare two amounts of one dimension; convert one where both have units of their own."""
        if self.unit == other.unit:
            return super().compare(other, question, profile)
        finer_unit, coarser_unit = sorted((self.unit, other.unit))
        if find_factor(finer_unit, coarser_unit) is None:
            reason = f"the units measure different things: {finer_unit or 'none'} and {coarser_unit or 'none'}"
            return Judgement(Verdict.NOT_COMPARABLE, Subtype.MEASURE, reason)
        return self._in(finer_unit).compare(other._in(finer_unit), question, profile)

    def _in(self, unit: str) -> Amount:
        factor = find_factor(self.unit, unit) or 1.0
        return Amount(Ranges(tuple(_multiplied(part, factor) for part in self.ranges.parts)), unit)

    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return the widths of two amounts: “0 against 0.4 US$ million”."""
        return Precision(f"{finer:.3g} against {coarser:.3g} {self.unit}".strip(), finer, coarser, self.unit)

    def sharing(self, width: float) -> str:
        """Return how precisely an amount so wide is told."""
        return f"to within {width:.3g} {self.unit}".strip() if width else "to the figure"

    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Give the gap as a ratio where both are above zero, else as a difference; none where a bound is missed."""
        lower, upper = (ours, theirs) if ours.high <= theirs.low else (theirs, ours)
        if lower.high == upper.low:
            return Judgement(Verdict.CONFLICT, Subtype.DISJOINT_AMOUNT, "one excludes the very bound of the other")
        if lower.high > 0:
            ratio = upper.low / lower.high
            gap = Gap(f"{ratio:.1f}×", ratio, "×")
        else:
            difference = upper.low - lower.high
            gap = Gap(f"{difference:.3g} {self.unit}".strip(), difference, self.unit)
        return Judgement(Verdict.CONFLICT, Subtype.DISJOINT_AMOUNT, "no amount is shared", gap)

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield the slips of scale of a single figure."""
        match = re.fullmatch(r"(~|>=|<=|>|<|)(\d+(?:\.\d+)?)(±.+)?", text)
        if match:
            mark, number, rounding = match[1], float(match[2]), match[3] or ""
            yield "× 10", f"{mark}{_printed(number * 10)}{rounding}"
            yield "thousand for million", f"{mark}{number / 1000:f}{rounding}"

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the amount in words, with its unit."""
        return amount_in_words(text, unit)

    def repair(self, other: Amount) -> str:
        """Look for a slip of scale."""
        for factor, word in SLIPS.items():
            for one, two in ((self, other), (other, self)):
                if one.low * factor <= two.high and two.low <= one.high * factor:
                    return f"If one of the two were {word} times as large: a slip of scale."
        return ""


@lru_cache(maxsize=4096)
def read_number(text: str) -> Interval:
    """Read the text of an amount. Raises UnreadableValue.

    >>> read_number("~57/58")
    Interval(low=57.0, high=58.0, below=5.7, above=5.8, rounding=0, low_open=False, high_open=False)
    """
    if match := _RANGE.fullmatch(text):
        low, high = float(match[2]), float(match[3])
        if low > high:
            _refuse(text, "it is a range that ends below its beginning", _range_remedy(match[2], match[3]))
        return Interval(low, high, *(_margins(text, low, high) if match[1] else ()))
    if match := _ROUNDED.fullmatch(text):
        rounding = float(match[2])
        if rounding < 0:
            _refuse(text, "a rounding cannot be negative", f"write {match[1]}±{match[2].removeprefix('-')}")
        return Interval(float(match[1]), float(match[1]), rounding=rounding)
    if match := _SINGLE.fullmatch(text):
        mark, amount = match[1], float(match[2])
        if mark == "~":
            return Interval(amount, amount, *_margins(text, amount, amount))
        low = amount if mark in ("", ">", ">=") else -math.inf
        high = amount if mark in ("", "<", "<=") else math.inf
        return Interval(low, high, low_open=mark == ">", high_open=mark == "<")
    return _refuse(text, "", _remedy(text))


def _margins(text: str, low: float, high: float) -> tuple[float, float]:
    """Return the margins of an amount marked as about, a share of either end."""
    if 0 in (low, high):
        _refuse(text, "about nothing has no margin", "write 0, <=1 or 0±1")
    return round(abs(low) * APPROXIMATE_SHARE, 12), round(abs(high) * APPROXIMATE_SHARE, 12)


def _multiplied(interval: Interval, factor: float) -> Interval:
    """Return an interval in another unit, without the noise of the multiplication."""
    low, high, below, above, rounding = (float(f"{number * factor:.12g}") for number in interval[:5])
    return Interval(low, high, below, above, rounding, interval.low_open, interval.high_open)


def _printed(number: float) -> str:
    """Return a number without an exponent and without noughts behind the point."""
    return f"{number:.6f}".rstrip("0").rstrip(".")


def _refuse(text: str, why: str, remedy: str) -> NoReturn:
    raise UnreadableValue(f"“{text}” is not an amount" + (f", since {why}" if why else ""), remedy)


def _range_remedy(one: str, two: str) -> str:
    quotient = f", or {float(one) / float(two):.12g} for {one} divided by {two}" if float(two) else ""
    return f"write {two}/{one}{quotient}"


def _remedy(text: str) -> str:
    """Return what to write instead of a figure in a form that people use."""
    if match := re.fullmatch(r"(?:(\d{1,15})[  -]?)?([½¼¾⅓⅔])", text, re.ASCII):
        half = HALVES[match[2]]
        return f"write {match[1] or 0}{half[1:]}"
    if match := re.fullmatch(r"(\d{1,15})[  -](\d{1,15})/([1-9]\d{0,14})", text, re.ASCII):
        return f"write {int(match[1]) + int(match[2]) / int(match[3]):.12g}; a slash is a range, and 0.5 is a half"
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", text, re.ASCII):
        return f"write {text.replace(',', '')}"
    if re.fullmatch(r"[~<>=]*−\d+(\.\d+)?", text, re.ASCII):
        return f"write {text.replace('−', '-')}, with a hyphen for the minus"
    return FORMS


def amount_in_words(text: str, unit: str = "") -> str:
    """Return the text of an amount or a rank in words, with its unit; a sign of currency stands before the number.

    >>> [amount_in_words(text, "km") for text in ("7.3±0.05", "~2", ">=1000", "<1", "1/2")]
    ['7.3 km', 'about 2 km', 'at least 1,000 km', 'less than 1 km', '1 to 2 km']
    >>> amount_in_words("~10", "US$ million")
    'about US$10 million'
    """
    marks = {"~": "about ", ">=": "at least ", "<=": "at most ", ">": "more than ", "<": "less than ", "": ""}
    match = re.fullmatch(r"(~|>=|<=|>|<|)([^±]+)(?:±.+)?", text)
    mark, numbers = (match[1], match[2]) if match else ("", text)
    said = " to ".join(map(_grouped, numbers.split("/")))
    first, _, others = unit.partition(" ")
    if first and unicodedata.category(first[-1]) == "Sc":
        return f"{marks[mark]}{first}{said} {others}".strip()
    return f"{marks[mark]}{said} {unit}".strip()


def _grouped(number: str) -> str:
    whole, point, decimals = number.partition(".")
    return f"{int(whole):,}{point}{decimals}" if re.fullmatch(r"-?\d{1,30}", whole, re.ASCII) else number
