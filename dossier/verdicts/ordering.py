"""Checks dated answers against the order of events: A cannot come after B, or B came some thirty years after A.

The orders form a network of least and greatest distances. A chain A before B before C binds A to C although no order
names the two together, so each pair of events that some chain joins is checked against the dates, and the shortest
chain explains a breach. For instants on such a network this is complete: all dates can be met together exactly if no
joined pair is broken. Plans are left out, margins are those of the profile, and reference facts take part.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.labels import AHEAD
from dossier.values import PROFILES, Profile, UnreadableValue, day_text, read_days

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)D)?")
"""A duration in years, months and days, as ISO 8601 writes it: P30Y, P1Y6M, P10D."""

SHORTEST, LONGEST = (365, 28, 1), (366, 31, 1)
"""Days that a year, a month and a day have at least and at most, so that a breach is one in any calendar."""


class Dated(NamedTuple):
    """An answer that dates an event: its id, its source (empty for a fact), the event's question, what it says.

    `low` and `high` are the first and the last day that it allows, with the margins of the profile.
    """

    id: str
    source: str
    question: str
    label: str
    low: float
    high: float


class BrokenOrder(NamedTuple):
    """Two answers whose dates cannot both be right, since their events would be in the wrong order, or too far apart.

    `gap` is in days: how far the two would have to move. `culprit` is the one that more of all other answers exclude.
    """

    earlier: Dated
    later: Dated
    culprit: Dated
    gap: int
    reason: str


class Limit(NamedTuple):
    """The second of two events comes at most so many days after the first; `path` are the events that join them."""

    days: float
    path: tuple[str, ...]


def find_limits(orders: pd.DataFrame) -> dict[tuple[str, str], Limit]:
    """Return the tightest limit for each pair of events that orders join, by the shortest path of those as tight.

    `orders` has the columns earlier, later, gap_low and gap_high. That A comes before B is the limit that A comes at
    most 0 days after B.
    """
    steps: dict[str, list[tuple[str, float]]] = {}
    for order in orders.itertuples():
        steps.setdefault(order.later, []).append((order.earlier, -read_duration(order.gap_low, SHORTEST)))
        if order.gap_high:
            steps.setdefault(order.earlier, []).append((order.later, read_duration(order.gap_high, LONGEST)))
    limits: dict[tuple[str, str], Limit] = {}
    for start in steps:
        waiting, events = deque([Limit(0, (start,))]), len(steps) + 1
        while waiting:
            limit = waiting.popleft()
            if len(limit.path) > events:
                continue  # a circle of orders, which the rules of the corpus refuse
            for event, days in sorted(steps.get(limit.path[-1], ())):
                found = Limit(limit.days + days, (*limit.path, event))
                known = limits.get((start, event))
                if event != start and (known is None or found.days < known.days):
                    limits[start, event] = found
                    waiting.append(found)
    return limits


def find_chains(orders: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for each pair of events that a chain of orders joins, the events of the chain, the earliest first."""
    return {
        (limit.path[-1], limit.path[0]): limit.path[::-1] for limit in find_limits(orders).values() if limit.days <= 0
    }


def read_duration(text: str, days: tuple[int, int, int]) -> int:
    """Return the length of a duration, given the days of a year, a month and a day; empty is none.

    >>> read_duration("P30Y", SHORTEST), read_duration("P1Y6M", LONGEST), read_duration("", LONGEST)
    (10950, 552, 0)
    """
    match = DURATION.fullmatch(text or "P0D")
    if not match:
        raise UnreadableValue(f"“{text}” is not a duration", "write P30Y, P1Y6M or P10D")
    return sum(int(number or 0) * unit for number, unit in zip(match.groups(), days, strict=True))


def broken_orders(
    answers: pd.DataFrame, orders: pd.DataFrame, profile: Profile = PROFILES["default"]
) -> Iterator[BrokenOrder]:
    """Yield each pair of a claim with a claim or a fact that breaks an order, with the gap and the chain in words.

    `answers` is as `Corpus.answers` returns it; what is planned, and what is not a date, is passed over.
    """
    if orders.empty:
        return
    why = {frozenset((order.earlier, order.later)): order.why for order in orders.itertuples()}
    dated = _group_by_event(answers, {*orders["earlier"], *orders["later"]}, profile)
    breaches = [
        (one, other, limit)
        for (first, last), limit in find_limits(orders).items()
        for one in dated.get(first, ())
        for other in dated.get(last, ())
        if other.low - one.high > limit.days and (one.source or other.source)
    ]
    excluded = _count_exclusions(dated, breaches)
    for one, other, limit in breaches:
        earlier, later = (other, one) if limit.days <= 0 else (one, other)
        culprit = max((later, earlier), key=lambda side: excluded[side.id])
        links = " ".join(why[frozenset(pair)] for pair in pairwise(limit.path if limit.days > 0 else limit.path[::-1]))
        dates = f"{one.question} by {day_text(one.high)}, {other.question} not before {day_text(other.low)}"
        yield BrokenOrder(earlier, later, culprit, int(other.low - one.high - limit.days), f"{dates}: {links}")


def _group_by_event(answers: pd.DataFrame, events: set[str], profile: Profile) -> dict[str, list[Dated]]:
    dated: dict[str, list[Dated]] = {}
    for row in answers[answers["question"].isin(events) & ~answers["told"].isin(AHEAD)].itertuples():
        try:
            days = read_days(row.value).ranges.widened(profile)
        except UnreadableValue:
            continue
        label = row.id if row.fact else row.value
        dated.setdefault(row.question, []).append(Dated(row.id, row.source, row.question, label, days.low, days.high))
    return dated


def _count_exclusions(dated: dict[str, list[Dated]], breaches: list[Any]) -> dict[str, int]:
    """Return how many other answers exclude each: by an order, or by another date of the same event."""
    against: dict[str, set[str]] = {each.id: set() for group in dated.values() for each in group}
    for one, other, _ in breaches:
        against[one.id].add(other.id)
        against[other.id].add(one.id)
    for group in dated.values():
        for one in group:
            against[one.id] |= {other.id for other in group if one.low > other.high or other.low > one.high}
    return {name: len(others) for name, others in against.items()}
