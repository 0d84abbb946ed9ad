"""A status is a stage, or a range of stages, at a date."""

from math import isnan

import pytest

from dossier.values import Progress, Question, UnreadableValue, read_days, read_value
from dossier.vocabulary import Stage


def test_a_status_is_a_stage_at_a_date():
    assert read_value("status", "talks", as_of="2020-06") == Progress((Stage.TALKS,), read_days("2020-06"))
    assert read_value("status", "talks", date="2020-06").as_of == read_days("2020-06")
    assert read_value("status", "interest/agreed") == Progress(("interest", "talks", "offered", "agreed"), None)


def test_a_status_may_be_a_limit_or_an_end():
    limit, end = read_value("status", "<=talks"), read_value("status", "lapsed")
    assert (limit.stages, limit.is_limit, str(limit)) == (("interest", "talks"), True, "no further than talks")
    assert (end.stages, end.is_end, str(end)) == (("lapsed",), True, "lapsed")
    assert (limit.low, limit.high, isnan(end.low), isnan(end.high)) == (0, 1, True, True)


def test_a_status_that_leaves_every_stage_open_says_nothing():
    assert read_value("status", "interest/done").says_nothing(Question("status"))
    assert not read_value("status", "interest/signed").says_nothing(Question("status"))


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("discussed", "write one of interest, talks"),
        ("talks/agreed/done", "write one of interest, talks"),
        ("done/talks", "write talks/done"),
        ("talks/lapsed", "write one of interest, talks"),
        ("<=lapsed", "write one of interest, talks"),
        ("<=talks/agreed", "write one of interest, talks"),
    ],
)
def test_what_is_not_a_stage_is_refused_with_a_remedy(text, remedy):
    with pytest.raises(UnreadableValue, match=remedy):
        read_value("status", text)
