"""A table in its three forms, and rows laid out by two columns."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from dossier.notebook import lay_out, table
from dossier.notebook.tables import TABLE_MIME


def test_a_table_shows_itself_in_three_forms():
    frame = pd.DataFrame({"What": ["a *b* {claim}`c-1`", None], "N": [1234, 5]})
    bundle = table(frame, caption="A & B", name="tab-x", widths=[3, 1])._repr_mimebundle_()
    assert bundle["text/plain"] == "A & B"
    assert bundle[TABLE_MIME]["rows"] == (("a *b* {claim}`c-1`", "1,234"), ("–", "5"))
    assert bundle[TABLE_MIME]["align"] == ("left", "right")
    assert bundle["text/html"] == (
        '<table><caption>A &amp; B</caption><thead><tr><th style="text-align:left">What</th>'
        '<th style="text-align:right">N</th></tr></thead><tbody><tr><td style="text-align:left">a b [c-1]</td>'
        '<td style="text-align:right">1,234</td></tr><tr><td style="text-align:left">–</td>'
        '<td style="text-align:right">5</td></tr></tbody></table>'
    )


def test_columns_are_chosen_ordered_and_named():
    rows = pd.DataFrame({"said": ["a"], "when": ["1919"], "value": [3]}, index=[7])
    shown = table(rows, columns={"value": "Value", "said": "What is said"}, caption="C", name="tab-x")
    assert (shown.columns, shown.rows, shown.align) == (("Value", "What is said"), (("3", "a"),), ("right", "left"))


def test_an_unknown_column_is_named():
    with pytest.raises(KeyError, match="sayd"):
        table(pd.DataFrame({"said": ["a"]}), columns={"sayd": "What is said"}, caption="C", name="tab-x")


def test_rows_may_be_written_out_under_their_headings():
    shown = table([("Ferry", ""), ("Grain", "2")], columns=["Item", "Count"], caption="C", name="tab-x")
    assert (shown.columns, shown.rows) == (("Item", "Count"), (("Ferry", "–"), ("Grain", "2")))


def test_the_table_carries_the_evidence_that_it_is_told():
    assert table(pd.DataFrame({"a": [1]}), caption="C", name="tab-x", evidence=["x-1"]).evidence == ("x-1",)


def test_rows_are_laid_out_in_the_order_in_which_they_come():
    rows = pd.DataFrame({"pair": ["b", "b", "a"], "side": ["one", "another", "one"], "cell": ["1", "2", "3"]})
    laid = lay_out(rows, down="pair", across="side", cell="cell")
    assert list(laid.index) == ["b", "a"]
    assert list(laid.columns) == ["one", "another"]
    assert laid.loc["b"].to_list() == ["1", "2"]
    assert laid.loc["a", "one"] == "3"
    assert pd.isna(laid.loc["a", "another"])


def test_two_rows_in_one_place_are_refused():
    rows = pd.DataFrame({"pair": ["a", "a"], "side": ["one", "one"], "cell": ["1", "2"]})
    with pytest.raises(ValueError, match="duplicate"):
        lay_out(rows, down="pair", across="side", cell="cell")


def test_values_of_every_kind_are_written_for_readers():
    frame = pd.DataFrame(
        {
            "When": pd.to_datetime(["2021-03-04", None]),
            "At": pd.to_datetime(["2021-03-04 10:30", "2021-03-05 00:00"]),
            "Day": [date(1991, 12, 26), None],
            "Signed": [True, False],
            "Year": [1991, 2023],
            "Founded": [1948, 1992],
            "Fiscal year": [1991.0, None],
            "Sum": [1234567, 5],
            "Big": [12345678901234567890, 1],
            "Share": [0.5, float("nan")],
            "Exact": [Decimal("1234.50"), None],
            "Kind": pd.Categorical(["gas", None]),
            "Perhaps": pd.array([True, None], dtype="boolean"),
            "Count": pd.array([7, None], dtype="Int64"),
            "Month": pd.PeriodIndex(["2021-03", "2021-04"], freq="M"),
        }
    )
    shown = table(frame, caption="C", name="tab-x")
    first = ("2021-03-04", "2021-03-04 10:30", "1991-12-26", "yes", "1991", "1948", "1991", "1,234,567")
    assert shown.rows[0] == (*first, "12,345,678,901,234,567,890", "0.5", "1,234.50", "gas", "yes", "7", "2021-03")
    second = ("–", "2021-03-05 00:00", "–", "no", "2023", "1992", "–", "5", "1", "–", "–", "–", "–", "–", "2021-04")
    assert shown.rows[1] == second
    sides = dict(zip(shown.columns, shown.align, strict=True))
    assert [name for name, side in sides.items() if side == "right"] == [
        *("Year", "Founded", "Fiscal year", "Sum", "Big", "Share", "Count")
    ]
