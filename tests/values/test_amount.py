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
        ("<127", Interval(-inf, 127, high_open=True)),
        (">79", Interval(79, inf, low_open=True)),
        ("~57/58", Interval(57, 58, below=5.7, above=5.8)),
        ("-3/-1", Interval(-3, -1)),
    ],
)
def test_an_amount_is_the_numbers_it_allows(text, numbers):
    assert read_value("amount", text) == Amount.of(numbers)


@pytest.mark.parametrize("text", ["", "7,3", "about 2", "$2", "~", "7.3±", "1e3", "٣", "nan", "~>=2", "9" * 400])
def test_what_is_not_an_amount_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match=r"is not an amount: write 7\.3"):
        read_value("amount", text)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("½", "write 0.5"),
        ("2½", "write 2.5"),
        ("2 ½", "write 2.5"),
        ("1 1/2", "write 1.5; a slash is a range, and 0.5 is a half"),
        ("3/2", "write 2/3, or 1.5 for 3 divided by 2"),
        ("5±-1", "write 5±1"),
        ("~0", "write 0, <=1 or 0±1"),
        ("~0/5", "write 0, <=1 or 0±1"),
        ("1,234.5", "write 1234.5"),
        ("−5", "write -5, with a hyphen for the minus"),
    ],
)
def test_a_form_that_people_use_is_refused_with_what_to_write(text, remedy):
    with pytest.raises(UnreadableValue) as refusal:
        read_value("amount", text)
    assert refusal.value.remedy == remedy


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
