"""One literal test per form of a value, and the refusal of everything else."""

from contextlib import suppress
from datetime import date
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.values import (
    PROFILES,
    Absence,
    Codes,
    Extent,
    Interval,
    Rung,
    UnreadableValue,
    read_days,
    read_value,
)


def day(text):
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1992", "1992-01-01", "1992-12-31"),
        ("1992-06", "1992-06-01", "1992-06-30"),
        ("1992-06-09", "1992-06-09", "1992-06-09"),
        ("2004-07-08/2004-07-10", "2004-07-08", "2004-07-10"),
        ("2018/2020-06", "2018-01-01", "2020-06-30"),
        ("[2018-01..2020-06]", "2018-01-01", "2020-06-30"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2018-41", "2018-07-01", "2018-12-31"),
        ("2018-21", "2018-03-01", "2018-05-31"),
        ("2014-24", "2013-12-01", "2015-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
    ],
)
def test_a_date_is_the_days_it_allows(text, first, last):
    assert read_days(text) == Interval(day(first), day(last))


@pytest.mark.parametrize(("text", "margin"), [("2003~", 366), ("2004-07~", 31), ("2020-05-28~", 1), ("2019?", 366)])
def test_an_approximate_date_has_a_margin_of_its_own_unit(text, margin):
    assert read_days(text).approximation == margin


def test_a_bound_leaves_one_end_open():
    assert read_days("../1991") == Interval(-inf, day("1991-12-31"))
    assert read_days("1998/..") == Interval(day("1998-01-01"), inf)


@pytest.mark.parametrize(
    "text", ["", "June 1992", "1992-13", "1992-02-30", "2018-7", "..", "1992-06-09-01", "12/12/1991"]
)
def test_what_is_no_date_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="write 1992"):
        read_days(text)


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused(text):
    for kind in ("date", "amount", "rank", "category", "status", "absence"):
        with suppress(UnreadableValue):
            read_value(kind, text, date="1992")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("7.3", Interval(7.3, 7.3)),
        ("0.025/0.030", Interval(0.025, 0.03)),
        (">=100", Interval(100, inf)),
        ("<=1", Interval(-inf, 1)),
        ("~2", Interval(2, 2, approximation=0.2)),
        ("7.3±0.05", Interval(7.3, 7.3, rounding=0.05)),
    ],
)
def test_an_amount_is_the_numbers_it_allows(text, value):
    assert read_value("amount", text) == value


@pytest.mark.parametrize("text", ["", "7,3", "about 2", "$2", "2/1", "~", "7.3±"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(UnreadableValue):
        read_value("amount", text)


def test_a_profile_widens_or_closes_the_margins():
    amount = read_value("amount", "~10")
    assert [amount.bounds(PROFILES[name]) for name in ("strict", "default", "lenient")] == [(10, 10), (9, 11), (8, 12)]
    rounded = read_value("amount", "7.5±0.25")
    assert [rounded.bounds(PROFILES[name])[1] for name in ("strict", "default", "lenient")] == [7.5, 7.75, 8.0]


def test_a_rank_is_a_place_or_a_range():
    assert read_value("rank", "2") == Interval(2, 2)
    assert read_value("rank", "1/3") == Interval(1, 3)
    assert read_value("rank", ">=11") == Interval(11, inf)
    for text in ("0", "2.5", "second", "-1"):
        with pytest.raises(UnreadableValue):
            read_value("rank", text)


def test_a_category_is_a_set_of_codes():
    assert read_value("category", "deal;practice") == Codes(frozenset({"deal", "practice"}))
    with pytest.raises(UnreadableValue):
        read_value("category", "A deal")


def test_a_status_is_a_rung_at_a_date():
    assert read_value("status", "talks", as_of="2020-06") == Rung(Interval(1, 1), read_days("2020-06"))
    assert read_value("status", "interest/agreed") == Rung(Interval(0, 3), None)
    with pytest.raises(UnreadableValue, match="write one of interest"):
        read_value("status", "discussed")


def test_an_absence_is_none_only_or_a_member():
    days = read_days("1998/2022")
    assert read_value("absence", "none", date="1998/2022") == Absence("none", "", days)
    assert read_value("absence", "only jmc", date="1998/2022") == Absence("only", "jmc", days)
    assert read_value("absence", "jmc") == Absence("member", "jmc", None)
    with pytest.raises(UnreadableValue):
        read_value("absence", "no agreements")


def test_an_extent_is_known_by_its_two_ends():
    half = read_value("date", "2018-07/2018-12", time_role="extent")
    assert half == Extent(read_days("2018-07"), read_days("2018-12"))
    year = read_value("date", "2018", time_role="extent")
    assert year == Extent(
        Interval(day("2018-01-01"), day("2018-01-01")), Interval(day("2018-12-31"), day("2018-12-31"))
    )


def test_an_interval_cannot_end_before_it_starts():
    with pytest.raises(UnreadableValue, match="lies above"):
        read_value("amount", "3/2")
