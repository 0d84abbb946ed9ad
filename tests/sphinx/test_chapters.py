"""References to chapters by their number."""

import pytest

PAGE = """\
---
orphan: true
---

# See there

More is in {chapter}`ferry`.
"""


@pytest.fixture(scope="module")
def book(write_book, build_book, tmp_path_factory):
    return build_book(write_book(tmp_path_factory.mktemp("chapters"), {"see": PAGE}))


def test_a_chapter_is_called_by_its_number_and_linked(book):
    [link] = [link for link in book.page("see").article.select("a") if link.get_text() == "Chapter 1"]
    assert link["href"].removesuffix("#") == "executed/ferry.html"


def test_a_name_that_no_notebook_has_is_an_error_with_a_near_one(write_book, build_book, tmp_path):
    book = build_book(write_book(tmp_path, {"see": PAGE.replace("`ferry`", "`fery`")}))
    assert "see.md:7: ERROR: chapter: no notebook “fery”; did you mean “ferry”?" in book.warnings
