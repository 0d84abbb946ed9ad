"""Units convert within what they measure, by a table and by words for multiples."""

import pytest

from dossier.values.units import DIMENSIONS, find_factor


@pytest.mark.parametrize(
    ("unit", "other", "factor"),
    [
        ("US$ million", "US$ million", 1),
        ("US$ billion", "US$ million", 1000),
        ("thousand US$", "US$ million", 0.001),
        ("million US dollars", "US$ million", 1),
        ("bcm", "mcm", 1000),
        ("bcm", "million cubic metres", 1000),
        ("thousand tonnes", "kg", 1_000_000),
        ("tonnes", "t", 1),
        ("km", "miles", 1 / 1.609344),
        ("pounds", "shillings", 20),
        ("pounds", "kg", 0.45359237),
        ("per cent", "%", 1),
        ("dozen cargoes", "cargoes", 12),
        ("decades", "years", 10),
    ],
)
def test_a_unit_converts_into_another_of_its_kind(unit, other, factor):
    assert find_factor(unit, other) == pytest.approx(factor)
    assert find_factor(other, unit) == pytest.approx(1 / factor)


@pytest.mark.parametrize(
    ("unit", "other"), [("US$", "tonnes"), ("US$", "€"), ("cargoes", "visitors"), ("", "km"), ("times", "%")]
)
def test_units_of_two_kinds_do_not_convert(unit, other):
    assert find_factor(unit, other) is None
    assert find_factor(other, unit) is None


def test_every_multiple_of_the_table_is_a_positive_number():
    assert all(factor > 0 for multiples in DIMENSIONS.values() for factor in multiples.values())
