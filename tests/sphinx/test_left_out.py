"""A build without one of its sources: chapters, registers and pages written by hand."""

import pytest
from sphinx.errors import ConfigError


def test_it_is_built_without_a_warning_and_says_what_it_leaves_out(lesser_book):
    assert lesser_book.warnings == ""
    for name in ("index", "claims", "executed/ferry"):
        text = lesser_book.page(name).select_one(".announcement").get_text()
        assert text.strip().startswith("This edition leaves out Courier 1921.")


def test_a_mark_says_what_is_left_out_and_links_what_is_not(lesser_book):
    mark, *_ = lesser_book.page("index").select("article .evidence")
    assert mark.get_text() == f"{mark.a.get_text()},\u2009Courier 1921: left out"
    assert [link["href"] for link in mark.select("a")] == ["claims.html#gazette-1920-relations"]
    [mark] = lesser_book.page("trade").select("article .evidence")
    assert (mark.get_text(), mark.select("a")) == ("Courier 1921: left out", [])


def test_registers_list_neither_its_claims_nor_questions_that_it_alone_answers(tmp_path, write_book, build_book):
    folder = write_book(tmp_path, {"trade": "# Trade\n\nWhen {question}`treaties`?\n"})
    path = folder / "data" / "claims.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith("gazette-1920-treaties")), "utf-8")
    book = build_book(folder, dossier_without="courier-1921")
    assert book.warnings == ""
    assert not book.page("claims").select("[id^=courier-1921]")
    assert book.page("questions").find(id="treaties") is None
    mark = book.page("trade").select_one("article .evidence")
    assert mark.get_text() == "Was a treaty signed between 1915 and 1921?: left out"


def test_the_matrix_has_no_column_for_it(lesser_book):
    heads = [head.get_text() for head in lesser_book.page("matrix").select("table.matrix th")]
    assert heads == ["Question", "Judgement", "Gazette 1920", "Record"]


def test_a_source_that_does_not_exist_is_refused_in_one_line(tmp_path, write_book, build_book):
    with pytest.raises(ConfigError, match=r"^no source “herald”; there are courier-1921, gazette-1920"):
        build_book(write_book(tmp_path), dossier_without=["herald"])


def test_a_data_folder_that_does_not_exist_is_refused_in_one_line(tmp_path, write_book, build_book):
    with pytest.raises(ConfigError, match=r"nowhere.*datapackage.json: no such file"):
        build_book(write_book(tmp_path), dossier_data="../nowhere")


def test_without_a_data_folder_the_nearest_one_above_the_pages_is_taken(tmp_path, write_book, build_book, monkeypatch):
    monkeypatch.delenv("DOSSIER_DATA", raising=False)
    book = build_book(write_book(tmp_path), "dummy", dossier_data="")
    assert book.app.config.dossier_data == str(tmp_path / "data")
