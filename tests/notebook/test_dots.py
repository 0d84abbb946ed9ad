"""Dots: each count is so many signs, each kind has a sign of its own, and the total stands behind them."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures

pytestmark = pytest.mark.usefixtures("style")


@pytest.fixture
def axes(monkeypatch, shown):
    """Draws counts of two papers and returns the axes, which are not closed."""
    monkeypatch.setattr(plt, "close", lambda *_: None)
    counts = pd.DataFrame(
        {"with itself": [2, 0], "with another": [1, 0], "with a record": [0, 3]}, index=["Courier", "Gazette"]
    )
    figures.dots(counts, title="Title", evidence=["courier-trade"])
    return plt.figure(plt.get_fignums()[0]).axes[0]


def test_each_kind_has_its_sign_and_follows_the_one_before(axes, style):
    drawn = [
        (list(line.get_xdata()), int(line.get_ydata()[0]), line.get_marker(), line.get_markerfacecolor())
        for line in axes.lines
        if len(line.get_xdata())
    ]
    conflict, faint = style.palette.conflict, style.palette.faint
    assert drawn == [
        ([0, 1], 0, "o", conflict),
        ([2], 0, "o", "white"),
        ([0, 1, 2], 1, "s", faint),
    ]


def test_rows_have_their_names_and_their_totals(axes):
    assert [text.get_text() for text in axes.get_yticklabels()] == ["Courier", "Gazette"]
    assert [(text.get_text(), text.xy) for text in axes.texts] == [("3", (3, 0)), ("3", (3, 1))]


def test_the_legend_names_every_kind(axes):
    [legend] = axes.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["with itself", "with another", "with a record"]


def test_the_data_of_the_figure_are_its_counts(axes, data):
    assert data()["columns"] == ["item", "with itself", "with another", "with a record"]
    assert data()["rows"] == [["Courier", "2", "1", "0"], ["Gazette", "0", "0", "3"]]
    assert data()["evidence"] == ["courier-trade"]
