"""What every page of the report says of itself to reference managers and search engines."""

import json
import os
import shutil
import subprocess
from datetime import datetime

import bibtexparser
import pytest
import rispy

TITLE = "Pakistan and Azerbaijan, 1991–2023: a source-anchored report"


def test_the_metadata_of_a_page_make_a_complete_reference(page, page_names, chapters, subtests):
    for name in page_names:
        with subtests.test(name):
            check_metadata(name, page(name).head, is_chapter=name in chapters and not name.endswith("instrument"))


def check_metadata(page, head, *, is_chapter):
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
    if is_chapter:
        assert names["citation_title"].endswith("?")
        assert names["citation_inbook_title"] == TITLE
        assert described["@type"] == "Chapter"


def test_every_claim_is_described_with_its_appearance(page, everything):
    graph = json.loads(page("claims").head.select_one("script[type='application/ld+json']").string)["@graph"]
    known = {item["@id"] for item in graph}
    claims = [item for item in graph if item["@type"] == "Claim"]
    assert len(claims) == len(everything.corpus.claims)
    assert all(claim["appearance"]["@id"] in known for claim in claims)


def test_the_files_of_a_page_say_what_its_box_says(page, page_names, book, subtests):
    for name in page_names:
        with subtests.test(name):
            check_files(book / "html" / f"{name}.html", page(name).select_one(".cite-box"))


def check_files(path, box):
    said = box.select_one(".citation").get_text()
    files = {link.get_text(): (path.parent / link["href"]).resolve() for link in box.select("details a[download]")}
    [entry] = bibtexparser.parse_string(files["BibTeX"].read_text(encoding="utf-8")).entries
    [record] = rispy.loads(files["RIS"].read_text(encoding="utf-8"))
    [item] = json.loads(files["CSL-JSON"].read_text(encoding="utf-8"))
    titles = {entry.fields_dict["title"].value.strip("{}"), record["title"], item["title"]}
    assert len(titles) == 1 and titles.pop() in said


def test_the_citation_file_is_valid(root):
    """Cffconvert needs an older jsonschema than the report's tools, so CI gives it an environment of its own."""
    validator = os.environ.get("CFFCONVERT") or shutil.which("cffconvert")
    if not validator:
        pytest.skip("cffconvert is not installed: CI installs it beside the report and names it in CFFCONVERT")
    run = subprocess.run([validator, "--validate", "-i", str(root / "CITATION.cff")], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr
