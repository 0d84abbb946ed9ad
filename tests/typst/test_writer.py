"""The PDF edition: one small test for each construct that a page may hold, on one shared build."""

import json
import re
from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from docutils import nodes
from docutils.parsers.rst import Directive
from pdf_pages import Printed, structure
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from dossier.typst.nodes import Record

SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "dossier.typst"],
    "project": "The book’s title",
    "author": "A. Writer",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "myst_enable_extensions": ["colon_fence", "deflist", "dollarmath", "fieldlist"],
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_reference_style": "author_year",
    "typst_subtitle": "A subtitle",
    "typst_timestamp": 1_700_000_000,
    "typst_imprint": [["Version", "1.2.3"], ["Address", "https://example.org/book"]],
    "nitpicky": True,
}

INDEX = """\
# The book’s title

The summary, which points at {doc}`chapter`.

```{toctree}
:numbered:

chapter
notebook
works
register
```
"""

REGISTER = """\
# The register

What the entries say.

```{record}
A line.
```

```{record} breakable
A question.
```
"""

WORKS = """\
@article{writer2020,
  author = {Əliyeva, Aygün}, title = {On sources}, journal = {Journal}, year = {2020}, pages = {1--9},
  url = {https://example.org/a}
}
"""

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0L40 20"/></svg>'

# Each construct: what a page holds, and the Typst that it must become.
CONSTRUCTS = {
    "emphasis": ("An *emphasis* here.", "An #emph[emphasis]; here."),
    "strong": ("A **strong** word.", "#strong[strong];"),
    "literal": ("A `li[te]ral`.", '#raw("li[te]ral");'),
    "subscript": ("H{sub}`2`O", "H#sub[2];O"),
    "superscript": ("x{sup}`3`", "x#super[3];"),
    "special characters": ("A #b $5 ~c @d \\*e\\* [f]", r"A \#b \$5 \~c \@d \*e\* \[f\]"),
    "bracket after a call": ("*word*(in brackets).", "#emph[word];(in brackets)."),
    "year at the start": ("1991\\. It began.", r"1991\. It began."),
    "Azerbaijani": ("İlham, Şuşa, Gəncə, ğ, ı, ö, ü, ç", "İlham, Şuşa, Gəncə, ğ, ı, ö, ü, ç"),
    "emoji": ("Flags 🇵🇰❤️🇦🇿.", 'Flags #emoji("PK");❤#emoji("AZ");.'),
    "post": (
        "XİN-də #Azərbaycan keçirilib 🇦🇿🤝🇵🇰",
        r'XİN\-də \#Azərbaycan keçirilib #emoji("AZ");🤝#emoji("PK");',
    ),
    "bullet list": ("- tight one\n- tight two\n", "#list(tight: true, [tight one], [tight two])"),
    "nested list": ("- outer\n  - inner\n", "[outer\n\n#list(tight: true, [inner])]"),
    "ordered list": (
        "3. third\n4. fourth\n",
        '#enum(numbering: "1.", start: 3, tight: true, [third], [fourth])',
    ),
    "definition list": ("A word\n: Its meaning.\n", "terms.item[A word][Its meaning.]"),
    "field list": (":Field: its value\n", "terms.item[Field][its value]"),
    "glossary": (
        "```{glossary}\nClaim\n  One source.\n```\n\nSee {term}`Claim`.",
        'terms.item[#anchor("chapter#term-Claim");Claim][One source.]',
    ),
    "term": ("A {term}`Claim`.", '#link(label("chapter#term-Claim"))[Claim];'),
    "block quote": ("> Said so.\n", "#quote(block: true)[Said so.]"),
    "attribution": ("```{epigraph}\nWell said.\n\n-- Somebody\n```", "attribution: [Somebody])[Well said.]"),
    "admonition": ("```{note}\nMind this.\n```", "#panel(urgent: false, heading: [Note])[Mind this.]"),
    "warning": ("```{warning}\nBeware.\n```", "#panel(urgent: true, heading: [Warning])[Beware.]"),
    "titled admonition": (
        "```{admonition} Since then\nMore.\n```",
        "#panel(urgent: false, heading: [Since then])[More.]",
    ),
    "sidebar": ("```{sidebar} Aside\nBeside.\n```", "heading: [Aside])[Beside.]"),
    "code": ("```python\nprint('x')\n```", """#raw(block: true, lang: "python", "print('x')")"""),
    "listing": (
        "```{code-block} python\n:caption: A listing\n:name: lst\nx = 1\n```",
        '#captioned(raw, "Listing 1.1"',
    ),
    "line block": ("```{eval-rst}\n| first line\n| second line\n```", "first line \\\nsecond line"),
    "transition": ("Before.\n\n---\n\nAfter.", "#pause()"),
    "raw html": ("Kept.\n\n<div>in HTML</div>\n\n<script>markup only</script>\n", "Kept.\n\nin HTML"),
    "comment": ("Also kept.\n\n% not for readers\n", "Also kept."),
    "only": ("```{only} typst\nIn the PDF.\n```\n```{only} html\nNot on paper.\n```", "In the PDF."),
    "card": ("```{card} Card title\nCard text.\n```", "Card text."),
    "external link": (
        "[A site](https://example.org/?a=1&b=2)",
        '#link("https://example.org/?a=1&b=2")[A site];',
    ),
    "image": ("![A falling line](line.svg)", '#picture("images/line.svg", "A falling line")'),
    "image in a line": ("See ![a mark](line.svg) here.", '#icon("images/line.svg", "a mark");'),
    "figure": (
        "```{figure} line.svg\n:name: fig-line\n:alt: A line falls.\n\nA *falling* line. Read it from the left.\n```",
        '#captioned(image, "Figure 1.1", "chapter#fig-line", '
        "[A #emph[falling]; line.#detail[ Read it from the left.];], float: top)",
    ),
    "numbered reference": ("In {numref}`fig-line`.", 'In #see(label("chapter#fig-line"))[Figure 1.1];.'),
    "table": (
        "```{list-table} A table\n:name: tab\n:header-rows: 1\n:widths: 30 70\n\n"
        "* - Head A\n  - Head B\n* - a\n  - b\n```",
        '#captioned(table, "Table 1.1", "chapter#tab", [A table], float: ',
    ),
    "table columns": (
        "",
        "#table(columns: (30fr, 70fr, ), \n  table.header(rule-above, [Head A], [Head B], rule-below)",
    ),
    "aligned cells": (
        "| L | R |\n|:--|--:|\n| l | 1.5 |\n",
        "table.cell(align: left)[l], table.cell(align: right)[1.5]",
    ),
    "spanning cells": (
        "```{eval-rst}\n+---+---+\n| wide  |\n+===+===+\n| p | q |\n+   +---+\n|   | r |\n+---+---+\n```",
        "table.cell(colspan: 2)[wide]",
    ),
    "cell over rows": ("", "table.cell(rowspan: 2)[p]"),
    "wide table": (
        "```{list-table} Broad\n:name: broad\n:class: wide\n\n* - one\n  - two\n```",
        '"chapter#broad", [Broad], wide: true)',
    ),
    "compact table": (
        "```{list-table} Many columns\n:name: many\n:class: compact\n\n* - one\n  - two\n```",
        "#compact()[#table(columns: (auto, auto, ), rule-above,",
    ),
    "inline formula": ("Here $a^2$ stands.", '#formula("a^2", $#math.attach($#math.scripts($a$)$, t: $2$)$);'),
    "displayed formula": (
        "```{math}\n:label: eq-sum\na + b = c\n```",
        '#display-formula("a + b = c", $a \\+ b \\= c$, "1.1")',
    ),
    "equation reference": ("By {eq}`eq-sum`.", '#link(label("chapter#equation-eq-sum"))[(1.1)];'),
    "citation": ("As {cite:t}`writer2020` says.", '#link(label("works#'),
    "link to a heading": (
        "(here)=\n### A place\n\nGo {ref}`here`.",
        '#link(label("chapter#a-place"))[A place];',
    ),
    "link to a page": ("Read {doc}`notebook`.", '#link(label("notebook#the-notebook"))[The notebook];'),
    "glued text": ("There are {glue:text}`notebook.ipynb::count:s` of them.", "There are 42 of them."),
}

FOOTNOTES = """\
A claim[^n], and again[^n].

[^n]: The note’s *text*.
"""


def notebook() -> str:
    """Return a notebook with a figure, a glued value, printed text and Markdown among its outputs."""
    picture = {"image/svg+xml": SVG, "text/plain": "<Figure size 1>"}
    figure = {"mystnb": {"figure": {"caption": "From a cell.", "name": "fig-cell"}, "image": {"alt": "A line."}}}
    glued = {"scrapbook": {"mime_prefix": "", "name": "count"}}
    outputs = [
        ({"data": picture, "metadata": {}, "output_type": "display_data"}, figure),
        ({"data": {"text/plain": "'42'"}, "metadata": glued, "output_type": "display_data"}, {}),
        ({"name": "stdout", "text": "printed text\n", "output_type": "stream"}, {}),
        ({"data": {"text/markdown": "**marked**"}, "metadata": {}, "output_type": "display_data"}, {}),
    ]
    cells = [{"cell_type": "markdown", "id": "title", "metadata": {}, "source": f"# The notebook\n\n{FOOTNOTES}"}]
    for number, (output, metadata) in enumerate(outputs):
        cell = {"cell_type": "code", "execution_count": 1, "id": f"c{number}", "source": "secret_code()"}
        cells.append({**cell, "metadata": metadata, "outputs": [output]})
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    metadata = {"kernelspec": kernel, "language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5})


def write_book(folder: Path) -> Path:
    """Write the sources of the shared book."""
    folder.mkdir()
    sources = [source for source, _ in CONSTRUCTS.values()]
    # A line of text between keeps a list from joining the next one.
    chapter = "\n\nNext.\n\n".join(["# The chapter", "## Its section", *sources, FOOTNOTES])
    (folder / "index.md").write_text(INDEX, "utf-8")
    (folder / "chapter.md").write_text(chapter, "utf-8")
    (folder / "notebook.ipynb").write_text(notebook(), "utf-8")
    (folder / "register.md").write_text(REGISTER, "utf-8")
    (folder / "works.md").write_text("# Works\n\n```{bibliography}\n```\n", "utf-8")
    (folder / "works.bib").write_text(WORKS, "utf-8")
    (folder / "line.svg").write_text(SVG, "utf-8")
    return folder


def build(
    sources: Path,
    out: Path,
    strange: nodes.Element | None = None,
    form: Callable | None = None,
    builder: str = "typst",
    **settings: object,
) -> tuple[int, str]:
    """Build a PDF and return Sphinx's status and warnings; ``strange`` is added to the root document, in its form."""
    warnings = StringIO()
    with patch_docutils(), docutils_namespace():
        overrides = {**SETTINGS, **settings}
        app = Sphinx(
            sources,
            None,
            out,
            out / "doctrees",
            builder,
            overrides,
            None,
            warnings,
            warningiserror=strange is None,
        )
        app.add_directive("record", RecordDirective)
        if form is not None:
            app.add_node(type(strange), typst=(form, None))
        if strange is not None:
            app.connect(
                "doctree-resolved",
                lambda _, tree, name: tree.children[0].append(strange) if name == "index" else None,
            )
        app.build()
    return app.statuscode, warnings.getvalue()


def build_page(folder: Path, page: str, **settings: object) -> tuple[int, str, Path]:
    """Build a book of one page; return status, warnings and the output folder."""
    sources = folder / "sources"
    sources.mkdir(parents=True)
    (sources / "index.md").write_text(page, "utf-8")
    (sources / "line.svg").write_text(SVG, "utf-8")
    status, warnings = build(sources, folder / "out", **{"bibtex_bibfiles": [], **settings})
    return status, warnings, folder / "out"


class RecordDirective(Directive):
    """Stands in for the registers, which write records."""

    has_content, optional_arguments = True, 1

    def run(self) -> list[nodes.Node]:
        record = Record("", breakable=bool(self.arguments))
        self.state.nested_parse(self.content, 0, record)
        return [record]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the output folder of the shared book."""
    folder = tmp_path_factory.mktemp("typst")
    status, warnings = build(write_book(folder / "sources"), folder / "out")
    assert (status, warnings) == (0, "")
    return folder / "out"


@pytest.fixture(scope="module")
def markup(book: Path) -> str:
    """Return the shared book's Typst."""
    return (book / "report.typ").read_text("utf-8")


@pytest.fixture(scope="module")
def pdf(book: Path) -> pypdf.PdfReader:
    """Return the shared book's PDF."""
    return pypdf.PdfReader(book / "report.pdf")


@pytest.fixture(scope="module")
def words(pdf: pypdf.PdfReader) -> str:
    """Return the text of all pages, in one line."""
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_construct(name, markup):
    assert CONSTRUCTS[name][1] in markup


@pytest.mark.parametrize("hidden", ["secret_code", "markup only", "not for readers", "Not on paper", "<Figure size"])
def test_what_is_not_for_paper_is_left_out(hidden, markup):
    assert hidden not in markup


def test_headings_carry_the_numbers_of_the_html(markup):
    assert '#head(1, "1", "chapter#the-chapter")[The chapter]' in markup
    assert '#head(2, "1.1", "chapter#its-section")[Its section]' in markup
    assert '#head(1, "2", "notebook#the-notebook")[The notebook]' in markup


def test_root_document_is_front_matter_under_its_own_name(markup):
    assert '#head(1, none, "index#the-books-title")[Summary]' in markup


def test_register_stands_in_columns_below_its_opening(markup):
    entries = "#record(none, false)[A line.]\n\n#record(none, true)[A question.]"
    assert f"What the entries say.\n\n#register()[{entries}]" in markup


def test_notebook_outputs(markup):
    assert '#captioned(image, "Figure 2.1", "notebook#fig-cell", [From a cell.], float: bottom)' in markup
    assert '.svg", "A line.")' in markup
    assert '#raw(block: true, "printed text")' in markup
    assert "#strong[marked];" in markup


def test_footnotes_of_two_files_do_not_collide(markup, words):
    for docname in ("chapter", "notebook"):
        assert f'"{docname}#n")[The note’s #emph[text];.]' in markup
        assert f'#note-again("1", "{docname}#n");' in markup
    assert words.count("The note’s text.") == 2


def test_a_footnote_is_a_link_to_the_foot_of_its_page(book):
    printed = Printed(book / "report.pdf")
    notes = [link for link in printed.links if link.target and link.text.strip() == "1"]
    told = [printed.text_at(*link.target, 14) for link in notes]
    # Each of the two files calls its note twice; a note leads back to its first call.
    assert sum(text.startswith("1The note’s text") for text in told) == 4


def test_bibliography_entry_is_a_link_target(markup, words):
    assert "#entry(none)[#anchor(" in markup
    assert "Aygün Əliyeva. On sources. Journal, pages 1–9, 2020." in words


def test_opening_pages(pdf):
    title, imprint, contents, lists = (pdf.pages[number].extract_text() for number in range(4))
    assert title.splitlines()[:2] == ["The book’s title", "A subtitle"]
    assert "Version\n1.2.3" in imprint.replace(" \n", "\n")
    for entry in ("Summary", "1 The chapter"):
        assert entry in contents
    for entry in ("Figures", "Figure 1.1", "Tables", "Table 1.1"):
        assert entry in lists


def test_lists_of_figures_hold_only_the_first_sentence(pdf, words):
    assert "Read it from the left." not in pdf.pages[3].extract_text()
    assert words.count("Read it from the left.") == 1


def test_outline_and_page_labels(pdf):
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert titles == ["Summary", "1 The chapter", "2 The notebook", "3 Works", "4 The register"]
    assert pdf.page_labels[:5] == ["i", "ii", "iii", "iv", "v"]
    assert pdf.page_labels[5] == "1"


def test_pdf_is_tagged_and_described(pdf):
    root = pdf.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert (pdf.metadata.title, pdf.metadata.author) == ("The book’s title", "A. Writer")
    assert pdf.metadata.creation_date.timestamp() == SETTINGS["typst_timestamp"]


def test_structure_has_table_heads_and_alternative_texts(pdf):
    kinds = [element["/S"] for element in structure(pdf.trailer["/Root"]["/StructTreeRoot"])]
    assert {"/Document", "/H1", "/H2", "/L", "/Table", "/TH", "/Caption", "/Note", "/BlockQuote"} <= set(kinds)
    texts = [
        element.get("/Alt")
        for element in structure(pdf.trailer["/Root"]["/StructTreeRoot"])
        if element["/S"] in ("/Figure", "/Formula")
    ]
    assert {"A falling line", "A line falls.", "A line.", "a^2", "a + b = c"} <= set(texts)


def test_every_link_leads_somewhere(pdf):
    pages = {page.indirect_reference.idnum for page in pdf.pages}
    links = [link.get_object() for page in pdf.pages for link in page.get("/Annots", [])]
    inside = [link["/Dest"] for link in links if "/Dest" in link]
    outside = [link["/A"]["/URI"] for link in links if "/A" in link]
    assert len(inside) > 20
    for target in inside:
        if isinstance(target, str):
            assert target in pdf.named_destinations
        else:
            assert target[0].idnum in pages
    assert all(address.startswith("https://") for address in outside)


def figure_after(lines: int) -> str:
    """Return a page with so many paragraphs, each about a line, before a figure."""
    return "# Page\n\n" + "A line.\n\n" * lines + "```{figure} line.svg\n:alt: A line falls.\n\nA line.\n```\n"


@pytest.mark.parametrize(("lines", "place", "first"), [(3, "bottom", "A line."), (60, "top", "Figure")])
def test_a_figure_floats_to_the_head_of_a_page_but_not_above_a_title(lines, place, first, tmp_path):
    status, _, out = build_page(tmp_path, figure_after(lines))
    assert status == 0
    assert f"float: {place})" in (out / "report.typ").read_text("utf-8")
    texts = [page.extract_text() for page in pypdf.PdfReader(out / "report.pdf").pages]
    [page] = [text for text in texts if "Figure" in text and "Figures" not in text]
    # Above it stands the title, or the running head that repeats it.
    assert [page.splitlines()[0].strip(), page.splitlines()[1][: len(first)]] == ["Page", first]


def test_long_table_repeats_its_head(tmp_path):
    rows = "".join(f"* - row {number}\n  - x\n" for number in range(120))
    table = f"```{{list-table}} Long\n:header-rows: 1\n\n* - Heading\n  - Other\n{rows}```\n"
    status, _, out = build_page(tmp_path, f"# Page\n\n{table}")
    assert status == 0
    pages = [page.extract_text() for page in pypdf.PdfReader(out / "report.pdf").pages]
    assert sum("Heading" in page for page in pages) == sum("row " in page for page in pages) > 2


def test_a_long_table_leaves_no_row_alone_wherever_it_begins(tmp_path):
    page = "# Page\n\n"
    for table in range(14):
        rows = "".join(f"* - t{table}r{row}\n  - {'word ' * 40}\n" for row in range(17 + table))
        page += "A line.\n\n" * (3 * table)
        page += f"```{{list-table}} Long\n:header-rows: 1\n\n* - Head\n  - Other\n{rows}```\n\n"
    status, _, out = build_page(tmp_path, page)
    assert status == 0
    texts = [page.extract_text() for page in pypdf.PdfReader(out / "report.pdf").pages]
    together = [Counter(re.findall(r"\bt(\d+)r\d+", text)) for text in texts]
    assert sum(sum(each.values()) for each in together) == sum(range(17, 31))
    assert min(min(each.values()) for each in together if each) >= 2


def test_long_address_breaks_within_the_margin(tmp_path):
    address = "https://example.org/" + "a-long-part/" * 20
    status, _, out = build_page(tmp_path, f"# Page\n\nSee <{address}>.\n")
    assert status == 0
    lines = pypdf.PdfReader(out / "report.pdf").pages[-1].extract_text().splitlines()
    assert max(map(len, lines)) < 110


PIECES = """\
# The book’s title

An opening with a mark [](#far) and a picture {numref}`fig-near`.

## What holds

1. A finding.

```{figure} line.svg
:name: fig-near
:alt: A line falls.

A line.
```

(far)=
## What is left out

Nothing of this.
"""


def build_brief(folder: Path, *pieces: str, page: str = PIECES) -> tuple[int, str, Path]:
    """Build a book whose brief holds the pieces."""
    imprint = [["Version", "1.2.3"], ["Data hash", "abc"]]
    return build_page(folder, page, typst_brief=list(pieces), typst_imprint=imprint, typst_foot=["Version"])


def test_a_brief_holds_its_pieces_and_links_only_to_what_it_holds(tmp_path):
    status, warnings, out = build_brief(tmp_path, "index", "index#what-holds", page=PIECES + "\n" + "More.\n" * 200)
    assert status == 0, warnings
    markup = (out / "brief.typ").read_text("utf-8")
    assert "An opening with a mark What is left out and a picture #link(label(" in markup
    assert '#head(2, none, "index#what-holds")[What holds]' in markup
    assert "Nothing of this." not in markup
    assert 'foot: ("Version 1.2.3", )' in markup
    assert "float:" not in markup
    assert len(pypdf.PdfReader(out / "brief.pdf").pages) == 1


def test_a_brief_takes_two_pages_at_most(tmp_path):
    long = PIECES.replace("1. A finding.", "A finding.\n\n" * 200)
    status, warnings, out = build_brief(tmp_path, "index", "index#what-holds", page=long)
    assert status == 1
    assert "pages, and has 2 at most" in warnings
    assert not (out / "brief.pdf").exists()


def test_a_brief_of_two_pages_is_printed(tmp_path):
    long = PIECES.replace("1. A finding.", "A finding.\n\n" * 70)
    status, warnings, out = build_brief(tmp_path, "index", "index#what-holds", page=long)
    assert (status, warnings) == (0, "")
    pages = pypdf.PdfReader(out / "brief.pdf").pages
    assert len(pages) == 2
    assert all("Version 1.2.3" in page.extract_text() for page in pages)


def test_an_unknown_piece_is_named(tmp_path):
    status, warnings, _ = build_brief(tmp_path, "index#nothing")
    assert status == 1
    assert "ERROR: typst_brief: there is no 'index#nothing' to put into the brief" in warnings


def test_same_sources_give_the_same_bytes(book, tmp_path):
    status, _ = build(write_book(tmp_path / "elsewhere"), tmp_path / "out")
    assert status == 0
    assert (tmp_path / "out" / "report.pdf").read_bytes() == (book / "report.pdf").read_bytes()


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        ("# Page\n\n![](line.svg)\n", "index.md:3: ERROR: the image 'line.svg' has no alternative text"),
        (
            "# Page\n\nA sign: 漢\n",
            "index.md:3: ERROR: no font of print has “漢” (U+6F22 CJK UNIFIED IDEOGRAPH-6F22); write it in other signs",
        ),
        ("# Page\n\n$\\nonsense{x}$\n", "index.md:3: ERROR: the formula '\\\\nonsense{x}' cannot be read"),
        (
            "# Page\n\n```{raw} typst\n#nonsense\n```\n",
            "index.md: ERROR: unknown variable: nonsense, near '#nonsense'",
        ),
    ],
    ids=["missing alternative text", "missing glyph", "unreadable formula", "broken Typst"],
)
def test_what_cannot_be_printed_fails_with_a_clear_line(page, complaint, tmp_path):
    status, warnings, out = build_page(tmp_path, page)
    assert status == 1
    assert complaint in warnings
    assert "Traceback" not in warnings
    assert not (out / "report.pdf").exists()


def test_link_without_target_fails(tmp_path):
    lost = nodes.paragraph("", "", nodes.reference("", "lost", refid="nowhere", internal=True))
    status, warnings, _ = build_page(tmp_path, "# Page\n", strange=lost)
    assert status == 1
    assert "the link to 'index#nowhere' has no target in the PDF" in warnings


def test_unknown_node_is_a_warning_that_names_it(tmp_path):
    class Oddity(nodes.Element):
        pass

    _, warnings, _ = build_page(tmp_path, "# Page\n", strange=Oddity())
    assert "no Typst form for the node type 'Oddity'" in warnings


def test_a_node_of_an_extension_is_printed_in_its_own_form_or_as_what_it_derives_from(tmp_path):
    class Claim(nodes.inline):
        pass

    strange = nodes.paragraph("", "", Claim("", "A claim."))
    status, _, out = build_page(tmp_path, "# Page\n", strange=strange)
    assert status == 0
    assert "A claim." in (out / "report.typ").read_text("utf-8")

    class Number(Claim):
        pass

    def form(writer, node):
        return f"{writer.docname} {node['number']}"

    status, _, out = build_page(tmp_path / "form", "# Page\n", strange=Number("", "", number="C12"), form=form)
    assert status == 0
    assert "index C12" in (out / "report.typ").read_text("utf-8")


@pytest.mark.parametrize("colour", [(0, 170, 0), (170, 0, 85)])
def test_a_warning_has_the_colour_of_a_conflict_in_the_palette(tmp_path, colour):
    page = "# Page\n\n```{warning}\nBeware.\n```\n"
    status, _, out = build_page(tmp_path, page, typst_palette={"conflict": f"#{bytes(colour).hex()}"})
    assert status == 0
    pdf = pypdfium2.PdfDocument(out / "report.pdf")
    image = pdf[len(pdf) - 1].render(scale=2, rev_byteorder=True).to_numpy()
    assert (image[:, :, :3] == colour).all(axis=2).any()
