"""A new type of value is one class and one entry in the registry."""

from dataclasses import dataclass

import pytest

from dossier.values import TYPES, UnreadableValue, Value, read_value
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.verdicts.mutation import mutate
from dossier.vocabulary import Verdict


@dataclass(frozen=True)
class Parity(Value):
    odd: bool

    @classmethod
    def read(cls, answer, question):
        return cls(int(answer.value) % 2 == 1)

    def compare(self, other, question, profile):
        return Judgement(Verdict.AGREE if self == other else Verdict.CONFLICT, "parity", "odd and even")


def test_a_new_type_is_judged_like_any_other(monkeypatch):
    monkeypatch.setitem(TYPES, "parity", Parity)
    assert judge(Answer("3"), Answer("5"), Question("parity")).verdict is Verdict.AGREE
    assert judge(Answer("3"), Answer("4"), Question("parity")).verdict is Verdict.CONFLICT
    assert read_value("parity", "3") == Parity(odd=True)
    assert list(mutate("3", Question("parity"))) == []


def test_an_unknown_type_names_the_known_ones():
    with pytest.raises(UnreadableValue, match="unknown question type “colour”: write one of date, amount"):
        read_value("colour", "red")
