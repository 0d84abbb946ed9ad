"""The built book, page by page, and the PDF: no gap, no traceback, no raw repr, every link leads somewhere."""

import csv
import importlib.metadata
import json
import random
import re
from functools import cache
from urllib.parse import unquote, urldefrag

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT
from pypdf import PdfReader

PAGES = [
    "index", "reading", "method", "claims", "facts", "questions", "matrix", "also", "codebook", "terms", "glossary",
    "run", "bibliography", "changes", "colophon",
    *(f"executed/{path.stem}" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))),
]  # fmt: skip


QUESTIONS = list(csv.DictReader((ROOT / "tests" / "data" / "forty_questions.csv").open(encoding="utf-8")))
"""What an analyst would ask, with the claims that a chapter must cite to answer, written from the articles alone."""


@cache
def parsed(path):
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(params=PAGES)
def page(request, book):
    return parsed(book / "html" / f"{request.param}.html")


@pytest.fixture(scope="module")
def pdf(book):
    return PdfReader(book / "pdf" / "report.pdf")


@pytest.fixture(scope="module")
def printed(pdf):
    return re.sub(r"\s+", " ", " ".join(leaf.extract_text() for leaf in pdf.pages))


def body(page):
    """The page's own text, without the source of its code cells and without the cards that wait for a reader."""
    article = BeautifulSoup(str(page.select_one("article")), "html.parser")
    for code in article.select(".cell_input, template, .reading-time, .run-chapter"):
        code.decompose()
    return article


def test_a_page_shows_no_traceback_and_no_raw_object(page):
    text = body(page).get_text(" ")
    for trace in (
        "Traceback",
        "DataFrame",
        "<Axes",
        "Figure(",
        "<matplotlib",
        "NaN",
        "dtype:",
        "{glue",
        "{claim}",
    ):
        assert trace not in text, trace


def test_no_sentence_has_a_gap(page):
    for paragraph in body(page).select("p, li"):
        text = paragraph.get_text()
        assert not re.search(r"  [a-z]|\(\s*\)|“”|US\$ (?![mb]illion)|\s[,;](\s|$)", text.replace("\n", " ")), text


def test_every_figure_has_a_number_a_caption_and_an_alt_text(page):
    for image in body(page).select("img"):
        assert len(image["alt"]) > 40
        figure = image.find_parent("figure")
        assert figure.select_one(".caption-number").get_text().startswith("Figure")
        assert len(figure.select_one(".caption-text").get_text()) > 40


def test_every_table_has_a_number_and_a_caption(page):
    for table in body(page).select("table"):
        assert table.select_one("caption .caption-number").get_text().startswith("Table")
        assert all(head.get_text(strip=True) for head in table.select("thead th"))


def test_every_link_inside_the_book_leads_somewhere(page, book, request):
    here = book / "html" / f"{request.node.callspec.params['page']}.html"
    for link in body(page).select("a[href]"):
        href, fragment = urldefrag(link["href"])
        if "://" in href or href.startswith("mailto:"):
            continue
        target = (here.parent / unquote(href)).resolve() if href else here
        assert target.is_file(), link["href"]
        if fragment and target.suffix == ".html":
            assert parsed(target).find(id=unquote(fragment)), link["href"]


def test_every_claim_and_fact_has_an_address(book, evidence):
    for name, ids in {"claims": evidence.claims["claim"], "facts": evidence.facts["fact"]}.items():
        page = parsed(book / "html" / f"{name}.html")
        assert all(page.find(id=identifier) for identifier in ids)


def test_what_no_page_cites_is_listed_with_its_reason(book, evidence):
    cited = set()
    for name in PAGES:
        page = parsed(book / "html" / f"{name}.html")
        cited |= {urldefrag(link["href"])[1] for link in page.select("article .evidence a")}
    everything = {*evidence.claims["claim"], *evidence.facts["fact"]}
    assert everything - cited == set(evidence.uncited["id"])
    listed = body(parsed(book / "html" / "also.html"))
    for row in evidence.uncited.itertuples():
        assert listed.find("a", href=f"{row.table}.html#{row.id}")
        assert row.reason in listed.get_text().replace("’", "'")


def test_an_entry_says_what_it_meets_and_where_it_is_cited(book):
    page = parsed(book / "html" / "claims.html")
    entry = page.find(id="tdi-2022-independence-june-1992")
    met = entry.find("strong", string="conflict").parent
    assert "TDI 2022 (172 days)" in met.get_text()
    assert met.find("a", href="#tdi-2022-recognition-december-1991")
    cited = entry.find_all("p")[-1]
    assert cited.get_text().startswith("Cited in the summary")
    for link in cited.select("a"):
        target, anchor = urldefrag(link["href"])
        mark = parsed(book / "html" / target).find(id=anchor)
        assert mark.find("a", href=re.compile("#tdi-2022-independence-june-1992$"))
    uncited = page.find(id="caci-2004-fuel-minister")
    assert "Cited on no page." in uncited.get_text()


def test_ten_marks_lead_in_one_step_to_the_words_and_in_two_to_the_source(book, evidence):
    quotes = evidence.claims.set_index("claim")["quote"]
    for name in PAGES:
        here = book / "html" / f"{name}.html"
        marks = body(parsed(here)).select(".evidence.claim a[href*='claims.html#']")
        for link in random.Random(1992).sample(marks, min(10, len(marks))):
            target, claim = urldefrag(link["href"])
            entry = parsed((here.parent / target).resolve()).find(id=claim)
            assert quotes[claim] in entry.get_text()
            source, work = urldefrag(entry.select_one("a[href*='bibliography.html#']")["href"])
            assert parsed(book / "html" / source).find(id=work)


def test_every_version_is_the_same(book):
    version = importlib.metadata.version("dossier")
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert {version, cff["version"], cff["preferred-citation"]["version"], package["version"]} == {version}
    assert f"### {version} (" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_page_says_at_its_foot_which_edition_it_is(page):
    foot = page.select_one(".edition").get_text()
    assert re.fullmatch(r"Version [\d.]+ · commit \w+( with local changes)? · \d+ \w+ 20\d\d · data [0-9a-f]{12}", foot)


def test_the_landing_page_sums_up_with_computed_strength(book):
    text = body(parsed(book / "html" / "index.html")).get_text(" ", strip=True)
    assert text.count("corroborated") >= 2
    assert "contradicted by the record" in text


def test_the_colophon_names_the_edition(book):
    text = body(parsed(book / "html" / "colophon.html")).get_text(" ", strip=True)
    assert re.search(r"Data hash\s*:?\s*[0-9a-f]{12}", text)


def test_the_pdf_is_tagged_and_titled(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert pdf.metadata.title == "Pakistan and Azerbaijan, 1991–2023"
    assert pdf.metadata.author == "Dossier contributors"


def test_the_pdf_has_an_outline_of_the_chapters(pdf):
    titles = [entry.title for entry in pdf.outline if not isinstance(entry, list)]
    assert sum("?" in title for title in titles) == 8


def test_page_and_print_have_the_same_numbers(book, printed):
    for name in PAGES:
        for caption in parsed(book / "html" / f"{name}.html").select("article .caption-number"):
            assert caption.get_text(strip=True).rstrip(".") in printed


def test_the_pdf_shows_no_traceback_and_no_missing_glyph(printed):
    for trace in ("Traceback", "DataFrame", "\ufffd", "{glue", "{claim}"):
        assert trace not in printed


def test_page_and_print_say_the_same_in_every_chapter(book, printed):
    # A mark names its source on the page and gives a number in print.
    squeezed = re.sub(r"[\s\u00ad\u2010-]", "", re.sub(r"\[[CF]\d[^]]*\]", "", printed))
    for name in PAGES[-8:]:
        paragraph = body(parsed(book / "html" / f"{name}.html")).select_one("section > p")
        for mark in paragraph.select(".evidence"):
            mark.decompose()
        text = re.sub(r"[\s\u00ad\u2010-]", "", paragraph.get_text())
        assert text[:80] in squeezed, name


def test_there_are_forty_questions():
    assert len(QUESTIONS) == 40


@pytest.mark.parametrize("asked", QUESTIONS, ids=lambda row: row["question"][:50])
def test_a_question_is_answered_in_its_chapter(asked, book, evidence):
    page = parsed(book / "html" / "executed" / f"{asked['chapter']}.html")
    cited = {urldefrag(link["href"])[1] for link in body(page).select("a[href*='claims.html#']")}
    wanted = set(filter(None, asked["claims"].split(";")))
    assert wanted <= set(evidence.claims["claim"])
    assert wanted <= cited
