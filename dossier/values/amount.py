"""Amounts: `7.3`, `0.025/0.03` for a range, `~2` for about, `>=100`, `<=1`, and `7.3±0.05` for a rounded figure."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dossier.values.answer import Answer, Question
from dossier.values.interval import Interval, Ranges
from dossier.values.quantity import Quantity
from dossier.values.value import Gap, Judgement, Precision, UnreadableValue
from dossier.vocabulary import Verdict

APPROXIMATE_SHARE = 0.10
"""Margin of an amount marked `~`, as a share of the amount (default profile)."""

SLIPS = {10: "ten", 100: "a hundred", 1000: "a thousand"}
"""Slips of scale that a repair looks for: a decimal point, per cent, thousand for million."""


@dataclass(frozen=True)
class Amount(Quantity):
    """The numbers that a figure allows, in the unit of its question."""

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Amount:
        """Read the amount of an answer. Raises UnreadableValue."""
        return cls.of(read_number(answer.value))

    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return the widths of two amounts: “0 against 0.4 US$ million”."""
        text = f"{finer:.3g} against {coarser:.3g} {question.unit}".strip()
        return Precision(text, finer, coarser, question.unit)

    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Give the gap as a ratio where both are above zero, else as a difference."""
        lower, upper = sorted((ours, theirs), key=lambda ranges: ranges.low)
        if lower.high > 0:
            ratio = upper.low / lower.high
            gap = Gap(f"{ratio:.1f}×", ratio, "×")
        else:
            difference = upper.low - lower.high
            gap = Gap(f"{difference:.3g} {question.unit}".strip(), difference, question.unit)
        return Judgement(Verdict.CONFLICT, "disjoint-amount", "no amount is shared", gap)

    @classmethod
    def mutations(cls, text: str) -> Iterator[tuple[str, str]]:
        """Yield the slips of scale of a single figure."""
        match = re.fullmatch(r"(~|>=|<=|)(\d+(?:\.\d+)?)(±.+)?", text)
        if match:
            mark, number, rounding = match[1], float(match[2]), match[3] or ""
            yield "× 10", f"{mark}{number * 10:g}{rounding}"
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
    """Read the text of an amount. Raises UnreadableValue."""
    number = r"-?\d+(?:\.\d+)?"
    if match := re.fullmatch(rf"({number})/({number})", text):
        return Interval(float(match[1]), float(match[2]))
    if match := re.fullmatch(rf"({number})±({number})", text):
        return Interval(float(match[1]), float(match[1]), rounding=float(match[2]))
    if match := re.fullmatch(rf"(~|>=|<=|)({number})", text):
        amount = float(match[2])
        if match[1] == "~":
            margin = abs(amount) * APPROXIMATE_SHARE
            return Interval(amount, amount, below=margin, above=margin)
        return Interval(-math.inf if match[1] == "<=" else amount, math.inf if match[1] == ">=" else amount)
    raise UnreadableValue(f"“{text}” is not an amount", "write 7.3, 1/2, ~2, >=100, <=1 or 7.3±0.05")


def amount_in_words(text: str, unit: str = "") -> str:
    """Return the text of an amount or a rank in words, with its unit; a sign of currency stands before the number.

    >>> [amount_in_words(text, "km") for text in ("7.3±0.05", "~2", ">=1000", "<=1", "1/2")]
    ['7.3 km', 'about 2 km', 'at least 1,000 km', 'at most 1 km', '1 to 2 km']
    >>> amount_in_words("~10", "US$ million")
    'about US$10 million'
    """
    marks = {"~": "about ", ">=": "at least ", "<=": "at most ", "": ""}
    match = re.fullmatch(r"(~|>=|<=|)([^±]+)(?:±.+)?", text)
    mark, numbers = (match[1], match[2]) if match else ("", text)
    said = " to ".join(map(_grouped, numbers.split("/")))
    first, _, others = unit.partition(" ")
    if first and unicodedata.category(first[-1]) == "Sc":
        return f"{marks[mark]}{first}{said} {others}".strip()
    return f"{marks[mark]}{said} {unit}".strip()


def _grouped(number: str) -> str:
    whole, point, decimals = number.partition(".")
    return f"{int(whole):,}{point}{decimals}" if re.fullmatch(r"-?\d+", whole) else number
