"""The fuzzer: pages made up from a seed, and what it says of an edition that lacks or moves a word."""

import random
from itertools import count

import pytest


@pytest.fixture(scope="module")
def fuzz(tools):
    import fuzz

    return fuzz


def make(fuzz, seed: int):
    return fuzz.make_page("page1x", random.Random(seed), count(1), 3, 8)


def test_a_seed_makes_the_same_page_with_words_that_stand_once(fuzz):
    for seed in range(20):
        page = make(fuzz, seed)
        assert page.source() == make(fuzz, seed).source()
        words = [word.text for word in page.words]
        assert len(words) == len({*words}) > 0
        assert all(word in page.source() for word in words if word.isascii())


def page_of(fuzz, text: str, *words: str, is_loose: bool = False):
    said = [fuzz.Word(word, ("paragraph",), is_loose) for word in words]
    return fuzz.Page("page1x", [fuzz.Block("paragraph", text, said)], False)


@pytest.mark.parametrize(
    ("printed", "found"),
    [
        ("kelado bimura", []),
        ("kelado", [("missing", "bimura")]),
        ("bimura kelado", [("out of order", "bimura")]),
        ("kelado bimura bimura", [("more than once", "bimura")]),
        ("keladobimura", [("joined to its neighbour", "kelado"), ("joined to its neighbour", "bimura")]),
    ],
)
def test_what_is_wrong_with_a_word_in_print_is_said(fuzz, printed, found):
    page = page_of(fuzz, "kelado bimura", "kelado", "bimura")
    built = fuzz.Built(flow=printed.replace(" ", ""), spaced=printed, html={"page1x": "kelado bimura"})
    assert [(each.edition, each.fault, each.detail) for each in fuzz.find_faults(page, built)] == [
        ("pdf", *each) for each in found
    ]


def test_a_caption_may_stand_elsewhere_and_again(fuzz):
    page = page_of(fuzz, "kelado", "kelado", is_loose=True)
    built = fuzz.Built(flow="keladokelado", spaced="kelado kelado", html={"page1x": "kelado"})
    assert fuzz.find_faults(page, built) == []


def test_a_refusal_needs_the_page_and_a_line(fuzz):
    page = page_of(fuzz, "kelado", "kelado")
    assert fuzz.has_place(page, "page1x.md:3", "no alternative text")
    assert fuzz.has_place(page, "", "page1x.ipynb, cell 2, line 1: no alternative text")
    assert not fuzz.has_place(page, "page1x", "no font")
    assert not fuzz.has_place(page, "", "report.typ:12: no font")


def test_a_page_is_built_in_both_editions(fuzz):
    page = page_of(fuzz, "kelado **bimura**", "kelado", "bimura")
    assert [*fuzz.examine([page])] == [(page, [])]
