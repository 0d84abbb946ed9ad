"""Checks dated claims against the required order of events: A cannot come after B, nor after what B cannot follow.

The orders form a network. A chain A before B before C binds A to C although no order names the two together, so
each pair of events that some chain joins is checked against the dates, and the shortest chain explains a breach.
For instants on such a network this is complete: all dates can be met together exactly if no joined pair is broken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from dossier.values import Date, UnreadableValue, day_text, read_days


class Dated(NamedTuple):
    """A claim that dates an event: its id, its source, the event's question and the days that it allows."""

    claim: str
    source: str
    question: str
    days: Date


class BrokenOrder(NamedTuple):
    """Two claims whose dates cannot both stand, since the first event cannot come after the second.

    `gap` is in days, from the end of the later event's date to the start of the earlier event's.
    """

    earlier: Dated
    later: Dated
    gap: int
    reason: str


def find_chains(orders: pd.DataFrame) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for each pair of events that a chain of orders joins, the events of the shortest chain.

    `orders` has the columns earlier and later. A cycle gives no chain from an event to itself.
    """
    following: dict[str, list[str]] = {}
    for order in orders.itertuples():
        following.setdefault(order.earlier, []).append(order.later)
    chains: dict[tuple[str, str], tuple[str, ...]] = {}
    for start in following:
        waiting: deque[tuple[str, ...]] = deque([(start,)])
        while waiting:
            chain = waiting.popleft()
            for event in sorted(following.get(chain[-1], ())):
                if event != start and (start, event) not in chains:
                    chains[start, event] = (*chain, event)
                    waiting.append((*chain, event))
    return chains


def broken_orders(claims: pd.DataFrame, orders: pd.DataFrame) -> Iterator[BrokenOrder]:
    """Yield each pair of claims that breaks an order, with the gap in days and the chain in words.

    `claims` has the columns claim, source, question and value; claims whose value is not a date are passed over.
    """
    why = {(order.earlier, order.later): order.why for order in orders.itertuples()}
    dated = _group_by_event(claims, {*orders["earlier"], *orders["later"]})
    for (first_event, last_event), chain in find_chains(orders).items():
        links = " ".join(why[pair] for pair in pairwise(chain))
        for earlier in dated.get(first_event, ()):
            for later in dated.get(last_event, ()):
                first, last = earlier.days.low, later.days.high
                if last < first:
                    dates = f"{last_event} by {day_text(last)}, {first_event} not before {day_text(first)}"
                    yield BrokenOrder(earlier, later, int(first - last), f"{dates}: {links}")


def _group_by_event(claims: pd.DataFrame, events: set[str]) -> dict[str, list[Dated]]:
    dated: dict[str, list[Dated]] = {}
    for claim in claims[claims["question"].isin(events)].itertuples():
        try:
            days = read_days(claim.value)
        except UnreadableValue:
            continue
        dated.setdefault(claim.question, []).append(Dated(claim.claim, claim.source, claim.question, days))
    return dated
