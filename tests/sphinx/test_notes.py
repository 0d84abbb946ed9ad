"""The words of the articles beside the text: on a page before their paragraph, in print in the margin."""

import re

import pytest

TEXT = """\
# Trade

Independence came early {claim}`courier-1921-independence`, and trade {claim}`gazette-1920-trade` followed. A record
{fact}`recognition-note` has no note.

Again {claim}`courier-1921-independence`.

- In a list {claim}`gazette-1920-relations`.

## Later

Again {claim}`courier-1921-independence`.

| a |
|---|
| In a table {claim}`gazette-1920-ferry` |
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, write_book):
    return write_book(tmp_path_factory.mktemp("notes"), {"trade": TEXT})


@pytest.fixture(scope="module")
def page(folder, build_book):
    return build_book(folder).page("trade")


def entries(page):
    return [[note["data-entry"] for note in box.select(".note")] for box in page.select("details.notes")]


def test_a_claim_has_one_note_in_a_section_and_records_and_tables_have_none(page):
    assert entries(page) == [
        ["claim-courier-1921-independence", "claim-gazette-1920-trade"],
        ["claim-gazette-1920-relations"],
        ["claim-courier-1921-independence"],
    ]


def test_a_note_stands_before_its_paragraph_in_a_box_with_it(page):
    for box in page.select("details.notes"):
        assert "noted" in box.parent["class"]
        assert box.find_next_sibling().name == "p"


def test_a_note_says_who_where_and_what_and_who_contradicts_it_in_which_words(page):
    first, second, *_ = page.select("details.notes")
    contested, plain = first.select_one(".note"), second.select_one(".note")
    said = " ".join(contested.get_text(" ", strip=True).split())
    assert re.fullmatch(
        r"\d+ · Courier 1921, ¶ \d+ independent since January 1919 ≠ Gazette 1920: “independence in June 1919”",
        said,
    ), said
    assert "is-contested" in contested["class"] and "is-contested" not in plain["class"]
    assert plain.select(".note-against") == []
    number = contested.select_one(".note-number").get_text()
    assert page.select_one("article p .evidence a").get_text() == f"{number}≠"


def test_notes_are_folded_behind_how_many_they_are(page):
    folded = page.select("details.notes")
    assert [box.summary.get_text() for box in folded[:2]] == ["The words of 2 passages", "The words of the source"]
    assert not any(box.has_attr("open") for box in folded)


def test_in_print_notes_are_called_before_their_paragraph(folder, build_book):
    text = build_book(folder, "typst", out="print").read("report.typ")
    [call] = re.findall(r'#margin-notes\(\(\("\d+", "Courier 1921, ¶.\d+", "independent since January 1919", .*', text)[
        :1
    ]
    assert "Gazette 1920: “independence in June 1919”" in call
    assert text.index(call) < text.index("Independence came early")
