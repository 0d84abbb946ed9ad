"""Says things in words that a sentence or a table cell can hold: numbers, counts, lists, citations, quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from dossier.vocabulary import Judgement

NO_FIGURE = "(no figure)"
"""What stands in a sentence for a number that the evidence does not have."""

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def number(value: float, decimals: int = 0) -> str:
    """Return a number in digits with thousands separators; one that is missing is “(no figure)”.

    >>> number(1234.5, 1), number(82), number(float("nan"))
    ('1,234.5', '82', '(no figure)')
    """
    return NO_FIGURE if value != value else f"{value:,.{decimals}f}"


def span(low: float, high: float, decimals: int = 0) -> str:
    """Return two numbers as a range, and as one number where they look the same.

    >>> span(8, 9), span(0.04, 0.04, 2)
    ('8 to 9', '0.04')
    """
    first, last = number(low, decimals), number(high, decimals)
    return first if first == last else f"{first} to {last}"


def count(items: int, noun: str = "", plural: str = "") -> str:
    """Return a count as a word up to twelve, else in digits, with its noun.

    >>> count(3, "claim"), count(13, "country", "countries")
    ('three claims', '13 countries')
    """
    items = int(items)
    text = _WORDS[items] if 0 <= items < len(_WORDS) else number(items)
    return f"{text} {noun if items == 1 else plural or noun + 's'}".strip() if noun else text


def join(texts: Iterable[str], last: str = "and") -> str:
    """Return texts as a list in a sentence, “none” without any.

    >>> join(["a", "b", "c"]), join(["a", "b"], "to"), join([])
    ('a, b and c', 'a to b', 'none')
    """
    *head, tail = list(texts) or ["none"]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def cite(*claims: str) -> str:
    """Return the role that links to the entries of these claims."""
    return f"{{claim}}`{','.join(claims)}`"


def cite_facts(*facts: str) -> str:
    """Return the role that links to the entries of these reference facts."""
    return f"{{fact}}`{','.join(facts)}`"


def plain(text: str) -> str:
    """Return a text of the data with the characters escaped that Markdown would read as markup."""
    return re.sub(r"([\\`*_{}\[\]<>|~^$])", r"\\\1", str(text))


def unmark(text: str) -> str:
    """Return inline MyST as the text that readers see: a role as its content in brackets, no emphasis, no escapes.

    >>> unmark(plain("US$ *1*")), unmark("held {claim}`a-1`")
    ('US$ *1*', 'held [a-1]')
    """
    text = re.sub(r"\{[a-z:]+\}`([^`]*)`", r"[\1]", text)
    return re.sub(r"\\(.)|\*\*(.+?)\*\*|\*(.+?)\*", lambda match: match[1] or match[2] or match[3], text)


def quote(text: str) -> str:
    """Return words of a source in quotation marks, escaped."""
    return f"“{plain(text)}”"


def judgement(rating: Mapping[str, Any]) -> str:
    """Return how certain the answer to a question is and on what basis, from a row of `Report.ratings`.

    >>> judgement({"judgement": "likely", "basis": "one article and two records"})
    'likely: one article and two records'
    """
    return f"{Judgement(rating['judgement']).label}: {rating['basis']}"
