"""Citations: the same facts in four formats, each read back by a library that did not write it."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import bibtexparser
import pytest
import rispy
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from dossier.edition import citation
from dossier.edition.edition import Edition
from dossier.settings import Settings

EDITION = Edition("1.2.3", "0123456789", datetime(2026, 11, 24, tzinfo=UTC), "abcdefabcdef")
TITLE = "Ruritania and Freedonia: a report"
CFF = f"""\
preferred-citation:
  title: "{TITLE}"
  authors:
    - name: Lake Institute
"""


@pytest.fixture
def settings(tmp_path):
    (tmp_path / "CITATION.cff").write_text(CFF, encoding="utf-8")
    return Settings(root=tmp_path, language="en-GB")


@pytest.fixture
def report(settings):
    return citation.cite_report(EDITION, settings, "https://report.org/html/")


@pytest.fixture
def chapter(report):
    return citation.cite_page(report, "executed/02-lake", "What became of the ferry?", "2")


def test_the_report_is_cited_as_the_citation_file_has_it(report):
    assert citation.as_text(report) == (
        f"Lake Institute. 2026. {TITLE}. Version 1.2.3, commit 0123456789, data abcdefabcdef. https://report.org/html/."
    )


def test_a_chapter_and_a_page_are_cited_within_the_report(report, chapter):
    assert citation.as_text(chapter) == (
        f"Lake Institute. 2026. “What became of the ferry?” Chapter 2 of {TITLE}. Version 1.2.3, commit 0123456789, "
        "data abcdefabcdef. https://report.org/html/executed/02-lake.html."
    )
    page = citation.cite_page(report, "method", "Method")
    assert citation.as_text(page).startswith(f"Lake Institute. 2026. “Method.” In {TITLE}. Version")


def test_an_address_that_is_only_reserved_is_not_printed(settings):
    assert citation.is_published("https://report.org/")
    assert not citation.is_published("https://dossier.example/html/")
    assert not citation.is_published("")
    assert "http" not in citation.as_text(citation.cite_report(EDITION, settings, "https://dossier.example/html/"))


def test_a_citation_file_without_authors_is_named(settings):
    (settings.root / "CITATION.cff").write_text("preferred-citation: {title: A}\n", encoding="utf-8")
    with pytest.raises(
        ValueError, match=r"^CITATION.cff: preferred-citation lacks 'authors'; give it title and authors$"
    ):
        citation.cite_report(EDITION, settings)


def test_a_missing_citation_file_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"^CITATION.cff: no such file; add it, with title and authors below"):
        citation.cite_report(EDITION, Settings(root=tmp_path))


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("'A\\n\\nER  - '", "'A\\nER  - ' is no title and no name of an author"),
        ("1990", "1990 is no title and no name of an author"),
        ('"a\\u202Eb"', "'a\\u202eb' is no title and no name of an author"),
        ("' '", "' ' is no title and no name of an author"),
    ],
)
def test_a_title_that_would_break_a_citation_is_told(settings, title, said):
    text = f"preferred-citation: {{title: {title}, authors: [name: Lake Institute]}}\n"
    (settings.root / "CITATION.cff").write_text(text.replace("\\n", "\n"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"^CITATION\.cff: ") as error:
        citation.cite_report(EDITION, settings)
    assert said in str(error.value)


def test_a_citation_file_that_is_no_yaml_is_told_with_its_line(settings):
    (settings.root / "CITATION.cff").write_text("title: A\nauthors: [\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^CITATION.cff:3: .*; write YAML$"):
        citation.cite_report(EDITION, settings)


def test_a_title_is_no_markup_of_latex(report):
    work = replace(report, title=r"US$ 5 {a \input{x} & 50% }}", authors=("The {Lake",))
    [entry] = bibtexparser.parse_string(citation.as_bibtex(work)).entries
    fields = {field.key: field.value for field in entry.fields}
    assert fields["title"] == r"{US\$ 5 (a /input(x) \& 50\% ))}"
    assert fields["institution"] == "The (Lake"


def test_bibtex_is_read_by_another_library(report, chapter):
    [entry] = bibtexparser.parse_string(citation.as_bibtex(report)).entries
    fields = {field.key: field.value.strip("{}") for field in entry.fields}
    assert (entry.entry_type, entry.key) == ("techreport", "lake2026")
    assert (fields["title"], fields["author"], fields["year"]) == (TITLE, "Lake Institute", "2026")
    [entry] = bibtexparser.parse_string(citation.as_bibtex(chapter)).entries
    fields = {field.key: field.value.strip("{}") for field in entry.fields}
    assert entry.entry_type == "incollection"
    assert (fields["title"], fields["booktitle"], fields["chapter"]) == (chapter.title, TITLE, "2")


def test_ris_is_read_by_another_library(chapter):
    [record] = rispy.loads(citation.as_ris(chapter))
    assert record["type_of_reference"] == "CHAP"
    assert record["authors"] == ["Lake Institute"]
    assert (record["title"], record["secondary_title"], record["year"]) == (chapter.title, TITLE, "2026")
    assert record["language"] == "en-GB"
    assert record["urls"] == ["https://report.org/html/executed/02-lake.html"]


def test_csl_json_is_set_by_a_processor(chapter):
    items = json.loads(citation.as_csl(chapter))
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    bibliography.register(Citation([CitationItem(items[0]["id"])]))
    [line] = map(str, bibliography.bibliography())
    assert "Lake Institute" in line and "2026" in line and "What became of the ferry?" in line


def test_a_work_without_a_container_has_no_empty_fields(report):
    bare = replace(report, address="", date=date(2026, 1, 2))
    assert not [line for line in citation.as_ris(bare).splitlines()[:-1] if line.endswith("- ")]
    assert "" not in json.loads(citation.as_csl(bare))[0].values()
