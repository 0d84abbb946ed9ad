"""The small records of the evidence: a problem with its remedy, the name of an entry, the name of a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from dossier.errors import printable

KINDS = ("claim", "fact", "question")
"""What a reference can point at."""


LONGEST = 400
"""How many characters of what was found are told: a cell may hold a book."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, and how to mend it. Line 0 stands for the whole file.

    In a notebook, `cell` is the number of the cell, from 1, and lines are counted in it.
    """

    file: str
    line: int
    column: str
    found: str
    remedy: str
    cell: int = 0

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        place = f"{self.file}, cell {self.cell}, line {self.line}" if self.cell else place
        column = f" column {self.column}:" if self.column else ""
        found = self.found.rstrip(".")
        found = found if len(found) <= LONGEST else f"{found[: LONGEST // 2]} … {found[-LONGEST // 4 :]}"
        line = f"{place}:{column} {found}; {self.remedy}"
        return printable(line).replace("\n", "\\n")


class Ref(NamedTuple):
    """A reference to a claim, a fact or a question; as a text it is the label of its entry.

    >>> str(Ref("claim", "courier-1921-ferry"))
    'claim-courier-1921-ferry'
    >>> Ref.parse("fact-trade-1920")
    Ref(kind='fact', id='trade-1920')
    """

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.id}"

    @classmethod
    def parse(cls, text: str) -> Ref:
        """Return the reference that a label names. Raises ValueError if it does not begin with a kind and a hyphen."""
        kind, hyphen, name = text.partition("-")
        if kind not in KINDS or not hyphen or not name:
            raise ValueError(f"“{text}” does not name an entry; write claim-…, fact-… or question-…")
        return cls(kind, name)


class FindingId(NamedTuple):
    """The id of a finding: its two sides, claims in the order of the alphabet and before a fact.

    >>> str(FindingId.of(("b", "a")))
    'a~b'
    >>> FindingId.parse("a~b")
    FindingId(one='a', other='b')
    """

    one: str
    other: str

    def __str__(self) -> str:
        return f"{self.one}~{self.other}"

    @classmethod
    def of(cls, claims: tuple[str, ...], facts: tuple[str, ...] = ()) -> FindingId:
        """Return the id of the finding on two sides, whatever their order."""
        return cls(*sorted(claims), *sorted(facts))

    @classmethod
    def parse(cls, text: str) -> FindingId:
        """Return the id that a text holds. Raises ValueError if it is not two ids joined by `~`."""
        one, tilde, other = text.partition("~")
        if not (one and tilde and other) or "~" in other:
            raise ValueError(f"“{text}” does not name a finding; write two ids joined by ~")
        return cls(one, other)
