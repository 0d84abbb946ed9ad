"""Laws of dates: what we read is what the library `edtf` reads, where it reads; and days are counted without a gap."""

from contextlib import suppress
from datetime import date
from itertools import pairwise

from edtf import parse_edtf
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import dates, points

from dossier.values import UnreadableValue, day_text, read_days
from dossier.values.calendar import day_number, month_length

centuries = st.integers(1, 9999).map("{:04}".format)
exact = st.one_of(centuries, st.builds("{}-{:02}".format, centuries, st.integers(1, 12)), st.dates().map(str))
plain = st.one_of(
    exact,
    st.builds(lambda year: f"{year:03}X", st.integers(1, 998)),
    st.builds(lambda year: f"{year:02}XX", st.integers(1, 98)),
)
spans = st.builds(lambda a, b: "/".join(sorted((a, b))), st.dates().map(str), st.dates().map(str))
bounds = st.one_of(exact.map("../{}".format), exact.map("{}/..".format))


def ordinal(moment):
    """Return the day of a moment of the library: an infinite number, or a structure of the module `time`."""
    return moment if isinstance(moment, float) else date(*moment[:3]).toordinal()


@given(st.one_of(plain, spans, bounds))
def test_we_read_a_date_as_the_library_does(text):
    theirs, ours = parse_edtf(text), read_days(text)
    assert (ours.low, ours.high) == (ordinal(theirs.lower_strict()), ordinal(theirs.upper_strict()))


@given(st.integers(-(10**9), 10**9))
@example(0)
@example(day_number(0, 2, 29))
def test_a_day_has_one_text_and_one_number(number):
    text = day_text(number)
    year, month, day = text.removeprefix("Y").rsplit("-", 2)
    assert day_number(int(year), int(month), int(day)) == number


@given(st.integers(-20_000, 20_000), st.integers(1, 12))
def test_a_month_ends_where_the_next_begins(year, month):
    following = day_number(year + month // 12, month % 12 + 1)
    assert day_number(year, month) + month_length(year, month) == following


@given(dates)
def test_a_date_is_in_order_and_without_overlap(text):
    parts = read_days(text).ranges.parts
    assert all(part.low <= part.high for part in parts)
    assert all(one.high + 1 < two.low for one, two in pairwise(parts))


@given(st.lists(points, min_size=1, max_size=4), points)
def test_one_of_several_dates_overlaps_where_one_of_them_does(options, other):
    either = read_days(f"[{','.join(options)}]").ranges
    assert either.overlaps(read_days(other).ranges) == any(
        read_days(option).ranges.overlaps(read_days(other).ranges) for option in options
    )


@given(st.text(alphabet="0129-/.X~?%[]{},TYESZ+: ", max_size=14))
def test_a_text_like_a_date_is_read_in_order_or_refused(text):
    with suppress(UnreadableValue):
        days = read_days(text)
        assert days.low <= days.high
