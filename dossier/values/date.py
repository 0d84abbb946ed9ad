"""Dates in EDTF: the days on which something may have happened, or a whole span with its two ends."""

from __future__ import annotations

import math
import re
from calendar import month_name
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, ClassVar

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import Season

from dossier.values.answer import Answer, Question
from dossier.values.interval import Interval, Ranges
from dossier.values.quantity import Quantity
from dossier.values.value import Gap, Judgement, Precision, Profile, UnreadableValue, Value
from dossier.vocabulary import Verdict

DAYS_OF_UNIT = {4: 366, 7: 31, 10: 1}
"""Days in the last unit written, by length of the EDTF text: 4 is YYYY, 7 YYYY-MM, 10 YYYY-MM-DD."""

SEASONS = {"21": ("03-01", "05-31"), "22": ("06-01", "08-31"), "23": ("09-01", "11-30")}
"""First and last day of the northern seasons; winter is read below, since it can lie in either year's months."""


@dataclass(frozen=True)
class Date(Quantity):
    """The days that a text allows, as proleptic Gregorian ordinals (`datetime.date.toordinal`)."""

    step: ClassVar[float] = 1

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Value:
        """Read the date of an answer as days, or as a span where the question asks for one. Raises UnreadableValue."""
        return read_extent(answer.value) if question.time_role == "extent" else read_days(answer.value)

    def precision(self, finer: float, coarser: float, question: Question) -> Precision:
        """Return how many days two dates allow: “30 against 366 days”."""
        return Precision(f"{finer:.0f} against {coarser:.0f} days", finer, coarser, "days")

    def conflict(self, ours: Ranges, theirs: Ranges, question: Question) -> Judgement:
        """Give the gap in days."""
        return Judgement(Verdict.CONFLICT, "disjoint-date", "no day is shared", Gap.of(ours.gap(theirs), "day"))

    @classmethod
    def mutations(cls, text: str) -> Iterator[tuple[str, str]]:
        """Yield the slips that a plain date suffers: year, month, day, and day for month."""
        match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", text)
        if not match:
            return
        year, month, day = match.groups()
        yield "year + 1", f"{int(year) + 1}{text[4:]}"
        yield "year − 1", f"{int(year) - 1}{text[4:]}"
        if month:
            yield "another month", f"{year}-{int(month) % 12 + 1:02}{'-15' if day else ''}"
        if day:
            yield "day + 3", str(date.fromisoformat(text) + timedelta(days=3))
            yield "day − 3", str(date.fromisoformat(text) - timedelta(days=3))
            if int(day) <= 12 and day != month:
                yield "day and month swapped", f"{year}-{day}-{month}"

    @classmethod
    def in_words(cls, text: str, unit: str = "") -> str:
        """Return the date in words."""
        return date_in_words(text)


@dataclass(frozen=True)
class Extent(Value):
    """A span of time, known by when it started and when it ended."""

    start: Date
    end: Date

    sameness: ClassVar[str] = "both give the same span"

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Extent:
        """Read the date of an answer as a span. Raises UnreadableValue."""
        return read_extent(answer.value)

    def compare(self, other: Extent, question: Question, profile: Profile) -> Judgement:
        """Compare the two starts and the two ends; the graver verdict decides."""
        ends = [one.compare(two, question, profile) for one, two in ((self.start, other.start), (self.end, other.end))]
        for verdict in (Verdict.CONFLICT, Verdict.COMPATIBLE):
            if found := next((end for end in ends if end.verdict is verdict), None):
                return found
        return Judgement(Verdict.AGREE, "equivalent", "both give the same span in different words")


@lru_cache(maxsize=4096)
def read_days(text: str) -> Date:
    """Read an EDTF text, level 0 to 2, as the days it allows (ordinals).

    `~` and `?` get a margin of one unit of the text's own precision (edtf's default padding is not used). A season
    is northern; winter is read as any of its months in either year. Raises UnreadableValue.

    >>> day = read_days("1992-06-09")
    >>> day.low == day.high == date(1992, 6, 9).toordinal()
    True
    """
    parsed = _parse(text)
    if re.fullmatch(r"\d{4}-24", text):
        year = int(text[:4])
        return Date.of(Interval(date(year - 1, 12, 1).toordinal(), date(year + 1, 3, 1).toordinal() - 1))
    if isinstance(parsed, Season) and text[5:] in SEASONS:
        first, last = (date.fromisoformat(f"{text[:4]}-{day}").toordinal() for day in SEASONS[text[5:]])
        return Date.of(Interval(first, last))
    margin = _unit(text) if re.search(r"[~?%]", text) else 0
    return Date.of(Interval(_ordinal(parsed.lower_strict()), _ordinal(parsed.upper_strict()), margin, margin))


def read_extent(text: str) -> Extent:
    """Read an EDTF text as a whole span. Raises UnreadableValue."""
    whole = read_days(text)
    if "/" in text and ".." not in text:
        return Extent(*(read_days(part) for part in text.split("/")))
    if text.startswith("../"):
        end = Date.of(Interval(-math.inf, whole.high))
        return Extent(end, end)
    return Extent(Date.of(Interval(whole.low, whole.low)), Date.of(Interval(whole.high, whole.high)))


def _parse(text: str) -> Any:
    try:
        return parse_edtf(text)
    except EDTFParseException:
        raise UnreadableValue(
            f"“{text}” is not an EDTF date", "write 1992, 1992-06, 1992-06-09, 1992-06/1992-07, ../1991 or 1992~"
        ) from None


def _ordinal(moment: Any) -> float:
    if isinstance(moment, float):
        return moment
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


def _unit(text: str) -> int:
    """Return the length in days of the coarsest unit that the text's parts end on."""
    parts = re.findall(r"[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?", text)
    return max((DAYS_OF_UNIT[len(part)] for part in parts), default=1)


def day_text(ordinal: float) -> str:
    """Return a day's ISO text, or an open end as two dots."""
    return ".." if math.isinf(ordinal) else date.fromordinal(int(ordinal)).isoformat()


def date_in_words(edtf: str) -> str:
    """Return an EDTF text in words; what has no words here is returned as it is.

    >>> [date_in_words(text) for text in ("1991-12-12", "1992-06", "../1991", "2003~")]
    ['12 December 1991', 'June 1992', 'not later than 1991', 'about 2003']
    """
    if match := re.fullmatch(r"\.\./(.+)", edtf):
        return f"not later than {date_in_words(match[1])}"
    if match := re.fullmatch(r"(.+)/\.\.", edtf):
        return f"from {date_in_words(match[1])}"
    if match := re.fullmatch(r"\[?([^./\]]+)(?:\.\.|/)([^./\]]+)\]?", edtf):
        first, last = date_in_words(match[1]), date_in_words(match[2])
        return f"between {first} and {last}" if edtf[0] == "[" else f"from {first} to {last}"
    if match := re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", edtf):
        year, month, day, mark = match.groups()
        words = [str(int(day))] if day else []
        words += [month_name[int(month)]] if month else []
        return ("about " if mark else "") + " ".join([*words, year])
    return edtf
