"""Constructs that print once lost or changed without a word: one book holds them all, and its PDF is read again."""

from io import StringIO
from pathlib import Path

import pypdfium2
import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0L40 20"/></svg>'

SETTINGS = {
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "typst_timestamp": 1_700_000_000,
    "extensions": ["myst_nb", "sphinx_design", "sphinx_proof", "sphinx_exercise", "dossier.typst"],
    "myst_enable_extensions": ["colon_fence", "deflist", "dollarmath", "strikethrough", "tasklist"],
}

ROWS = "\n".join(f"* - row{number}a\n  - row{number}b" for number in range(60))
MANY = " ".join(f"word{number}" for number in range(800))

# What a page holds, and the lines that print must show of it.
KINDS = {
    "html in a line": (
        'It is 10<sup>6</sup>, one<br>two, <s>gone</s>, <kbd>Esc</kbd>, <q>said</q>, <a href="https://a.org/">site</a>'
        "<!-- hidden --> &copy;.\n",
        ["It is 106, one\ntwo, gone, Esc, “said”, site ©."],
    ),
    "html paragraph and list": (
        "<p>Set <b>apart</b></p>\n\n<ul><li>first</li><li>second<ul><li>deep</li></ul></li></ul>\n",
        ["Set apart\n• first\n• second\n– deep"],
    ),
    "html table": (
        "<table><tr><th>Ha</th><th>Hb</th></tr><tr><td rowspan=2>r1</td><td>x1</td></tr><tr><td>x2</td></tr></table>\n",
        ["Ha Hb\nr1 x1\nx2"],
    ),
    "html around Markdown": (
        "<details><summary>Opened</summary>\n\nInside *it*.\n\n</details>\n\n<script>hidden()</script>\n",
        ["Opened\nInside it."],
    ),
    "media": ('<iframe src="https://a.org/v" title="A film"></iframe>\n', ["Shown on the page: A film"]),
    "pictures elsewhere": (
        '<img src="https://a.org/x.png" alt="A cross"> and <img src="https://a.org/y.png" alt="">\n',
        ["Picture: A cross and"],
    ),
    "picture of Markdown elsewhere": ("![A lake](https://a.org/z.png)\n", ["Picture: A lake"]),
    "strike and tasks": ("~~struck~~ out\n\n- [ ] open\n- [x] done\n", ["struck out\n• ☐ open\n• ☑ done"]),
    "table in a cell": (
        "```{list-table}\n* - a1\n  - | p | q |\n    |---|---|\n    | r | s |\n* - a2\n  - b2\n```\n",
        ["a1 p q\nr s\na2 b2"],
    ),
    "long table turned sideways": (
        f"```{{list-table}} Broad\n:class: wide\n\n{ROWS}\n```\n",
        ["row0a row0b", "row59a row59b"],
    ),
    "row higher than a page": (f"```{{list-table}}\n* - {MANY}\n  - beside\n```\n", ["word799"]),
    "long listing": (
        "```{code-block} text\n:caption: Lines\n\n" + "\n".join(f"line {number}" for number in range(90)) + "\n```\n",
        ["line 89"],
    ),
    "theorem": (
        "```{prf:theorem} Named\n:label: thm\nIt holds.\n```\n\nBy {prf:ref}`thm`.\n",
        ["Theorem 1 (Named)\nIt holds.", "By Theorem 1."],
    ),
    "exercise": (
        "```{exercise} Try\n:label: ex\nDo it.\n```\n\n```{solution} ex\n:label: sol\nDone.\n```\n",
        ["Exercise 1 (Try)\nDo it.", "Solution to Exercise 1 (Try)\nDone."],
    ),
    "cards": (
        "````{grid} 2\n```{grid-item-card} One\nFirst.\n```\n```{grid-item-card} Two\nSecond.\n```\n````\n",
        ["One\nFirst.\nTwo\nSecond."],
    ),
    "pictures in every unit": (
        "".join(
            f"```{{image}} line.svg\n:alt: A line falls.\n:width: {width}\n```\n\n"
            for width in ("50%", "30px", "40", "3em", "2ex", "1in", "2cm", "20mm", "3pc", "30pt")
        ),
        [],
    ),
    "colours of a terminal": ("```text\n\x1b[31mred\x1b[0m plain\n```\n", ["red plain"]),
    "long words": (f"`{'x' * 200}` and {'y' * 200} end.\n\n```text\n{'z' * 200}\n```\n", []),
    "notes of a table within a table": (
        ":::{list-table}\n* - First\n* - | One | Two |\n    | --- | --- |\n    | a[^n] | b[^m] |\n    | c[^n] | d |\n"
        ":::\n\nCalled[^m] again.\n\n[^n]: What the first says.\n[^m]: What the second says.\n",
        ["1 What the first says.\n2 What the second says."],
    ),
    "a table without room for its words": (
        f"{'|Agriculture' * 12}|\n{'|---' * 12}|\n{'|Consumption' * 12}|\n",
        [],
    ),
    "a table of one column": (f":::{{list-table}}\n* - {'x' * 30}\n* - Short\n:::\n", ["Short"]),
    "option": ("```{option} -o FILE\nWhere to.\n```\n", ["-o FILE\nWhere to."]),
}  # fmt: skip


def build(folder: Path, page: str) -> tuple[int, str]:
    """Build the PDF of a book of one page, and return Sphinx's status and warnings, each of which is an error."""
    (folder / "index.md").write_text(page, "utf-8")
    (folder / "line.svg").write_text(SVG, "utf-8")
    warnings = StringIO()
    out = folder / "out"
    with patch_docutils(), docutils_namespace():
        app = Sphinx(folder, None, out, out, "typst", SETTINGS, None, warnings, warningiserror=True)
        app.build()
    return app.statuscode, warnings.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the text of the book's pages, behind its lists of figures and tables."""
    folder = tmp_path_factory.mktemp("kinds")
    status, warnings = build(folder, "\n\nNext.\n\n".join(["# Page", *(source for source, _ in KINDS.values())]))
    assert (status, warnings) == (0, "")
    pages = list(pypdfium2.PdfDocument(folder / "out" / "report.pdf"))[4:]
    lines = "\n".join(page.get_textpage().get_text_range() for page in pages).splitlines()
    return "\n".join(line.strip() for line in lines)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_printed(kind, printed):
    for shown in KINDS[kind][1]:
        assert shown in printed


def test_what_stands_before_a_heading_is_printed_behind_it(tmp_path):
    before = "```{raw} html\n<p>A line before.</p>\n```\n\n(there)=\n"
    assert build(tmp_path, f"{before}# Page\n\nIt goes on [](there).\n") == (0, "")
    sheet = list(pypdfium2.PdfDocument(tmp_path / "out" / "report.pdf"))[-1]
    lines = [line.strip() for line in sheet.get_textpage().get_text_range().splitlines()]
    assert lines[:3] == ["Page", "A line before.", "It goes on Page."]


@pytest.mark.parametrize("hidden", ["hidden", "<", "row60"])
def test_what_means_nothing_on_paper_is_left_out(hidden, printed):
    assert hidden not in printed


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("<canvas></canvas>\n", "index.md:3: ERROR: <canvas> cannot be printed. Please put a picture in its place"),
        (
            '<img src="data:image/png;base64,AAAA" alt="A cross">\n',
            "index.md:3: ERROR: the picture 'data:image/png;base64,AAAA' is not a file of the report",
        ),
        ('<img src="line.svg" alt="A line" width="wide">\n', "index.md:3: ERROR: the width of the image 'line.svg'"),
    ],
    ids=["drawing", "picture elsewhere", "width"],
)
def test_html_that_cannot_be_printed_is_refused_with_its_place(page, complaint, tmp_path: Path):
    status, warnings = build(tmp_path, f"# Page\n\n{page}")
    assert status == 1
    assert complaint in warnings
