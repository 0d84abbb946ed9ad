"""Writes out dates with unspecified digits, and groupings of months, as stretches of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import repeat

from dossier.values.calendar import first_days
from dossier.values.interval import Interval

YEARS = range(-9999, 10_000)
"""Years of four digits."""

ANY_YEAR = range(3000)
"""Years that `XXXX` stands for where a month follows: each is a stretch of its own, and they take time to write out."""

MAX_PARTS = 3100
"""Separate stretches of days that a text may stand for."""

GROUPS = {
    **{code: (3 * (code % 4) or 12, 3) for code in range(21, 33)},
    **{33 + place: (3 * place + 1, 3) for place in range(4)},
    **{37 + place: (4 * place + 1, 4) for place in range(3)},
    **{40 + place: (6 * place + 1, 6) for place in range(2)},
}
"""First month and number of months of each grouping: seasons, quarters, thirds of a year and half-years."""

SOUTHERN = range(29, 33)
WINTERS = frozenset({24, 28, 30})
"""Groupings from December to February, which lie in two years."""


def expand(year: str, month: str | None, day: str | None, margin: float) -> list[Interval] | None:
    """Return the days of a date whose digits may be `X`, in order; None where they are too many to write out.

    >>> [(part.low, part.high) for part in expand("199X", None, None, 0)] == [(726468, 730119)]
    True
    """
    known = year.rstrip("X")
    if month is None and "X" not in known:
        unit = 10 ** (len(year) - len(known))
        first = int(known + "0" * (len(year) - len(known)))
        first = first - unit + 1 if known.startswith("-") else first
        low, high = first_days((first, first + unit), 1)
        return [Interval(low, high - 1, margin, margin)]
    years = _numbers(year, YEARS)
    months = _numbers(month, range(1, 13)) if month else []
    days = _numbers(day, range(1, 32)) if day else []
    if len(years) * max(len(months), 1) * max(len(days), 1) > MAX_PARTS:
        return None
    stretches = _stretches(years, months, days) if months or not month else []
    return list(_intervals(stretches, margin)) if stretches else []


def expand_grouping(year: str, code: int, margin: float) -> Iterator[Interval]:
    """Return a season, quarter, third or half of each year that the digits allow."""
    first, length = GROUPS[code]
    if code in SOUTHERN:
        first = (first + 5) % 12 + 1
    years = set(_numbers(year, YEARS))
    starts = sorted(years | {year - 1 for year in years} if code in WINTERS else years)
    return _intervals(_runs(starts, first, length), margin)


def _runs(years: list[int], month: int, length: int) -> Iterator[tuple[int, int]]:
    """Return the first and the last day of so many whole months in each year."""
    return zip(first_days(years, month), (day - 1 for day in first_days(years, month + length)), strict=True)


def _intervals(stretches: Iterable[tuple[int, int]], margin: float) -> Iterator[Interval]:
    # There may be ten thousand: this way makes them three times as fast as by calls in a loop.
    lows, highs = zip(*stretches, strict=True)
    rest = (repeat(value) for value in (margin, margin, 0, False, False))
    return map(Interval._make, zip(lows, highs, *rest, strict=False))


def _stretches(years: list[int], months: list[int], days: list[int]) -> list[tuple[int, int]]:
    """Return the first and the last day of each stretch, in order, neighbours joined."""
    if not months:
        return _joined(list(_runs(years, 1, 12)))
    stretches: list[tuple[int, int]] = []
    for month in months:
        runs = _runs(years, month, 1)
        if not days:
            stretches += runs
            continue
        starts = list(runs)
        for day in days:
            stretches += ((first + day - 1, first + day - 1) for first, last in starts if first + day - 1 <= last)
    stretches.sort()
    return stretches if len(months) * len(days) == 1 else _joined(stretches)


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined = stretches[:1]
    for first, last in stretches[1:]:
        if first == joined[-1][1] + 1:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    return joined


def _numbers(digits: str, within: range) -> list[int]:
    """Return the numbers in a range that digits allow, `X` being any digit."""
    if "X" not in digits:
        return [int(digits)] if int(digits) in within else []
    if not digits.strip("X"):
        return [number for number in (ANY_YEAR if len(digits) == 4 else within) if number < 10 ** len(digits)]
    options = [""]
    for digit in digits:
        options = [option + new for option in options for new in ("0123456789" if digit == "X" else digit)]
    return sorted(number for number in map(int, options) if number in within)
