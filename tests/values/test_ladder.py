"""A ladder is read from its rows, and a status is read and judged on the ladder of its question."""

from collections import namedtuple

import pytest

from dossier.values import STANDARD, Answer, Ladder, Question, UnreadableValue, read_ladders, read_value
from dossier.verdicts import judge

Row = namedtuple("Row", "ladder place code role")

LOAN = [
    Row("loan", "10", "refused", "end"),
    Row("loan", "1", "asked", "stage"),
    Row("loan", "2", "signed", "stage"),
    Row("loan", "3", "drawn", "deed"),
    Row("loan", "9", "repaid", "deed"),
]


def test_a_ladder_is_read_in_the_order_of_its_places_as_numbers():
    assert read_ladders(LOAN) == {
        "": STANDARD,
        "loan": Ladder(("asked", "signed", "drawn", "repaid"), ("drawn", "repaid"), ("refused",)),
    }


def test_a_status_is_read_on_its_own_ladder_only():
    loan = read_ladders(LOAN)["loan"]
    assert read_value("status", "signed/drawn", ladder=loan).low == 1
    assert read_value("status", "refused", ladder=loan).is_end
    with pytest.raises(UnreadableValue, match="“talks” is not a stage: write one of asked, signed, drawn"):
        read_value("status", "talks", ladder=loan)
    with pytest.raises(UnreadableValue, match="“drawn” is not a stage"):
        read_value("status", "drawn")


def test_what_is_done_on_a_ladder_of_its_own_excludes_its_end():
    question = Question("status", ladder=read_ladders(LOAN)["loan"])
    drawn, refused = Answer("drawn", as_of="1921"), Answer("refused", as_of="1920")
    assert judge(drawn, refused, question).subtype == "ended"
    assert judge(Answer("signed", as_of="1921"), refused, question).verdict == "undecided"


def test_a_status_is_judged_on_the_standard_ladder_without_any_data():
    talks, done = Answer("talks", as_of="1920"), Answer("done", as_of="1921")
    assert judge(talks, done, Question("status")).verdict == "compatible"
