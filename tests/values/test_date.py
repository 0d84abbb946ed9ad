"""A date is the days that its text allows; a span has two ends."""

from datetime import date
from math import inf

import pytest

from dossier.values import (
    Date,
    Extent,
    Interval,
    Question,
    UnreadableValue,
    date_in_words,
    day_text,
    read_days,
    read_value,
)


def day(text):
    return date.fromisoformat(text).toordinal()


def days(first, last):
    return Date.of(Interval(day(first), day(last)))


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
        ("2000-02", "2000-02-01", "2000-02-29"),
    ],
)
def test_a_date_is_the_days_it_allows(text, first, last):
    assert read_days(text) == days(first, last)


def stretches(text):
    return [(day_text(part.low), day_text(part.high)) for part in read_days(text).ranges.parts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("-0044-03-15", [("-0044-03-15", "-0044-03-15")]),
        ("0000", [("0000-01-01", "0000-12-31")]),
        ("-004X", [("-0049-01-01", "-0040-12-31")]),
        ("Y-17E7", [("Y-170000000-01-01", "Y-170000000-12-31")]),
        ("Y171010000S3", [("Y171000000-01-01", "Y171999999-12-31")]),
        ("1950S2", [("1900-01-01", "1999-12-31")]),
        ("1992-24", [("1991-12-01", "1992-02-29"), ("1992-12-01", "1993-02-28")]),
        ("1992-28", [("1991-12-01", "1992-02-29"), ("1992-12-01", "1993-02-28")]),
        ("1992-29", [("1992-09-01", "1992-11-30")]),
        ("1992-30", [("1991-12-01", "1992-02-29"), ("1992-12-01", "1993-02-28")]),
        ("1992-32", [("1992-06-01", "1992-08-31")]),
        ("1992-33", [("1992-01-01", "1992-03-31")]),
        ("1992-36", [("1992-10-01", "1992-12-31")]),
        ("1992-38", [("1992-05-01", "1992-08-31")]),
        ("1992-40", [("1992-01-01", "1992-06-30")]),
        ("1992-XX", [("1992-01-01", "1992-12-31")]),
        ("199X-02-29", [("1992-02-29", "1992-02-29"), ("1996-02-29", "1996-02-29")]),
        ("1992-02-1X", [("1992-02-10", "1992-02-19")]),
        ("19X1", [(f"19{decade}1-01-01", f"19{decade}1-12-31") for decade in range(10)]),
        ("[1990,1995]", [("1990-01-01", "1990-12-31"), ("1995-01-01", "1995-12-31")]),
        ("[1990, 1991]", [("1990-01-01", "1991-12-31")]),
        ("[1990,1995..]", [("1990-01-01", "1990-12-31"), ("1995-01-01", "..")]),
        ("[..1990-06]", [("..", "1990-06-30")]),
        ("1950/", [("1950-01-01", "..")]),
        ("/1949", [("..", "1949-12-31")]),
        ("2020-01-01T00:30:00", [("2020-01-01", "2020-01-01")]),
    ],
)
def test_a_date_may_have_gaps_and_any_year(text, expected):
    assert stretches(text) == expected


def test_a_year_that_is_not_known_is_one_of_three_thousand():
    days = stretches("XXXX-12-25")
    assert (days[0], days[-1], len(days)) == (("0000-12-25",) * 2, ("2999-12-25",) * 2, 3000)


def test_all_of_several_dates_are_told_apart_from_one_of_them():
    assert read_days("{1990,1995}").every
    assert not read_days("[1990,1995]").every
    assert read_days("{1990,1995}").ranges == read_days("[1990,1995]").ranges


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [
        ("2003~", 366, 366),
        ("2004-07~", 31, 31),
        ("2020-05-28~", 1, 1),
        ("2019?", 366, 366),
        ("199X~", 3660, 3660),
        ("1992-21~", 93, 93),
        ("1992-40~", 186, 186),
        ("1992-XX~", 366, 366),
        ("2004-06~-11", 31, 31),
        ("2004?-06-~11", 366, 366),
        ("2004-06-~11", 1, 1),
        ("1992~/1995", 366, 0),
        ("1992/1995-06~", 0, 31),
        ("../1992%", 0, 366),
    ],
)
def test_an_approximate_date_has_a_margin_of_its_own_unit_at_its_own_end(text, below, above):
    [part] = read_days(text).ranges.parts
    assert (part.below, part.above) == (below, above)


@pytest.mark.parametrize(("text", "silent"), [("../..", True), ("XXXX", True), ("1992", False), ("../1992", False)])
def test_a_date_that_allows_every_day_says_nothing(text, silent):
    assert read_days(text).says_nothing(Question("date")) is silent


def test_an_extent_is_not_one_of_many():
    with pytest.raises(UnreadableValue, match="is not one span of time: write its first and its last day"):
        read_value("date", "XXXX-12-25", time_role="extent")
    with pytest.raises(UnreadableValue, match=r"is not one span of time: write \[2018,2020\] if it is one of these"):
        read_value("date", "{2018,2020}", time_role="extent")


def test_a_bound_leaves_one_end_open():
    assert read_days("../1991") == Date.of(Interval(-inf, day("1991-12-31")))
    assert read_days("1998/..") == Date.of(Interval(day("1998-01-01"), inf))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "“” is not an EDTF date: write 1992, 1992-06"),
        ("June 1992", "is not an EDTF date: write 1992, 1992-06"),
        ("..", "write 1992, 1992-06"),
        ("/", "write 1992, 1992-06"),
        ("1992-06-09-01", "write 1992, 1992-06"),
        ("1992-13", "since there is no month 13: write"),
        ("1992-00", "since there is no month 00: write"),
        ("1992-02-30", "since 1992-02 has 29 days: write"),
        ("1900-02-29", "since 1900-02 has 28 days: write"),
        ("1992-02-3X", "since there is no such day: write"),
        ("-0000", "since there is no year −0: write 0000 for the year before year 1"),
        ("2018-7", "write 2018-07"),
        ("2018-7-4", "write 2018-07-04"),
        ("-44", "write four digits, as in -0044"),
        ("-2499999/-9999", "write Y before a year of more than four digits, as in Y-2499999"),
        ("Y1992", "Y is for years of more than four digits: write 1992"),
        ("Y9E300", "since it is out of range: write a year nearer"),
        ("1950S7", "since the year does not have 7 digits: write the number of digits"),
        ("12/12/1991", "write the year, then the month, then the day, as in 1991-12-31"),
        ("9.6.1992", "write the year, then the month, then the day, as in 1992-12-31"),
        ("2018/19", "write 2018/2019 for two years, or 2018-07/2019-06 for a year from July to June"),
        ("2018-07/08", "write 2018-07/2018-08"),
        ("1991-12-12/13", "write 1991-12-12/1991-12-13"),
        ("1995/1990", "since it ends before it begins: write the earlier date first"),
        ("[1995..1990]", "since it ends before it begins: write the earlier date first"),
        ("[1990,1995", "since a bracket is missing: write"),
        ("XXXX-XX-09", "since it stands for too many days: write the year or the month as well"),
        ("XXXX-12-25/1992", "since a date in an interval or a set needs a year: write the year"),
        ("[XXXX-12-25,XXXX-12-26]", "since a date in an interval or a set needs a year: write the year"),
        ("2020-01-01T00:30:00+05:00", "write the day at the place of the event, as in 2020-01-01"),
        ("2019-12-31T19:30:00Z", "write the day at the place of the event, as in 2019-12-31"),
        ("2020-01-01T25:00", "write 1992, 1992-06"),
        ("<1911", "write ../1910"),
        (">=1911", "write 1911/.."),
        (">1911", "write 1912/.."),
        ("١٩٩٢", "write 1992, 1992-06"),
    ],
)
def test_what_is_not_a_date_is_refused_with_a_remedy(text, message):
    with pytest.raises(UnreadableValue) as refusal:
        read_days(text)
    assert message in str(refusal.value)


def test_an_extent_is_known_by_its_two_ends():
    half = read_value("date", "2018-07/2018-12", time_role="extent")
    assert half == Extent(((read_days("2018-07"), read_days("2018-12")),))
    year = read_value("date", "2018", time_role="extent")
    assert year == Extent(((days("2018-01-01", "2018-01-01"), days("2018-12-31", "2018-12-31")),))


def test_a_day_is_written_as_iso_text():
    assert [day_text(number) for number in (day("1992-06-09"), -inf, inf)] == ["1992-06-09", "..", ".."]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1992-06-09", "9 June 1992"),
        ("1992", "1992"),
        ("2018/2020-06", "from 2018 to June 2020"),
        ("[2004-06..2004-07]", "June–July 2004"),
        ("2004-07-08/2004-07-10", "8–10 July 2004"),
        ("2004-07-30/2004-08-02", "from 30 July 2004 to 2 August 2004"),
        ("1998/..", "from 1998"),
        ("199X", "the 1990s"),
        ("19XX", "between 1900 and 1999"),
        ("1992-21", "spring 1992"),
        ("1992-32", "winter 1992 in the southern hemisphere"),
        ("1992-38", "the second third of 1992"),
        ("1992-41~", "about the second half of 1992"),
        ("2004-06~-11", "about 11 June 2004"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("0044", "AD 44"),
        ("Y-298900000", "298,900,001 BC"),
        ("XXXX-12-25", "25 December of an unknown year"),
        ("1992-XX", "1992"),
        ("1992-XX-22", "22nd of a month of 1992"),
        ("[1990,1992,1995]", "1990, 1992 or 1995"),
        ("{1990,1995}", "1990 and 1995"),
        ("[..1990]", "not later than 1990"),
        ("[1990..]", "from 1990"),
        ("1950/", "from 1950 to an unknown date"),
        ("/1949", "from an unknown date to 1949"),
        ("2020-01-01T00:30:00", "1 January 2020"),
        ("unknown", "unknown"),
        ("1950S2", "1950S2"),
    ],
)
def test_a_date_has_words(text, words):
    assert date_in_words(text) == words
