"""An amount is the numbers that its text allows."""

from math import inf

import pytest

from dossier.values import PROFILES, Amount, Interval, UnreadableValue, amount_in_words, read_value


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("7.3", Interval(7.3, 7.3)),
        ("0.025/0.030", Interval(0.025, 0.03)),
        (">=100", Interval(100, inf)),
        ("<=1", Interval(-inf, 1)),
        ("~2", Interval(2, 2, below=0.2, above=0.2)),
        ("7.3±0.05", Interval(7.3, 7.3, rounding=0.05)),
    ],
)
def test_an_amount_is_the_numbers_it_allows(text, numbers):
    assert read_value("amount", text) == Amount.of(numbers)


@pytest.mark.parametrize("text", ["", "7,3", "about 2", "$2", "~", "7.3±"])
def test_what_is_not_an_amount_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match=r"is not an amount: write 7\.3"):
        read_value("amount", text)


def test_a_range_cannot_end_before_it_begins():
    with pytest.raises(UnreadableValue, match=r"ends below its beginning: write 2/3, or 1\.5 for 3 divided by 2"):
        read_value("amount", "3/2")


def test_a_profile_widens_or_closes_the_margins():
    def bounds(text, profile):
        widened = read_value("amount", text).ranges.widened(PROFILES[profile])
        return widened.low, widened.high

    assert [bounds("~10", name) for name in ("strict", "default", "lenient")] == [(10, 10), (9, 11), (8, 12)]
    assert [bounds("7.5±0.25", name)[1] for name in ("strict", "default", "lenient")] == [7.5, 7.75, 8.0]


def test_an_amount_has_words():
    assert amount_in_words("0.025/0.03", "US$ million") == "US$0.025 to 0.03 million"
    assert amount_in_words(">=1000") == "at least 1,000"


def test_a_slip_of_scale_would_repair_a_conflict():
    def repair(one, other):
        return read_value("amount", one).repair(read_value("amount", other))

    assert repair("10", "100") == "If one of the two were ten times as large: a slip of scale."
    assert repair("27000", "27") == "If one of the two were a thousand times as large: a slip of scale."
    assert repair("3", "5") == ""
