"""Findings in words: what is said against what is right, words against words, and how many questions have conflicts."""

from dataclasses import replace

import pandas as pd
import pytest

from dossier.notebook import contradictions, count_by_article, count_standing, words_against_words
from dossier.report import Report

LISTS = [
    ("wrong", "gazette-1920-independence", "in January, by the note", ""),
    ("pairs", "courier-1921-independence", "independence", "one"),
    ("pairs", "gazette-1920-independence", "independence", "another"),
    ("pairs", "gazette-1920-recognition", "its own dates", "one"),
    ("pairs", "gazette-1920-independence", "its own dates", "another"),
    ("at-peace", "courier-1921-ferry", "no conflict", ""),
    ("no-pair", "courier-1921-ferry", "the ferry", "one"),
    ("no-pair", "gazette-1920-ferry", "the ferry", "another"),
]


def with_lists(report, left_out=()):
    """Return a report that has lists of conflicts, perhaps without some of its papers."""
    rows = [(name, place, row, label, code) for place, (name, row, label, code) in enumerate(LISTS, 1)]
    lists = pd.DataFrame(rows, columns=["list", "position", "id", "label", "code"])
    whole = Report(report.settings, replace(report.corpus, lists=lists))
    return whole.without(*left_out) if left_out else whole


def with_outcomes(report, outcome, *, subtype):
    """Return a report whose rulings on the findings of a subtype have an outcome."""
    findings = report.findings.copy()
    findings.loc[findings["subtype"] == subtype, "outcome"] = outcome
    ruled = Report(report.settings, report.corpus)
    vars(ruled)["findings"] = findings
    return ruled


def test_a_contradicted_claim_stands_against_what_is_right(ruritania):
    [row] = contradictions(with_lists(ruritania), "wrong").to_dict("records")
    assert row["text"] == "When did Ruritania become independent?"
    assert row["said"] == "“independence in June 1919” {claim}`gazette-1920-independence`"
    assert row["right"] == "in January, by the note {fact}`recognition-note,ruritania-founded`"
    assert row["word"] == "probably wrong"


def test_a_claim_that_nothing_contradicts_must_leave_the_list(ruritania):
    with pytest.raises(ValueError, match="nothing contradicts courier-1921-ferry; take it off the list “at-peace”"):
        contradictions(with_lists(ruritania), "at-peace")


def test_an_edition_without_a_paper_lacks_its_contradictions(ruritania):
    assert contradictions(with_lists(ruritania, ["gazette-1920"]), "wrong").empty


def test_a_pair_has_both_words_and_the_reading_of_the_editor(ruritania):
    between, within = words_against_words(with_lists(ruritania), "pairs").to_dict("records")
    assert between["one"] == "“independent since January 1919” {claim}`courier-1921-independence`"
    assert between["another"] == "“independence in June 1919” {claim}`gazette-1920-independence`"
    assert between["reading"] == "June 1919 is when the Diet first met; January is the declaration."
    assert (between["scope"], within["scope"], within["reading"]) == ("between", "within", "")


def test_a_pair_without_one_of_its_papers_is_left_out(ruritania):
    assert list(words_against_words(with_lists(ruritania, ["courier-1921"]), "pairs")["scope"]) == ["within"]


def test_a_pair_that_is_no_conflict_must_leave_the_list(ruritania):
    with pytest.raises(ValueError, match="the pair “the ferry” of the list “no-pair” is no conflict"):
        words_against_words(with_lists(ruritania), "no-pair")


def test_conflicts_are_counted_by_question(ruritania):
    assert count_standing(ruritania).to_dict() == {
        "independence-date": 6,
        "recognition-date": 2,
        "trade-turnover": 2,
        "recognition-rank": 1,
        "treaties": 1,
    }


def test_a_conflict_in_which_both_can_stand_does_not_count(ruritania):
    ruled = with_outcomes(ruritania, "both-stand", subtype="disjoint-amount")
    assert "trade-turnover" not in count_standing(ruled)
    assert count_by_article(ruled).sum(axis="columns").to_dict() == {"Gazette 1920": 4, "Courier 1921": 4}


def test_a_question_counts_once_for_an_article_at_the_nearest_side(ruritania):
    counts = count_by_article(ruritania)
    assert list(counts) == ["with itself", "with another article", "with an outside record"]
    assert counts.T.to_dict("list") == {"Courier 1921": [0, 5, 0], "Gazette 1920": [1, 4, 0]}


def test_an_article_without_conflicts_has_a_row_of_zeros(ruritania):
    counts = count_by_article(ruritania.without("gazette-1920"))
    assert counts.T.to_dict("list") == {"Courier 1921": [0, 0, 1]}
