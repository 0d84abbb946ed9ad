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
    witnesses: int, sources: int, authorities: list[str], record: Support, others: Others, set_aside: int
) -> str:
    """Return the basis of a judgement as a phrase: “two independent articles and the Foreign Ministry”.

    `witnesses` are the independent origins of the leading answer, `sources` the articles that give it, `authorities`
    those of the facts that support it, and `set_aside` counts answers that a ruling sets aside.
    """
    parts = [" and ".join(filter(None, [_articles(witnesses, sources), *authorities[:2]]))]
    if others is Others.RULED:
        parts.append("preferred to another answer")
    elif others is Others.DISSENT:
        parts.append("against another answer")
    parts += [_RECORD[record]] if record in _RECORD else []
    if set_aside:
        parts.append(f"{_count(set_aside)} other answer{'' if set_aside == 1 else 's'} set aside")
    return "; ".join(filter(None, parts))


_RECORD = {
    Support.AGAINST: "the record contradicts it",
    Support.DIVIDED: "the record is divided",
    Support.CIRCULAR: "the record goes back to the same source",
}

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def _count(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _articles(witnesses: int, sources: int) -> str:
    if not sources:
        return ""
    noun = "article" if sources == 1 else "articles"
    if witnesses == 0:
        return f"a judgement or a plan in {_count(sources)} {noun}"
    if sources == 1:
        return "one article"
    if witnesses >= sources:
        return f"{_count(sources)} independent articles"
    if witnesses == 1:
        return f"{_count(sources)} articles of one origin"
    return f"{_count(sources)} articles of {_count(witnesses)} origins"


def name_authority(authority: str) -> str:
    """Return the first of several authorities, with an article where its name begins with a common noun.

    >>> name_authority("Embassy of Freedonia; The Courier")
    'the Embassy of Freedonia'
    """
    first = authority.split(";")[0].strip()
    return f"the {first}" if first.split()[0] in _COMMON_NOUNS else first


_COMMON_NOUNS = ("Constitution", "Embassy", "Foreign", "Ministry", "President", "State")
