"""The record behind the live corpus: what was corrected, whose it is, and how far two coders agree."""

import csv
import subprocess
import sys
from collections import Counter

import pytest
from pybtex.database import parse_file

from dossier.notebook import compare_coders


@pytest.fixture(scope="module")
def corrections(root):
    """What became of each correction of the reference, as rows of texts."""
    with (root / "tests" / "data" / "corrections.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_correction_is_answered_with_facts_that_exist(corrections, evidence):
    known = set(evidence.facts["fact"])
    for row in corrections:
        assert row["answer"] in ("followed", "answered") and row["how"].endswith("."), row
        assert set(row["facts"].split(";")) <= known, row["correction"]


def test_no_correction_of_the_reference_is_left_out(corrections, root):
    reference = root.parent / "shared" / "reference" / "facts_corrections.csv"
    if not reference.is_file():
        pytest.skip("the reference is not here")
    with reference.open(encoding="utf-8", newline="") as file:
        asked = Counter(row["id"] for row in csv.DictReader(file))
    assert {row["correction"]: int(row["rows"]) for row in corrections} == asked


def test_no_two_works_have_the_same_author_and_year(root):
    works = parse_file(root / "book" / "references.bib").entries.values()
    labels = Counter((str(work.persons.get("author")), work.fields.get("year", "n.d.")) for work in works)
    assert [label for label, number in labels.items() if number > 1] == []


def test_no_fact_hides_its_authority(evidence):
    assert not set(evidence.facts["authority"]) & {"press", "press digest", "press copy"}


def test_what_we_reckoned_ourselves_is_marked_as_computed(evidence):
    own = evidence.facts[evidence.facts["authority"].str.startswith("own ")]
    assert len(own) > 0
    assert set(own["seen"]) == {"computed"}


def test_the_record_has_all_sides(evidence):
    assert set(evidence.facts["side"]) == {"baku", "islamabad", "yerevan", "new-delhi", "international", "outside"}


def test_a_fact_that_rests_on_an_article_says_so(evidence):
    articles = set(evidence.sources["citekey"])
    resting = evidence.facts[evidence.facts["citekey"].isin(articles)]
    assert list(resting.loc[resting["derived_from"] == "", "fact"]) == []


def test_two_coders_agree_on_what_the_rules_decide(evidence):
    coding = evidence.second_coding
    kappa = compare_coders(coding).set_index("field")["kappa"]
    assert (kappa[["theme", "kind", "told", "stated"]] >= 0.8).all()
    assert coding["claim"].nunique() >= len(evidence.claims) / 5


def test_forty_facts_and_forty_claims_can_be_drawn_for_checking(root, evidence):
    drawn = subprocess.run(
        [sys.executable, "tools/draw_sample.py"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    ids = [line.partition(":")[0] for line in drawn]
    assert len(set(ids[:40]) & set(evidence.facts["fact"])) == len(set(ids[40:]) & set(evidence.claims["claim"])) == 40
