"""Says values in words, for sentences and tables."""

from __future__ import annotations

import re
import unicodedata
from calendar import month_name


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
        year, month, date, mark = match.groups()
        words = [str(int(date))] if date else []
        words += [month_name[int(month)]] if month else []
        return ("about " if mark else "") + " ".join([*words, year])
    return edtf


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
