"""One literal test per clause of the verdicts."""

import pytest

from dossier.values import PROFILES, Ladder
from dossier.verdicts.judge import Answer, Question, judge
from dossier.vocabulary import Modality

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
        ("-0044-03-15", "1992", DATE, ("conflict", "disjoint-date", "743560 days")),
        ("0000-12-31", "0001-01-01", DATE, ("conflict", "disjoint-date", "1 day")),
        ("1900-02-29", "1900-03-01", DATE, ("undecided", "unparsed", None)),
        ("1950/", "1970", DATE, ("compatible", "satisfies-bound", None)),
        ("/1949", "1930", DATE, ("compatible", "satisfies-bound", None)),
        ("/1949", "1950", DATE, ("conflict", "disjoint-date", "1 day")),
        ("1992-24", "1992-07-15", DATE, ("conflict", "disjoint-date", "137 days")),
        ("1992-24", "1992-01", DATE, ("compatible", "refines", "31 against 181 days")),
        ("1992-24", "1992-12", DATE, ("compatible", "refines", "31 against 181 days")),
        ("{1990,1995}", "1992", DATE, ("conflict", "disjoint-date", "366 days")),
        ("[1990,1995]", "1992", DATE, ("conflict", "disjoint-date", "366 days")),
        ("[1990,1995]", "{1990,1995}", DATE, ("compatible", "overlap", None)),
        ("[1990,1995]", "1995", DATE, ("compatible", "refines", "365 against 730 days")),
        ("1950S2", "1960", DATE, ("compatible", "refines", "366 against 36524 days")),
        ("1992-XX-09", "1992-06-09", DATE, ("compatible", "refines", "1 against 12 days")),
        ("1992-XX-09", "1992-06-10", DATE, ("conflict", "disjoint-date", "1 day")),
        ("156X-12-25", "1565-12-24", DATE, ("conflict", "disjoint-date", "1 day")),
        ("XXXX-12-25", "2018-12-25", DATE, ("compatible", "refines", "1 against 3000 days")),
        ("1992~/1995", "1991-06", DATE, ("compatible", "within-approximation", "30 against 1827 days")),
        ("1992~/1995", "1996-06", DATE, ("conflict", "disjoint-date", "153 days")),
        ("Y-298900000/Y-251900000", "Y-230000000", DATE, ("conflict", "disjoint-date", "7998810385 days")),
        ("7.3", "7.30", AMOUNT, ("agree", "equivalent", None)),
        ("7.3", "7/8", AMOUNT, ("compatible", "refines", "0 against 1 US$ million")),
        ("6/7.5", "7/8", AMOUNT, ("compatible", "overlap", "1 against 1.5 US$ million")),
        ("~2", "1.9", AMOUNT, ("compatible", "within-approximation", "0 against 0.4 US$ million")),
        ("1±0.5", "1.1", AMOUNT, ("compatible", "rounding", "0 against 1 US$ million")),
        (">=100", "120", AMOUNT, ("compatible", "satisfies-bound", None)),
        ("1.1", "7.3", AMOUNT, ("conflict", "disjoint-amount", "6.6×")),
        ("<127", "127", AMOUNT, ("conflict", "disjoint-amount", None)),
        ("<127", "126.9", AMOUNT, ("compatible", "satisfies-bound", None)),
        (">79", "79", AMOUNT, ("conflict", "disjoint-amount", None)),
        (">79", "<79", AMOUNT, ("conflict", "disjoint-amount", None)),
        (">=79", ">79", AMOUNT, ("compatible", "satisfies-bound", None)),
        ("~57/58", "52", AMOUNT, ("compatible", "within-approximation", "0 against 12.5 US$ million")),
        ("~57/58", "40.4", AMOUNT, ("conflict", "disjoint-amount", "1.3×")),
        ("5±-1", "5", AMOUNT, ("undecided", "unparsed", None)),
        ("-5", "5", AMOUNT, ("conflict", "disjoint-amount", "10 US$ million")),
        ("<4", "3", RANK, ("compatible", "refines", "1 against 3 places")),
        ("<4", "1/3", RANK, ("agree", "equivalent", None)),
        (">10", ">=11", RANK, ("agree", "equivalent", None)),
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
    assert values("2018-07/2018-12", "2018-07-01/2018-12-31", extent) == ("agree", "equivalent", None)
    assert values("2018", "2018-01/2018-12", extent) == ("agree", "equivalent", None)
    assert values("2018-07/2018-12", "2018-07-15/2018-12", extent)[:2] == ("compatible", "refines")
    assert values("2018-07/2018-12", "../2017-03", extent)[:2] == ("conflict", "disjoint-date")


def test_an_extent_is_finer_only_if_it_is_so_at_both_ends():
    extent = Question("date", time_role="extent")
    crossed = judge(Answer("2018-07/2018-12-31"), Answer("2018-07-02/2018-12"), extent)
    assert (crossed.verdict, crossed.subtype, crossed.finer) == ("compatible", "overlap", None)
    assert judge(Answer("2018-07/2018-12"), Answer("2018-07-02/2018-12-30"), extent).finer == 1


def test_an_open_or_unknown_end_of_an_extent_is_anywhere_on_its_side():
    extent = Question("date", time_role="extent")
    assert values("2018/..", "2018/2020", extent)[0] == "compatible"
    assert values("2018/", "2018/2020", extent)[0] == "compatible"
    assert values("2018/", "2019/2020", extent)[:2] == ("conflict", "disjoint-date")
    assert values("/2020", "2018/2020", extent)[0] == "compatible"
    assert values("../2017", "2016", extent)[0] == "compatible"
    assert values("../2017", "2018", extent)[:2] == ("conflict", "disjoint-date")


def test_an_extent_may_be_one_of_several_and_about():
    extent = Question("date", time_role="extent")
    assert values("[2018,2020]", "2020", extent)[:2] == ("compatible", "overlap")
    assert values("[2018,2020]", "2019", extent)[:2] == ("conflict", "disjoint-date")
    assert judge(Answer("[2018,2020]"), Answer("2018-01/2018-12"), extent).finer is None
    assert values("2018~", "2018-02/2018-12", extent)[:2] == ("compatible", "within-approximation")
    assert values("2018", "2018-02/2018-12", extent)[:2] == ("conflict", "disjoint-date")


def rung(value, as_of):
    return Answer(value, as_of=as_of)


def test_a_ladder_is_read_with_its_dates():
    assert verdict(rung("talks", "2020"), rung("done", "2021"), STATUS) == ("compatible", "progression", "1 day")
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


def test_a_report_of_a_lower_stage_does_not_deny_a_higher_one():
    assert verdict(rung("agreed", "2017"), rung("talks", "2023"), STATUS)[:2] == ("undecided", "needs-ruling")
    assert verdict(rung("done", "2017"), rung("talks", "2023"), STATUS)[:2] == ("undecided", "needs-ruling")


def test_no_further_than_a_stage_denies_a_higher_one():
    assert verdict(rung("agreed", "2017"), rung("<=talks", "2023"), STATUS) == ("conflict", "regress", "1827 days")
    assert verdict(rung("<=talks", "2017"), rung("agreed", "2023"), STATUS)[:2] == ("compatible", "progression")
    assert verdict(rung("<=talks", "2020-06-22"), rung("done", "2020-06-22"), STATUS)[:2] == ("conflict", "regress")
    assert verdict(rung("<=talks", "2020"), rung("done", "2020"), STATUS)[:2] == ("undecided", "needs-ruling")
    assert verdict(rung("<=talks", "2020"), rung("interest", "2020"), STATUS)[:2] == ("compatible", "refines")


def test_an_end_excludes_a_deed_later_or_at_the_same_time():
    assert verdict(rung("lapsed", "2017"), rung("under-way", "2019"), STATUS)[:2] == ("conflict", "ended")
    assert verdict(rung("done", "2017"), rung("refused", "2019"), STATUS)[:2] == ("conflict", "ended")
    assert verdict(rung("rejected", "2020"), rung("under-way", "2020"), STATUS)[:2] == ("conflict", "ended")
    assert verdict(rung("agreed", "2017"), rung("unused", "2021"), STATUS)[:2] == ("compatible", "progression")
    assert verdict(rung("refused", "2017"), rung("talks", "2019"), STATUS)[:2] == ("undecided", "needs-ruling")
    assert verdict(rung("refused", "2017"), rung("lapsed", "2019"), STATUS)[:2] == ("undecided", "needs-ruling")


def test_a_question_may_have_a_ladder_of_its_own():
    loan = Question("status", ladder=Ladder(("asked", "granted", "drawn"), deeds=("drawn",), ends=("called-in",)))
    assert verdict(rung("asked", "2017"), rung("granted", "2018"), loan)[:2] == ("compatible", "progression")
    assert verdict(rung("called-in", "2017"), rung("drawn", "2018"), loan)[:2] == ("conflict", "ended")
    assert verdict(rung("talks", "2017"), rung("granted", "2018"), loan)[:2] == ("undecided", "unparsed")


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
        ("period", {"date": "2018-07/2019-06"}, {"date": "2018"}, "period"),
        ("as_of", {"as_of": "2004"}, {"as_of": "2020"}, "as_of"),
    ],
)
def test_what_must_match_is_named_when_it_does_not(column, one, other, subtype):
    question = Question("amount", comparable_on=(column,))
    assert verdict(Answer("1", **one), Answer("2", **other), question)[:2] == ("not comparable", subtype)


def test_a_fiscal_year_is_the_same_period_however_it_is_written():
    question = Question("amount", comparable_on=("period",))
    fiscal, days = Answer("1", date="2018-07/2019-06"), Answer("1", date="2018-07-01/2019-06-30")
    assert verdict(fiscal, days, question)[:2] == ("agree", "exact")


def test_a_precondition_that_is_not_stated_needs_a_ruling():
    question = Question("amount", comparable_on=("measure",))
    assert verdict(Answer("1", measure="turnover"), Answer("2"), question)[:2] == ("undecided", "needs-ruling")


def test_only_without_a_date_is_said_of_all_times():
    assert values("only mexico", "nicaragua", ABSENCE)[:2] == ("conflict", "counter-example")
    assert verdict(Answer("only mexico"), Answer("nicaragua", date="1990"), ABSENCE)[0] == "conflict"
    assert verdict(Answer("none"), Answer("coins", date="1990"), ABSENCE)[0] == "conflict"


def test_only_decides_nothing_about_a_member_of_partly_another_time():
    only = Answer("only a", date="2000/2022")
    assert verdict(only, Answer("b", date="1990/2005"), ABSENCE)[:2] == ("undecided", "no-date")
    assert verdict(only, Answer("b", date="../2010", as_of="2010"), ABSENCE)[:2] == ("conflict", "counter-example")


def test_two_denials_are_judged_alike_from_either_side():
    one, other = Answer("only a", date="2020"), Answer("only b", date="2020")
    assert judge(one, other, ABSENCE) == judge(other, one, ABSENCE)
    assert judge(one, other, ABSENCE).reason == "“only a” is met by only b"
    assert verdict(Answer("none", date="2020"), one, ABSENCE)[:2] == ("conflict", "counter-example")
    assert verdict(Answer("none", date="2021"), one, ABSENCE)[:2] == ("compatible", "satisfies-bound")
    assert verdict(Answer("none", date="2020"), Answer("none", date="2021"), ABSENCE)[0] == "compatible"


def test_a_plan_is_not_checked_against_a_denial():
    plan, none = Answer("pact", "2017", modality="planned"), Answer("none", "1998/2022")
    assert verdict(plan, none, ABSENCE)[:2] == ("not comparable", "modality")


def test_what_is_told_and_how_surely_may_be_given_apart():
    assert verdict(Answer("a", told="possible"), Answer("b"), CATEGORY)[:2] == ("not comparable", "modality")
    assert verdict(Answer("a", told="done", modality="planned"), Answer("b"), CATEGORY)[0] == "conflict"
    firm = [Answer("a", told=told, stated=stated).is_firm for told, stated in
            [("done", "states"), ("under-way", "passes-on"), ("planned", "states"), ("done", "hedges")]]  # fmt: skip
    assert firm == [True, True, False, False]
    assert [Answer("a", modality=word).is_firm for word in Modality] == [True, True, False, False, False]


def test_what_says_nothing_corroborates_nothing():
    silent = ("undecided", "silent", None)
    assert values("unknown", "1992", DATE) == values("../..", "../..", DATE) == silent
    assert values("unknown", "7", AMOUNT) == values("unknown", "2", RANK) == values(">=1", "2", RANK) == silent
    assert verdict(rung("interest/done", "2020"), rung("talks", "2020"), STATUS) == silent
    assert values("unknown", "none", ABSENCE) == silent
    closed = Question("category", options=("deal", "practice"))
    assert values("deal;practice", "deal", closed) == silent
    assert values("deal;practice", "deal", CATEGORY)[0] == "compatible"


@pytest.mark.parametrize(
    ("a", "b", "question", "shared"),
    [
        ("1991-12-12", "1991-12-12", DATE, "to the day"),
        ("1991-12-12", "1991-12", DATE, "to the month"),
        ("1992-06", "1992", DATE, "to the year"),
        ("199X", "199X", DATE, "to within 10 years"),
        ("../1991", "1991-12-12", DATE, "to a bound"),
        ("7.3", "7.30", AMOUNT, "to the figure"),
        ("7.3", "7/8", AMOUNT, "to within 1 US$ million"),
        (">=100", ">=100", AMOUNT, "to a bound"),
        ("2", "2", RANK, "to the place"),
        ("2", "1/3", RANK, "to one of 3 places"),
        ("deal", "deal", CATEGORY, "to the code"),
        ("deal;practice", "deal", CATEGORY, "to one of 2 codes"),
        ("none", "none", ABSENCE, "to the denial"),
        ("1991", "1993", DATE, ""),
    ],
)
def test_a_judgement_says_how_precisely_two_answers_agree(a, b, question, shared):
    assert judge(Answer(a), Answer(b), question).shared == judge(Answer(b), Answer(a), question).shared == shared


def test_an_answer_may_have_a_unit_of_its_own():
    def units(a, unit_a, b, unit_b="", question=AMOUNT):
        return verdict(Answer(a, unit=unit_a), Answer(b, unit=unit_b), question)

    assert units("0.0073", "US$ billion", "7.3") == ("agree", "equivalent", None)
    assert units("7.3", "thousand US$", "7.3") == ("conflict", "disjoint-amount", "1000.0×")
    assert units("7.3", "tonnes", "7.3") == ("not comparable", "measure", None)
    assert units("10", "pounds", "200", "shillings", Question("amount"))[0] == "agree"
    assert units("2", "bcm", "2000", "mcm", Question("amount", unit="tonnes"))[0] == "agree"
    reason = judge(Answer("7.3", unit="tonnes"), Answer("7.3"), AMOUNT).reason
    assert reason == "the units measure different things: US$ million and tonnes"


def test_a_code_may_include_others():
    broader = Question("category", broader=(("actor", "artist"), ("painter", "artist"), ("artist", "person")))
    assert values("actor", "artist", broader)[:2] == ("compatible", "refines")
    assert values("actor", "person", broader)[:2] == ("compatible", "refines")
    assert judge(Answer("artist"), Answer("actor"), broader).finer == 1
    assert values("actor", "painter", broader)[:2] == ("conflict", "different-category")
    same = Question("category", broader=(("uk", "britain"), ("britain", "uk")))
    assert values("uk", "britain", same)[:2] == ("agree", "equivalent")


def test_one_of_two_and_both_are_told_apart():
    assert values("a+b", "a;b", CATEGORY)[:2] == ("compatible", "refines")
    assert values("a+b", "a", CATEGORY)[:2] == ("compatible", "refines")
    assert judge(Answer("a+b"), Answer("a"), CATEGORY).finer == 0
    assert judge(Answer("a;b"), Answer("a"), CATEGORY).finer == 1
    assert values("a+b", "b+c", CATEGORY)[:2] == ("compatible", "overlap")
    assert values("b+a", "a+b", CATEGORY)[:2] == ("agree", "equivalent")
    assert values("a+b", "c", CATEGORY)[:2] == ("conflict", "different-category")


def test_a_plan_is_not_held_against_a_deed():
    plan, deed = Answer("pakistan", modality="planned"), Answer("azerbaijan")
    assert verdict(plan, deed, CATEGORY)[:2] == ("not comparable", "modality")


def test_a_question_with_many_answers_has_room_for_two_of_them():
    many = Question("category", cardinality="many")
    assert values("tourism", "defence", many)[:2] == ("not comparable", "event")
    assert values("tourism;energy", "energy", many)[:2] == ("compatible", "refines")
    assert values("1992", "1995", Question("date", cardinality="many"))[:2] == ("not comparable", "event")


def test_a_list_an_amount_and_a_rank_exclude_others_although_a_question_has_many_answers():
    many = Question("category", cardinality="many")
    assert values("medicines;tourism;energy", "defence", many)[:2] == ("conflict", "different-category")
    assert values("medicines+tourism", "defence", many)[:2] == ("conflict", "different-category")
    assert values("5", "7", Question("amount", cardinality="many"))[:2] == ("conflict", "disjoint-amount")
    assert values("5", "7", Question("rank", cardinality="many"))[:2] == ("conflict", "rank")


def test_compatible_is_not_transitive():
    assert values("1991-12-12", "1991/1992", DATE)[0] == "compatible"
    assert values("1991/1992", "1992-06", DATE)[0] == "compatible"
    assert values("1991-12-12", "1992-06", DATE)[0] == "conflict"


def test_the_finer_of_two_dates_is_named():
    assert judge(Answer("1992"), Answer("1992-06"), DATE).finer == 1
    assert judge(Answer("1992-06"), Answer("1992"), DATE).finer == 0
