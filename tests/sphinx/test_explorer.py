"""The explorer: views that lead to each other, and the data behind its switches and cells."""

import json

import pytest


@pytest.fixture(scope="module")
def data(small_book):
    return json.loads(small_book.read("data/explorer.json"))


def test_each_view_leads_to_the_others_and_other_pages_have_none(small_book):
    views = small_book.page("questions").select("nav.views a")
    assert [(view.get_text(), view["href"], view.get("aria-current")) for view in views] == [
        ("Statements", "claims.html", None),
        ("Outside records", "facts.html", None),
        ("Questions", "#", "page"),
        ("Table of questions", "matrix.html", None),
    ]
    assert small_book.page("trade").select("nav.views") == []


def test_a_finding_has_both_sides_in_their_words_with_the_reading(data):
    question = data["questions"]["independence-date"]
    assert question["text"] == "When did Ruritania become independent?"
    assert question["judgement"] == "well established"
    [found] = [each for each in question["findings"] if each["is_conflict"] and each["ruling"]][:1]
    assert found["verdict"] == "contradicts"
    assert {side["words"] for side in found["sides"]} == {
        "“independent since January 1919”",
        "“independence in June 1919”",
    }
    assert all(side["address"].startswith("claims.html#") for side in found["sides"])


def test_judgements_are_those_of_a_report_without_the_articles(data, ruritania):
    whole = ruritania.ratings.set_index("question")["judgement"]
    assert set(data["without"]) == {"courier-1921", "gazette-1920"}
    for names, changed in data["without"].items():
        without = ruritania.without(*names.split(",")).ratings.set_index("question")["judgement"]
        assert changed == {
            name: str(without.get(name, "")) for name in whole.index if without.get(name, "") != whole[name]
        }
        assert changed


def test_every_choice_but_all_is_judged(small_book):
    evidence = small_book.app.env.get_domain("evidence").evidence
    assert len(evidence.report.choices) == 2 ** len(evidence.corpus.sources) - 2


def test_the_script_holds_the_same_as_the_file(small_book):
    script = small_book.read("_static/explorer-data.js")
    text = script.removeprefix("window.explorerData = ").removesuffix(";\n")
    assert text == small_book.read("data/explorer.json").strip()
