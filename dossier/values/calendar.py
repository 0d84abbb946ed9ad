"""Counts days in the proleptic Gregorian calendar, in any year: 0 is 1 BC, −43 is 44 BC.

Within the years 1 to 9999 a day's number is `datetime.date.toordinal`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date

DAYS_BEFORE_MONTH = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365)
"""Days of a common year before each month and, last, before the next year."""

DAYS_OF_400_YEARS = 146_097


def is_leap(year: int) -> bool:
    """Return whether a year has 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """Return the number of days in a month."""
    return DAYS_BEFORE_MONTH[month] - DAYS_BEFORE_MONTH[month - 1] + (month == 2 and is_leap(year))


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """Return the number of a day; month and day must exist.

    >>> day_number(1920, 6, 9) == date(1920, 6, 9).toordinal(), day_number(1), day_number(0)
    (True, 1, -365)
    """
    past = year - 1
    leap = month > 2 and is_leap(year)
    return past * 365 + past // 4 - past // 100 + past // 400 + DAYS_BEFORE_MONTH[month - 1] + leap + day


def first_days(years: Iterable[int], month: int) -> list[int]:
    """Return the number of the first day of a month in each year; month 13 is January of the next year.

    >>> first_days((1919, 1920), 3) == [day_number(1919, 3), day_number(1920, 3)]
    True
    """
    later, place = divmod(month - 1, 12)
    before = DAYS_BEFORE_MONTH[place] + 1
    if place < 2:
        return [past * 365 + past // 4 - past // 100 + past // 400 + before for past in (y + later - 1 for y in years)]
    return [(y - 1) * 365 + y // 4 - y // 100 + y // 400 + before for y in (y + later for y in years)]


def day_text(number: float) -> str:
    """Return the ISO text of a day's number, or two dots for an open end.

    >>> day_text(day_number(1920, 6, 9)), day_text(day_number(-43, 3, 15)), day_text(float("inf"))
    ('1920-06-09', '-0043-03-15', '..')
    """
    if math.isinf(number):
        return ".."
    cycles, rest = divmod(int(number) - 1, DAYS_OF_400_YEARS)
    near = date.fromordinal(rest + 1)
    year = near.year + 400 * cycles
    written = f"{year:0{4 + (year < 0)}}" if -9999 <= year <= 9999 else f"Y{year}"
    return f"{written}-{near.month:02}-{near.day:02}"
