"""Findings in words: side against side, and what the editor made of them."""

import pandas as pd

from dossier.notebook import readings, sides


def independence(ruritania):
    return ruritania.findings.query(
        "question == 'independence-date' and subtype == 'disjoint-date' and scope == 'between'"
    )


def test_sides_show_the_words_against_each_other(ruritania):
    [row] = sides(ruritania, independence(ruritania)).to_dict("records")
    assert row["question"] == "When did Ruritania become independent?"
    assert row["one_side"] == "“independent since January 1919” {claim}`courier-1921-independence`"
    assert row["other_side"] == "“independence in June 1919” {claim}`gazette-1920-independence`"
    assert row["verdict"].startswith("conflict: disjoint-date (")


def test_the_side_of_a_fact_is_its_statement(ruritania):
    found = ruritania.findings.query("question == 'recognition-date' and scope == 'reference'")
    assert set(sides(ruritania, found)["other_side"]) == {
        "The note of recognition is dated 3 March 1919. {fact}`recognition-note`"
    }


def test_a_reading_ends_in_the_suggestion(ruritania):
    found = independence(ruritania).assign(ruling="One of the two is wrong.")
    suggestions = pd.Series("If June were January, both could stand.", found.index)
    [row] = readings(ruritania, found, suggestions).to_dict("records")
    assert row["words"].count(" against ") == 1
    assert row["reading"] == "One of the two is wrong. *If June were January, both could stand.*"


def test_a_finding_without_ruling_and_suggestion_has_no_reading(ruritania):
    found = independence(ruritania).assign(ruling="")
    assert list(readings(ruritania, found, pd.Series(dtype="str"))["reading"]) == [""]
