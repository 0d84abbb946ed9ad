"""The small records of the evidence: the name of an entry."""

from __future__ import annotations

from typing import NamedTuple

KINDS = ("claim", "fact", "question")
"""What a reference can point at."""


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
