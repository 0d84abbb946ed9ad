"""Says EDTF in words, for sentences and tables, and reads days and months that are written out."""

from __future__ import annotations

import re
from calendar import month_name
from datetime import datetime

SEASONS = ("spring", "summer", "autumn", "winter")
ORDINALS = ("first", "second", "third", "fourth")

GROUPINGS = {
    **{21 + place: f"{season} {{}}" for place, season in enumerate(SEASONS)},
    **{25 + place: f"{season} {{}}" for place, season in enumerate(SEASONS)},
    **{29 + place: f"{season} {{}} in the southern hemisphere" for place, season in enumerate(SEASONS)},
    **{33 + place: f"the {ordinal} quarter of {{}}" for place, ordinal in enumerate(ORDINALS)},
    **{37 + place: f"the {ordinal} third of {{}}" for place, ordinal in enumerate(ORDINALS[:3])},
    **{40 + place: f"the {ordinal} half of {{}}" for place, ordinal in enumerate(ORDINALS[:2])},
}
"""What the codes of seasons and other groupings say of a year."""


def date_in_words(edtf: str) -> str:
    """Return an EDTF text in words; what has no words here is returned as it is.

    >>> [date_in_words(text) for text in ("1919-12-12", "1920-06", "../1919", "2003~", "1920-33")]
    ['12 December 1919', 'June 1920', 'not later than 1919', 'about 2003', 'the first quarter of 1920']
    >>> [date_in_words(text) for text in ("2021-09-12/2021-09-20", "[2004-06..2004-07]", "1919-12/1920-01")]
    ['12–20 September 2021', 'June–July 2004', 'from December 1919 to January 1920']
    >>> [date_in_words(text) for text in ("[1990,1995]", "199X", "-0043-03-15", "1950/", "1920-XX-09")]
    ['1990 or 1995', 'the 1990s', '15 March 44 BC', 'from 1950 to an unknown date', '9th of a month of 1920']
    """
    if edtf[:1] in ("[", "{") and "," in edtf:
        *others, last = (date_in_words(item.strip()) for item in edtf[1:-1].split(","))
        return f"{', '.join(others)} {'or' if edtf[0] == '[' else 'and'} {last}"
    if match := re.fullmatch(r"\.\./(.+)|\[\.\.([^,]+)\]", edtf):
        return f"not later than {date_in_words(match[1] or match[2])}"
    if match := re.fullmatch(r"(.+)/\.\.|\[([^,]+)\.\.\]", edtf):
        return f"from {date_in_words(match[1] or match[2])}"
    if match := re.fullmatch(r"(.+)/|/(.+)", edtf):
        first, last = (date_in_words(side) if side else "an unknown date" for side in match.groups())
        return f"from {first} to {last}"
    if match := re.fullmatch(r"\[?([^./\]]+)(?:\.\.|/)([^./\]]+)\]?", edtf):
        if days := _days_of_a_month(match[1], match[2]):
            return days
        first, last = date_in_words(match[1]), date_in_words(match[2])
        return f"between {first} and {last}" if edtf[0] == "[" else f"from {first} to {last}"
    return _single(edtf)


def _days_of_a_month(first: str, last: str) -> str:
    """Return two days of one month as “12–20 September 2021”, two months as “June–July 2004”; empty for others."""
    one, other = first.split("-"), last.split("-")
    if (
        not (first + last).replace("-", "").isdigit()
        or len(one) != len(other)
        or len(one) < 2
        or one[:-1] != other[:-1]
    ):
        return ""
    if len(one) == 3:
        return f"{int(one[2])}–{date_in_words(last)}"
    names = [_plain(year, month, None).split() for year, month in (one[:2], other[:2])]
    return (
        f"{names[0][0]}–{' '.join(names[1])}" if all(len(name) == 2 and name[0] in month_name for name in names) else ""
    )


def _single(edtf: str) -> str:
    bare, marks = re.subn(r"[~?%]", "", edtf.partition("T")[0])
    match = re.fullmatch(r"(-?\d{2}(?:\d\d|\dX|XX)|XXXX)(?:-(XX|\d\d)(?:-(XX|\d\d))?)?", bare, re.ASCII)
    said = _plain(*match.groups()) if match else _long_year(bare)
    return ("about " if marks else "") + said if said else edtf


def _plain(year: str, month: str | None, day: str | None) -> str:
    """Return a date of four-digit year, month and day in words, empty where it has none."""
    whole = _year(year)
    if month and month != "XX" and int(month) in GROUPINGS and not day:
        return GROUPINGS[int(month)].format(whole)
    if month == "XX":
        return f"{_ordinal(int(day))} of a month of {whole}" if day and day != "XX" else whole
    if not month:
        return whole
    if not 1 <= int(month) <= 12:
        return ""
    rest = f"{int(day)} {month_name[int(month)]}" if day and day != "XX" else month_name[int(month)]
    return f"{rest} {whole}"


def _year(year: str) -> str:
    if year == "XXXX":
        return "of an unknown year"
    if year.endswith("X"):
        first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
        return f"the {first}s" if year.count("X") == 1 and first > 0 else f"between {_era(first)} and {_era(last)}"
    return _era(int(year))


def _era(year: int) -> str:
    """Return a year in words: 0 is 1 BC."""
    if year <= 0:
        return f"{1 - year:,} BC" if year < -9998 else f"{1 - year} BC"
    return str(year) if year >= 1000 else f"AD {year}"


def _long_year(text: str) -> str:
    match = re.fullmatch(r"Y(-?\d{5,15})", text, re.ASCII)
    return _era(int(match[1])) if match else ""


def _ordinal(day: int) -> str:
    ending = "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def date_from_words(words: str) -> str:
    """Return the EDTF text of a day or a month written out, and any other text as it is.

    >>> [date_from_words(text) for text in ("20 December 1991", "December 20, 1991", "May 1919", "1919-05", "soon")]
    ['1991-12-20', '1991-12-20', '1919-05', '1919-05', 'soon']
    """
    for form, edtf in (("%d %B %Y", "%Y-%m-%d"), ("%B %d, %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m")):
        try:
            return datetime.strptime(words.strip(), form).strftime(edtf)
        except ValueError:
            continue
    return words
