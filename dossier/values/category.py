"""Categories: a code of the vocabulary, or several joined by `;` between which the text does not decide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.value import Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Verdict

CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A code: lower-case words and numbers joined by hyphens."""


@dataclass(frozen=True)
class Category(Value):
    """One of these codes holds."""

    options: frozenset[str]

    sameness: ClassVar[str] = "both give the same answer"
    vocabulary: ClassVar[str] = "category"

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Category:
        """Read the codes of an answer. Raises UnreadableValue."""
        codes = answer.value.split(";")
        if not all(re.fullmatch(CODE, code) for code in codes):
            raise UnreadableValue(f"“{answer.value}” is not a code", "write lower-case codes joined by ;")
        return cls(frozenset(codes))

    @property
    def codes(self) -> frozenset[str]:
        """The codes that the value uses."""
        return self.options

    def compare(self, other: Category, question: Question, profile: Profile) -> Judgement:
        """Agree on the same codes, compatible where some are shared, conflict where none is."""
        if self == other:
            return Judgement(Verdict.AGREE, "equivalent", "both give the same answer")
        shared = self.options & other.options
        if not shared:
            answers = " and ".join(sorted((str(self), str(other))))
            return Judgement(Verdict.CONFLICT, "different-category", f"no answer is shared: {answers}")
        subtype = "refines" if shared in (self.options, other.options) else "overlap"
        return Judgement(Verdict.COMPATIBLE, subtype, f"both allow: {', '.join(sorted(shared))}")

    @classmethod
    def mutations(cls, text: str) -> Iterator[tuple[str, str]]:
        """Yield a code that no answer gives."""
        yield "another actor or answer", "something-else"

    def __str__(self) -> str:
        return ", ".join(sorted(self.options))
