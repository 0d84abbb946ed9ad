"""How certain a statement is, as roles print it."""

import pytest

PAGE = """\
---
orphan: true
---

# How sure?

It was so ({certainty}`independence-date`). It was heard ({certainty}`gazette-1920-grain`).
{basis}`ferry-opens`.
"""


@pytest.fixture(scope="module")
def sure_book(write_book, build_book, tmp_path_factory):
    return build_book(write_book(tmp_path_factory.mktemp("sure"), {"sure": PAGE}))


def test_the_word_is_that_of_the_question_or_of_what_is_named(sure_book):
    words = [word.get_text() for word in sure_book.page("sure").select("em.certainty")]
    assert words == ["well established", "one source", "Likely"]


def test_a_basis_names_who_vouches_for_it(sure_book):
    assert "Likely: Lake Office" in sure_book.page("sure").get_text()


def test_a_name_that_is_none_is_an_error_with_its_place_and_a_near_one(write_book, build_book, tmp_path):
    page = PAGE.replace("`independence-date`", "`independance-date`")
    book = build_book(write_book(tmp_path, {"sure": page}))
    assert "sure.md:7: ERROR: certainty: no question, claim or fact “independance-date”; did you mean" in book.warnings
    assert "“independence-date”?" in book.warnings
