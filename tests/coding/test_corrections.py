"""A text that was corrected: words are found again, and what is gone is left to the coder."""

import shutil

import pytest

from dossier.coding.corrections import correct, find_moved, say_moved
from dossier.corpus.checks import check
from dossier.corpus.quotes import read_texts, verify
from dossier.corpus.tables import read


@pytest.fixture
def place(tmp_path, root):
    return shutil.copytree(root / "tests/roots/ruritania", tmp_path / "report")


ABOVE = (
    "exclusions.csv:2: column start: [0:26] of courier-1921 may stand elsewhere now; "
    "look at the text, and write its place"
)
"""Above the first claim nothing tells whether a line was put before the title or behind it."""


def edit(place, before, after):
    path = place / "articles/courier.txt"
    text = path.read_bytes().decode()
    assert before in text
    path.write_bytes(text.replace(before, after, 1).encode())


def test_words_that_moved_are_found_again_and_written(place):
    edit(place, "Neighbours across the lake\n\n", "Neighbours across the lake\n\nA correction stands here.\n\n")
    before = read(place / "data").claims.set_index("claim")
    change, left = correct(place / "data", place / "articles")
    assert [str(each) for each in left] == [ABOVE]
    assert sorted(path.name for path in change.files) == ["claims.csv", "exclusions.csv", "sources.csv"]
    corpus = read(place / "data")
    after = corpus.claims.set_index("claim")
    moved = after["start"] - before["start"]
    assert set(moved[after["source"] == "courier-1921"]) == {len("A correction stands here.\n\n")}
    assert verify(corpus, read_texts(corpus, place / "articles")) == []
    assert check(place / "data") == []


def test_words_that_read_otherwise_now_are_shown_and_left(place):
    edit(place, "agreed on a ferry in 1920", "agreed upon a ferry in 1920")
    _, [problem, above] = correct(place / "data", place / "articles")
    assert str(above) == ABOVE
    assert (problem.line, problem.found) == (3, "“agreed on a ferry in 1920” is gone")
    assert problem.remedy == "“agreed upon a ferry in 1920” stands at 302:329"


def test_words_that_are_gone_say_so(place):
    edit(place, "Ruritania backs Freedonia over the Isle of Gulls.", "Quite another thing.")
    corpus = read(place / "data")
    texts = {"courier-1921": (place / "articles/courier.txt").read_bytes().decode()}
    [gone] = [each for each in find_moved(corpus, texts) if each.place is None]
    assert str(say_moved(gone)).endswith("is gone; quote other words, or drop the claim")


def test_of_two_places_the_nearer_one_is_meant(place):
    edit(place, "Neighbours across the lake\n", "Neighbours: independent since January 1919\n")
    corpus = read(place / "data")
    texts = {"courier-1921": (place / "articles/courier.txt").read_bytes().decode()}
    found = {each.claim: each.place.start for each in find_moved(corpus, texts) if each.place}
    assert found["courier-1921-independence"] > 100


def test_a_text_that_is_as_it_was_changes_nothing(place):
    change, left = correct(place / "data", place / "articles")
    assert (dict(change.files), left) == ({}, [])


def test_what_is_not_coded_moves_with_the_claims_round_it(place):
    path = place / "data/exclusions.csv"
    path.write_text("source,start,end,reason\ncourier-1921,102,113,words of no weight\n", encoding="utf-8")
    edit(place, "Neighbours across the lake\n\n", "Neighbours across the lake\n\nA correction stands here.\n\n")
    _, left = correct(place / "data", place / "articles")
    assert left == []
    assert path.read_text(encoding="utf-8").splitlines()[1] == "courier-1921,129,140,words of no weight"


def test_another_text_is_not_taken_for_the_article(place):
    (place / "articles/courier.txt").write_text("A wholly different text.\n", encoding="utf-8")
    before = (place / "data/sources.csv").read_bytes()
    _, left = correct(place / "data", place / "articles")
    assert "9 of 9 claims do not stand in courier.txt; put the text of this article there" in str(left[-1])
    assert (place / "data/sources.csv").read_bytes() == before


def test_equal_passages_keep_their_order_when_all_moves(place):
    path = place / "articles/courier.txt"
    text = path.read_bytes().decode()
    data = place / "data/claims.csv"
    twice = text + "\nRuritania backs Freedonia over the Isle of Gulls.\n"
    second = twice.rindex("backs Freedonia over the Isle of Gulls")
    first = text.index("backs Freedonia over the Isle of Gulls")
    rows = data.read_text(encoding="utf-8").replace(f",{first},{first + 38},4,", f",{second},{second + 38},5,")
    data.write_text(rows, encoding="utf-8")
    path.write_bytes(("A" * (second - first) + "\n" + twice).encode())
    correct(place / "data", place / "articles")
    moved = read(place / "data").claims.set_index("claim").at["courier-1921-gulls", "start"]
    assert moved == second + second - first + 1
