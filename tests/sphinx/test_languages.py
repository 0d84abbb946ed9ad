"""Words in other languages: told by their letters, and marked for screen readers."""

import pytest

from dossier.sphinx.languages import mark_markup, split_words

LETTERS = {"az": "əƏı", "fr": "œ"}


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", [("", "plain")]),
        ("Xocalı", [("az", "Xocalı")]),
        ("in Xocalı, a cœur", [("", "in "), ("az", "Xocalı"), ("", ", a "), ("fr", "cœur")]),
        ("", []),
    ],
)
def test_a_word_is_told_by_its_letters(text, pieces):
    assert split_words(LETTERS, text) == pieces


def test_without_letters_nothing_is_marked():
    assert split_words({}, "Xocalı") == [("", "Xocalı")]


def test_markup_is_escaped_and_marked():
    assert mark_markup(LETTERS, "<Xocalı> & co") == '&lt;<span lang="az">Xocalı</span>&gt; &amp; co'


def test_a_page_marks_the_word(small_book):
    assert [word.get_text() for word in small_book.page("trade").select("article [lang=fr]")] == ["Cœur"]


def test_print_marks_the_word(small_print):
    assert '#text(lang: "fr")[Cœur]' in small_print
