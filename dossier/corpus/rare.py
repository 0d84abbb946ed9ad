"""Finds the letters in a corpus that a font may lack, with their places: who knows the fonts says which of them do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from dossier.corpus.letters import name_character
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus

PRINTED = (
    "sources", "claims", "questions", "facts", "series", "rulings", "names", "vocabulary", "unquestioned", "errata",
    "places", "routes", "lists",
)  # fmt: skip
"""The tables whose cells stand on pages."""

_RARE = re.compile("[^\x00-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]")
# Latin letters and the usual marks are in every font of the design, as a test holds: they are not asked for.

_UNDRAWN = ("Cf", "Mn", "Me", "Zs", "Cc")
"""Categories of signs that are never drawn by themselves."""


class Rare(NamedTuple):
    """A cell with letters that a font may lack, in their order."""

    table: str
    line: int
    column: str
    text: str
    signs: tuple[str, ...]


def letters_without_font(corpus: Corpus, find_missing: Callable[[Collection[str]], Collection[str]]) -> list[Problem]:
    """Return each cell with a letter that no font has, with the first such letter in it.

    `find_missing` says which letters of some have no font; it is asked once, and only where there are any to ask for.
    """
    found = list(_find_rare(corpus))
    asked = {sign for each in found for sign in each.signs}
    missing = find_missing(asked) if asked else ()
    return [_say(each, lost[0]) for each in found if (lost := [sign for sign in each.signs if sign in missing])]


def _say(cell: Rare, sign: str) -> Problem:
    said = f"no font has character {cell.text.index(sign) + 1}, {name_character(sign)}, “{sign}”"
    remedy = "write it in other letters, or in words: the PDF could not show it"
    return Problem(f"{cell.table}.csv", cell.line, cell.column, said, remedy)


def _find_rare(corpus: Corpus) -> Iterator[Rare]:
    for table in PRINTED:
        frame = getattr(corpus, table)
        for column in frame.select_dtypes(exclude="number"):
            if not _RARE.search("".join(frame[column].tolist())):
                continue
            for line, text in enumerate(frame[column].tolist(), start=2):
                if signs := tuple(s for s in _RARE.findall(text) if unicodedata.category(s) not in _UNDRAWN):
                    yield Rare(table, line, column, text, signs)
