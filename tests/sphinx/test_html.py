"""What each page of the HTML edition has around its text: cards, box, head, downloads, scripts and colours."""

import contextlib
import csv
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from importlib.resources import files

import pytest
from docutils import nodes

from dossier.settings import Palette
from dossier.sphinx.html.assets import STYLES, join_styles, mix
from dossier.sphinx.html.writer import PageTranslator

CARD = """\
Ruritania became independent in June 1919. 2
independence in June 1919
Source Gazette 1920
Published December 1920 (inferred), The Gazette
Place paragraph 2
When June 1919
How told as done
Answers When did Ruritania become independent?
Judgement well established: one article and Diet of Ruritania; one other answer set aside
Contradicts Courier 1921: “independent since January 1919”; …
Whole entry in the register"""


def test_a_card_says_what_is_claimed_the_words_and_what_they_meet(tmp_path, write_book, build_book):
    book = build_book(write_book(tmp_path, {"trade": "# Trade\n\nIn June {claim}`gazette-1920-independence`.\n"}))
    card = book.page("trade").select_one("template[data-entry=claim-gazette-1920-independence]")
    lines = [" ".join(" ".join(line.find_all(string=True)).split()) for line in card.select(".card-line")]
    said = "\n".join(lines).replace(" ,", ",").splitlines()
    expected = CARD.splitlines()
    assert said[1:9] == expected[1:9]
    assert said[0].startswith("Ruritania became independent in June 1919.") and said[-1] == expected[-1]
    assert said[9].startswith("Contradicts Courier 1921 : “independent since January 1919”; ")
    assert [link["href"] for link in card.select("a")][1] == "questions.html#independence-date"


def test_a_page_has_a_card_for_each_claim_and_fact_that_it_cites(small_book):
    cards = [card["data-entry"] for card in small_book.page("index").select("template[data-entry]")]
    assert cards == [
        "claim-courier-1921-independence",
        "claim-courier-1921-relations",
        "claim-gazette-1920-relations",
        "fact-recognition-note",
    ]
    assert small_book.page("works").select("template.evidence-card") == []


def test_pages_of_one_name_in_two_folders_have_citation_files_of_their_own(small_book):
    titles = {}
    for name in ("trade", "other/trade"):
        [link] = [
            each for each in small_book.page(name).select(".cite-box a[download]") if each.get_text() == "CSL-JSON"
        ]
        path = (small_book.out / name).parent / link["href"]
        titles[name] = json.loads(path.read_text(encoding="utf-8"))[0]["title"]
    assert titles == {"trade": "How large is the trade?", "other/trade": "Trade, again"}


def test_the_box_calls_a_page_what_it_is_and_offers_a_chapter_as_a_notebook(small_book):
    said = {name: small_book.page(name).select_one(".cite-box summary").get_text() for name in ("index", "claims")}
    assert said == {"index": "Cite this report", "claims": "Cite this page"}
    box = small_book.page("executed/ferry").select_one(".cite-box")
    assert box.summary.get_text() == "Cite this chapter"
    [link] = box.select("a[href$='.ipynb']")
    assert ((small_book.out / "executed") / link["href"]).resolve().is_file()


def test_the_foot_of_a_chapter_has_the_key_of_its_run(tmp_path, write_book, build_book):
    root = write_book(tmp_path)
    path = root / "book" / "executed" / "ferry.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["metadata"]["dossier"] = {"receipt": {"key": "0123456789abcdef"}}
    path.write_text(json.dumps(notebook), encoding="utf-8")
    book = build_book(root)
    assert book.page("executed/ferry").select_one(".cite-box .run code").get_text() == "0123456789abcdef"
    assert book.page("trade").select(".cite-box .run") == []


def test_the_head_describes_a_page_by_its_first_paragraph_without_marks(small_book):
    head = small_book.page("trade").head
    names = {tag.get("name") or tag.get("property"): tag["content"] for tag in head.select("meta[content]")}
    assert names["description"] == "It was about 40 million, the Cœur says."
    assert names["og:locale"] == "en_GB" and names["citation_language"] == "en-GB"
    assert names["citation_fulltext_html_url"] == "https://lake.example/html/trade.html"
    assert names["citation_pdf_url"] == "https://lake.example/pdf/report.pdf"
    assert len(head.select("meta[name=viewport]")) == 1
    linked = json.loads(small_book.page("claims").head.select_one("script[type='application/ld+json']").string)
    assert len([item for item in linked["@graph"] if item["@type"] == "Claim"]) == 18


def test_the_search_has_the_icon_and_no_citation(small_book):
    head = small_book.page("search").head
    assert head.select_one("link[rel=icon]") and not head.select("meta[name^=citation]")


def test_a_figure_and_a_table_offer_their_data_with_what_is_known_of_them(small_book):
    page = small_book.page("executed/ferry")
    assert [link["href"] for link in page.select(".foot a")] == [
        "../data/fig-ferry.csv",
        "../data/fig-ferry.json",
        "../data/tab-ferry.csv",
        "../data/tab-ferry.json",
    ]
    rows = list(csv.reader((small_book.out / "data" / "tab-ferry.csv").read_text("utf-8").splitlines()))
    assert rows == [["What", "Who"], ["talks [gazette-1920-ferry]", "the Gazette"]]
    about = json.loads(small_book.read("data/tab-ferry.json"))
    assert (about["evidence"], about["made_by"]) == (["gazette-1920-ferry"], "notebooks/ferry.ipynb")
    assert about["sources"] == ["Doe, A. (1922). Of gazette1920."]
    assert json.loads(small_book.read("data/fig-ferry.json"))["evidence"] == ["ferry-opens"]
    assert json.loads(small_book.read("data/tab-matrix.json"))["evidence"] == ["all claims of the report"]
    with zipfile.ZipFile(next((small_book.out / "data").glob("*.zip"))) as archive:
        assert {"claims.csv", "datapackage.json", "LICENSE-DATA"} <= set(archive.namelist())


def test_a_figure_without_a_name_is_a_complaint_that_names_page_and_cell(tmp_path, write_book, build_book):
    book = build_book(write_book(tmp_path, metadata={}), "dummy")
    [line] = book.warnings.strip().splitlines()
    assert "executed/ferry.ipynb" in line
    assert "ferry.ipynb:20002: WARNING: the figure “The ferry came late” has no name; add" in line
    assert '{"mystnb": {"figure": {"name"' in line


def test_a_chapter_says_how_long_it_takes_to_read(small_book):
    page = small_book.page("executed/ferry")
    line = page.select_one(".byline")
    assert line.find_previous_sibling().select_one("p.standfirst").get_text().startswith("Talks went on")
    assert "A. Writer" in line.get_text() and "One minute to read" in line.get_text()
    links = {link.get_text(): link["href"] for link in line.select("a")}
    assert links == {
        "PDF": "../../pdf/report.pdf",
        "Cite": "#cite-and-download",
        "Notebook": "../notebooks/ferry.ipynb",
    }
    assert page.find(id="cite-and-download")
    assert small_book.page("trade").select(".byline") == []


def test_a_chapter_has_a_link_that_runs_it_where_a_page_explains_it(tmp_path, write_book, build_book, small_book):
    assert small_book.page("executed/ferry").select("[data-lite]") == []
    index = "# A\n\n```{toctree}\nrun\nexecuted/ferry\nclaims\nfacts\nquestions\nworks\nterms\n```\n"
    pages = {"index": index, "run": "# Run\n\n## In the browser\n\nText.\n"}
    page = build_book(write_book(tmp_path, pages)).page("executed/ferry")
    link = page.select_one(".byline [data-lite]")
    assert link["href"] == "../run.html#in-the-browser"
    assert link["data-lite"] == "../lite/lab/index.html?path=notebooks/ferry.ipynb"
    assert page.select_one("script[src*='run-chapter.js']")


@pytest.mark.parametrize(
    ("name", "scripts"),
    [
        ("index", {"page.js", "popups.js"}),
        ("claims", {"page.js", "popups.js", "register.js", "explorer.js"}),
        ("matrix", {"page.js", "popups.js", "register.js", "explorer.js"}),
        ("works", {"page.js"}),
    ],
)
def test_a_page_loads_the_scripts_that_it_needs(small_book, name, scripts):
    own = {path.name for path in (files("dossier.sphinx") / "static").iterdir()}
    tags = small_book.page(name).select("script[src]")
    loaded = {tag["src"].partition("?")[0].rpartition("/")[2]: tag for tag in tags}
    assert own & loaded.keys() == scripts
    assert all(loaded[script].has_attr("defer") for script in scripts)


def test_scripts_can_be_parsed(root):
    node = shutil.which("node") or pytest.skip("there is no node here; CI installs it")
    scripts = sorted((root / "dossier" / "sphinx" / "static").glob("*.js"))
    assert len(scripts) == 6
    for script in scripts:
        assert script.read_text(encoding="utf-8").startswith("// @ts-check\n")
        run = subprocess.run([node, "--check", str(script)], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr


def test_the_style_sheet_is_all_components_behind_the_colours_of_the_settings(small_book, ruritania):
    style = small_book.read("_static/dossier.css")
    assert style == join_styles(ruritania.settings)
    assert "--dossier-conflict: #aa0044;" in style and "--dossier-theme-lake: #0072B2;" in style
    assert ".theme--lake { --dossier-theme: var(--dossier-theme-lake); }" in style
    folder = files("dossier.sphinx") / "styles"
    assert {path.name for path in folder.iterdir()} == {f"{name}.css" for name in STYLES}
    other = join_styles(replace(ruritania.settings, palette=Palette(conflict="#123456")))
    assert "--dossier-conflict: #123456;" in other


def test_a_colour_is_mixed_with_another():
    assert mix("#B2182B", "#ffffff", 0) == "#b2182b"
    assert mix("#B2182B", "#ffffff", 1) == "#ffffff"


PAGE = """\
# A page

## A section

| Who | |
|---|---|
| the Gazette | a |

![one](one.svg)

![two](two.svg)
"""


def test_a_table_is_named_cell_by_cell_and_pictures_keep_their_room(tmp_path, write_book, build_book):
    root = write_book(tmp_path, {"trade": PAGE})
    for name in ("one", "two"):
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="15pt"/>'
        (root / "book" / f"{name}.svg").write_text(drawing, encoding="utf-8")
    page = build_book(root).page("trade")
    table = page.select_one(".table-wrap > table.stacks")
    assert [head.get("scope") for head in table.select("th")] == ["col", "col"]
    assert [cell.get("data-head") for cell in table.select("td")] == ["Who", None]
    pictures = page.select("article img")
    assert [(each["width"], each["height"], each["decoding"]) for each in pictures] == [("40", "20", "async")] * 2
    assert [each.get("loading") for each in pictures] == [None, "lazy"]


def test_titles_on_a_page_have_no_numbers(small_book):
    page = small_book.page("executed/ferry")
    assert page.select(".section-number") == []
    assert small_book.page("works").select("[role=doc-biblioentry]") == []


def test_settings_of_what_is_not_used_are_not_written_and_other_scripts_are():
    written = {
        text: write_raw(text)
        for text in (
            '<script type="text/x-thebe-config">{}</script>',
            "<script>kernelName = 'python3'</script>",
            "<script>draw()</script>",
        )
    }
    assert list(filter(None, written.values())) == ["<script>draw()</script>"]


def write_raw(text):
    """What the writer of pages makes of a piece of HTML."""
    translator = object.__new__(PageTranslator)
    translator.body = []
    with contextlib.suppress(nodes.SkipNode):
        translator.visit_raw(nodes.raw("", text, format="html"))
    return "".join(translator.body)
