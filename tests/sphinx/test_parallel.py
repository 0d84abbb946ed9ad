"""Pages read and written by several processes, and a build that goes on from an earlier one."""

import pytest


def read_files(folder):
    """Every file of a build by its path; the pickles of Sphinx are not published."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def pair(tmp_path_factory, write_book, build_book):
    """The same sources, built by one process and by two."""
    folder = write_book(tmp_path_factory.mktemp("pair"))
    return build_book(folder, parallel=1, out="one"), build_book(folder, parallel=2, out="two")


def test_one_process_and_two_give_the_same_bytes(pair):
    one, two = pair
    assert (one.warnings, two.warnings) == ("", "")
    assert two.app.parallel == 2
    files, others = read_files(one.out), read_files(two.out)
    assert len([name for name in files if name.endswith(".html")]) > 10
    assert files.keys() == others.keys()
    assert [name for name in files if files[name] != others[name]] == []


def test_every_extension_of_the_book_may_run_in_several_processes(pair):
    for extension in pair[0].app.extensions.values():
        if extension.name.startswith("dossier"):
            assert (extension.parallel_read_safe, extension.parallel_write_safe) == (True, True)


def test_pages_that_were_touched_are_read_again_and_nothing_is_lost(tmp_path, write_book, build_book):
    folder = write_book(tmp_path)
    before = build_book(folder, parallel=2)
    articles = {name: before.page(name).article for name in ("index", "executed/ferry", "claims", "matrix", "trade")}
    for name in ("index", "trade", "claims", "terms"):
        path = folder / "book" / f"{name}.md"
        path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    again = build_book(folder, parallel=2)
    assert again.warnings == ""
    assert [name for name, article in articles.items() if again.page(name).article != article] == []


def test_a_page_that_cites_more_changes_the_register_too(tmp_path, write_book, build_book):
    folder = write_book(tmp_path)
    build_book(folder)
    (folder / "book" / "trade.md").write_text("# Trade\n\nGrain counts {claim}`gazette-1920-grain`.\n", "utf-8")
    again = build_book(folder)
    page = again.page("claims")
    assert again.warnings == ""
    assert page.find(id="gazette-1920-grain").find_all("p")[-1].get_text() == "Cited in Chapter 2"
    assert "Cited in no chapter." in page.find(id="courier-1921-trade").get_text()


def test_evidence_and_settings_that_changed_are_read_by_every_page(tmp_path, write_book, build_book):
    folder = write_book(tmp_path)
    build_book(folder)
    path = folder / "data" / "claims.csv"
    path.write_text(path.read_text("utf-8").replace("Relations began in 1919.", "Ties began in 1919."), "utf-8")
    again = build_book(folder)
    assert "Ties began in 1919." in again.page("claims").get_text()
    assert "Ties began in 1919." in again.read("index.html")
    path = folder / "dossier.toml"
    path.write_text(path.read_text("utf-8").replace('"The lake"', '"Our lake"'), "utf-8")
    assert "Our lake" in build_book(folder).page("facts").get_text()
