"""Answers to different questions are held together by constraints."""

from dataclasses import replace

import pandas as pd
import pytest

from dossier.values import PROFILES
from dossier.verdicts import find
from dossier.verdicts.constraints import broken_constraints

QUESTION = {"type": "amount", "unit": "crowns", "cardinality": "one", "theme": "lake"}


@pytest.fixture
def bind(make):
    """Makes a corpus with one constraint and returns the ids of what breaks it."""

    def bind(bond, one, other, claims, facts=(), profile="default", **types):
        corpus = make(claims, facts)
        questions = corpus.questions.assign(**{key: value for key, value in QUESTION.items() if key != "type"})
        kinds = [types.get(name, "amount") for name in questions["question"]]
        constraints = pd.DataFrame([(one, other, bond, "It must.")], columns=["one", "other", "bond", "why"])
        corpus = replace(corpus, questions=questions.assign(type=kinds), constraints=constraints)
        return corpus, [(each.one.id, each.other.id) for each in broken_constraints(corpus, PROFILES[profile])]

    return bind


def amount(source, question, value, date, **columns):
    return {"claim": f"{source}-{question}-{date}", "source": source, "question": question, "value": value,
            "date": date, **columns}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "period", "broken"),
    [
        ("12", "1920", False),
        ("13", "1920", True),
        ("13", "1920-01/1920-06", True),
        ("13", "1919", False),
        ("13", "1920/1921", False),
        ("~13", "1920", False),
        (">=5", "1920", False),
    ],
)
def test_a_part_is_not_larger_than_its_whole_in_the_same_period(bind, part, period, broken):
    claims = [amount("a", "exports", part, period), amount("b", "trade", "12", "1920")]
    assert bool(bind("part", "exports", "trade", claims)[1]) is broken


def test_margins_are_those_of_the_profile(bind):
    claims = [amount("a", "exports", "~13", "1920"), amount("b", "trade", "12", "1920")]
    assert bind("part", "exports", "trade", claims, profile="strict")[1] == [("a-exports-1920", "b-trade-1920")]


def test_half_a_year_is_not_larger_than_the_year(bind):
    claims = [amount("a", "trade", "20", "1920-01/1920-06"), amount("b", "trade", "10", "1920")]
    assert bind("part", "trade", "trade", claims)[1] == [("a-trade-1920-01/1920-06", "b-trade-1920")]
    assert (
        bind("part", "trade", "trade", [amount("a", "trade", "20", "1920"), amount("b", "trade", "10", "1920")])[1]
        == []
    )


def test_growth_must_fit_the_levels(bind):
    levels = [amount("b", "trade", "10", "1918"), amount("b", "trade", "13", "1920")]
    assert bind("growth", "growth", "trade", [amount("a", "growth", "2", "1918/1920"), *levels])[1] == [
        ("a-growth-1918/1920", "b-trade-1920")
    ]
    assert bind("growth", "growth", "trade", [amount("a", "growth", "1.3", "1918/1920"), *levels])[1] == []


def test_what_is_there_needs_what_it_rests_on(bind):
    claims = [amount("a", "embassy", "lake-embassy", "1920"), amount("b", "relations", "none", "1915/1921")]
    kinds = {"embassy": "absence", "relations": "absence"}
    assert bind("needs", "embassy", "relations", claims, **kinds)[1] == [("a-embassy-1920", "b-relations-1915/1921")]
    later = [amount("a", "embassy", "lake-embassy", "1922"), claims[1]]
    assert bind("needs", "embassy", "relations", later, **kinds)[1] == []


def test_plans_and_other_units_are_left_out(bind):
    for columns in ({"told": "planned"}, {"unit": "tonnes"}):
        claims = [amount("a", "exports", "13", "1920", **columns), amount("b", "trade", "12", "1920")]
        assert bind("part", "exports", "trade", claims)[1] == []


def test_two_facts_are_not_a_finding(bind):
    facts = [{"fact": "x", "question": "exports", "value": "13", "date": "1920"},
             {"fact": "y", "question": "trade", "value": "12", "date": "1920"}]  # fmt: skip
    claims = [amount("a", "exports", "1", "1920")]
    assert bind("part", "exports", "trade", claims, facts)[1] == []


def test_a_broken_constraint_is_a_finding_with_a_key_of_its_own(bind):
    claims = [amount("a", "exports", "24", "1920"), amount("b", "trade", "12", "1920")]
    [finding] = find(bind("part", "exports", "trade", claims)[0]).itertuples()
    assert (finding.question, finding.verdict, finding.subtype, finding.gap) == (
        "exports", "conflict", "constraint", "2.0×",
    )  # fmt: skip
    assert finding.cluster == "constraint: exports 24 ~ trade 12"
    assert finding.reason == "a part of at least 24, a whole of at most 12: It must."
