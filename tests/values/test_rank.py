"""A rank is a place, or several places."""

from math import inf

import pytest

from dossier.values import Interval, Question, Rank, UnreadableValue, read_value


def test_a_rank_is_a_place_or_a_range():
    assert read_value("rank", "2") == Rank.of(Interval(2, 2))
    assert read_value("rank", "1/3") == Rank.of(Interval(1, 3))
    assert read_value("rank", ">=11") == read_value("rank", ">10") == Rank.of(Interval(11, inf))
    assert read_value("rank", "<=3") == read_value("rank", "<4") == Rank.of(Interval(1, 3))


@pytest.mark.parametrize("text", ["0", "2.5", "second", "-1", "", "~2", "٢"])
def test_what_is_not_a_place_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="is not a place: write 2"):
        read_value("rank", text)


def test_there_is_no_place_before_the_first_and_each_may_be_the_first_or_later():
    with pytest.raises(UnreadableValue, match="since the first is 1"):
        read_value("rank", "<1")
    assert read_value("rank", ">=1").says_nothing(Question("rank"))
