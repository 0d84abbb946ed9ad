"""Registers and the matrix: what an entry and a cell say, and what they can be filtered by."""

import json

import pytest

from dossier.sphinx.facets import make_class, make_classes
from dossier.vocabulary import Judgement, Support


def read_form(page):
    """What the form offers: each facet with the labels of its choices, in order."""
    place = page.select_one(".register-facets")
    facets = json.loads(place["data-facets"])
    return place["data-noun"], {facet["label"]: [label for _, label in facet["choices"]] for facet in facets}


def test_the_register_of_claims_lists_each_source_and_its_claims_in_the_order_of_the_text(small_book):
    page = small_book.page("claims")
    heads = [head.find(string=True) for head in page.select("article h2")]
    assert heads == ["Gazette 1920", "Courier 1921"]
    gazette = page.find(id="claims-gazette-1920")
    entries = [entry["id"] for entry in gazette.select(".entry")]
    assert entries[:3] == ["source-gazette-1920", "gazette-1920-independence", "gazette-1920-recognition-rank"]


def test_an_entry_of_a_claim_says_the_words_their_place_and_the_findings(small_book):
    entry = small_book.page("claims").find(id="gazette-1920-trade")
    lines = [line.get_text() for line in entry.find_all("p", recursive=False)]
    assert lines == [
        "5 “12 million crowns in 1920”",
        "Trade between the two was 12 million crowns in 1920.",
        "paragraph 3 · quantity · told as done · 1920",
        "Answers How large is the trade? 12 million crowns (turnover, 1920)",
        lines[4],
        "Cited in Chapter 3",
    ]
    assert lines[4].startswith("Set beside others it contradicts Courier 1921; can stand with Customs of Ruritania")


def test_a_date_that_repeats_an_inferred_one_is_marked_so_in_the_register_and_on_the_card(small_book):
    page = small_book.page("claims")
    assert " · December 1920 (inferred)\n" in page.find(id="gazette-1920-ferry").get_text()
    assert "(inferred)" not in page.find(id="gazette-1920-trade").get_text()
    assert "(inferred)" not in page.find(id="courier-1921-ferry").get_text()
    assert "December 1920 (inferred)" in page.find(id="source-gazette-1920").get_text()
    card = small_book.page("executed/ferry").select_one("template").get_text(" ")
    assert card.count("December 1920 (inferred)") == 2


def test_the_findings_on_a_question_come_gravest_first_with_the_ruling(small_book):
    entry = small_book.page("questions").find(id="independence-date")
    verdicts = [line.strong.get_text().strip(": ").split()[0] for line in entry.select(".finding")]
    assert verdicts == sorted(verdicts, key=["Conflict", "Undecided", "Not", "Compatible"].index)
    assert "June 1919 is when the Diet first met" in entry.get_text()


def test_a_theme_has_the_label_of_the_settings(small_book):
    heads = [head.find(string=True) for head in small_book.page("facts").select("article h2")]
    assert heads == ["The lake", "Ties"]
    assert small_book.page("facts").find(id="facts-lake")


def test_names_are_listed_with_the_forms_that_sources_use(small_book):
    entry = small_book.page("names").find(id="name-freedonia")
    assert entry.get_text(" ", strip=True) == "Freedonia “Freedonia” (Courier 1921, Gazette 1920)"


def test_forms_offer_what_is_there_with_labels_in_the_order_of_the_vocabulary(small_book):
    noun, facets = read_form(small_book.page("claims"))
    assert noun == "claims"
    assert list(facets) == ["Source", "Theme", "Kind", "Told as", "Stated", "Question"]
    assert facets["Source"] == ["Gazette 1920", "Courier 1921"]
    assert facets["Theme"] == ["The lake", "Ties"]
    assert facets["Told as"][0] == "done" and facets["Stated"] == ["states", "hedges", "passes on"]
    noun, facets = read_form(small_book.page("matrix"))
    assert noun == "questions"
    assert facets["Verdict"][:1] == ["conflict"] and facets["Verdict"][-1] in ("agree", "alone")
    assert read_form(small_book.page("facts"))[1]["Confidence"] == ["high", "medium"]
    assert small_book.page("names").select_one(".register-facets") is None


@pytest.mark.parametrize("name", ["claims", "facts", "questions", "matrix"])
def test_what_a_form_offers_is_a_class_of_some_entry(small_book, name):
    page = small_book.page(name)
    for facet in json.loads(page.select_one(".register-facets")["data-facets"]):
        assert facet["choices"]
        for choice, _ in facet["choices"]:
            assert page.select(f".entry[class~='{choice}'], tr[class~='{choice}']")


def test_a_facet_makes_one_class_per_value_without_blanks():
    assert make_class("verdict", "not comparable") == "verdict--not-comparable"
    assert make_classes({"theme": ["lake"], "verdict": ["agree", ""]}) == ["theme--lake", "verdict--agree"]


def test_a_cell_of_the_matrix_says_the_gravest_verdict_by_sign_and_word_and_its_rank(small_book):
    rows = {row.td.get_text(): row.select("td") for row in small_book.page("matrix").select("table.matrix tbody tr")}
    _, _, gazette, courier, _ = rows["When did Ruritania become independent?"]
    assert (gazette.get_text(), gazette["class"]) == ("✕ conflict", ["text-left", "is-conflict"])
    assert courier.a["href"] == "questions.html#independence-date"
    assert gazette.select_one("[data-rank]")["data-rank"] == "0"
    ranks = {
        cell.get_text(): int(cell.select_one("[data-rank]")["data-rank"])
        for row in rows.values()
        for cell in row[2:4]
        if cell.get_text()
    }
    assert sorted(ranks, key=ranks.get)[0] == "✕ conflict"
    assert len(set(ranks.values())) == len(ranks)


def test_a_row_of_the_matrix_begins_with_the_judgement_and_sorts_by_its_place(small_book):
    page = small_book.page("matrix")
    assert [head.get_text() for head in page.select("table.matrix th")][:2] == ["Question", "Judgement"]
    cells = [row.select("td")[1] for row in page.select("table.matrix tbody tr")]
    said = {cell.get_text(): (int(cell.select_one("[data-rank]")["data-rank"]), cell["class"][1]) for cell in cells}
    assert said == {"● well established": (0, "in-ink"), "○ likely": (1, "in-ink"), "? unclear": (3, "in-ink")}
    row = page.find("a", href="questions.html#gulls").find_parent("tr")
    assert {"judgement--well-established", "status--corroborated", "record--silent"} <= set(row["class"])


def test_the_matrix_is_filtered_by_judgement_status_and_record(small_book):
    _, facets = read_form(small_book.page("matrix"))
    assert list(facets) == ["Theme", "Judgement", "Status", "Verdict", "Record"]
    assert facets["Judgement"] == ["well established", "likely", "unclear"]
    assert facets["Record"] == ["against", "in line", "silent"]
    assert read_form(small_book.page("questions"))[1]["Judgement"] == facets["Judgement"]
    assert [word for word in Judgement if word in facets["Judgement"]] == facets["Judgement"]


@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("gulls", "Well established: two independent articles. Leading answer: it backs the other state."),
        (
            "ferry-status",
            "Likely: one article; outside records leave room for it. Leading answer: talks (December 1920).",
        ),
    ],
)
def test_an_entry_of_a_question_begins_with_judgement_basis_and_leading_answer(small_book, question, line):
    entry = small_book.page("questions").find(id=question)
    assert [part.get_text() for part in entry.find_all("p", recursive=False)][1] == line


def test_a_cell_of_the_matrix_says_how_the_record_stands_by_sign_and_word_and_its_rank(small_book):
    cells = [row.select("td")[4] for row in small_book.page("matrix").select("table.matrix tbody tr")]
    said = {cell.get_text(): int(cell.select_one("[data-rank]")["data-rank"]) for cell in cells}
    known = {f"{support.sign} {support}" if support.sign else "": support.place for support in Support}
    assert len(said) > 1
    assert said.items() <= known.items()


def test_a_wide_table_in_print_has_neither_form_nor_ranks(small_print):
    assert "register-facets" not in small_print and "data-rank" not in small_print
    assert "✕ conflict" in small_print
