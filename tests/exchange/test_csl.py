"""CSL-JSON: in the words of CSL's own schema, and set by a processor."""

import json
import re
from importlib import resources

import pytest
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from dossier.errors import DossierError
from dossier.exchange import FORMATS
from dossier.exchange.bibliography import Author, Work, read_works, to_plain
from dossier.exchange.csl import read_date, to_item


@pytest.fixture
def items(exported):
    return json.loads(exported("csl").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def words():
    """Returns the words that a file of CSL's schema, as citeproc-py ships it, allows."""
    folder = resources.files("citeproc") / "data" / "schema" / "schemas" / "styles"
    return lambda name: set(re.findall(r'"([A-Za-z-]+)"', (folder / name).read_text(encoding="utf-8")))


def test_every_work_is_an_item_in_the_words_of_csl(both, items, words):
    report, _ = both
    assert [item["id"] for item in items] == list(read_works(report))
    assert {item["type"] for item in items} <= words("csl-types.rnc")
    assert {name for item in items for name in item} - {"id", "type"} <= words("csl-variables.rnc")


def test_a_processor_sets_every_item(items):
    style = CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    lines = [str(line) for line in bibliography.bibliography()]
    assert len(lines) == len(items)


def test_no_text_has_the_marks_of_latex(items):
    texts = [item[name] for item in items for name in item.keys() & {"title", "container-title", "publisher", "note"}]
    assert [text for text in texts if re.search(r"[{}\\]", text)] == []


def test_an_article_of_a_journal_has_its_place():
    fields = {"title": "Tides", "journal": "Lakes", "volume": "3", "number": "2", "pages": "1--9"}
    work = Work("gull1921", "article", (Author("Gull", "Ada"),), fields | {"year": "1921", "month": "4 May"})
    assert to_item(work) == {
        "id": "gull1921",
        "type": "article-journal",
        "title": "Tides",
        "container-title": "Lakes",
        "volume": "3",
        "issue": "2",
        "page": "1–9",
        "author": [{"family": "Gull", "given": "Ada"}],
        "issued": {"date-parts": [[1921, 5, 4]]},
    }


@pytest.mark.parametrize(
    ("year", "month", "date"),
    [
        ("1921", "", {"date-parts": [[1921]]}),
        ("1921b", "May", {"date-parts": [[1921, 5]]}),
        ("1921", "sep", {"date-parts": [[1921, 9]]}),
        ("1921", "Spring", {"literal": "Spring 1921"}),
        ("1921/1922", "", {"literal": "1921/1922"}),
        ("n.d. a", "", {}),
        ("", "", {}),
    ],
)
def test_a_date_is_read_as_far_as_it_can_be(year, month, date):
    assert read_date(Work("a", "misc", (), {"year": year, "month": month})) == date


@pytest.mark.parametrize(
    ("latex", "text"),
    [("{The {Isle}}", "The Isle"), (r"Gulls \& Co", "Gulls & Co"), (r"Caf{\'e}", "Café"), ("1--2", "1–2")],
)
def test_latex_is_read_as_plain_text(latex, text):
    assert to_plain(latex) == text


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no such file; name it in dossier.toml"),
        ("@misc{courier1921,", "write BibTeX, in UTF-8"),
        ("@misc{courier1921, title={A}}", "no entry “gazette1920”, which sources.csv names; add it"),
    ],
)
def test_a_bibliography_that_does_not_do_is_refused_in_one_line(ruritania, tmp_path, content, message):
    from dataclasses import replace

    (tmp_path / "book").mkdir()
    if content:
        (tmp_path / "book" / "references.bib").write_text(content, encoding="utf-8")
    moved = replace(ruritania, settings=replace(ruritania.settings, root=tmp_path))
    with pytest.raises(DossierError, match=message) as error:
        read_works(moved)
    assert "\n" not in str(error.value)


def test_a_target_that_cannot_be_written_is_one_line(ruritania, tmp_path):
    with pytest.raises(DossierError, match="is a folder; name a file"):
        FORMATS["csl"].write(ruritania, tmp_path)
    with pytest.raises(DossierError, match="cannot be written"):
        FORMATS["csl"].write(ruritania, tmp_path / "nowhere" / "x.json")
