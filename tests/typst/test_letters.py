"""Which letters print has a font for."""

import unicodedata

from dossier.typst.compiler import fonts
from dossier.typst.letters import list_lacking


def test_latin_letters_and_the_usual_marks_are_never_lacking():
    latin = {chr(code) for code in range(0x20, 0x180) if unicodedata.category(chr(code)) != "Cc"}
    assert list_lacking(latin | set("–—‘’“”…"), fonts()) == set()


def test_a_sign_that_no_font_has_is_lacking():
    assert list_lacking("a₼پ\U00012000", fonts()) == {"\U00012000"}
