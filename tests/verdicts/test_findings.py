"""What is compared with what, and what a finding says."""

from dataclasses import replace

import pytest

from dossier.verdicts import find


@pytest.fixture(scope="module")
def by_id(ruritania):
    return ruritania.findings.set_index("finding")


def test_two_claims_on_one_question_are_one_finding(by_id):
    finding = by_id.loc["courier-1921-relations~gazette-1920-relations"]
    assert finding["question"] == "relations-date"
    assert (finding["verdict"], finding["subtype"], finding["scope"]) == ("compatible", "refines", "between")
    assert (finding["finer"], finding["gap"]) == ("courier-1921-relations", "31 against 365 days")
    assert finding["reason"] == "one lies inside the other: courier-1921-relations is the finer of the two"
    assert finding["cluster"] == "relations-date: 1919 ~ 1919-05"


def test_a_claim_and_a_fact_are_one_finding(by_id):
    finding = by_id.loc["gazette-1920-recognition~recognition-note"]
    assert (finding["verdict"], finding["scope"], finding["gap"]) == ("conflict", "reference", "29 days")
    assert (finding["claims"], finding["facts"]) == (("gazette-1920-recognition",), ("recognition-note",))
    assert finding["cluster"] == "recognition-date: 1919-04 ~ recognition-note"


def test_a_ruling_brings_its_reading_and_its_outcome(by_id):
    finding = by_id.loc["courier-1921-independence~gazette-1920-independence"]
    assert (finding["outcome"], finding["which"]) == ("deprecated", "1919-06")
    assert finding["ruling"].startswith("June 1919 is when the Diet first met")
    assert by_id.loc["courier-1921-gulls~gazette-1920-gulls", ["outcome", "ruling"]].isna().all()


def test_no_two_answers_to_different_questions_are_compared_but_by_an_order(ruritania):
    question = ruritania.corpus.answers().set_index("id")["question"]
    pairs = ruritania.findings[ruritania.findings["subtype"] != "chronology"]
    for finding in pairs.itertuples():
        assert {question[name] for name in (*finding.claims, *finding.facts)} == {finding.question}


def test_findings_do_not_depend_on_the_order_of_rows(ruritania):
    corpus = ruritania.corpus
    turned = replace(corpus, claims=corpus.claims.iloc[::-1], facts=corpus.facts.iloc[::-1])
    keep = ["finding", "question", "verdict", "subtype", "gap", "scope", "cluster", "outcome", "finer", "reason"]
    assert find(turned)[keep].equals(ruritania.findings[keep])


def test_findings_have_ids_of_their_own(ruritania):
    assert ruritania.findings["finding"].is_unique


def test_leaving_out_a_source_takes_its_findings_and_no_others(ruritania):
    kept = find(ruritania.corpus.without("gazette-1920"))
    rest = [all(c.startswith("courier") for c in claims) for claims in ruritania.findings["claims"]]
    assert list(kept["finding"]) == list(ruritania.findings["finding"][rest])


def test_copies_of_a_source_bring_no_new_pair_of_answers(make):
    claims = [{"source": f"{source}{copy}", "value": value} for copy in range(3)
              for source, value in (("a", "1919"), ("b", "1920"))]  # fmt: skip
    once, thrice = find(make(claims[:2])), find(make(claims))
    assert (len(once), len(thrice)) == (1, 15)
    assert set(thrice.query("verdict != 'agree'")["cluster"]) == set(once["cluster"])
