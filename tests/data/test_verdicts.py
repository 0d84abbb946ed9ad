"""The verdicts on the real corpus: the account of 1992 as it is, and the algebra of the whole."""

import json
from dataclasses import replace

import pandas as pd
import pytest

from dossier import verdicts


def one(findings, *claims, subtype=None):
    found = findings[findings["claims"] == tuple(sorted(claims))]
    found = found if subtype is None else found[found["subtype"] == subtype]
    assert len(found) == 1, found
    return found.iloc[0]


def test_one_source_recognises_a_state_before_it_exists(findings):
    broken = one(findings, "tdi-2022-independence-june-1992", "tdi-2022-recognition-december-1991")
    assert (broken["verdict"], broken["subtype"], broken["scope"], broken["gap"]) == (
        "conflict",
        "chronology",
        "within",
        "172 days",
    )


@pytest.mark.parametrize("other", ["korybko-2021-independence-1991", "nawab-2023-independence-by-1991"])
def test_june_1992_shares_no_day_with_the_1991_of_two_other_sources(findings, other):
    disjoint = one(findings, "tdi-2022-independence-june-1992", other)
    assert (disjoint["verdict"], disjoint["subtype"], disjoint["scope"]) == ("conflict", "disjoint-date", "between")
    assert disjoint["gap"] == "153 days"


def test_the_relations_of_1992_and_of_june_1992_can_both_stand(findings):
    both = one(findings, "nawab-2023-relations-1992", "tdi-2022-relations-june-1992")
    assert (both["verdict"], both["subtype"], both["gap"]) == ("compatible", "refines", "30 against 366 days")


@pytest.mark.parametrize("other", ["korybko-2021-recognition-1991", "nawab-2023-recognition-1991"])
def test_the_recognition_of_1991_and_of_its_twelfth_of_december_can_both_stand(findings, other):
    both = one(findings, "tdi-2022-recognition-december-1991", other)
    assert (both["verdict"], both["subtype"]) == ("compatible", "refines")


def test_what_looks_like_a_contradiction_and_is_none(findings):
    trainers = one(findings, "caci-2004-energy-training-asked", "tdi-2022-training-in-azerbaijan")
    assert trainers["verdict"] == "not comparable"
    investors = one(
        findings, "abbassoy-2020-pakistan-welcomes-investment", "caci-2004-pakistani-companies-in-azerbaijan"
    )
    assert (investors["verdict"], investors["subtype"]) == ("not comparable", "as_of")
    turnovers = one(findings, "caci-2004-turnover-2003", "tdi-2022-turnover-7-3")
    assert (turnovers["verdict"], turnovers["subtype"]) == ("not comparable", "measure")


@pytest.fixture(scope="module")
def ratings(evidence, findings):
    return verdicts.rate_questions(evidence, findings).set_index("question")


@pytest.mark.parametrize(
    ("question", "status", "record", "judgement", "answer"),
    [
        ("recognition-date", "corroborated", "in line", "well established", "1991"),
        ("independence-date", "mixed", "in line", "well established", "1991"),
        ("recognition-rank", "contested", "divided", "unclear", "2"),
        ("relations-date", "corroborated", "in line", "well established", "1992"),
        ("lng-supply-status", "mixed", "in line", "likely", "talks (framework of 2023, 2023-02~)"),
        ("credit-line-status", "single-sourced", "in line", "likely", "agreed (2020-06~)"),
        ("support-basis", "single-sourced", "silent", "one source", "deal"),
        ("pakistan-energy-gap", "mixed", "silent", "one source", "shortage (2023-02~, natural gas)"),
        ("tourism-trend", "single-sourced", "silent", "one source", "growing (2020-06~)"),
        ("azerbaijan-state-basis", "single-sourced", "against", "probably wrong", "islamic"),
    ],
)
def test_questions_read_as_a_careful_analyst_would_write_them(ratings, question, status, record, judgement, answer):
    rating = ratings.loc[question]
    assert (rating["status"], rating["record"]) == (status, record)
    assert (rating["judgement"], rating["answer"]) == (judgement, answer)


def test_the_date_is_sound_and_its_neighbour_broke_the_order(ratings):
    assert ratings["self_contradicted"][["recognition-date", "independence-date"]].tolist() == [False, True]
    assert ratings.at["recognition-date", "basis"] == ("two independent articles and the Embassy of Pakistan in Baku")


@pytest.mark.parametrize(
    "question",
    ["asan-award-date", "malik-visit-date", "musharraf-visit-date", "anniversary-ceremony-date",
     "senate-resolution-date", "credit-line-date", "energy-investment-potential"],
)  # fmt: skip
def test_a_record_that_goes_back_to_its_own_source_supports_nothing(ratings, question):
    assert ratings.loc[question, ["record", "judgement"]].tolist() == ["circular", "one source"]


def test_what_the_record_contradicts_is_never_called_sound(ratings):
    doubtful = ratings[ratings["record"].isin(["against", "divided"])]
    assert not set(doubtful["status"]) & {"corroborated"}
    assert not set(doubtful["judgement"]) & {"well established"}


def test_articles_that_are_silent_on_a_deal_do_not_support_one(evidence):
    rest = evidence.without("tdi-2022")
    ratings = verdicts.rate_questions(rest, verdicts.find(rest)).set_index("question")
    assert "support-basis" not in ratings.index
    assert ratings.at["mutual-support", "judgement"] == "well established"


def wants_a_ruling(findings):
    """Conflicts, and what the rule cannot decide although both sides give an answer."""
    undecided = (findings["verdict"] == "undecided") & (findings["subtype"] != "silent")
    return findings[((findings["verdict"] == "conflict") | undecided) & findings["ruling"].isna()]


def test_every_conflict_has_its_ruling(findings):
    assert list(wants_a_ruling(findings)["cluster"]) == []


def test_every_ruling_is_on_two_answers_that_meet(evidence, findings):
    read = set(findings["ruling"].dropna())
    assert [ruling.clusters for ruling in evidence.rulings.itertuples() if ruling.reading not in read] == []


def test_ten_copies_of_the_articles_need_no_new_ruling(evidence):
    copies = [
        evidence.claims.assign(
            claim=evidence.claims["claim"] + f"-{copy}", source=evidence.claims["source"] + f"-{copy}"
        )
        for copy in range(10)
    ]
    sources = [evidence.sources.assign(source=evidence.sources["source"] + f"-{copy}") for copy in range(10)]
    many = replace(evidence, claims=pd.concat(copies), sources=pd.concat(sources))
    findings = verdicts.find(many)
    assert list(wants_a_ruling(findings)["cluster"]) == []


def test_the_json_follows_the_design(evidence, findings, ratings):
    told = json.loads(json.dumps(verdicts.to_json(evidence, findings, ratings.reset_index(), "default")))
    assert list(told) == ["profile", "findings", "questions", "record"]
    assert ["caliber-dates-recognition-13-december", "pakistan-recognises-azerbaijan"] in [
        each["facts"] for each in told["record"]
    ]
    finding = next(f for f in told["findings"] if f["subtype"] == "chronology" and f["scope"] == "within")
    assert finding.keys() >= {
        "finding", "question", "verdict", "subtype", "scope", "claims", "facts", "gap", "reason", "ruling",
        "cluster", "outcome",
    }  # fmt: skip
    assert finding["claims"][0] == {
        "claim": "tdi-2022-independence-june-1992", "source": "tdi-2022", "start": 969, "end": 1026,
    }  # fmt: skip
    assert told["questions"][0].keys() >= {
        "question", "status", "record", "judgement", "basis", "self_contradicted"
    }  # fmt: skip
