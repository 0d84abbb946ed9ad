"""Ranges: each value has its place, its sign and its name, and a span is a bar."""

import re

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures

pytestmark = pytest.mark.usefixtures("style")


def counted():
    """Two counters of a turnover, and a newspaper under a heading of its own."""
    return pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "label": ["Customs", "Customs", "Chamber", "The Gazette"],
            "group": ["", "", "", "In the newspapers"],
            "name": ["1919", "1920", "1915–19", "1918"],
            "middle": [40.0, 41.0, None, 7.3],
            "low": [40.0, 41.0, 17.0, 7.3],
            "high": [40.0, 41.0, 25.0, 7.3],
            "hollow": [False, True, True, False],
            "accent": [False, False, False, True],
        }
    )


@pytest.fixture
def axes(monkeypatch, shown):
    """Draws ranges and returns the axes, which are not closed."""
    monkeypatch.setattr(plt, "close", lambda *_: None)

    def draw(rows, **options):
        figures.ranges(rows, title="Title", unit="crowns", **options)
        return plt.figure(plt.get_fignums()[0]).axes[0]

    return draw


def test_each_counter_is_a_row_and_each_group_has_a_heading_and_a_sign(axes):
    ax = axes(counted())
    labels = [(text.get_text(), text.get_fontweight()) for text in ax.get_yticklabels()]
    assert labels == [
        ("Customs", "normal"),
        ("Chamber", "normal"),
        ("In the newspapers", "bold"),
        ("The Gazette", "bold"),
    ]
    assert [(dot.get_xdata()[0], dot.get_ydata()[0], dot.get_marker()) for dot in ax.lines] == [
        (40, 0, "o"),
        (41, 0, "o"),
        (7.3, 3, "D"),
    ]


def test_a_value_that_is_less_sure_is_hollow_and_an_accented_row_has_the_colour_of_its_theme(axes, style):
    first, second, last = axes(counted(), theme="lake").lines
    assert (first.get_markerfacecolor(), second.get_markerfacecolor()) == (style.palette.ink, "white")
    assert last.get_color() == style.themes["lake"].colour


def test_a_span_is_a_bar_and_one_without_a_middle_has_no_dot(axes):
    [bar] = axes(counted()).patches
    assert (bar.get_x(), bar.get_width()) == (17, 8)


def test_the_ticks_of_a_logarithmic_axis_are_plain_and_below_a_bound_is_a_bar_from_the_edge(axes):
    rows = pd.DataFrame(
        {"label": ["Importers", "Customs"], "middle": [None, 1500.0], "low": [0, 1500.0], "high": [0.5, 1500.0]}
    )
    ax = axes(rows, log=True, limits=(0.1, 3000))
    ax.figure.canvas.draw()
    ticks = [text.get_text() for text in ax.get_xticklabels()]
    assert {"0.5", "1", "1,000"} <= set(ticks)
    [bar] = ax.patches
    assert (bar.get_x(), bar.get_x() + bar.get_width()) == (0.1, 0.5)


def test_a_logarithmic_axis_refuses_zero():
    with pytest.raises(ValueError, match="no place for zero"):
        figures.ranges(pd.DataFrame({"label": ["a"], "middle": [0.0]}), title="Title", unit="crowns", log=True)


def test_names_cover_neither_dots_nor_each_other(axes):
    years = range(1910, 1916)
    rows = pd.DataFrame({"label": "Customs", "name": list(map(str, years)), "middle": [10, 10.4, 12, 14, 14.2, 30]})
    ax = axes(rows)
    ax.figure.draw_without_rendering()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert len(boxes) == 6
    assert not any(one.overlaps(other) for one in boxes for other in boxes if one is not other)


def test_the_axis_names_the_unit_and_what_hollow_means(axes):
    ax = axes(counted(), hollow="medium or low confidence", note="Half-years are not doubled")
    assert ax.get_xlabel() == "crowns\nHollow: medium or low confidence. Half-years are not doubled"


def test_the_data_name_each_value_and_its_evidence(data):
    figures.ranges(counted(), title="Title", unit="crowns")
    assert (data()["title"], data()["unit"], data()["evidence"]) == ("Title", "crowns", ["a", "b", "c", "d"])
    assert data()["columns"] == ["id", "label", "group", "name", "low", "high", "value"]
    assert data()["rows"][0] == ["a", "Customs", "", "1919", "40.0", "40.0", "40.0"]


def test_nothing_to_draw_is_an_empty_figure(data):
    figures.ranges(counted().iloc[:0], title="Title", unit="crowns", log=True)
    assert data()["rows"] == []


def test_text_is_at_least_eight_points_and_a_figure_fits_the_column(picture):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.ranges(counted(), title="Title", unit="crowns", hollow="less sure")
    sizes = re.findall(r"font-size: ([\d.]+)px|font: [^;]*?([\d.]+)px", picture())
    assert min(float(one or other) for one, other in sizes) >= 8
    assert float(re.search(r'width="([\d.]+)pt"', picture())[1]) <= 6.7 * 72


def test_the_same_rows_give_the_same_bytes(shown):
    for _ in range(2):
        figures.ranges(counted(), title="Title", unit="crowns")
    first, second = (output["data"]["image/svg+xml"] for output in shown)
    assert first == second
