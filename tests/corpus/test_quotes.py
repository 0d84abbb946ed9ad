"""Offsets count code points of the untouched text; what no claim covers is reported."""

import hashlib
from dataclasses import replace

import pytest

from dossier import corpus
from dossier.corpus import quotes

TEXT = (
    "Head\nIn May 2019 Ruritania 🇦🇿 sold 40 boats to Freedonia. The boats sank in\u00a0June. Freedonia paid $3 million."
)


@pytest.fixture
def tiny(ruritania):
    """A corpus of one source and one claim on the text above."""
    evidence = ruritania.corpus
    sources = evidence.sources.iloc[:1].assign(
        source="tiny-1", file="tiny.txt", text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(), characters=len(TEXT)
    )
    quote = "sold 40 boats to Freedonia"
    start = TEXT.index(quote)
    claims = evidence.claims.iloc[:1].assign(
        claim="tiny-1-boats", source="tiny-1", quote=quote, start=start, end=start + len(quote), paragraph=2
    )
    exclusions = evidence.exclusions.iloc[:1].assign(source="tiny-1", start=0, end=4)
    waivers = evidence.waivers.iloc[:1].assign(source="", text="Ruritania")
    return replace(evidence, sources=sources, claims=claims, exclusions=exclusions, waivers=waivers)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "tiny.txt").write_bytes(TEXT.encode())
    return tmp_path


def test_emoji_and_no_break_spaces_do_not_shift_offsets(tiny, folder):
    texts = quotes.read_texts(tiny, folder)
    assert texts["tiny-1"] == TEXT
    assert quotes.verify(tiny, texts) == []


def test_what_no_claim_covers_is_listed(tiny, folder):
    uncovered = quotes.audit(tiny, quotes.read_texts(tiny, folder))
    assert list(uncovered["text"]) == ["May", "2019", "June", "Freedonia", "$3"]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("In May 2019 it paid $3,5.", ["In", "May", "2019", "$3,5"]),
        ("the 30th of şubat, in İzmir", ["30th", "İzmir"]),
        ("a pro-Western JF-17 by eBay", ["Western", "JF-17", "Bay"]),
        ("Ruritania’s Δ", ["Ruritania’s", "Δ"]),
    ],
)
def test_numbers_amounts_and_capitals_of_any_alphabet_are_marks(text, marks):
    found = list(quotes.find_marks(text))
    assert [mark.text for mark in found] == marks
    assert [text[mark.start : mark.end] for mark in found] == marks


def test_a_claim_in_the_wrong_place_is_found_again(tiny, folder):
    moved = replace(tiny, claims=tiny.claims.assign(start=tiny.claims["start"] + 1, end=tiny.claims["end"] + 1))
    [problem] = quotes.verify(moved, quotes.read_texts(moved, folder))
    assert f"it is at {TEXT.index('sold')}" in str(problem)


def test_a_paragraph_is_a_line_that_is_not_blank(tiny, folder):
    assert [quotes.count_paragraphs(text) for text in ("", "a", "a\n", "a\n\n  \nb", "a\n\n\u00a0\nb\nc")] == [
        1,
        1,
        2,
        2,
        3,
    ]
    moved = replace(tiny, claims=tiny.claims.assign(paragraph=1))
    [problem] = quotes.verify(moved, quotes.read_texts(moved, folder))
    assert str(problem) == "claims.csv:2: column paragraph: tiny-1-boats: is in paragraph 2, not 1; write 2"


def test_a_whole_sentence_is_refused(tiny, folder):
    start = TEXT.index("Freedonia paid")
    whole = replace(tiny, claims=tiny.claims.assign(start=start, end=len(TEXT), quote=TEXT[start:]))
    [problem] = quotes.verify(whole, quotes.read_texts(whole, folder))
    assert "a whole sentence" in str(problem)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file"),
        (TEXT.replace("40", "41").encode(), "not the text that was coded"),
        (b"\xff", "not UTF-8"),
    ],
)
def test_a_missing_or_changed_text_is_refused(tiny, tmp_path, content, message):
    if content:
        (tmp_path / "tiny.txt").write_bytes(content)
    with pytest.raises(corpus.CorpusError, match=message):
        quotes.read_texts(tiny, tmp_path)
