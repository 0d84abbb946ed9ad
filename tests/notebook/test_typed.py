"""The text of a value as numbers and in words."""

import math
from datetime import date

import pytest

from dossier.notebook.typed import Typed, first_day, read_typed
from dossier.values import Ladder


@pytest.mark.parametrize(
    ("kind", "text", "unit", "typed"),
    [
        ("amount", "17/25", "km", Typed(17, 25, 21, (), "17 to 25", "17 to 25 km", "17 to 25 km")),
        ("amount", "~1", "US$ million", Typed(1, 1, 1, (), "about 1", r"about US\$1 million", r"about US\$1 million")),
        ("rank", ">=11", "place", Typed(11, math.inf, 11, (), *["eleventh or later"] * 3)),
        ("status", "talks/offered", "", Typed(1, 2, 1.5, ("talks", "offered"), answer="talks or offered")),
        ("status", "lapsed", "", Typed(answer="lapsed", ended="lapsed")),
    ],
)
def test_a_value_is_numbers_and_words(kind, text, unit, typed):
    assert read_typed(kind, text, unit) == typed


def test_a_status_has_its_place_on_the_ladder_of_its_question():
    loan = Ladder(("asked", "drawn-in-part", "repaid"), ends=("called-in",))
    assert read_typed("status", "drawn-in-part", ladder=loan)[:4] == (1, 1, 1, ("drawn in part",))
    assert read_typed("status", "called-in", ladder=loan).ended == "called in"
    assert read_typed("status", "talks", ladder=loan).stages == ()


@pytest.mark.parametrize(
    ("kind", "text", "answer"),
    [("date", "1919-03", "March 1919"), ("category", "a_b", "a\\_b"), ("", "35 or so", "35 or so"), ("date", "", "")],
)
def test_what_is_not_a_number_has_words_alone(kind, text, answer):
    typed = read_typed(kind, text)
    assert typed.answer == answer
    assert math.isnan(typed.low)
    assert typed.figure == typed.amount == ""


def test_the_first_day_of_an_open_date_is_its_bound():
    assert first_day("1919-03") == date(1919, 3, 1).toordinal()
    assert first_day("../1919-03-05") == date(1919, 3, 5).toordinal()
    assert math.isnan(first_day(""))
