"""Reads EDTF, the extended date format of ISO 8601-2, levels 0 to 2, into intervals of days.

The whole grammar is read here, a plain date in about 10 µs. A set may have gaps: `1992-XX-09` is the ninth of any
month, `[1990,1995]` one of two years. A season without a hemisphere is northern, a winter that of either year's months.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn

from dossier.values.calendar import day_number, month_length
from dossier.values.interval import Interval
from dossier.values.stretches import GROUPS, MAX_PARTS, expand, expand_grouping
from dossier.values.value import UnreadableValue

FORMS = "write 1992, 1992-06, 1992-06-09, 1992-06/1992-07, ../1992 or 1992~"
"""What is said where no better hint is known."""

DAY, MONTH, YEAR = 1, 31, 366
"""Longest length of each unit in days: the margin of a date that is marked as about."""

FARTHEST_YEAR = 10**12

_DATE = re.compile(
    r"(?P<before_year>[~?%]?)(?P<year>-?[\dX]{4})(?P<after_year>[~?%]?)"
    r"(?:-(?P<before_month>[~?%]?)(?P<month>[\dX]{2})(?P<after_month>[~?%]?)"
    r"(?:-(?P<before_day>[~?%]?)(?P<day>[\dX]{2})(?P<after_day>[~?%]?))?)?"
    r"(?P<time>T(?:[01]\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII,
)
_LONG_YEAR = re.compile(r"Y?(?P<year>-?\d{1,15})(?:E(?P<exponent>\d{1,3}))?(?:S(?P<significant>\d{1,3}))?", re.ASCII)


class Reading(NamedTuple):
    """The days that a text allows, in order; `every` says that all of them are meant, and not one of them."""

    parts: tuple[Interval, ...]
    every: bool = False


def read_edtf(text: str) -> Reading:
    """Read an EDTF text. Raises UnreadableValue, which says what is wrong with it and what to write instead."""
    if text[:1] in ("[", "{"):
        return _read_set(text)
    if "/" in text:
        return Reading((_read_interval(text),))
    return Reading(tuple(_read_date(text)))


def split_interval(text: str) -> tuple[str, str]:
    """Return the two sides of an interval's text. Raises UnreadableValue."""
    first, _, last = text.partition("/")
    if "/" in last:
        _refuse(text, remedy=_numeric_remedy(text))
    if re.fullmatch(r"\d{4}", first) and re.fullmatch(r"\d\d", last):
        year = int(first)
        fiscal = f"{first}-07/{year + 1:04}-06"
        _refuse(text, remedy=f"write {first}/{year + 1:04} for two years, or {fiscal} for a year from July to June")
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", first) and re.fullmatch(r"\d\d", last):
        _refuse(text, remedy=f"write {first}/{first[:-2]}{last}")
    return first, last


def _read_interval(text: str) -> Interval:
    """Read two sides joined by a slash; `..` and nothing are an open and an unknown end."""
    _check_years(text)
    first, last = (None if side in ("", "..") else tuple(_read_date(side, text)) for side in split_interval(text))
    if text == "/":
        _refuse(text)
    return _span(text, first, last)


def _check_years(text: str) -> None:
    if "XXXX" in text:
        _refuse(
            text, "a date in an interval or a set needs a year", "write the year, or as many of its digits as are known"
        )


def _span(text: str, first: tuple[Interval, ...] | None, last: tuple[Interval, ...] | None) -> Interval:
    """Return all days from the first of one date to the last of another."""
    low, below = (first[0].low, first[0].below) if first else (-math.inf, 0)
    high, above = (last[-1].high, last[-1].above) if last else (math.inf, 0)
    if low > high:
        _refuse(text, "it ends before it begins", "write the earlier date first")
    return Interval(low, high, below, above)


def _read_set(text: str) -> Reading:
    """Read `[…]`, one of these, or `{…}`, all of these; `a..b` is everything from one to the other."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]] or len(text) < 3:
        _refuse(text, "a bracket is missing", "write [1990,1995], [1990..1995] or {1990,1995}")
    _check_years(text)
    parts: list[Interval] = []
    for item in text[1:-1].split(","):
        first, dots, last = item.strip().partition("..")
        if dots and (first or last):
            sides = (tuple(_read_date(side, text)) if side else None for side in (first, last))
            parts.append(_span(text, *sides))
        else:
            parts += _read_date(item.strip(), text)
        if len(parts) > MAX_PARTS:
            _refuse(text, "it stands for too many days", "write fewer dates")
    return Reading(tuple(parts), every=text[0] == "{")


def _read_date(text: str, whole: str = "") -> Iterator[Interval]:
    """Yield the stretches of days that one date allows, in order; `whole` is the text that it is part of."""
    match = _DATE.fullmatch(text)
    if not match:
        yield _read_long_year(text, whole or text)
        return
    year, month, day = match["year"], match["month"], match["day"]
    if match["time"] and (not day or match["zone"] or "X" in text):
        local = text.partition("T")[0]
        _refuse(whole or text, "it has a time of day", f"write the day at the place of the event, as in {local}")
    margin = _margin(match)
    if year == "-0000":
        _refuse(whole or text, "there is no year −0", "write 0000 for the year before year 1")
    if month and month.isdigit() and int(month) in GROUPS and not day:
        yield from expand_grouping(year, int(month), margin)
        return
    yield from _read_plain(whole or text, year, month, day, margin)


def _margin(match: re.Match[str]) -> float:
    """Return the length of the coarsest unit that is marked as about, 0 where none is.

    A mark behind a unit is on it and on all before it, so its own precision counts; one before a unit is on it alone.
    """
    year, month, day = match["year"], match["month"], match["day"]
    units = {"year": YEAR * 10 ** (len(year) - len(year.rstrip("X"))), "month": MONTH, "day": DAY}
    if month and month.isdigit() and int(month) in GROUPS and not day:
        units["month"] = MONTH * GROUPS[int(month)][1]
    if month == "XX":
        units["month"] = units["year"]
    if day == "XX":
        units["day"] = units["month"]
    return max((size for unit, size in units.items() if match[f"before_{unit}"] or match[f"after_{unit}"]), default=0)


def _read_plain(text: str, year: str, month: str | None, day: str | None, margin: float) -> Iterator[Interval]:
    """Yield the days of a year, month or day, of which any digit may be unspecified."""
    month = None if month == "XX" and day in (None, "XX") else month
    day = None if day == "XX" else day
    if "X" not in f"{year}{month}{day}":
        yield _read_specified(text, int(year), int(month) if month else None, int(day) if day else None, margin)
        return
    parts = expand(year, month, day, margin)
    if parts is None:
        _refuse(text, "it stands for too many days", "write the year or the month as well")
    if not parts:
        _refuse(text, "there is no such day")
    yield from parts


def _read_specified(text: str, year: int, month: int | None, day: int | None, margin: float) -> Interval:
    if month is None:
        return Interval(day_number(year), day_number(year + 1) - 1, margin, margin)
    if not 1 <= month <= 12:
        _refuse(text, f"there is no month {month:02}")
    length = month_length(year, month)
    if day is None:
        first = day_number(year, month)
        return Interval(first, first + length - 1, margin, margin)
    if not 1 <= day <= length:
        _refuse(text, f"{year:04}-{month:02} has {length} days")
    number = day_number(year, month, day)
    return Interval(number, number, margin, margin)


def _read_long_year(text: str, whole: str) -> Interval:
    """Read `Y-170000002`, `Y17E7` and years with significant digits, `1950S2` and `Y171010000S3`."""
    match = _LONG_YEAR.fullmatch(text)
    plain = text[:1] != "Y"
    if not match or (plain and not re.fullmatch(r"-?\d{4}S\d+", text)):
        _refuse(whole)
    year, exponent = int(match["year"]), int(match["exponent"] or 0)
    if not plain and not exponent and abs(year) <= 9999:
        _refuse(whole, "Y is for years of more than four digits", f"write {'-' if year < 0 else ''}{abs(year):04}")
    if exponent > 12 or abs(year) * 10**exponent > FARTHEST_YEAR:
        _refuse(whole, "it is out of range", "write a year nearer than a million million years")
    year *= 10**exponent
    unit = 1
    if match["significant"]:
        digits = int(match["significant"])
        if not 1 <= digits <= len(str(abs(year))) or (plain and digits > 4):
            _refuse(whole, f"the year does not have {digits} digits", "write the number of digits that are known")
        unit = 10 ** (max(len(str(abs(year))), 4 if plain else 1) - digits)
    first = year // unit * unit if year >= 0 else -(-year // unit * unit) - (unit - 1)
    return Interval(day_number(first), day_number(first + unit) - 1)


def _refuse(text: str, why: str = "", remedy: str = "") -> NoReturn:
    found = f"“{text}” is not an EDTF date" + (f", since {why}" if why else "")
    raise UnreadableValue(found, remedy or _remedy(text))


def _remedy(text: str) -> str:
    """Return what to write instead of a text in a form that people use and EDTF does not."""
    if match := re.fullmatch(r"(-?)(\d{1,3})", text, re.ASCII):
        return f"write four digits, as in {match[1]}{int(match[2]):04}"
    if match := re.fullmatch(r"(-?\d{5,15})(/.*)?", text, re.ASCII):
        return f"write Y before a year of more than four digits, as in Y{match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", text, re.ASCII):
        padded = "-".join([match[1], *(f"{int(part):02}" for part in match.groups()[1:] if part)])
        return f"write {padded}" if padded != text else FORMS
    if match := re.fullmatch(r"([<>])(=?)(-?\d{4})", text, re.ASCII):
        year = int(match[3]) + (0 if match[2] else {"<": -1, ">": 1}[match[1]])
        return f"write ../{year:04}" if match[1] == "<" else f"write {year:04}/.."
    return _numeric_remedy(text)


def _numeric_remedy(text: str) -> str:
    if match := re.fullmatch(r"\d{1,2}([./-])\d{1,2}\1(\d{4})", text, re.ASCII):
        return f"write the year, then the month, then the day, as in {match[2]}-12-31"
    return FORMS
