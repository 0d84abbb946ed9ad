"""What a source leaves open: it touches a question and does not answer it."""

from __future__ import annotations

from dataclasses import dataclass

from dossier.values.answer import Answer, Question
from dossier.values.value import Judgement, Profile, Value
from dossier.vocabulary import Subtype, Verdict

UNKNOWN = "unknown"
"""The text of a value of any type where a source touches a question and does not answer it."""


@dataclass(frozen=True)
class Unknown(Value):
    """What a source leaves open. It is compared with nothing."""

    @classmethod
    def read(cls, answer: Answer, question: Question) -> Unknown:
        """Return the value that says nothing."""
        return cls()

    def says_nothing(self, question: Question) -> bool:
        """Whether the value allows every answer: it does."""
        return True

    def compare(self, other: Value, question: Question, profile: Profile) -> Judgement:
        """Decide nothing."""
        return SILENT


SILENT = Judgement(Verdict.UNDECIDED, Subtype.SILENT, "one of the two does not answer the question")
