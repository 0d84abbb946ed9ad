"""Judgements and leading answers in words: what a sentence says of a question, without a code."""

from types import SimpleNamespace

import pytest

from dossier.notebook import judgements, leading_answers
from dossier.notebook.judged import say_answer


def test_each_question_has_its_judgement_and_one_without_answer_says_so(ruritania):
    words = judgements(ruritania)
    assert list(words.index) == list(ruritania.corpus.questions["question"])
    assert words["gulls"] == "well established: two independent articles"
    nobody = ruritania.without("courier-1921", "gazette-1920")
    assert judgements(nobody)["gulls"] == "no article of this edition answers"
    assert leading_answers(nobody)["gulls"] == "no answer"


def test_a_leading_answer_is_in_words_with_what_its_question_compares(ruritania):
    words = leading_answers(ruritania)
    assert words["ferry-status"] == "talks (December 1920)"
    assert words["gulls"] == "it backs the other state"
    assert words["independence-date"] == "January 1919"
    assert words["recognition-rank"] == "third"
    assert words["trade-turnover"] == "12 million crowns (turnover, 1920)"
    assert words["treaties"] == "none (from 1915 to 1921)"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("category", "grain;fish+wool", "Bread; flour or fish and wool"),
        ("absence", "only grain", "only Bread; flour"),
        ("date", "unknown", "no answer"),
        ("amount", "~2", "about 2 crowns"),
        ("rank", ">=11", "eleventh or later"),
    ],
)
def test_a_code_is_said_by_its_meaning_and_an_amount_with_its_unit(kind, value, words):
    answer = SimpleNamespace(value=value, unit="", date="", as_of="", measure="", told="done")
    question = SimpleNamespace(type=kind, unit="crowns", comparable_on="")
    assert say_answer(answer, question, {"grain": "Bread; flour"}) == words


def test_an_answer_that_looks_ahead_says_so():
    answer = SimpleNamespace(value="talks", unit="", date="", as_of="1920-12", measure="", told="planned")
    question = SimpleNamespace(type="status", unit="", comparable_on="")
    assert say_answer(answer, question, {}) == "talks (December 1920, planned)"
