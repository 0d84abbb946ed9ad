"""Orders form a network: what a chain joins is checked against the dates, and the chain explains the breach."""

import pandas as pd
import pytest

from dossier.values import PROFILES
from dossier.verdicts import find
from dossier.verdicts.ordering import Limit, broken_orders, find_chains, find_limits


def orders(*rows):
    filled = [(a, b, *gaps, *[""] * (2 - len(gaps)), f"{a} before {b}.") for a, b, *gaps in rows]
    return pd.DataFrame(filled, columns=["earlier", "later", "gap_low", "gap_high", "why"])


def answers(*rows):
    """Return answers from (id, source, question, value), with what is told where it is not done."""
    columns = ["id", "source", "question", "value", "told"]
    frame = pd.DataFrame([(*row, "done")[:5] for row in rows], columns=columns)
    return frame.assign(fact=frame["source"] == "")


def broken(dated, *pairs, profile="default"):
    return [
        (each.earlier.id, each.later.id, each.gap)
        for each in broken_orders(answers(*dated), orders(*pairs), PROFILES[profile])
    ]


def test_a_chain_joins_what_no_order_names():
    assert find_chains(orders(("a", "b"), ("b", "c"), ("a", "d"))) == {
        ("a", "b"): ("a", "b"),
        ("a", "c"): ("a", "b", "c"),
        ("a", "d"): ("a", "d"),
        ("b", "c"): ("b", "c"),
    }


def test_the_shortest_chain_explains():
    assert find_chains(orders(("a", "b"), ("b", "c"), ("a", "c")))["a", "c"] == ("a", "c")


def test_a_circle_gives_no_chain_to_itself():
    assert ("a", "a") not in find_chains(orders(("a", "b"), ("b", "a")))


def test_a_circle_of_gaps_comes_to_an_end():
    assert find_limits(orders(("a", "b", "P1Y"), ("b", "a", "P1Y")))


def test_gaps_add_up_along_a_chain():
    limits = find_limits(orders(("a", "b", "P1Y", "P2Y"), ("b", "c", "P10D", "P20D")))
    assert limits["c", "a"] == Limit(-375, ("c", "b", "a"))
    assert limits["a", "c"] == Limit(752, ("a", "b", "c"))


def test_an_inconsistent_triple_is_found_and_explained():
    dated = answers(("x", "s", "a", "1993"), ("y", "s", "b", "1990/1999"), ("z", "s", "c", "1992"))
    [found] = broken_orders(dated, orders(("a", "b"), ("b", "c")))
    assert (found.earlier.id, found.later.id, found.gap) == ("x", "z", 1)
    assert found.reason == "c by 1992-12-31, a not before 1993-01-01: a before b. b before c."


def test_dates_that_can_be_met_together_break_nothing():
    dated = [("x", "s", "a", "1992"), ("y", "s", "b", "1992"), ("z", "s", "c", "../1992"), ("w", "s", "a", "soon")]
    assert broken(dated, ("a", "b"), ("b", "c")) == []


@pytest.mark.parametrize(("profile", "found"), [("strict", [("x", "y", 1)]), ("default", []), ("lenient", [])])
def test_dates_that_meet_within_their_margins_break_an_order_only_when_read_strictly(profile, found):
    assert broken([("x", "s", "a", "1992~"), ("y", "s", "b", "1991~")], ("a", "b"), profile=profile) == found


@pytest.mark.parametrize("told", ["planned", "possible"])
def test_plans_break_no_order(told):
    assert broken([("x", "s", "a", "1993", told), ("y", "s", "b", "1991")], ("a", "b")) == []


@pytest.mark.parametrize(
    ("date", "found"),
    [("1948", [("x", "y", 270)]), ("1949", []), ("1950", []), ("1951", [("x", "y", 33)]), ("1949/1951", [])],
)
def test_thirty_years_after_is_neither_less_nor_much_more(date, found):
    dated = [("x", "s", "a", "1919-12-01"), ("y", "s", "b", date)]
    assert broken(dated, ("a", "b", "P29Y11M", "P30Y11M")) == found


def test_a_claim_breaks_an_order_with_a_fact_and_two_facts_do_not():
    dated = [("x", "s", "a", "1993"), ("note", "", "b", "1992"), ("deed", "", "a", "1993")]
    assert broken(dated, ("a", "b")) == [("x", "note", 1)]


def test_a_breach_is_booked_on_the_answer_that_all_others_exclude(make):
    corpus = make(
        [
            {"source": "a", "question": "born", "value": "1919-06", "claim": "a-born"},
            {"source": "a", "question": "known", "value": "1919-03", "claim": "a-known"},
            {"source": "b", "question": "known", "value": "1919-04", "claim": "b-known"},
            {"source": "b", "question": "born", "value": "1919-01", "claim": "b-born"},
        ],
        orders=[{"earlier": "born", "later": "known"}],
    )
    found = find(corpus).query("subtype == 'chronology'")
    assert list(found["question"]) == ["born", "born"]
    assert list(found["cluster"]) == ["order: born 1919-06 ~ known 1919-03", "order: born 1919-06 ~ known 1919-04"]
    assert list(found["scope"]) == ["within", "between"]


def test_where_both_are_excluded_alike_the_later_event_is_marked(make):
    corpus = make(
        [{"source": "a", "question": "born", "value": "1920"}, {"source": "a", "question": "known", "value": "1919"}],
        orders=[{"earlier": "born", "later": "known"}],
    )
    assert list(find(corpus)["question"]) == ["known"]
