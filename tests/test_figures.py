"""Figures: what is drawn says what the data say, and the same data give the same bytes."""

import io
from datetime import date

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier import figures


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


def test_text_is_at_least_seven_points_in_print(evidence):
    figures.draw_counts(pd.DataFrame({"trade": [1, 2]}, index=["a", "b"]), "Title")
    [figure] = [plt.figure(number) for number in plt.get_fignums()]
    assert min(text.get_fontsize() for text in figure.findobj(plt.Text) if text.get_text()) >= 7
    assert figure.get_figwidth() <= 5.9


def test_every_theme_has_a_colour_of_its_own(evidence):
    assert set(figures.THEMES) == set(evidence.questions["theme"])
    assert len(set(figures.THEMES.values()) | {figures.CONFLICT}) == len(figures.THEMES) + 1
