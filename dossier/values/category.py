"""Categories: a code of the vocabulary, `a;b` where the text does not decide between two, `a+b` where both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import ClassVar

from dossier.values.answer import Answer, Question
from dossier.values.value import Judgement, Profile, UnreadableValue, Value
from dossier.vocabulary import Subtype, Verdict

CODE = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""A code: lower-case words and numbers joined by hyphens."""

Codes = frozenset[str]


@dataclass(frozen=True)
class Category(Value):
    """One of these options holds; an option is one code, or several that hold together."""

    options: frozenset[Codes]

    sameness: ClassVar[str] = "both give the same answer"
    vocabulary: ClassVar[str] = "category"

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Category:
        """Read the codes of an answer. Raises UnreadableValue."""
        if not re.fullmatch(rf"{CODE}(?:[;+]{CODE})*", answer.value):
            remedy = "write lower-case codes, joined by ; if one of them holds, by + if all do"
            raise UnreadableValue(f"“{answer.value}” is not a code", remedy)
        return cls(frozenset(frozenset(option.split("+")) for option in answer.value.split(";")))

    @property
    def codes(self) -> Codes:
        """The codes that the value uses."""
        return frozenset().union(*self.options)

    @property
    def names_all(self) -> bool:
        """Whether the value is a list, which excludes what is not on it although the question has several answers."""
        return len(self.codes) > 1

    @property
    def has_gaps(self) -> bool:
        """Whether the text does not decide between several options."""
        return len(self.options) > 1

    def meets(self, *others: Category) -> bool:
        """Return whether there is a code that all of these values allow."""
        choices = product(*(value.options for value in (self, *others)))
        return any(frozenset.intersection(*choice) for choice in choices)

    def says_nothing(self, question: Question) -> bool:
        """Whether every code of a closed list is left open."""
        return bool(question.options) and self.options >= {frozenset({code}) for code in question.options}

    def compare(self, other: Category, question: Question, profile: Profile) -> Judgement:
        """Agree on the same options, compatible where two of them can hold together, conflict where none can."""
        ours, theirs = self._widened(question.broader), other._widened(question.broader)
        shared = f"to one of {max(len(self.options), len(other.options))} codes"
        shared = "to the code" if len(self.options) == len(other.options) == 1 else shared
        here, there = _implies(ours, other.options), _implies(theirs, self.options)
        if here and there:
            return Judgement(Verdict.AGREE, Subtype.EQUIVALENT, "both give the same answer", shared=shared)
        common = {code for one in ours for two in theirs for code in one & two if code in self.codes | other.codes}
        if not common:
            answers = " and ".join(sorted((str(self), str(other))))
            return Judgement(Verdict.CONFLICT, Subtype.DIFFERENT_CATEGORY, f"no answer is shared: {answers}")
        subtype = Subtype.REFINES if here or there else Subtype.OVERLAP
        finer = (1, 0)[here] if here or there else None
        reason = f"both allow: {', '.join(sorted(common))}"
        return Judgement(Verdict.COMPATIBLE, subtype, reason, finer=finer, shared=shared)

    def _widened(self, broader: tuple[tuple[str, str], ...]) -> frozenset[Codes]:
        """Return the options with all codes that include theirs."""
        return frozenset(_closure(option, broader) for option in self.options) if broader else self.options

    @classmethod
    def mutations(cls, text: str, question: Question) -> Iterator[tuple[str, str]]:
        """Yield a code that no answer gives."""
        yield "another actor or answer", "something-else"

    def __str__(self) -> str:
        return ", ".join(sorted(" and ".join(sorted(option)) for option in self.options))


def _implies(ours: frozenset[Codes], theirs: frozenset[Codes]) -> bool:
    """Return whether each of our options includes one of theirs, so that what we say says theirs too."""
    return all(any(one >= two for two in theirs) for one in ours)


@lru_cache(maxsize=1024)
def _closure(option: Codes, broader: tuple[tuple[str, str], ...]) -> Codes:
    found, waiting = set(option), list(option)
    while waiting:
        code = waiting.pop()
        new = {wide for narrow, wide in broader if narrow == code} - found
        found |= new
        waiting += new
    return frozenset(found)
