"""A ladder says who reports which stage and joins no two reports; a gap is drawn through what was measured."""

from importlib import import_module

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from dossier.notebook import figures
from dossier.notebook.figures.ladder import Stop, count_lines, first_line, place_stops

pytestmark = pytest.mark.usefixtures("style")

STAGES = ("talks", "offered", "agreed", "done")


def row(place, as_of, who="", *, high=None, ended="", item="ferry"):
    """Return a row as `answers` has it: an article's if `who` is named, else an outside record's."""
    low = None if ended else place
    return {
        "id": f"{item}-{as_of}",
        "question": item,
        "theme": "lake",
        "as_of": as_of,
        "low": low,
        "high": low if high is None else high,
        "ended": ended,
        "scale": STAGES,
        "who": who or "Lake Office",
        "record": not who,
    }


def frame(*rows):
    return pd.DataFrame(list(rows))


def test_a_stop_names_the_year_that_an_article_speaks_of_and_not_its_own():
    [stop] = place_stops(frame(row(1, "1919-05", "Courier 1921"), row(1, "1920")))
    assert stop == Stop(1, 1, "", ("Courier: 1919",), ("1920",))
    assert stop.lines == [("Courier: 1919", "normal"), ("1920", "italic")]


def test_stops_stand_by_stage_and_ends_behind_them_all():
    rows = frame(row(0, "1922", ended="lapsed"), row(2, "1920", "Gazette 1920"), row(0, "1919/1921"))
    assert [(stop.low, stop.ended, stop.records) for stop in place_stops(rows)] == [
        (0, "", ("1919–1921",)),
        (2, "", ()),
        (-1, "lapsed", ("1922",)),
    ]


def test_the_words_of_a_bar_stand_below_all_words_along_it():
    stops = place_stops(frame(row(0, "1919", "A"), row(1, "1920", "B"), row(1, "1921"), row(0, "1922", "C", high=2)))
    bar = next(stop for stop in stops if stop.low < stop.high)
    assert [first_line(stop, stops) for stop in stops if stop is not bar] == [0, 0]
    assert (first_line(bar, stops), count_lines(stops)) == (2, 3)


@pytest.fixture
def drawn(monkeypatch):
    """The axes of a ladder, before the figure is shown."""
    kept = []
    monkeypatch.setattr(import_module("dossier.notebook.figures.ladder"), "show", lambda draw, *_: kept.append(draw()))
    yield kept
    plt.close("all")


def test_a_bar_has_no_dot_and_no_line_joins_two_reports(drawn):
    rows = frame(row(0, "1919", "A"), row(3, "1921"), row(1, "1920", "B", high=2))
    figures.ladder(rows, {"ferry": "The ferry"}, title="Title")
    ticks, *lines = drawn[0].axes[0].lines
    assert (ticks.get_marker(), ticks.get_linestyle()) == ("|", "None")
    joined = [line for line in lines if len(line.get_xdata()) > 1]
    assert [list(line.get_xdata()) for line in joined] == [[1, 2]]
    assert joined[0].get_marker() == "None"
    assert "offered–agreed: B: 1920" in [text.get_text() for text in drawn[0].axes[0].texts]
    assert [list(line.get_xdata()) for line in lines if line.get_marker() == "o"] == [[0], [3]]


def test_a_row_is_an_item_of_the_column_named_and_missing_ones_are_left_out(drawn):
    rows = frame(row(0, "1919", "A"), row(1, "1920", ended="refused")).assign(measure=["east", "west"])
    figures.ladder(rows, {"east": "East bank", "west": "West bank", "north": "North"}, title="Title", by="measure")
    east, west = drawn[0].axes
    assert "East bank" in [text.get_text() for text in east.texts]
    assert ("refused", 4) in [(text.get_text(), text.get_position()[0]) for text in west.texts]


def test_no_words_of_a_ladder_are_small_or_overprint_each_other(drawn):
    rows = frame(row(0, "1919", "Gazette 1920"), row(1, "1920", "Courier 1921"), row(1, "1921"), row(0, "1922", high=1))
    figures.ladder(rows, {"ferry": "The ferry"}, title="Title")
    drawn[0].canvas.draw()
    texts = drawn[0].axes[0].texts
    assert min(text.get_fontsize() for text in texts) >= 8
    boxes = [text.get_window_extent() for text in texts]
    assert not [(a, b) for place, a in enumerate(boxes) for b in boxes[:place] if a.overlaps(b)]


def test_a_ladder_without_rows_is_an_empty_figure(drawn):
    figures.ladder(frame(row(0, "1919", "A")), {"bridge": "The bridge"}, title="Title")
    assert not drawn[0].axes[0].texts


def test_a_gap_is_drawn_at_its_true_years_and_through_its_measured_points(monkeypatch):
    kept = []
    monkeypatch.setattr(import_module("dossier.notebook.figures.lines"), "show", lambda draw, *_: kept.append(draw()))
    values = {"made": [1.0, 2.0, 4.0], "used": [1.0, 3.0, 2.0]}
    rows = pd.DataFrame(
        [
            {"label": label, "meaning": "Ruritania", "date": date, "middle": middle}
            for label, own in values.items()
            for date, middle in zip(["1910", "1915", "1917"], own, strict=True)
        ]
    )
    figures.gap(rows, ["made", "used"], title="Title", unit="tonnes", theme="lake")
    [ax] = kept[0].axes
    assert [list(line.get_xdata()) for line in ax.lines] == [[1910, 1915, 1917]] * 2
    assert [list(line.get_ydata()) for line in ax.lines] == list(values.values())
    assert {line.get_marker() for line in ax.lines} == {"o"}
    assert ax.get_ylabel() == "tonnes"
    plt.close("all")
