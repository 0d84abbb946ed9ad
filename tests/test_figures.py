"""Figures: what is drawn says what the data say, and the same data give the same bytes."""

import io
import re
from datetime import date

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures


@pytest.fixture(autouse=True)
def style():
    figures.use_style()
    yield
    plt.close("all")


def dates():
    return pd.DataFrame(
        {"label": ["a", "b"], "date": ["1992", "1991-12-12"], "colour": ["#000000", "#B2182B"], "done": [True, False]}
    )


def test_an_imprecise_date_is_a_bar_and_a_day_is_a_diamond():
    ax = figures.draw_dates(dates())
    [bar] = ax.patches
    assert bar.get_width() == 366
    [diamond] = ax.lines
    assert (diamond.get_marker(), diamond.get_markerfacecolor()) == ("D", "white")
    assert diamond.get_xdata()[0] == date(1991, 12, 12)


def test_the_same_data_give_the_same_bytes():
    def draw():
        figures.draw_dates(dates())
        out = io.BytesIO()
        plt.savefig(out, format="svg", metadata={"Date": None})
        return out.getvalue()

    assert draw() == draw()


def test_text_is_at_least_seven_points_in_print(monkeypatch):
    """Held against the picture itself: with text left as text, an SVG states each size, in units of a point."""
    pictures = []
    monkeypatch.setattr(figures, "display", lambda bundle, raw: pictures.append(bundle["image/svg+xml"]))
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.draw_counts(pd.DataFrame({"trade": [1, 2]}, index=["a", "b"]), "Title")
    [picture] = pictures
    assert min(float(a or b) for a, b in re.findall(r"font-size: ([\d.]+)px|font: [^;]*?([\d.]+)px", picture)) >= 7
    assert float(re.search(r'width="([\d.]+)pt"', picture)[1]) <= 5.9 * 72


def test_a_figure_carries_the_data_that_it_draws():
    frame = dates().assign(mark="{claim}`x`").set_index(pd.Index(["x", "y"]))
    assert figures.describe(frame, "Title", "days") == {
        "title": "Title",
        "unit": "days",
        "evidence": [],
        "columns": ["item", "label", "date", "done"],
        "rows": [["x", "a", "1992", "True"], ["y", "b", "1991-12-12", "False"]],
    }
    counted = pd.DataFrame({"trade": [1, None]}, index=pd.Index(["a", "b"], name="source"))
    assert figures.describe(counted, "Title")["rows"] == [["a", "1.0"], ["b", ""]]
    filtered = dates().iloc[1:]
    assert figures.describe(filtered, "Title")["columns"] == ["label", "date", "done"]


def test_every_theme_has_a_colour_of_its_own(evidence):
    assert set(figures.THEMES) == set(evidence.questions["theme"])
    assert len(set(figures.THEMES.values()) | {figures.CONFLICT}) == len(figures.THEMES) + 1
