"""A rank is a place, or several places."""

from math import inf

import pytest

from dossier.values import Interval, Rank, UnreadableValue, read_value


def test_a_rank_is_a_place_or_a_range():
    assert read_value("rank", "2") == Rank.of(Interval(2, 2))
    assert read_value("rank", "1/3") == Rank.of(Interval(1, 3))
    assert read_value("rank", ">=11") == Rank.of(Interval(11, inf))


@pytest.mark.parametrize("text", ["0", "2.5", "second", "-1", ""])
def test_what_is_not_a_place_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="is not a place: write 2"):
        read_value("rank", text)
