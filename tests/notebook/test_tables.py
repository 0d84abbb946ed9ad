"""A table in its three forms, and rows laid out by two columns."""

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
