"""The social card: size, colours from the settings, and words for what it shows."""

from dataclasses import replace

import matplotlib.image
import pytest

from dossier.edition.social_card import describe_card, draw_card, draw_icon
from dossier.report import Report
from dossier.settings import Palette


def colours(path):
    """The colours of an image's pixels, as hex digits."""
    pixels = (matplotlib.image.imread(path)[:, :, :3] * 255).round().astype(int).reshape(-1, 3)
    return {f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in set(map(tuple, pixels.tolist()))}


def repaint(report, **palette):
    return Report(replace(report.settings, palette=Palette(**palette)), report.corpus)


def test_the_card_has_the_size_and_the_colours_of_the_settings(ruritania, tmp_path):
    painted = repaint(ruritania, conflict="#00ff00", paper="#ffffee", ink="#000033")
    draw_card(painted, "Title", "Subtitle", tmp_path / "card.png")
    assert matplotlib.image.imread(tmp_path / "card.png").shape[:2] == (630, 1200)
    themes = {theme.colour.lower() for theme in ruritania.settings.themes.values()}
    assert {"#00ff00", "#ffffee", "#000033", *themes} <= colours(tmp_path / "card.png")


def test_the_card_has_the_same_bytes_again(ruritania, tmp_path):
    for name in ("one.png", "two.png"):
        draw_card(ruritania, "Title", "Subtitle", tmp_path / name)
    assert (tmp_path / "one.png").read_bytes() == (tmp_path / "two.png").read_bytes()


def test_the_words_for_the_card_are_computed(ruritania):
    conflicts = (ruritania.findings["verdict"] == "conflict").sum()
    assert describe_card(ruritania) == (
        "The report's title above a line of time from 1915 to 1922: 18 claims of 2 articles by theme, "
        f"with {conflicts} conflicts; half of the dated ones are about 1919 or later."
    )


def test_the_card_spans_the_period_of_the_settings_or_else_the_dated_claims(ruritania):
    for period, spanned in {"1900/1930": "from 1900 to 1930", "": "from 1915 to 1922"}.items():
        report = Report(replace(ruritania.settings, period=period), ruritania.corpus)
        assert spanned in describe_card(report)


def test_the_card_of_a_report_without_dates_has_a_line_without_years(ruritania, tmp_path):
    undated = ruritania.corpus.with_tables(claims=ruritania.corpus.claims.iloc[:0])
    report = Report(replace(ruritania.settings, period=""), undated)
    draw_card(report, "From $1 to $2", "Subtitle", tmp_path / "card.png")
    assert describe_card(report) == (
        "The report's title above a line of time without years: 0 claims of 2 articles by theme, with 0 conflicts."
    )


@pytest.mark.parametrize("ink", ["#112233", "#445566"])
def test_the_icon_stands_on_the_ink(tmp_path, ink):
    draw_icon(Palette(ink=ink), tmp_path / "icon.png")
    assert matplotlib.image.imread(tmp_path / "icon.png").shape[:2] == (64, 64)
    assert ink in colours(tmp_path / "icon.png")
