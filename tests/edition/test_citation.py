"""Citations: the same facts in four formats, each read back by a library that did not write it."""

import json
import os
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime

import bibtexparser
import pytest
import rispy
from bs4 import BeautifulSoup
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from conftest import ROOT

from dossier.edition import citation
from dossier.edition.edition import Edition

EDITION = Edition("1.2.3", "0123456789", datetime(2026, 11, 24, tzinfo=UTC), "abcdefabcdef")
TITLE = "Pakistan and Azerbaijan, 1991–2023: a source-anchored report"
CHAPTERS = [f"executed/{path.stem}" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


@pytest.fixture
def report():
    return citation.read_report(EDITION, "https://report.org/html/")


@pytest.fixture
def chapter(report):
    return citation.take_part(report, "executed/03-defense", "What has moved from talk to fact?", "3")


def test_the_report_is_cited_as_the_citation_file_has_it(report):
    assert citation.as_text(report) == (
        f"Dossier contributors. 2026. {TITLE}. Version 1.2.3, commit 0123456789, data abcdefabcdef. "
        "https://report.org/html/."
    )


def test_a_chapter_and_a_page_are_cited_within_the_report(report, chapter):
    assert citation.as_text(chapter).startswith(
        f"Dossier contributors. 2026. “What has moved from talk to fact?” Chapter 3 of {TITLE}. Version 1.2.3"
    )
    assert citation.as_text(chapter).endswith(" https://report.org/html/executed/03-defense.html.")
    page = citation.take_part(report, "method", "Method")
    assert citation.as_text(page).startswith(f"Dossier contributors. 2026. “Method.” In {TITLE}. Version")


def test_an_address_that_is_only_reserved_is_not_printed():
    assert citation.is_published("https://report.org/")
    assert not citation.is_published("https://dossier.example/html/")
    assert not citation.is_published("")
    assert "http" not in citation.as_text(citation.read_report(EDITION, "https://dossier.example/html/"))


def test_a_citation_file_without_authors_is_named(tmp_path):
    path = tmp_path / "CITATION.cff"
    path.write_text("preferred-citation: {title: A}\n", encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"^CITATION.cff: preferred-citation lacks 'authors'; give it title and authors$"
    ):
        citation.read_report(EDITION, path=path)


def test_bibtex_is_read_by_another_library(report, chapter):
    [entry] = bibtexparser.parse_string(citation.as_bibtex(report)).entries
    fields = {field.key: field.value.strip("{}") for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("techreport", "dossier2026")
    assert (fields["title"], fields["author"], fields["year"]) == (TITLE, "Dossier contributors", "2026")
    [entry] = bibtexparser.parse_string(citation.as_bibtex(chapter)).entries
    fields = {field.key: field.value.strip("{}") for field in entry.fields}
    assert entry.entry_type == "incollection"
    assert (fields["title"], fields["booktitle"], fields["chapter"]) == (chapter.title, TITLE, "3")


def test_ris_is_read_by_another_library(chapter):
    [record] = rispy.loads(citation.as_ris(chapter))
    assert record["type_of_reference"] == "CHAP"
    assert record["authors"] == ["Dossier contributors"]
    assert (record["title"], record["secondary_title"], record["year"]) == (chapter.title, TITLE, "2026")
    assert record["urls"] == ["https://report.org/html/executed/03-defense.html"]


def test_csl_json_is_set_by_a_processor(chapter):
    items = json.loads(citation.as_csl(chapter))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    [line] = map(str, bibliography.bibliography())
    assert "Dossier contributors" in line and "2026" in line and "What has moved from talk to fact?" in line


def test_a_work_without_a_container_has_no_empty_fields(report):
    bare = replace(report, address="", date=date(2026, 1, 2))
    assert not [line for line in citation.as_ris(bare).splitlines()[:-1] if line.endswith("- ")]
    assert "" not in json.loads(citation.as_csl(bare))[0].values()


@pytest.mark.parametrize("page", ["index", "claims", "method", *CHAPTERS])
def test_the_metadata_of_a_page_make_a_complete_reference(page, book):
    head = BeautifulSoup((book / "html" / f"{page}.html").read_text(encoding="utf-8"), "html.parser").head
    names = {}
    for tag in head.select("meta[name], meta[property]"):
        names.setdefault(tag.get("name") or tag["property"], tag["content"])
    assert names["citation_author"] == "Dossier contributors"
    assert datetime.strptime(names["citation_publication_date"], "%Y/%m/%d")
    assert names["citation_publisher"] == "Dossier contributors"
    assert names["citation_pdf_url"] == "https://dossier.example/pdf/report.pdf"
    assert names["citation_fulltext_html_url"] == f"https://dossier.example/html/{page}.html"
    assert head.select_one("link[rel=canonical]")["href"] == names["citation_fulltext_html_url"]
    assert 40 < len(names["description"]) <= 202
    assert names["og:title"] == names["DC.title"] == names["citation_title"]
    linked = json.loads(head.select_one("script[type='application/ld+json']").string)
    described = linked["@graph"][0] if "@graph" in linked else linked
    assert described["name"] == names["citation_title"]
    if page in CHAPTERS:
        assert names["citation_title"].endswith("?")
        assert names["citation_inbook_title"] == TITLE
        assert described["@type"] == "Chapter"


def test_every_claim_is_described_with_its_appearance(book, evidence):
    head = BeautifulSoup((book / "html" / "claims.html").read_text(encoding="utf-8"), "html.parser").head
    graph = json.loads(head.select_one("script[type='application/ld+json']").string)["@graph"]
    known = {item["@id"] for item in graph}
    claims = [item for item in graph if item["@type"] == "Claim"]
    assert len(claims) == len(evidence.claims)
    assert all(claim["appearance"]["@id"] in known for claim in claims)


@pytest.mark.parametrize("page", ["index", *CHAPTERS])
def test_the_files_of_a_page_say_what_its_box_says(page, book):
    path = book / "html" / f"{page}.html"
    box = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one(".take-along")
    said = box.select_one(".citation").get_text()
    files = {link.get_text(): (path.parent / link["href"]).resolve() for link in box.select("details a[download]")}
    [entry] = bibtexparser.parse_string(files["BibTeX"].read_text(encoding="utf-8")).entries
    [record] = rispy.loads(files["RIS"].read_text(encoding="utf-8"))
    [item] = json.loads(files["CSL-JSON"].read_text(encoding="utf-8"))
    titles = {entry.fields_dict["title"].value.strip("{}"), record["title"], item["title"]}
    assert len(titles) == 1 and titles.pop() in said


def test_the_citation_file_is_valid():
    """Cffconvert needs an older jsonschema than the report's tools, so CI gives it an environment of its own."""
    validator = os.environ.get("CFFCONVERT") or shutil.which("cffconvert")
    if not validator:
        pytest.skip("cffconvert is not installed: CI installs it beside the report and names it in CFFCONVERT")
    run = subprocess.run([validator, "--validate", "-i", str(ROOT / "CITATION.cff")], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
