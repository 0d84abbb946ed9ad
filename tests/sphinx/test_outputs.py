"""What cells and pages show, in both editions: outputs in HTML, formulas, scripts from the right, tabs and cards."""

import json

import pytest
from nbformat import v4

from dossier.sphinx.html_outputs import list_outside, read_output
from dossier.sphinx.notebooks import leave_out_foreign

DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
STYLED = (
    "<style>#T_1 td { color: red }</style><table id='T_1'><thead><tr><th></th><th>Sum</th></tr></thead>"
    "<tbody><tr><th>gas</th><td>1.2</td></tr></tbody></table>"
)
DRAWN = "<div id='here'></div><script>document.getElementById('here').textContent = 'drawn'</script>"
CALLING = "<script src='https://cdn.example/draw.js'></script>"
PAGE = """\
# Page $x^2$

It cost $7.3 billion and $5, or US$2, US${sub}`3` and 4 US$; the area is $a^2$, and {math}`\\le b`.

$$
a &= b \\\\
c &= d
$$ (eq-lines)

By {eq}`eq-lines`. The paper پاکستان نے 1991 said so.

پاکستان 1991 (LNG) ارب 7.3 ڈالر

Done ✅, five ₼, שלום.

:::::{tab-set}
::::{tab-item} First
Of the first.
::::
:::::
"""
NAMES = ("page", "plain", "executed/ferry", "claims", "facts", "questions", "works", "terms")
INDEX = "\n".join(["# Across the lake\n\nText.\n\n```{toctree}", *NAMES, "```\n"])
SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "dossier.sphinx"],
    "myst_enable_extensions": ["amsmath", "colon_fence", "dollarmath"],
    "myst_dmath_allow_space": False,
    "myst_dmath_allow_digits": False,
}


def write_outputs(folder, *cells):
    """Write the chapter with a cell for each bundle of outputs, given with the metadata of its cell."""
    written = [
        v4.new_markdown_cell(
            "# How far?\n\nSee ![a dot](attachment:dot.png).", attachments={"dot.png": {"image/png": DOT}}
        )
    ]
    for bundle, metadata in cells:
        output = v4.new_output("display_data", bundle)
        written.append(v4.new_code_cell("show()", metadata=metadata, outputs=[output]))
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    text = json.dumps(v4.new_notebook(cells=written, metadata=kernel))
    (folder / "book" / "executed" / "ferry.ipynb").write_text(text, encoding="utf-8")


def write_pages(write_book, folder, page=PAGE):
    root = write_book(folder, {"index": INDEX, "page": page, "plain": "# Plain\n\nText.\n"})
    for name in ("matrix", "codebook", "method", "names", "trade", "other/trade"):
        (root / "book" / f"{name}.md").unlink()
    return root


@pytest.fixture(scope="module")
def shown(tmp_path_factory, write_book, build_book):
    """The page and the chapter in both editions: the HTML edition, and the markup of the PDF."""
    root = write_pages(write_book, tmp_path_factory.mktemp("outputs"))
    write_outputs(
        root,
        ({"text/html": STYLED, "text/plain": "<pandas.io.formats.style.Styler at 0x7f3a2c1d5e50>"}, {}),
        ({"text/latex": "$\\frac{a}{b}$", "text/plain": "<IPython.core.display.Math object>"}, {}),
        ({"text/markdown": "|a|b|\n|-|-|\n|$x$|1|", "text/plain": "<Markdown>"}, {}),
        ({"application/json": {"a": [1]}, "text/plain": "<IPython.core.display.JSON object>"}, {}),
        ({"text/plain": "[<matplotlib.lines.Line2D at 0x7f3a2c1d5e50>]"}, {}),
        ({"text/html": DRAWN, "image/png": DOT, "text/plain": "x"}, {"mystnb": {"image": {"alt": "A dot."}}}),
    )
    page = build_book(root, **SETTINGS)
    printed = build_book(root, "typst", out="print", **SETTINGS)
    assert (page.status, page.warnings, printed.status, printed.warnings) == (0, "", 0, "")
    return page, printed.read("report.typ")


def test_outputs_in_html_are_kept_on_the_page_with_their_scripts(shown):
    page, _ = shown
    outputs = [str(output) for output in page.page("executed/ferry").select(".text_html")]
    assert "color: red" in outputs[0] and "<th>gas</th>" in outputs[0]
    assert "textContent = 'drawn'" in outputs[1]


def test_outputs_in_html_are_printed_as_what_they_mean(shown):
    _, printed = shown
    assert "table.header(rule-above, [], [Sum], rule-below), \n  [gas], [1.2]" in printed
    assert "image/png" not in printed and '"A dot."' in printed
    assert "Styler" not in printed and "color: red" not in printed


def test_an_output_does_not_say_where_an_object_was_in_memory(shown):
    page, printed = shown
    assert "[<matplotlib.lines.Line2D>]" in page.page("executed/ferry").get_text()
    assert "[<matplotlib.lines.Line2D>]" in printed


def test_json_is_shown_as_it_is(shown):
    page, printed = shown
    assert [each.get_text() for each in page.page("executed/ferry").select(".highlight-json pre")] == [
        '{\n  "a": [\n    1\n  ]\n}\n'
    ]
    assert r'#raw(block: true, lang: "json", "{\n  \"a\": [\n    1\n  ]\n}")' in printed


def test_markdown_of_a_cell_has_tables_and_formulas(shown):
    page, printed = shown
    assert page.page("executed/ferry").select_one("table.stacks td math")
    assert '#formula("x", $x$)' in printed and '#display-formula("\\\\displaystyle' not in printed


def test_a_pasted_picture_is_shown(shown):
    page, printed = shown
    assert page.page("executed/ferry").select_one("img[alt='a dot']")["src"].endswith(DOT)
    assert '"a dot");' in printed


def test_formulas_are_in_the_page_and_money_is_not_one(shown):
    page, printed = shown
    article = page.page("page")
    assert [each.get_text() for each in article.select("p > math")] == ["a2", "≤b"]
    assert article.select_one(".formula .eqno").get_text() == "(1)"
    assert article.select_one("h1 math") and "$7.3 billion and $5, or US$2, US$3 and 4 US$; the" in article.get_text()
    assert not [each for each in article.select("script[src]") if "://" in each["src"]]
    assert r"It cost \$7.3 billion and \$5, or US\$2, US\$#sub[3]; and 4 US\$; the area is #formula(" in printed


def test_words_from_the_right_have_their_direction_and_language(shown):
    page, printed = shown
    article = page.page("page")
    [paragraph] = article.select("p[dir=rtl]")
    assert (paragraph["lang"], paragraph.get_text()) == ("ur", "پاکستان 1991 (LNG) ارب 7.3 ڈالر")
    spans = [(each["lang"], each["dir"], each.get_text()) for each in article.select("span[dir]")]
    assert spans == [("ur", "rtl", "پاکستان نے"), ("he", "rtl", "שלום")]
    assert '#from-right(lang: "ur", dir: rtl)[پاکستان 1991 (LNG) ارب 7.3 ڈالر];' in printed


def test_tabs_have_their_style_on_the_page_that_uses_them(shown):
    page, _ = shown
    files = {
        name: [link["href"] for link in page.page(name).select("link[rel=stylesheet]") if "design" in link["href"]]
        for name in ("page", "plain")
    }
    assert len(files["page"]) == 1 and files["plain"] == []


def test_what_cannot_be_shown_is_told_with_its_cell(tmp_path, write_book, build_book):
    root = write_pages(
        write_book, tmp_path, "---\njupytext: {}\n---\n# Page\n\n$\\nonsense$\n\n```{code-cell}\n1\n```\n"
    )
    write_outputs(
        root,
        ({"text/html": CALLING, "text/plain": "x"}, {}),
        ({"text/html": CALLING, "text/plain": "x"}, {"tags": ["allow-outside"]}),
        ({"image/png": DOT, "text/plain": "x"}, {}),
        ({"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "IntSlider"}, {}),
    )
    told = build_book(root, **SETTINGS).warnings
    assert told.count("a page with this output calls cdn.example when it is opened") == 1
    assert "ferry.ipynb:20002: WARNING: a page with this output calls" in told
    assert "the output is a widget, which needs a running notebook" in told
    assert "ferry.ipynb:40002: WARNING: a picture of this cell has no alternative text; say in the metadata" in told
    assert "page.md:6: WARNING: the formula '\\\\nonsense' cannot be read: Unknown command" in told
    assert "this page is a notebook written as text, and its cells are not run" in told


def test_what_a_page_calls_outside_is_told_unless_the_settings_name_its_host(tmp_path, write_book, build_book):
    text = (
        "# Page\n\n![A lake](https://pictures.example/a.png)\n\n<iframe src='https://films.example/1'></iframe>\n\n"
        "A <img src='https://maps.example/a.png' alt='map'> within a line, and [a link](https://example.org).\n"
    )
    root = write_pages(write_book, tmp_path, text)
    settings = root / "dossier.toml"
    settings.write_text('outside = ["films.example"]\n' + settings.read_text(encoding="utf-8"), encoding="utf-8")
    told = build_book(root, **SETTINGS).warnings
    advice = "save it beside the page, or name the host in dossier.toml, outside = […]"
    assert f"page.md:3: WARNING: this page calls pictures.example when it is opened; {advice}" in told
    assert "page.md:7: WARNING: this page calls maps.example when it is opened" in told
    assert told.count("when it is opened") == 2


def test_a_page_without_a_heading_is_asked_for_one(tmp_path, write_book, build_book):
    told = build_book(write_pages(write_book, tmp_path, "Only words.\n"), **SETTINGS).warnings
    assert "page.md: WARNING: this page has no heading; begin it with # and its title" in told


@pytest.mark.parametrize(
    ("html", "hosts"),
    [
        ("<script src='https://cdn.example/a.js'></script>", ["cdn.example"]),
        ("<script>import('https://cdn.example/a.js')</script>", ["cdn.example"]),
        ("<iframe srcdoc='&lt;link href=&quot;//fonts.example/a.css&quot;&gt;'></iframe>", ["fonts.example"]),
        ("<img src='https://pictures.example/a.png'>", ["pictures.example"]),
        ("<a href='https://example.org'>link</a><script>let a = 'https://example.org/about'</script>", []),
    ],
)
def test_hosts_that_an_output_calls_are_found(html, hosts):
    assert list_outside(html) == hosts


def test_of_an_output_in_several_forms_those_are_left_that_are_shown():
    data = {"application/vnd.plotly.v1+json": {}, "image/png": DOT, "text/plain": "x"}
    notebook = {"cells": [{"outputs": [{"data": data}, {"data": {"application/vnd.a": {}, "text/plain": "x"}}]}]}
    [cell] = json.loads(leave_out_foreign(json.dumps(notebook)))["cells"]
    assert [[*output["data"]] for output in cell["outputs"]] == [
        ["image/png", "text/plain"],
        ["application/vnd.a", "text/plain"],
    ]


def test_an_output_that_needs_scripts_is_refused_in_print():
    assert read_output("<p>Text</p><iframe srcdoc='<p>Map</p>'></iframe>")["refused"] == (
        "the output of the cell: <iframe> has no title that could stand for it. Please give it one, or give the cell "
        "the tag “screen-only”, and print will say that the page shows it"
    )
    assert read_output("<div></div><script>draw()</script>")["refused"].startswith(
        "the output of the cell: it is empty without its scripts. Please let the cell show a picture"
    )
    assert read_output("<script>draw()</script>", is_screen_only=True).astext() == (
        "Here the HTML edition shows what needs a screen."
    )
    assert read_output("<iframe src='https://films.example/1'></iframe>").astext() == (
        "Shown on the page: https://films.example/1"
    )
    assert read_output("<p>Text<sup>2</sup></p>").astext() == "Text2"
