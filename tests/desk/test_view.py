"""An article is cut into runs that together are the article, with what is coded, uncovered and left out."""

import pytest

from dossier.coding.places import Place
from dossier.corpus.quotes import count_paragraphs
from dossier.corpus.tables import read
from dossier.desk.view import find_uncovered, find_words, lay_out, show_article, trim

COURIER = "courier-1921"


@pytest.fixture(scope="module")
def text(root):
    return (root / "tests/roots/ruritania/articles/courier.txt").read_bytes().decode("utf-8")


@pytest.fixture(scope="module")
def corpus(root):
    return read(root / "tests/roots/ruritania/data")


@pytest.fixture(scope="module")
def shown(corpus, text):
    return show_article(corpus, COURIER, text)


def with_span(corpus, claim, start, end):
    row = corpus.claims[corpus.claims["claim"] == "courier-1921-ferry"].assign(claim=claim, start=start, end=end)
    return corpus.with_tables(claims=type(corpus.claims)(corpus.claims.to_dict("records") + row.to_dict("records")))


def runs(shown):
    return [run for paragraph in shown["paragraphs"] for run in paragraph["runs"]]


def test_the_runs_of_a_paragraph_are_its_text_at_its_offsets(shown, text):
    lines = [line for line in text.split("\n") if line.strip()]
    assert ["".join(run["text"] for run in paragraph["runs"]) for paragraph in shown["paragraphs"]] == lines
    for run in runs(shown):
        assert text[run["start"] : run["start"] + len(run["text"])] == run["text"]


def test_paragraphs_have_the_numbers_that_claims_give(shown, text):
    for paragraph in shown["paragraphs"]:
        assert paragraph["number"] == count_paragraphs(text[: paragraph["runs"][0]["start"]])
    assert [paragraph["number"] for paragraph in shown["paragraphs"]] == [1, 2, 3, 4]


def test_each_claim_covers_its_quotation_and_no_more(shown, corpus):
    claims = corpus.rows("claims", source=COURIER)
    for claim in claims.itertuples():
        covered = "".join(run["text"] for run in runs(shown) if claim.claim in run["claims"])
        assert covered == claim.quote
    assert list(shown["claims"]) == list(claims.sort_values("start")["claim"])


def test_a_claim_is_told_by_its_statement_its_question_and_its_value(shown):
    assert shown["claims"]["courier-1921-ferry"] == {
        "quote": "agreed on a ferry in 1920",
        "statement": "The two governments agreed on a ferry in 1920.",
        "question": "ferry-status",
        "value": "agreed",
        "unit": "",
        "date": "1920",
        "theme": "lake",
        "kind": "agreement",
        "told": "done",
        "stated": "states",
        "asked": "How far did the ferry come?",
    }
    assert shown["claims"]["courier-1921-boats"]["asked"] == ""


def test_what_is_excluded_is_grey_and_nothing_else(shown):
    grey = ["".join(run["text"] for run in paragraph["runs"] if run["excluded"]) for paragraph in shown["paragraphs"]]
    assert grey == ["Neighbours across the lake", "", "the Courier was told by the chamber", ""]


def test_words_are_taken_without_the_marks_around_them():
    words = "“Ferry,” he said – $1.5 (30%) for Ruritania’s 🚢."
    assert [words[start:end] for start, end in find_words(words)] == [
        "Ferry",
        "he",
        "said",
        "–",
        "$1.5",
        "30%",
        "for",
        "Ruritania’s",
        "🚢",
    ]


def test_spans_that_overlap_are_underlined_in_lanes_of_their_own(corpus):
    crossing = with_span(corpus, "courier-1921-x", 310, 340)
    lanes = {span.claim: span.lane for span in lay_out(crossing, COURIER)}
    assert lanes["courier-1921-ferry"] == 0
    assert lanes["courier-1921-x"] == 1
    assert lanes["courier-1921-boats"] == 0
    assert lanes["courier-1921-treaties"] == 0


def test_a_run_under_two_claims_names_both_with_their_lanes(corpus, text):
    shown = show_article(with_span(corpus, "courier-1921-x", 310, 320), COURIER, text)
    [both] = [run for run in runs(shown) if run["start"] == 310]
    assert (both["claims"], both["lanes"]) == (["courier-1921-ferry", "courier-1921-x"], [0, 1])


def test_what_no_claim_covers_is_marked_and_counted(corpus, text):
    left = corpus.claims[corpus.claims["claim"] != "courier-1921-relations"]
    shown = show_article(corpus.with_tables(claims=left), COURIER, text)
    marked = [run["text"] for run in runs(shown) if run["mark"]]
    assert marked == ["May", "1919"]
    assert (shown["uncovered"], shown["marks"]) == (2, 14)
    assert find_uncovered(corpus, COURIER, text) == []


def test_words_count_code_points_behind_an_emoji(shown, text):
    start, end = shown["words"][[text[a:b] for a, b in shown["words"]].index("backs")]
    assert (start, end) == (414, 419)
    assert text.encode("utf-16-le")[2 * 415 : 2 * 420].decode("utf-16-le") == "backs"


def test_a_selection_loses_the_space_at_its_ends():
    assert trim("a  ferry\n", 1, 9) == Place(3, 8)
