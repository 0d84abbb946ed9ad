"""A category is a code, or several between which the text does not decide."""

import pytest

from dossier.values import Question, UnreadableValue, read_value


def test_a_category_knows_its_codes_and_where_they_are_defined():
    value = read_value("category", "deal;practice")
    assert (value.codes, value.vocabulary) == ({"deal", "practice"}, "category")


def test_codes_hold_together_or_one_of_them_does():
    assert read_value("category", "a+b;c").options == {frozenset("ab"), frozenset("c")}
    assert str(read_value("category", "b+a;c")) == "a and b, c"


def test_a_category_that_leaves_a_closed_list_open_says_nothing():
    question = Question("category", options=("deal", "practice"))
    assert [
        read_value("category", text).says_nothing(question) for text in ("deal;practice", "deal", "deal+practice")
    ] == [
        True,
        False,
        False,
    ]


@pytest.mark.parametrize("text", ["+", "a+", "a;+b", "", "A deal", "deal;", "deal--two", "déjà"])
def test_what_is_not_a_code_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="is not a code: write lower-case codes"):
        read_value("category", text)
