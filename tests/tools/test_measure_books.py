"""Measuring the books of others: what is read of a book, and what is said of its pages."""

import pytest

CONTENTS = """\
format: jb-book
root: index
parts:
- chapters:
  - file: part/right
    sections:
    - file: part/refused
"""
CONFIG = """\
parse:
  myst_enable_extensions: [deflist]
bibtex_bibfiles: [works.bib]
"""
PAGES = {
    "index": "# A book\n\nSee {doc}`part/right`.\n",
    "part/right": "# Right\n\nIt leads {ref}`nowhere` and [elsewhere](refused.md), {cite:t}`writer2020` says.\n",
    "part/refused": "# Refused\n\n![](../dot.svg)\n",
}
WORKS = "@misc{writer2020, title = {On sources}, author = {Writer, A.}, year = 2020}\n"


@pytest.fixture(scope="module")
def measured(tools, tmp_path_factory):
    import measure_books

    folder = tmp_path_factory.mktemp("others") / "book"
    (folder / "part").mkdir(parents=True)
    (folder / "_toc.yml").write_text(CONTENTS)
    (folder / "_config.yml").write_text(CONFIG)
    (folder / "works.bib").write_text(WORKS)
    (folder / "dot.svg").write_text(measure_books.DRAWING)
    for name, text in PAGES.items():
        (folder / f"{name}.md").write_text(text)
    book = measure_books.read_book(folder)
    return book, {page: measure_books.measure_apart(book, page, 60) for page in book.pages[1:]}


def test_pages_and_settings_are_those_of_the_book(measured):
    book, _ = measured
    assert book.pages == ["index", "part/right", "part/refused"]
    assert book.settings["myst_enable_extensions"] == ["deflist"]
    assert book.settings["bibtex_bibfiles"] == ["works.bib"]


def test_a_page_is_right_though_what_it_leads_to_is_not_there(measured):
    right = measured[1]["part/right"]
    assert (right.outcome, right.findings) == ("right", [])


def test_a_page_that_is_refused_says_where(measured):
    refused = measured[1]["part/refused"]
    assert refused.outcome == "refused"
    assert refused.findings == ["part/refused.md:3: the image 'dot.svg' has no alternative text"]
