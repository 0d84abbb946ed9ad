"""A second report, made up, builds with its own data, settings and pages: nothing in the library knows the first."""

import re
import shutil
from itertools import chain

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from dossier.build.run import build

FIRST_REPORT = re.compile(r"pakistan|azerb|kashmir|karabakh|islamabad|baku", re.IGNORECASE)
CONFLICT = "#aa0044"
"""The red that the second report's settings give to conflicts."""


@pytest.fixture(scope="module")
def second(root, tmp_path_factory):
    """The second report, copied and built."""
    folder = tmp_path_factory.mktemp("second") / "report"
    shutil.copytree(root / "tests" / "roots" / "ruritania", folder)
    assert build(folder) == 0
    return folder


def print_of(report):
    """The text of a report's PDF, in one line."""
    pages = pypdfium2.PdfDocument(report / "_build" / "pdf" / "report.pdf")
    return " ".join(chain.from_iterable(page.get_textpage().get_text_bounded().split() for page in pages))


def page_of(report, name):
    return BeautifulSoup((report / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def count_in_markup(report, colour):
    """How often a colour stands in what readers get, by medium; upper and lower case are one."""
    html = report / "_build" / "html"
    media = {
        "figure": [html / "_images", html / "executed"],
        "style": [html / "_static"],
    }
    texts = {
        medium: " ".join(
            path.read_text(encoding="utf-8")
            for folder in folders
            for path in folder.rglob("*")
            if path.suffix in {".svg", ".css", ".html"}
        )
        for medium, folders in media.items()
    }
    return {medium: text.lower().count(colour) for medium, text in texts.items()}


def test_it_has_its_own_title_and_chapters_in_both_formats(second):
    assert page_of(second, "index").h1.get_text().startswith("Ruritania and Freedonia, 1915–1922")
    text = print_of(second)
    for words in ("Ruritania and Freedonia, 1915–1922", "A made-up report", "What is the lake worth?"):
        assert words in text
    assert not (second / "_build" / "pdf" / "brief.pdf").exists()


def test_no_word_of_the_first_report_is_in_it(second):
    for path in (second / "_build" / "html").rglob("*.html"):
        if "lite" not in path.relative_to(second / "_build" / "html").parts:
            assert not FIRST_REPORT.search(path.read_text(encoding="utf-8")), path
    assert not FIRST_REPORT.search(print_of(second))


def test_its_figures_have_its_period_and_the_colours_of_its_themes(second):
    images = [path.read_text("utf-8") for path in (second / "_build" / "html" / "_images").glob("*.svg")]
    assert any("#0072b2" in image.lower() for image in images)  # the theme of the lake
    assert any(CONFLICT in image.lower() for image in images)
    assert {"1916", "1920"} <= set(re.findall(r"<!-- (\d{4}) -->", " ".join(images)))


def test_the_colour_of_a_conflict_comes_from_its_settings_in_every_medium(second):
    found = count_in_markup(second, CONFLICT)
    assert min(found.values()) > 0, found
    settings = second / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace(CONFLICT, "#0a7a33"), "utf-8")
    card = (second / "_build" / "html" / "_static" / "social.png").read_bytes()
    pdf = (second / "_build" / "pdf" / "report.pdf").read_bytes()
    assert build(second, ["html", "pdf"]) == 0
    assert count_in_markup(second, CONFLICT) == {"figure": 0, "style": 0}
    assert min(count_in_markup(second, "#0a7a33").values()) > 0
    assert (second / "_build" / "html" / "_static" / "social.png").read_bytes() != card
    assert (second / "_build" / "pdf" / "report.pdf").read_bytes() != pdf
