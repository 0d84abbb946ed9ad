"""Converts amounts between units: a table of multiples, and words such as “thousand” and “million” before or behind.

A unit that is not in the table is a dimension of its own, so that “thousand visitors” and “visitors” still convert.
"""

from __future__ import annotations

from functools import lru_cache

SCALES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "lakh": 1e5,
    "million": 1e6,
    "mn": 1e6,
    "crore": 1e7,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
}
"""Words for multiples."""

TABLE = """
length: mm 0.001, cm 0.01, m 1, metre 1, km 1000, kilometre 1000, in 0.0254, inch 0.0254, foot 0.3048, feet 0.3048,
  ft 0.3048, yard 0.9144, mile 1609.344, nautical mile 1852
area: m² 1, ha 10000, hectare 10000, acre 4046.8564224, km² 1000000, square kilometre 1000000,
  square mile 2589988.110336
volume: litre 0.001, m³ 1, cubic metre 1, mcm 1000000, bcm 1000000000, barrel 0.158987294928, bbl 0.158987294928,
  cubic foot 0.028316846592, cubic feet 0.028316846592
mass: mg 0.000001, g 0.001, gram 0.001, kg 1, kilogram 1, tonne 1000, t 1000, kt 1000000, mt 1000000000, lb 0.45359237,
  pound 0.45359237, ounce 0.028349523125
energy: j 1, kj 1000, mj 1000000, wh 3600, kwh 3600000, mwh 3600000000, gwh 3.6e12, twh 3.6e15, btu 1055.05585262,
  mmbtu 1055055852.62
power: w 1, kw 1000, mw 1000000, gw 1000000000
duration: second 1, minute 60, hour 3600, day 86400, week 604800
years: month 1, quarter 3, year 12, decade 120, century 1200, centuries 1200
share: % 0.01, per cent 0.01, percent 0.01, per mille 0.001, ‰ 0.001
US dollars: us$ 1, usd 1, us dollar 1, cent 0.01
euros: € 1, eur 1, euro 1
sterling before 1971: pound 240, shilling 12, penny 1, pence 1
"""
"""The multiples of each dimension, in any one unit of it."""

DIMENSIONS: dict[str, dict[str, float]] = {}
for _line in TABLE.replace(",\n  ", ", ").strip().splitlines():
    _dimension, _, _units = _line.partition(": ")
    DIMENSIONS[_dimension] = {
        name: float(factor) for name, _, factor in (unit.rpartition(" ") for unit in _units.split(", "))
    }


@lru_cache(maxsize=1024)
def find_factor(unit: str, other: str) -> float | None:
    """Return by what an amount in one unit is multiplied to be in the other; None if the two measure different things.

    >>> find_factor("US$ billion", "US$ million"), find_factor("pounds", "shillings"), find_factor("tonnes", "US$")
    (1000.0, 20.0, None)
    """
    if unit == other:
        return 1.0
    (scale, name), (other_scale, other_name) = _split(unit), _split(other)
    if name == other_name:
        return scale / other_scale
    for multiples in DIMENSIONS.values():
        ours, theirs = _multiple(name, multiples), _multiple(other_name, multiples)
        if ours and theirs:
            return scale * ours / (other_scale * theirs)
    return None


def _split(unit: str) -> tuple[float, str]:
    """Return the multiple that the words of a unit make, and the rest of the words."""
    scale, rest = 1.0, []
    for word in unit.casefold().split():
        if (singular := word.removesuffix("s")) in SCALES:
            scale *= SCALES[singular]
        elif word != "of":
            rest.append(word)
    return scale, " ".join(rest)


def _multiple(name: str, multiples: dict[str, float]) -> float | None:
    """Return the multiple of a unit by its name, in the singular or the plural."""
    return next(
        (multiples[form] for form in (name, name.removesuffix("s"), name.removesuffix("es")) if form in multiples), None
    )
