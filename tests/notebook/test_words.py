"""Words for numbers, lists, citations and ratings."""

import pytest

from dossier.notebook.words import cite, cite_facts, count, join, judgement, number, plain, quote, span, unmark


def test_numbers_in_words():
    assert count(1, "claim") == "one claim"
    assert count(12, "claim") == "twelve claims"
    assert count(13, "country", "countries") == "13 countries"
    assert count(0) == "zero"
    assert number(1234.5, 1) == "1,234.5"
    assert number(float("nan")) == "(no figure)"


def test_a_range_is_one_number_where_both_look_the_same():
    assert span(28, 50) == "28 to 50"
    assert span(2.27, 2.73, 1) == "2.3 to 2.7"
    assert span(7.3, 7.3, 1) == "7.3"


def test_a_list_ends_in_and():
    assert join(["a"]) == "a"
    assert join(["a", "b", "c"]) == "a, b and c"
    assert join(["eight", "nine"], "to") == "eight to nine"
    assert join([]) == "none"


def test_marks_name_claims_and_facts():
    assert cite("a-1", "b-2") == "{claim}`a-1,b-2`"
    assert cite_facts("f-1") == "{fact}`f-1`"


def test_a_text_of_the_data_is_escaped_and_readers_see_it_as_it_was():
    assert quote("a *b* $1") == "“a \\*b\\* \\$1”"
    for text in ("a *b* {c} `d` $1 ~2 <e> f_g [h] \\", "plain"):
        assert unmark(plain(text)) == text


def test_a_judgement_is_its_word_and_its_basis():
    rating = {"judgement": "probably wrong", "basis": "one article; outside records contradict it"}
    assert judgement(rating) == "probably wrong: one article; outside records contradict it"
    with pytest.raises(ValueError):
        judgement(rating | {"judgement": "contested"})
