"""Orders form a network: what a chain joins is held against the dates, and the chain explains the breach."""

import pandas as pd

from dossier.verdicts.ordering import broken_orders, find_chains


def orders(*pairs):
    return pd.DataFrame([(a, b, f"{a} before {b}.") for a, b in pairs], columns=["earlier", "later", "why"])


def claims(*rows):
    return pd.DataFrame(rows, columns=["claim", "source", "question", "value"])


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


def test_an_inconsistent_triple_is_found_and_explained():
    dated = claims(("x", "s", "a", "1993"), ("y", "s", "b", "1990/1999"), ("z", "s", "c", "1992"))
    [broken] = broken_orders(dated, orders(("a", "b"), ("b", "c")))
    assert (broken.earlier.claim, broken.later.claim, broken.gap) == ("x", "z", 1)
    assert broken.reason == "c by 1992-12-31, a not before 1993-01-01: a before b. b before c."


def test_dates_that_can_be_met_together_break_nothing():
    dated = claims(
        ("x", "s", "a", "1992"), ("y", "s", "b", "1992"), ("z", "s", "c", "../1992"), ("w", "s", "a", "soon")
    )
    assert list(broken_orders(dated, orders(("a", "b"), ("b", "c")))) == []
