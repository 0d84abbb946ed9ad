"""Reads the text of a value into the set of values it allows, and refuses what it cannot read.

A source rarely gives a point: "1992" is any day of that year, "almost thirty" is a range, "~2" is a
figure with a margin. Each reader below turns one such text into a set; `dossier.compare` then asks what
two sets have in common.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import Season

LADDER = ("interest", "talks", "offered", "agreed", "signed", "under-way", "done")
"""Rungs of a status, from the lowest to the highest."""

DAYS_OF_UNIT = {4: 366, 7: 31, 10: 1}
"""Length in days of the unit that an EDTF text ends on, by the length of the text: YYYY, YYYY-MM, YYYY-MM-DD."""

SEASONS = {"21": ("03-01", "05-31"), "22": ("06-01", "08-31"), "23": ("09-01", "11-30")}
"""First and last day of the northern seasons; winter is read below, since it can lie in either year's months."""


class UnreadableValue(ValueError):
    """A value text that no reader of its type understands; the message says what would be understood."""


@dataclass(frozen=True)
class Profile:
    """How much room a reading grants: multiples of the stated margins of `~` or `?`, and of rounding."""

    name: str
    approximation: float
    rounding: float


PROFILES = {
    "strict": Profile("strict", 0, 0),
    "default": Profile("default", 1, 1),
    "lenient": Profile("lenient", 2, 2),
}
"""Strict takes every figure as printed; lenient doubles the margins of the default."""

APPROXIMATE_SHARE = 0.10
"""Margin of an amount marked `~`, as a share of the amount (default profile)."""


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, with the margins that a profile may grant on either side.

    Days are counted as proleptic Gregorian ordinals (`datetime.date.toordinal`), open ends are infinite.
    """

    low: float
    high: float
    approximation: float = 0
    rounding: float = 0

    def __post_init__(self):
        if self.low > self.high:
            raise UnreadableValue(f"the lower bound {self.low:g} lies above the upper bound {self.high:g}")

    def bounds(self, profile: Profile) -> tuple[float, float]:
        """Return the lowest and the highest number allowed under a profile."""
        margin = self.approximation * profile.approximation + self.rounding * profile.rounding
        return self.low - margin, self.high + margin


@dataclass(frozen=True)
class Extent:
    """A span of time, known by when it started and when it ended."""

    start: Interval
    end: Interval


@dataclass(frozen=True)
class Codes:
    """One of these codes holds; several mean that the text does not decide between them."""

    codes: frozenset[str]


@dataclass(frozen=True)
class Rung:
    """A place on the ladder, reached at a date."""

    rungs: Interval
    as_of: Interval | None


@dataclass(frozen=True)
class Absence:
    """`none`, `only` one code, or a `member`, over an interval of days."""

    form: str
    code: str
    days: Interval | None


Value = Interval | Extent | Codes | Rung | Absence


def read_value(kind: str, text: str, *, time_role: str = "instant", date: str = "", as_of: str = "") -> Value:
    """Read the text of a value of one question type.

    Returns the set of values that the text allows. `date` and `as_of` are the EDTF columns beside it, which
    an absence and a status need. Raises UnreadableValue, whose message says what could be read.
    """
    if kind == "date":
        return read_extent(text) if time_role == "extent" else read_days(text)
    if kind == "amount":
        return read_amount(text)
    if kind == "rank":
        return read_rank(text)
    if kind == "category":
        return read_codes(text)
    if kind == "status":
        return Rung(read_rungs(text), read_days(as_of or date) if as_of or date else None)
    if kind == "absence":
        return read_absence(text, date or as_of)
    raise UnreadableValue(f"unknown question type “{kind}”")


@lru_cache(maxsize=4096)
def read_days(text: str) -> Interval:
    """Read an EDTF text, level 0 to 2, as the days it allows (ordinals).

    `~` and `?` get a margin of one unit of the text's own precision, ours and not the library's. A season
    is northern; winter is read as any of its months in either year. Raises UnreadableValue.
    """
    parsed = _parse(text)
    if re.fullmatch(r"\d{4}-24", text):
        year = int(text[:4])
        return Interval(date(year - 1, 12, 1).toordinal(), _last_of_february(year + 1))
    if isinstance(parsed, Season) and text[5:] in SEASONS:
        first, last = (date.fromisoformat(f"{text[:4]}-{day}").toordinal() for day in SEASONS[text[5:]])
        return Interval(first, last)
    first, last = _ordinal(parsed.lower_strict()), _ordinal(parsed.upper_strict())
    approximate = re.search(r"[~?%]", text)
    return Interval(first, last, approximation=_unit(text) if approximate else 0)


def read_extent(text: str) -> Extent:
    """Read an EDTF text as a whole span. Raises UnreadableValue."""
    whole = read_days(text)
    if "/" in text and ".." not in text:
        return Extent(*(read_days(part) for part in text.split("/")))
    if text.startswith("../"):
        return Extent(Interval(-math.inf, whole.high), Interval(-math.inf, whole.high))
    return Extent(Interval(whole.low, whole.low), Interval(whole.high, whole.high))


def read_amount(text: str) -> Interval:
    """Read `7.3`, `0.025/0.03`, `~2`, `>=100`, `<=1` or `7.3±0.05` (rounded). Raises UnreadableValue."""
    number = r"-?\d+(?:\.\d+)?"
    if match := re.fullmatch(rf"({number})/({number})", text):
        return Interval(float(match[1]), float(match[2]))
    if match := re.fullmatch(rf"({number})±({number})", text):
        return Interval(float(match[1]), float(match[1]), rounding=float(match[2]))
    if match := re.fullmatch(rf"(~|>=|<=|)({number})", text):
        amount = float(match[2])
        if match[1] == "~":
            return Interval(amount, amount, approximation=abs(amount) * APPROXIMATE_SHARE)
        return Interval(-math.inf if match[1] == "<=" else amount, math.inf if match[1] == ">=" else amount)
    raise UnreadableValue(f"“{text}” is no amount: write 7.3, 1/2, ~2, >=100, <=1 or 7.3±0.05")


def read_rank(text: str) -> Interval:
    """Read a place: `2`, `1/3` for one of the first three, `>=11`. Raises UnreadableValue."""
    if re.fullmatch(r"[1-9]\d*(/[1-9]\d*)?|(>=|<=)[1-9]\d*", text):
        return read_amount(text)
    raise UnreadableValue(f"“{text}” is no place: write 2, 1/3 or >=11")


def read_codes(text: str) -> Codes:
    """Read codes joined by `;`. Raises UnreadableValue."""
    codes = text.split(";")
    if not all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code) for code in codes):
        raise UnreadableValue(f"“{text}” is no code: write lower-case codes joined by ;")
    return Codes(frozenset(codes))


def read_rungs(text: str) -> Interval:
    """Read a rung, or two joined by `/` as a range, as places on the ladder from 0. Raises UnreadableValue."""
    rungs = text.split("/")
    if len(rungs) > 2 or not set(rungs) <= set(LADDER):
        raise UnreadableValue(f"“{text}” is no rung: write one of {', '.join(LADDER)}, or two joined by /")
    return Interval(LADDER.index(rungs[0]), LADDER.index(rungs[-1]))


def read_absence(text: str, days: str) -> Absence:
    """Read `none`, `only CODE` or `CODE`, dated by an EDTF text. Raises UnreadableValue."""
    match = re.fullmatch(r"(none)|(?:(only) )?([a-z0-9]+(?:-[a-z0-9]+)*)", text)
    if not match:
        raise UnreadableValue(f"“{text}” is no absence: write none, only CODE or CODE")
    return Absence(match[1] or match[2] or "member", match[3] or "", read_days(days) if days else None)


def _parse(text: str):
    try:
        return parse_edtf(text)
    except EDTFParseException:
        raise UnreadableValue(
            f"“{text}” is no EDTF date: write 1992, 1992-06, 1992-06-09, 1992-06/1992-07, ../1991 or 1992~"
        ) from None


def _ordinal(moment) -> float:
    if isinstance(moment, float):
        return moment
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()


def _unit(text: str) -> int:
    """Return the length in days of the coarsest unit that the text's parts end on."""
    parts = re.findall(r"[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?", text)
    return max((DAYS_OF_UNIT[len(part)] for part in parts), default=1)


def _last_of_february(year: int) -> int:
    return date(year, 3, 1).toordinal() - 1


__all__ = [
    "LADDER",
    "PROFILES",
    "Absence",
    "Codes",
    "Extent",
    "Interval",
    "Profile",
    "Rung",
    "UnreadableValue",
    "Value",
    "read_value",
]
