"""What is special to a report is read from one file, and a slip in it is named with its remedy."""

import pytest

from dossier.settings import Palette, Region, SettingsError, read_settings


@pytest.fixture
def read(tmp_path):
    """Reads settings from their text."""

    def read(text):
        (tmp_path / "dossier.toml").write_text(text, encoding="utf-8")
        return read_settings(tmp_path)

    return read


def test_without_a_file_all_settings_are_defaults(tmp_path):
    settings = read_settings(tmp_path)
    assert (settings.title, settings.period, settings.years) == ("A source-anchored report", "", None)
    assert (settings.palette, settings.map, dict(settings.themes)) == (Palette(), None, {})
    assert settings.data == tmp_path / "data"


def test_the_made_up_report_has_its_own(ruritania):
    settings = ruritania.settings
    assert (settings.period, settings.years) == ("1915/1922", (1915, 1922))
    assert list(settings.themes) == ["lake", "ties"]
    assert (settings.themes["lake"].label, settings.colour_of("lake")) == ("The lake", "#0072B2")
    assert settings.palette.conflict == "#aa0044"
    assert settings.palette.ink == Palette().ink


def test_a_theme_without_a_colour_is_drawn_in_ink(read):
    assert read('[palette]\nink = "#101010"').colour_of("lake") == "#101010"


def test_the_map_has_a_region_in_degrees(read):
    assert read("[map]\nwest = 10\neast = 20.5\nsouth = 45\nnorth = 50").map == Region(10, 20.5, 45, 50)
    boxed = "[map]\nwest = 10\neast = 20\nsouth = 45\nnorth = 50\ndisputed = [[11, 46, 12, 47]]"
    assert read(boxed).map.disputed == ((11, 46, 12, 47),)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("title = ", "Invalid value"),
        ("titel = 'x'", "unknown setting titel; there are"),
        ("[palette]\nred = '#aa0000'", "unknown setting palette.red; there are accent, conflict, faint, ink"),
        ("[palette]\nink = 'black'", "palette.ink “black” is not a colour; write six hex digits"),
        ("title = 3", "title is 3, not a text; put it in quotation marks"),
        ("palette = 'x'", "palette is not a table; write [palette] and its keys below"),
        ("period = '1915-1922'", "period “1915-1922” is not an interval of years; write"),
        ("[themes]\nlake = { label = 'The lake' }", "themes.lake lacks colour; add it"),
        ("[themes]\nlake = { label = 'The lake', colour = 'blue' }", "themes.lake.colour “blue” is not a colour"),
        ("[map]\nwest = '10'\neast = 20\nsouth = 45\nnorth = 50", "map.west is '10', not a number; write degrees"),
        ("[map]\nwest = 10", "map lacks east, south, north; add it"),
        ("[letters]\nhu = 3", "letters.hu is 3, not a text"),
    ],
)
def test_a_slip_is_named_with_its_remedy(read, tmp_path, text, complaint):
    with pytest.raises(SettingsError) as error:
        read(text)
    assert str(error.value).startswith(f"{tmp_path / 'dossier.toml'}: ")
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)
