"""Words for numbers, dates and citations, and a table in its three forms."""

import pandas as pd
import pytest

from dossier.notebook import prose
from dossier.notebook.tables import TABLE_MIME


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1991-12-12", "12 December 1991"),
        ("1992-06", "June 1992"),
        ("2003~", "about 2003"),
        ("../1991", "not later than 1991"),
        ("2021-09-11/..", "from 11 September 2021"),
        ("2018-07/2018-12", "from July 2018 to December 2018"),
        ("[2018-01..2020-06]", "between January 2018 and June 2020"),
        ("199X", "199X"),
        ("", ""),
    ],
)
def test_a_date_in_words(edtf, words):
    assert prose.day(edtf) == words


def test_numbers_in_words():
    assert prose.count(1, "claim") == "one claim"
    assert prose.count(12, "claim") == "twelve claims"
    assert prose.count(13, "country", "countries") == "13 countries"
    assert prose.number(1234.5, 1) == "1,234.5"
    assert prose.number(float("nan")) == "(no figure)"
    assert prose.join(["a"]) == "a"
    assert prose.join(["a", "b", "c"]) == "a, b and c"
    assert prose.join([]) == "none"


def test_only_texts_can_be_glued():
    with pytest.raises(TypeError, match="glue n: 3 is no text"):
        prose.glue(n=3)


def test_marks_of_evidence():
    assert prose.cite("a-1", "b-2") == "{claim}`a-1,b-2`"
    assert prose.quote("a *b* $1") == "“a \\*b\\* \\$1”"


def test_a_table_shows_itself_in_three_forms():
    frame = pd.DataFrame({"What": ["a *b* {claim}`c-1`", None], "N": [1234, 5]})
    table = prose.table(frame, caption="A & B", name="tab-x", widths=[3, 1])
    bundle = table._repr_mimebundle_()
    assert bundle["text/plain"] == "A & B"
    assert bundle[TABLE_MIME]["rows"] == (("a *b* {claim}`c-1`", "1,234"), ("–", "5"))
    assert bundle[TABLE_MIME]["align"] == ("left", "right")
    assert bundle["text/html"] == (
        '<table><caption>A &amp; B</caption><thead><tr><th style="text-align:left">What</th>'
        '<th style="text-align:right">N</th></tr></thead><tbody><tr><td style="text-align:left">a b [c-1]</td>'
        '<td style="text-align:right">1,234</td></tr><tr><td style="text-align:left">–</td>'
        '<td style="text-align:right">5</td></tr></tbody></table>'
    )


def test_answers_come_in_the_order_of_the_questions(evidence):
    rows = prose.answers(evidence, "relations-date", "independence-date")
    assert list(dict.fromkeys(rows["question"])) == ["relations-date", "independence-date"]
    relations = rows[rows["question"] == "relations-date"]
    assert list(relations["record"]) == sorted(relations["record"])


def test_sides_show_the_words_against_each_other(evidence, findings):
    broken = findings[(findings["subtype"] == "chronology") & (findings["scope"] == "within")]
    [row] = prose.sides(evidence, broken).to_dict("records")
    assert row["One side"] == (
        "“gained independence from the Soviet Union in June of 1992” {claim}`tdi-2022-independence-june-1992`"
    )
    assert row["Verdict"] == "conflict: chronology (172 days)"
