"""Lanes: a date is as long as it is imprecise, a record is a rule with its day, and what is astray points home."""

from datetime import date

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures

pytestmark = pytest.mark.usefixtures("style")

HEADINGS = {"independence-date": "Independence", "relations-date": "Relations"}


def dated():
    """Three papers and a note: what they say of independence and of relations."""
    rows = [
        ("courier", "independence-date", "Courier", "1919", False),
        ("herald", "independence-date", "Herald", "1919-01-12", False),
        ("gazette", "independence-date", "Gazette", "1920-06", False),
        ("early", "independence-date", "Almanac", "../1919", False),
        ("note", "independence-date", "The note", "1919-01-14", True),
        ("relations", "relations-date", "Gazette", "1920-06", False),
    ]
    return pd.DataFrame(rows, columns=["id", "question", "who", "value", "record"])


@pytest.fixture
def axes(monkeypatch, shown):
    """Draws lanes and returns the axes, which are not closed."""
    monkeypatch.setattr(plt, "close", lambda *_: None)

    def draw(rows, **options):
        figures.lanes(rows, HEADINGS, title="Title", span="1918-01/1920-12", **options)
        return plt.figure(plt.get_fignums()[0]).axes[0]

    return draw


def words(ax):
    return [text.get_text() for text in ax.texts if text.get_text()]


def bars(ax):
    """Return the width in days and the colour of each bar, without the grounds of the lanes."""
    drawn = [patch for patch in ax.patches if hasattr(patch, "get_width") and patch.get_height() == 0.5]
    return [(round(bar.get_width()), bar.get_facecolor()[:3]) for bar in drawn]


def test_a_year_and_a_month_are_bars_and_a_day_is_a_dot(axes):
    ax = axes(dated())
    assert [width for width, _ in bars(ax)] == [364, 29, 29]
    [dot] = [line for line in ax.lines if line.get_marker() == "o"]
    assert dot.get_xdata()[0] == date(1919, 1, 12)


def test_an_open_beginning_is_a_short_dotted_line_with_an_arrowhead(axes):
    ax = axes(dated())
    [head] = [line for line in ax.lines if line.get_marker() == "<"]
    assert head.get_xdata()[0] == date(1919, 12, 31)
    assert "Almanac: not later than 1919" in words(ax)


def test_a_dot_has_its_name_before_it_and_its_date_behind(axes):
    ax = axes(dated())
    sides = {text.get_text(): text.get_ha() for text in ax.texts}
    assert (sides["Herald"], sides["12 January 1919"]) == ("right", "left")


def test_a_dot_without_room_before_it_has_its_name_behind(axes):
    rows = dated().query("id == 'herald'").assign(value="1918-02-01")
    assert "Herald: 1 February 1918" in words(axes(rows))


def test_a_record_is_a_dashed_rule_with_its_day(axes, style):
    ax = axes(dated())
    [rule] = [line for line in ax.lines if line.get_color() == style.palette.accent]
    assert set(rule.get_xdata()) == {date(1919, 1, 14)}
    assert "14 Jan" in words(ax)


def test_only_what_is_astray_is_red_and_points_to_its_lane(axes, style):
    ax = axes(dated(), astray=["gazette"], belongs="relations-date")
    red = plt.matplotlib.colors.to_rgb(style.palette.conflict)
    assert [colour == red for _, colour in bars(ax)] == [False, True, False]
    [arrow] = [text.arrow_patch for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert arrow.get_edgecolor()[:3] == red
    assert "this month\nbelongs below" in words(ax)


def test_without_anything_astray_there_is_no_arrow_and_nothing_red(axes, style):
    ax = axes(dated(), belongs="relations-date")
    assert not [text for text in ax.texts if getattr(text, "arrow_patch", None)]
    assert "this month\nbelongs below" not in words(ax)


def test_a_lane_that_nobody_dates_is_left_out(axes):
    ax = axes(dated().query("question == 'relations-date'"))
    assert "Relations" in words(ax)
    assert "Independence" not in words(ax)


def test_the_first_month_of_the_axis_and_each_january_have_their_year(axes):
    ax = axes(dated())
    ax.figure.canvas.draw()
    labels = [text.get_text() for text in ax.get_xticklabels()]
    assert labels[:5] == ["Jan\n1918", "Apr", "Jul", "Oct", "Jan\n1919"]
