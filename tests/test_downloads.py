"""What a page offers to take along: the data of figures and tables, the notebooks, the whole data package."""

import csv
import io
import json
import zipfile

import frictionless
import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from test_book import PAGES

from dossier.corpus.package import name_archive, pack_data
from dossier.edition.edition import read_edition


@pytest.fixture(scope="module")
def offered(book):
    """Every figure and table with a number: its page, its id, its kind."""
    found = []
    for name in PAGES:
        page = BeautifulSoup((book / "html" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")
        for number in page.select("article .caption-number"):
            holder = number.find_parent(["figure", "table"])
            found.append((name, holder["id"], holder.name))
    return found


def test_every_figure_and_table_offers_its_data_with_what_is_known_of_them(book, offered, evidence):
    assert len(offered) > 40
    known = {*evidence.claims["claim"], *evidence.facts["fact"], *evidence.series["series"], "all claims of the report"}
    for page, name, _ in offered:
        path = book / "html" / f"{page}.html"
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        links = html.select(f".data-links a[href$='/{name}.csv'], .data-links a[href$='data/{name}.csv']")
        assert len(links) == 1, name
        file = (path.parent / links[0]["href"]).resolve()
        rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
        about = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        assert rows[0] == about["columns"] and len(rows) == about["rows"] + 1
        assert {len(row) for row in rows} == {len(rows[0])}
        assert about["number"] in html.find(id=name).select_one(".caption-number").get_text()
        assert about["title"] and about["caption"] and about["sources"] and about["licence"]
        assert about["made_by"].startswith(("notebooks/", "book/")) and (ROOT / about["made_by"]).is_file()
        assert about["address"] == f"https://dossier.example/html/{page}.html#{name}"
        assert set(about["evidence"]) <= known


@pytest.mark.parametrize(
    ("name", "evidence"),
    [
        ("fig-votes", {"unga-agreement-pooled", "unga-baseline-pakistan-india"}),
        ("tab-gap", {"gas-consumption-pakistan", "lng-imports-pakistan-bcm"}),
    ],
)
def test_data_name_the_evidence_that_the_notebook_drew_from(book, name, evidence):
    about = json.loads((book / "html" / "data" / f"{name}.json").read_text(encoding="utf-8"))
    assert evidence <= set(about["evidence"])


def test_data_hold_no_markup(book, offered):
    for _, name, _ in offered:
        text = (book / "html" / "data" / f"{name}.csv").read_text(encoding="utf-8")
        assert "{claim}" not in text and "`" not in text and "<" not in text


def test_a_chapter_offers_its_notebook_with_results(book):
    for page in (page for page in PAGES if page.startswith("executed/")):
        path = book / "html" / f"{page}.html"
        html = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        [link] = html.select(".cite-box a[href$='.ipynb']")
        assert link.has_attr("download")
        notebook = nbformat.read((path.parent / link["href"]).resolve(), as_version=4)
        nbformat.validate(notebook)
        assert any(cell.get("outputs") for cell in notebook.cells)


def test_the_data_package_is_whole_and_valid(book, tmp_path):
    with zipfile.ZipFile(book / "html" / "data" / name_archive(read_edition().version)) as archive:
        archive.extractall(tmp_path)
    assert frictionless.Package(str(tmp_path / "datapackage.json")).validate().valid
    assert (tmp_path / "LICENSE-DATA").is_file()


def test_the_same_data_give_the_same_archive(tmp_path):
    pack_data(tmp_path / "one.zip", read_edition().time)
    pack_data(tmp_path / "two.zip", read_edition().time)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
