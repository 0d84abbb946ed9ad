"""Says in words how certain the answer to a question is, and on what basis.

The word comes from one table, `TABLE`, and from four things: how many independent origins give the leading answer, how
far the other answers go with it, what the record says, and the editor's rulings, which decide what counts as a dissent.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from dossier.vocabulary import Judgement, Support


class Origins(StrEnum):
    """How many independent origins bear witness to the leading answer."""

    NONE = "none"
    ONE = "one"
    SEVERAL = "several"


class Others(StrEnum):
    """How far the other answers go with the leading one."""

    AGREE = "agree"
    """Independent origins give the same answer."""
    LEAN = "lean"
    """Other sources answer otherwise, and what they say can stand beside it."""
    ALONE = "alone"
    """Nothing else can be compared."""
    RULED = "ruled"
    """Another answer excludes it, and the editor or the record prefers this one."""
    DISSENT = "dissent"
    """Another answer excludes it."""


class Record(StrEnum):
    """What the independent reference facts say on the leading answer."""

    AGAINST = "against"
    DIVIDED = "divided"
    """Facts disagree, or the editor leaves open whether they contradict it."""
    SUPPORTS = "supports"
    """A fact of high confidence gives the same, or lies within it."""
    LEANS = "leans"
    """A fact of medium confidence does, or a fact merely leaves room for it."""
    SILENT = "silent"


class Row(NamedTuple):
    """One line of the table: an empty cell holds for everything."""

    origins: str
    others: str
    record: str
    word: Judgement


TABLE = (
    Row("", "", "against", Judgement.PROBABLY_WRONG),
    Row("", "dissent", "", Judgement.UNCLEAR),
    Row("", "", "divided", Judgement.UNCLEAR),
    Row("none", "", "supports", Judgement.LIKELY),
    Row("none", "alone", "", Judgement.ONE_SOURCE),
    Row("none", "", "", Judgement.UNCLEAR),
    Row("", "ruled", "", Judgement.LIKELY),
    Row("several", "", "", Judgement.WELL_ESTABLISHED),
    Row("one", "", "supports", Judgement.WELL_ESTABLISHED),
    Row("one", "lean", "", Judgement.LIKELY),
    Row("one", "", "leans", Judgement.LIKELY),
    Row("one", "", "", Judgement.ONE_SOURCE),
)
"""The first row that fits gives the word. A question that the record contradicts is never called well established."""


def judge_question(origins: Origins, others: Others, record: Record) -> Judgement:
    """Return the word for a question, from the first row of the table that fits.

    >>> str(judge_question(Origins.SEVERAL, Others.AGREE, Record.SILENT))
    'well established'
    >>> str(judge_question(Origins.SEVERAL, Others.AGREE, Record.AGAINST))
    'probably wrong'
    """
    seen = (origins, others, record)
    return next(row.word for row in TABLE if all(cell in ("", each) for cell, each in zip(row, seen, strict=False)))


def describe_basis(
    witnesses: int, sources: int, authorities: list[str], support: Support, record: Record, others: Others, aside: int
) -> str:
    """Return the basis of a judgement as a phrase: “two independent articles and the Foreign Ministry”.

    `witnesses` are the independent origins of the leading answer, `sources` the articles that give it, `authorities`
    those of the facts that support it, and `aside` counts answers that a ruling sets aside.
    """
    *first, last = list(filter(None, [_articles(witnesses, sources), *authorities[:2]])) or [""]
    parts = [f"{', '.join(first)} and {last}" if first else last]
    parts += [_OTHERS[others]] if others in _OTHERS else []
    if support is Support.AGAINST and record is Record.DIVIDED:
        parts.append("whether outside records contradict it is open")
    elif support in _RECORD:
        parts.append(_RECORD[support])
    elif record is Record.LEANS and not authorities:
        parts.append("outside records leave room for it")
    if aside:
        parts.append(f"{say_number(aside)} other answer{'' if aside == 1 else 's'} set aside")
    return "; ".join(filter(None, parts))


_OTHERS = {
    Others.LEAN: "other answers fit it",
    Others.RULED: "preferred to another answer",
    Others.DISSENT: "against another answer",
}

_RECORD = {
    Support.AGAINST: "outside records contradict it",
    Support.DIVIDED: "outside records disagree",
    Support.CIRCULAR: "the outside record goes back to the same source",
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def say_number(number: int) -> str:
    """Return a number as a word up to twelve, else in digits.

    >>> say_number(2), say_number(13)
    ('two', '13')
    """
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _articles(witnesses: int, sources: int) -> str:
    if not sources:
        return ""
    noun = "article" if sources == 1 else "articles"
    if witnesses == 0:
        return f"a judgement or a plan in {say_number(sources)} {noun}"
    if sources == 1:
        return "one article"
    if witnesses >= sources:
        return f"{say_number(sources)} independent articles"
    if witnesses == 1:
        return f"{say_number(sources)} articles of one origin"
    return f"{say_number(sources)} articles of {say_number(witnesses)} origins"


def name_authority(authority: str) -> str:
    """Return the first of several authorities, with an article where its name begins with a common noun.

    >>> name_authority("Embassy of Freedonia, via The Gazette; The Courier")
    'the Embassy of Freedonia'
    """
    first = authority.split(";")[0].split(", via ")[0].strip()
    word, _, rest = first.partition(" ")
    if word in ("A", "An"):
        return f"{word.lower()} {rest}"
    if word == "own":
        return f"our {first}"
    return f"the {first}" if word in _COMMON_NOUNS else first


_COMMON_NOUNS = (
    "Ambassador",
    "CIA",
    "Civil",
    "Commerce",
    "Constitution",
    "Defence",
    "Deputy",
    "Economic",
    "Embassy",
    "Foreign",
    "Government",
    "Military",
    "Minister",
    "Ministry",
    "National",
    "Organisation",
    "Parliament",
    "Petroleum",
    "Prime",
    "Presidency",
    "President",
    "Senate",
    "State",
    "United",
    "World",
)
