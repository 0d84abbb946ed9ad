"""The eyes of the measuring tools: what a page says, what its PDF says, and what is missing between them."""

import pytest
import typst
from docutils import nodes
from docutils.core import publish_doctree

PAGE = """\
A title
=======

One *two* :sub:`3` three.

- four
- five six

.. raw:: html

   <p>seven <b>eight</b><script>hidden</script></p>

.. comment
"""


@pytest.fixture(scope="module")
def printed(tools):
    import printed

    return printed


@pytest.fixture(scope="module")
def read(printed, tmp_path_factory):
    def read(source: str):
        path = tmp_path_factory.mktemp("pdf") / "a.pdf"
        path.write_bytes(typst.compile(source.encode()))
        return printed.read_pdf(path)

    return read


def test_runs_of_a_page_are_its_texts_in_order(printed):
    runs = [run.text for run in printed.list_runs(publish_doctree(PAGE))]
    assert runs == ["A title", "One two 3 three.", "four", "five six", "seven", "eight"]


def test_formulas_and_numbers_of_notes_end_a_run(printed):
    parts = [nodes.Text("before "), nodes.math("", "x^2"), nodes.Text(" after")]
    assert [run.text for run in printed.list_runs(nodes.paragraph("", "", *parts))] == ["before", "after"]


def missing(printed, texts: list[str], flow: str) -> list[str]:
    return [words for _, words in printed.find_missing([printed.Run(text, "a.md:1") for text in texts], flow)]


def test_what_is_printed_is_not_missing(printed, read):
    flow = read("= A title\nIt is a fine day, 1991–2023.\n#pagebreak()\nAnd an end: 7 > 3.").flow
    assert missing(printed, ["A title", "It is a “fine” day, 1991–2023.", "And an end: 7 > 3."], flow) == []


def test_a_word_that_is_lost_is_named_with_what_follows(printed, read):
    flow = read("It is a day. And an end.").flow
    assert missing(printed, ["It is a fine day.", "And an end."], flow) == ["fine day"]


def test_a_text_that_goes_on_over_the_end_of_a_page_is_whole(printed, read):
    flow = read("#set page(footer: [A foot])\nIt is a fine\n#pagebreak()\nday, they say.").flow
    assert missing(printed, ["It is a fine day, they say."], flow) == []


def test_a_word_divided_at_the_end_of_a_page_is_whole_though_it_stands_again_below(printed):
    flow = "Itisafineaftervii" + "noontheysayand" + "itisanafternoonagain"
    assert missing(printed, ["It is a fine afternoon they say and"], flow) == []


def test_the_name_of_a_theorem_must_stand_for_each(printed):
    named = [printed.Run("Theorem", "a.md:1", is_named=True), printed.Run("See Theorem 1", "a.md:3")]
    assert [words for _, words in printed.find_missing(named, "SeeTheorem1")] == ["Theorem"]
    assert [*printed.find_missing(named, "Theorem1SeeTheorem1")] == []


def test_text_off_the_paper_is_found(read):
    assert read("#set page(width: 8cm)\nInside.").outside == []
    [found] = read("#set page(width: 4cm, margin: 1cm)\n#box(width: 9cm)[#h(6cm)Outside.]").outside
    assert found.startswith("page 1: ")
