"""A status is a stage, or a range of stages, at a date."""

import pytest

from dossier.values import Progress, UnreadableValue, read_days, read_value
from dossier.vocabulary import Stage


def test_a_status_is_a_stage_at_a_date():
    assert read_value("status", "talks", as_of="2020-06") == Progress((Stage.TALKS,), read_days("2020-06"))
    assert read_value("status", "talks", date="2020-06").as_of == read_days("2020-06")
    assert read_value("status", "interest/agreed") == Progress(("interest", "talks", "offered", "agreed"), None)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("discussed", "write one of interest, talks"),
        ("talks/agreed/done", "write one of interest, talks"),
        ("done/talks", "write talks/done"),
    ],
)
def test_what_is_not_a_stage_is_refused_with_a_remedy(text, remedy):
    with pytest.raises(UnreadableValue, match=remedy):
        read_value("status", text)
