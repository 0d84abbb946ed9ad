"""The frame around a page: its bar, its menus, its files, its fonts, its search, and code behind one word."""

import json

import pytest
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

from dossier.sphinx.html import fonts
from dossier.sphinx.html.pictures import inline_picture


def test_the_bar_has_the_title_a_menu_for_each_list_and_the_search(small_book):
    bar = small_book.page("executed/ferry").select_one("header nav")
    assert bar.select_one(".report-title")["href"] == "../index.html"
    menus = bar.select("details.menu")
    assert [menu.summary.get_text() for menu in menus] == ["Contents", "Contents"]
    first = [(link.get_text(" ", strip=True), link["href"]) for link in menus[0].select("a")]
    assert first[:2] == [("Summary", "../index.html"), ("1 How far did the ferry come?", "#")]
    assert menus[0].select_one("a[aria-current=page]")["href"] == "#"
    assert (menus[0].summary.get("class"), menus[1].summary.get("class")) == (["is-here"], None)
    assert bar.select_one(".search-link")["href"] == "../search.html"


def test_a_chapter_has_its_number_above_its_title_and_no_number_in_it(small_book):
    page = small_book.page("executed/ferry")
    assert page.select_one("article > .kicker").get_text() == "Chapter 1"
    assert page.h1.get_text().startswith("How far did the ferry come?")
    assert small_book.page("works").select(".kicker") == []


def test_a_page_leads_to_the_one_before_and_the_next(small_book):
    way = small_book.page("trade").select_one("nav.way-on")
    assert [(link["rel"], link["href"]) for link in way.select("a")] == [
        (["prev"], "executed/ferry.html"),
        (["next"], "other/trade.html"),
    ]


def test_a_page_loads_files_of_the_library_alone(small_book):
    own = {"dossier.css", "pygments.css", "page.js", "popups.js", "register.js", "explorer.js"}
    own |= {"run-chapter.js", "explorer-data.js"}
    for name in ("index", "claims", "executed/ferry", "search"):
        head = small_book.page(name).head
        loaded = [tag.get("href") or tag["src"] for tag in head.select("link[rel=stylesheet], script[src]")]
        names = {path.partition("?")[0].rpartition("/")[2] for path in loaded}
        assert names <= own | {"search.js", "search-items.js"}
        assert {"dossier.css", "page.js"} <= names
        assert not [path for path in loaded if path.startswith(("http", "//"))]


def test_fonts_have_what_pages_need_and_are_light(small_book):
    folder = small_book.out / "_static" / "fonts"
    sizes = {path.name: path.stat().st_size for path in folder.glob("*.woff")}
    assert set(sizes) == {face.name for face in (*fonts.FACES, *fonts.MORE)}
    assert sum(sizes[face.name] for face in fonts.FACES) <= 160_000
    assert sum(sizes.values()) <= 600_000
    rules = small_book.read("_static/dossier.css")
    assert 'url("fonts/signs.woff") format("woff"); unicode-range: U+20A0-20C0;' in rules
    letters = TTFont(folder / "serif.woff").getBestCmap()
    assert {ord(sign) for sign in "aÄşğəƏ≠“”–"} <= set(letters)
    assert json.dumps([f"_static/fonts/{name}" for name in fonts.FIRST]) in small_book.read("index.html")
    assert (folder / "embedded.css").read_text("utf-8").count("data:font/woff;base64,") == len(fonts.FACES)


def test_fonts_are_cut_once_for_each_version(tmp_path, monkeypatch):
    kept = tmp_path / "kept"
    monkeypatch.setattr(fonts, "cut_font", lambda face, target: target.write_bytes(face.name.encode()))
    fonts.write_fonts(tmp_path / "one", kept)
    monkeypatch.setattr(fonts, "cut_font", lambda *_: pytest.fail("what was cut is kept"))
    fonts.write_fonts(tmp_path / "two", kept)
    assert (tmp_path / "two" / "sans.woff").read_text() == "sans.woff"


def test_the_search_finds_sections_and_entries_with_words_and_numbers(small_book):
    text = small_book.read("_static/search-items.js")
    items = json.loads(text.removeprefix("window.searchItems = ").rstrip(";\n"))
    by_address = {item["address"]: item for item in items}
    trade = by_address["trade.html"]
    assert (trade["title"], trade["kind"]) == ("How large is the trade?", "page")
    assert trade["text"] == "It was about 40 million, the Cœur says."
    claim = by_address["claims.html#gazette-1920-relations"]
    assert claim["kind"] == "statement of an article" and "1919" in claim["title"] + claim["text"]
    assert "claims.html" not in by_address, "entries are found one by one"
    assert not [item for item in items if "draw()" in item["text"]], "code is not searched"


def test_code_stands_behind_one_word_below_what_it_makes(small_book):
    page = small_book.page("executed/ferry")
    figure, table = page.select(".foot")
    assert figure.select_one("details.code > summary").get_text() == "Code"
    assert figure.select_one("details.code pre").get_text().strip() == "draw()"
    assert table.select_one("details.code pre").get_text().strip() == "show()"
    assert page.select(".cell_input, details.hide") == []


def test_a_figure_has_its_title_above_it_and_its_picture_in_the_page(small_book):
    figure = small_book.page("executed/ferry").select_one("article figure")
    assert figure.select_one("p.figure-title").get_text() == "The ferry came late"
    drawing = figure.select_one("svg.drawing.wide")
    assert (drawing["role"], drawing["aria-label"]) == ("group", "A ferry on the lake.")
    assert figure.select("img") == []


def test_a_drawing_takes_the_face_the_colours_and_the_links_of_the_page():
    svg = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt"
 height="9pt" viewBox="0 0 9 9"><metadata>x</metadata><defs><clipPath id="c"><path d="M0 0"/></clipPath></defs>
 <a xlink:href="#courier-a" target="_blank"><path id="p" d="M1 1" clip-path="url(#c)" style="fill: #AA0044"/></a>
 <a xlink:href="#gone"><path d="M2 2"/></a>
 <text style="font-size: 8px; font-family: 'Source Sans Pro'; fill: #123456">Ferry</text></svg>"""
    text = inline_picture(
        svg,
        "fig-x",
        "wide",
        "A ferry",
        {"#aa0044": "var(--dossier-conflict)"},
        {"courier-a": ("c.html#a", "Courier 1921")},
    )
    root = BeautifulSoup(text, "html.parser").svg
    assert (root.get("width"), root["viewbox"], root["class"]) == (None, "0 0 9 9", ["drawing", "wide"])
    assert root.select("metadata") == []
    linked, bare = root.select("a")
    assert (linked["href"], linked["aria-label"]) == ("c.html#a", "Courier 1921")
    assert not linked.has_attr("target") and not bare.has_attr("href")
    assert linked.path["style"] == "fill: var(--dossier-conflict)" and not linked.path.has_attr("id")
    assert linked.path["clip-path"] == f"url(#{root.find('clippath')['id']})"
    assert root.find("text")["style"] == "font-size: 8px; fill: #123456"
