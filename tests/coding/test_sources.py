"""An article is added with all that its text tells, or not at all."""

import shutil
from hashlib import sha256

import pytest

from dossier.coding.sources import Exclusion, add_source, missing_cells, propose_exclusions, propose_source
from dossier.corpus.checks import check
from dossier.corpus.tables import CorpusError, read

TEXT = "Grain over water\nBy our reporter\n\nThe ferry carried grain. See https://herald.example/1 for more. 🚢\n"
GIVEN = {
    "publisher": "The Herald",
    "published": "14 June 1922",
    "standpoint": "A weekly of the port.",
    "place": "Gullport",
    "interest": "A weekly of the port",
}


@pytest.fixture
def place(tmp_path, root):
    return shutil.copytree(root / "tests/roots/ruritania", tmp_path / "report")


@pytest.fixture
def herald(tmp_path):
    path = tmp_path / "herald.txt"
    path.write_bytes(TEXT.encode("utf-8"))
    return path


def test_what_the_text_tells_is_filled_in(herald):
    cells = propose_source(herald, GIVEN).cells
    assert {name: cells[name] for name in ("source", "label", "title", "published", "citekey", "characters")} == {
        "source": "the-herald-1922",
        "label": "The Herald, 1922",
        "title": "Grain over water",
        "published": "1922-06-14",
        "citekey": "theherald1922",
        "characters": str(len(TEXT)),
    }
    assert cells["text_sha256"] == sha256(TEXT.encode("utf-8")).hexdigest()


def test_title_by_line_and_addresses_are_not_coded():
    head = len("Grain over water\nBy our reporter")
    start = TEXT.index("https")
    assert list(propose_exclusions(TEXT)) == [
        Exclusion(0, head, "title and by-line: recorded in the table of sources"),
        Exclusion(start, start + len("https://herald.example/1"), "address: not the article's words"),
    ]
    assert list(propose_exclusions("\n\n")) == []


def test_an_article_is_valid_as_it_was_added_and_its_text_and_entry_are_there(place, herald):
    source = propose_source(herald, GIVEN, "https://herald.example/grain?a=1&b=2")
    change = add_source(place / "data", source, place / "book/references.bib", place / "texts")
    assert check(place / "data") == []
    assert (place / "texts/herald.txt").read_bytes() == herald.read_bytes()
    entry = (place / "book/references.bib").read_text(encoding="utf-8").split("\n\n")[-1]
    assert entry == (
        "@misc{theherald1922,\n  author = {{The Herald}},\n  title = {{Grain over water}},\n"
        "  howpublished = {The Herald},\n  month = {14 June},\n  year = {1922},\n"
        "  url = {https://herald.example/grain?a=1&b=2},\n}\n"
    )
    assert list(read(place / "data").exclusions.query("source == 'the-herald-1922'")["start"]) == [0, 63]
    change.undo()
    assert check(place / "data") == []
    assert not (place / "texts/herald.txt").exists()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"standpoint": ""}, "the-herald-1922: not said yet: standpoint; give --standpoint"),
        ({"genre": "song"}, r"sources\.csv:4: column genre: “song”: it is not one of"),
        ({"citekey": "courier1921"}, "column citekey: “courier1921” is in line 2 too"),
    ],
)
def test_an_article_that_breaks_a_rule_is_not_added(place, herald, given, message):
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    source = propose_source(herald, {**GIVEN, **given})
    with pytest.raises(CorpusError, match=message):
        add_source(place / "data", source, place / "book/references.bib", place / "texts")
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(("content", "message"), [(None, "no such file"), (b"\xff", r"byte 0 \(0xff\) is not UTF-8")])
def test_a_text_that_cannot_be_read_is_one_line(tmp_path, content, message):
    path = tmp_path / "none.txt"
    if content:
        path.write_bytes(content)
    with pytest.raises(CorpusError, match=message):
        propose_source(path, GIVEN)


def test_what_is_not_said_is_named_in_the_order_of_asking(herald):
    assert missing_cells(propose_source(herald, {"publisher": "The Herald"})) == [
        "published",
        "standpoint",
        "place",
        "interest",
    ]


@pytest.mark.parametrize("published", ["soon", "32 July 2023", "2023-13"])
def test_a_date_that_is_none_is_told_before_anything_else(herald, published):
    with pytest.raises(CorpusError, match=f"published: “{published}” is no date; write 12 July 2023"):
        propose_source(herald, {**GIVEN, "published": published})


def test_an_article_that_is_there_already_is_told_in_one_line(place, herald):
    source = propose_source(herald, {**GIVEN, "source": "courier-1921"})
    with pytest.raises(CorpusError, match=r"courier-1921: is in the report already; give another --source"):
        add_source(place / "data", source, place / "book/references.bib", place / "texts")
