"""The check of a PDF's words, on PDFs that lost some on purpose: each is compiled from a Typst source of its own."""

from pathlib import Path

import pytest
from docutils import nodes

from dossier.typst.compiler import compile_pdf
from dossier.typst.expected import Expected
from dossier.typst.words import find_missing

OPENING = """\
#set document(title: "Test")
#set text(font: ("Source Serif 4", "DejaVu Sans", "Noto Sans Arabic"), lang: "en", hyphenate: true)
#set page(paper: "a5")
= Test

"""

WORDS = " ".join(f"expression{number}" for number in range(400))

KEPT = {
    "the same words": (["One two three."], "One two three."),
    "print's own words between": (["As Figure 1 shows, it fell."], "As Figure 1 (p. 12) shows, it fell."),
    "a block that floats": (
        ["Before.", "Afloat here.", "After."],
        "#place(bottom, float: true)[Afloat here.] Before.\n\nAfter.",
    ),
    "a note at the foot": (
        ["A claim, and more.", "What the note says."],
        "A claim,#footnote[What the note says.] and more.",
    ),
    "words divided at ends of lines and pages": ([WORDS], WORDS),
    "a ligature": (["Effective offices flow."], "Effective offices flow."),
    "code that may break anywhere": (["x" * 90], f"#raw(\"{'x' * 40}\\u{{200b}}{'x' * 50}\")"),
    "emoji as a name": (["Flags \U0001f1e6\U0001f1ff here."], "Flags AZ here."),
    "words beside letters read from the right": (
        ["Before.", "The paper (1) of 1991 said پاکستان so, twice.", "After."],
        "Before.\n\nThe paper (1) of 1991 said پاکستان so, twice.\n\nAfter.",
    ),
    "the same words before, in another block": (
        ["the surplus in the lake", "a surplus in the lake case", "the surplus in the lake"],
        "#place(bottom, float: true)[the surplus in the lake] a surplus in the lake case\n\nthe surplus in the lake",
    ),
    "a word divided in a cell at the end of a page": (
        ["One undivided", "Other cell"],
        "One un\u00ad\n\nOther cell\n#pagebreak()\ndivided",
    ),
    "a small space in a full line": (["once more"], "once#h(1.4pt)more"),
    "cells of a row": (["1", "2", "3", "1"], "#table(columns: 2, [1], [2], [3], [1])"),
}  # fmt: skip

BROKEN = {
    "a word dropped": (["One two three four."], "One three four.", "page.md:1", "'One two three four.'"),
    "a word changed": (["It costs 10 million."], "It costs 100 million.", "page.md:1", "'It costs 10 million.'"),
    "a paragraph dropped": (["Kept.", "Not kept."], "Kept.", "page.md:2", "'Not kept.'"),
    "a cell dropped": (["1", "2", "3", "4"], "#table(columns: 2, [1], [2], [4], [])", "page.md:3", "'3'"),
    "a word dropped beside letters read from the right": (
        ["It said پاکستان so twice."],
        "It said پاکستان so.",
        "page.md:1",
        "is not in the PDF: 'twice'",
    ),
    "two words dropped from a long text": (
        ["One two three four five six seven eight nine ten eleven."],
        "One two four five six seven eight nine ten.",
        "page.md:1",
        "'One two three four five six seven eight nine ten eleven.'",
    ),
    "words run together": (["one two"], "onetwo", "page.md:1", "without a space behind them, at 'one two'"),
    "a line off the page": (["Long " + "x" * 90], f"Long #box[{'x' * 90}]", "page.md:1", "cannot stand on page 1"),
}


def check(texts: list[str], markup: str, folder: Path) -> list[tuple[str | None, str]]:
    """Return what the check says of paragraphs, one on each line of a page, that are printed as the markup says."""
    document = nodes.container()
    for line, text in enumerate(texts, start=1):
        paragraph = nodes.paragraph("", text)
        paragraph.line = line
        document.append(paragraph)
    expected = Expected()
    expected.add(document, lambda node: f"page.md:{node.line}")
    source = folder / "test.typ"
    source.write_text(OPENING + markup, encoding="utf-8")
    return find_missing(expected, compile_pdf(source, 0))


@pytest.mark.parametrize("case", KEPT)
def test_what_is_printed_is_not_missed(case, tmp_path):
    assert check(*KEPT[case], tmp_path) == []


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_lost_is_named_with_its_place(case, tmp_path):
    texts, markup, place, message = BROKEN[case]
    [problem] = check(texts, markup, tmp_path)
    assert problem.place == place
    assert message in problem.message


def test_the_number_of_a_note_stands_close_behind_a_word(tmp_path):
    calling = nodes.paragraph("", "", nodes.Text("A note "), nodes.footnote_reference("", "1"), nodes.Text(" is here."))
    expected = Expected()
    expected.add(nodes.container("", calling, nodes.paragraph("", "It says so.")), lambda _: "page.md:1")
    source = tmp_path / "test.typ"
    source.write_text(f"{OPENING}A note #footnote[It says so.] is here.", encoding="utf-8")
    assert find_missing(expected, compile_pdf(source, 0)) == []
