"""One literal test per clause of the verdicts."""

import pytest

from dossier.values import PROFILES
from dossier.verdicts.judge import Answer, Question, judge

DATE, AMOUNT, RANK = Question("date"), Question("amount", unit="US$ million"), Question("rank")
STATUS, ABSENCE, CATEGORY = Question("status"), Question("absence"), Question("category")


def verdict(a, b, question, profile="default"):
    judgement = judge(a, b, question, PROFILES[profile])
    return judgement.verdict, judgement.subtype, judgement.gap


def values(a, b, question, profile="default"):
    return verdict(Answer(a), Answer(b), question, profile)


@pytest.mark.parametrize(
    ("a", "b", "question", "expected"),
    [
        ("1992", "1992", DATE, ("agree", "exact", None)),
        ("1992-01/1992-12", "1992", DATE, ("agree", "equivalent", None)),
        ("1992", "1992-06", DATE, ("compatible", "refines", "30 against 366 days")),
        ("1991", "1991-12-12", DATE, ("compatible", "refines", "1 against 365 days")),
        ("1991/1992-03", "1992", DATE, ("compatible", "overlap", "366 against 456 days")),
        ("2018~", "2019-06", DATE, ("compatible", "within-approximation", "30 against 1097 days")),
        ("../1991", "1991-12-12", DATE, ("compatible", "satisfies-bound", None)),
        ("1992-06", "1991", DATE, ("conflict", "disjoint-date", "153 days")),
        ("1991-12-12", "1991-12-13", DATE, ("conflict", "disjoint-date", "1 day")),
        ("7.3", "7.30", AMOUNT, ("agree", "equivalent", None)),
        ("7.3", "7/8", AMOUNT, ("compatible", "refines", "0 against 1 US$ million")),
        ("6/7.5", "7/8", AMOUNT, ("compatible", "overlap", "1 against 1.5 US$ million")),
        ("~2", "1.9", AMOUNT, ("compatible", "within-approximation", "0 against 0.4 US$ million")),
        ("1±0.5", "1.1", AMOUNT, ("compatible", "rounding", "0 against 1 US$ million")),
        (">=100", "120", AMOUNT, ("compatible", "satisfies-bound", None)),
        ("1.1", "7.3", AMOUNT, ("conflict", "disjoint-amount", "6.6×")),
        ("2", "1/3", RANK, ("compatible", "refines", "1 against 3 places")),
        ("2", "3", RANK, ("conflict", "rank", "1 place")),
        ("deal", "deal;practice", CATEGORY, ("compatible", "refines", None)),
        ("deal;practice", "practice;habit", CATEGORY, ("compatible", "overlap", None)),
        ("practice;deal", "deal;practice", CATEGORY, ("agree", "equivalent", None)),
        ("secular", "islamic", CATEGORY, ("conflict", "different-category", None)),
        ("secular", "Islamic!", CATEGORY, ("undecided", "unparsed", None)),
    ],
)
def test_each_clause(a, b, question, expected):
    assert values(a, b, question) == expected
    assert values(b, a, question) == expected


def test_the_profile_decides_about_margins():
    assert [values("~2", "1.7", AMOUNT, name)[0] for name in PROFILES] == ["conflict", "conflict", "compatible"]
    assert [values("1±0.5", "1.1", AMOUNT, name)[0] for name in PROFILES] == ["conflict", "compatible", "compatible"]


def test_an_extent_needs_both_ends():
    extent = Question("date", time_role="extent")
    assert values("2018-07/2018-12", "2018", extent)[:2] == ("conflict", "disjoint-date")
    assert values("2018-07/2018-12", "2018-07-01/2018-12-31", extent)[:2] == ("compatible", "refines")
    assert values("2018-07/2018-12", "../2017-03", extent)[:2] == ("conflict", "disjoint-date")


def rung(value, as_of):
    return Answer(value, as_of=as_of)


def test_a_ladder_is_read_with_its_dates():
    assert verdict(rung("talks", "2020"), rung("done", "2021"), STATUS) == ("compatible", "progression", "1 day")
    assert verdict(rung("agreed", "2017"), rung("talks", "2023"), STATUS)[:2] == ("conflict", "regress")
    assert verdict(rung("talks", "2018"), rung("talks", "2020"), STATUS)[:2] == ("compatible", "progression")
    assert verdict(rung("talks", "2020"), rung("done", "2020"), STATUS)[:2] == ("undecided", "needs-ruling")
    assert verdict(rung("talks", "2020"), rung("talks", "2020-06"), STATUS)[:2] == ("compatible", "refines")
    assert verdict(rung("talks", ""), rung("done", "2021"), STATUS)[:2] == ("undecided", "no-date")
    assert verdict(rung("offered/agreed", "2017"), rung("offered", "2018"), STATUS)[:2] == ("compatible", "progression")


def test_none_is_met_by_a_counter_example_in_its_interval():
    none = Answer("none", date="1998/2022")
    assert verdict(none, Answer("pact", date="2017-02"), ABSENCE)[:2] == ("conflict", "counter-example")
    assert verdict(none, Answer("pact", date="1996"), ABSENCE)[:2] == ("compatible", "satisfies-bound")
    assert verdict(none, Answer("pact", date="2022/2023"), ABSENCE)[:2] == ("undecided", "no-date")
    assert verdict(none, Answer("pact"), ABSENCE)[:2] == ("undecided", "no-date")


def test_only_is_met_by_any_other_member():
    only = Answer("only jmc", date="2022")
    assert verdict(only, Answer("group", date="2022-03"), ABSENCE)[:2] == ("conflict", "counter-example")
    assert verdict(only, Answer("jmc", date="2022-03"), ABSENCE)[:2] == ("compatible", "satisfies-bound")
    assert verdict(only, Answer("group", date="2019"), ABSENCE)[:2] == ("compatible", "satisfies-bound")
    assert verdict(Answer("group", date="2019"), Answer("jmc", date="2019"), ABSENCE)[:2] == ("not comparable", "event")


@pytest.mark.parametrize(
    ("column", "one", "other", "subtype"),
    [
        ("measure", {"measure": "turnover"}, {"measure": "exports"}, "measure"),
        ("period", {"date": "2003"}, {"date": "2018"}, "period"),
        ("period", {"date": "2018"}, {"date": "2018-07/2018-12"}, "period"),
        ("as_of", {"as_of": "2004"}, {"as_of": "2020"}, "as_of"),
    ],
)
def test_what_must_match_is_named_when_it_does_not(column, one, other, subtype):
    question = Question("amount", comparable_on=(column,))
    assert verdict(Answer("1", **one), Answer("2", **other), question)[:2] == ("not comparable", subtype)


def test_a_precondition_that_is_not_stated_needs_a_ruling():
    question = Question("amount", comparable_on=("measure",))
    assert verdict(Answer("1", measure="turnover"), Answer("2"), question)[:2] == ("undecided", "needs-ruling")


def test_a_plan_is_not_held_against_a_deed():
    plan, deed = Answer("pakistan", modality="planned"), Answer("azerbaijan")
    assert verdict(plan, deed, CATEGORY)[:2] == ("not comparable", "modality")


def test_a_question_with_many_answers_has_no_conflicts():
    many = Question("category", cardinality="many")
    assert values("tourism", "defense", many)[:2] == ("not comparable", "event")
    assert values("tourism;energy", "energy", many)[:2] == ("compatible", "refines")


def test_compatible_is_not_transitive():
    assert values("1991-12-12", "1991/1992", DATE)[0] == "compatible"
    assert values("1991/1992", "1992-06", DATE)[0] == "compatible"
    assert values("1991-12-12", "1992-06", DATE)[0] == "conflict"


def test_the_finer_of_two_dates_is_named():
    assert judge(Answer("1992"), Answer("1992-06"), DATE).finer == 1
    assert judge(Answer("1992-06"), Answer("1992"), DATE).finer == 0
