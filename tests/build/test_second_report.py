"""A second report, made up, builds with its own data, settings and pages: nothing in the library knows the first."""

import re
import shutil
from itertools import chain

import matplotlib.image
import pypdfium2
import pytest
from bs4 import BeautifulSoup

from dossier.build.run import build
from dossier.settings import Palette

FIRST_REPORT = re.compile(r"pakistan|azerb|kashmir|karabakh|islamabad|baku", re.IGNORECASE)

CONFLICT = (10, 122, 51)
"""The colour that the second report's settings give to conflicts here, in place of the one in its file."""


@pytest.fixture(scope="module")
def second(root, tmp_path_factory):
    """The second report, copied, painted and built."""
    folder = tmp_path_factory.mktemp("second") / "report"
    shutil.copytree(root / "tests" / "roots" / "ruritania", folder)
    settings = folder / "dossier.toml"
    settings.write_text(settings.read_text("utf-8").replace("#aa0044", f"#{bytes(CONFLICT).hex()}"), "utf-8")
    assert build(folder) == 0
    return folder


def print_of(report):
    """The text of a report's PDF, in one line."""
    pages = pypdfium2.PdfDocument(report / "_build" / "pdf" / "report.pdf")
    return " ".join(chain.from_iterable(page.get_textpage().get_text_bounded().split() for page in pages))


def page_of(report, name):
    return BeautifulSoup((report / "_build" / "html" / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def has_colour(image, colour):
    """Whether a picture, an array of rows of pixels, has one of exactly this colour."""
    return bool((image[:, :, :3] == colour).all(axis=2).any())


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
    pages = " ".join(path.read_text("utf-8") for path in (second / "_build" / "html" / "executed").glob("*.html"))
    assert "var(--dossier-theme-lake)" in pages
    assert {"1916", "1920"} <= set(re.findall(r">(\d{4})</text>", pages))


def test_the_colour_of_a_conflict_comes_from_its_settings_in_every_medium(second):
    html = second / "_build" / "html"
    colour = f"#{bytes(CONFLICT).hex()}"
    style = (html / "_static" / "dossier.css").read_text("utf-8").lower()
    assert colour in style
    assert not {"#aa0044", Palette().conflict.lower()} & set(re.findall(r"#[0-9a-f]{6}\b", style))
    pages = " ".join(path.read_text("utf-8") for path in (html / "executed").glob("*.html"))
    assert "fill: var(--dossier-conflict)" in pages and colour not in pages
    card = matplotlib.image.imread(html / "_static" / "social.png")
    assert has_colour((card * 255).round(), CONFLICT)
    pages = pypdfium2.PdfDocument(second / "_build" / "pdf" / "report.pdf")
    printed = (page.render(scale=1.5, rev_byteorder=True).to_numpy() for page in pages)
    assert any(has_colour(page, CONFLICT) for page in printed)
