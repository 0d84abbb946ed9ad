"""The verdicts on the real corpus: the account of 1992 as it is, and the algebra of the whole."""

import json
from dataclasses import replace

import pytest

from dossier import verdicts
from dossier.vocabulary import Status


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
    assert (turnovers["verdict"], turnovers["subtype"]) == ("not comparable", "period")


def test_no_two_claims_about_different_things_are_compared(findings, evidence):
    question = evidence.claims.set_index("claim")["question"]
    pairs = findings[(findings["subtype"] != "chronology") & (findings["scope"] != "reference")]
    assert all(
        question[one] == question[other] == row
        for (one, other), row in zip(pairs["claims"], pairs["question"], strict=True)
    )


def test_the_verdicts_do_not_depend_on_the_order_of_rows(evidence, findings):
    turned = replace(evidence, claims=evidence.claims.iloc[::-1], facts=evidence.facts.iloc[::-1])
    again = verdicts.find(turned)
    keep = ["finding", "question", "verdict", "subtype", "gap", "scope"]
    assert findings[keep].sort_values(keep, ignore_index=True).equals(again[keep].sort_values(keep, ignore_index=True))


def test_findings_have_ids_of_their_own(findings):
    assert findings["finding"].is_unique


def test_leaving_out_a_source_takes_its_findings_and_no_others(evidence, findings):
    kept = verdicts.find(evidence.without("tdi-2022"))
    untouched = findings[[not any(c.startswith("tdi-2022") for c in claims) for claims in findings["claims"]]]
    assert list(kept["finding"]) == list(untouched["finding"])


def test_the_status_of_questions(evidence, findings):
    ratings = verdicts.rate_questions(evidence, findings).set_index("question")
    assert ratings.loc["independence-date", ["status", "record"]].tolist() == ["contested", "against"]
    assert ratings.loc["pakistan-on-karabakh", "status"] == "corroborated"
    assert ratings.loc["relations-date", "record"] == "in line"
    assert ratings.loc["recognition-rank", "record"] == "divided"
    assert bool(ratings.loc["economic-bodies", "self_contradicted"])
    assert set(ratings["status"]) <= set(Status)


def test_two_opinions_corroborate_nothing(evidence, findings):
    ratings = verdicts.rate_questions(evidence, findings).set_index("question")
    assert ratings.loc["formal-alliance", "status"] == "mixed"


def test_sources_with_one_upstream_are_one_witness(evidence):
    sources = evidence.sources.assign(derived_from="the same press release")
    echoed = replace(evidence, sources=sources, claims=evidence.claims.assign(attributed_to=""))
    ratings = verdicts.rate_questions(echoed, verdicts.find(echoed)).set_index("question")
    assert ratings.loc["pakistan-on-karabakh", "status"] == "echoed"
    assert "corroborated" not in set(ratings["status"])


def test_two_claims_that_cite_one_outlet_are_one_witness(evidence):
    claims = evidence.claims.assign(attributed_to=evidence.claims["attributed_to"].mask(
        evidence.claims["question"] == "jf-17-maker", "one agency"))  # fmt: skip
    echoed = replace(evidence, claims=claims)
    ratings = verdicts.rate_questions(echoed, verdicts.find(echoed)).set_index("question")
    assert ratings.loc["jf-17-maker", "status"] == "echoed"


def test_every_finding_that_is_no_plain_agreement_is_ruled_on(findings):
    open_findings = findings[(findings["verdict"] != "agree") & findings["ruling"].isna()]
    assert list(open_findings["finding"]) == []


def test_the_ranking_of_sources_counts_each_conflict(evidence, findings):
    ranked = verdicts.rank_sources(evidence, findings).set_index("source")
    conflicts = findings[findings["verdict"] == "conflict"]["scope"].value_counts()
    assert ranked["itself"].sum() == conflicts["within"]
    assert ranked["others"].sum() == 2 * conflicts["between"]
    assert ranked["record"].sum() == conflicts["reference"]
    assert ranked.index[0] == "tdi-2022"


def test_the_json_follows_the_design(evidence, findings):
    ratings = verdicts.rate_questions(evidence, findings)
    told = json.loads(json.dumps(verdicts.to_json(evidence, findings, ratings, "default")))
    assert list(told) == ["profile", "findings", "questions"]
    finding = next(f for f in told["findings"] if f["subtype"] == "chronology" and f["scope"] == "within")
    assert list(finding) == [
        "finding", "question", "verdict", "subtype", "scope", "claims", "facts", "gap", "reason", "ruling",
    ]  # fmt: skip
    assert finding["claims"][0] == {
        "claim": "tdi-2022-independence-june-1992", "source": "tdi-2022", "start": 969, "end": 1026,
    }  # fmt: skip
    assert told["questions"][0].keys() == {"question", "status", "record", "self_contradicted"}
