"""What a cell hands to the sentences of its page."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dossier.notebook import glue


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "three"),
        (12, "twelve"),
        (1343, "1,343"),
        (np.int64(0), "zero"),
        (7.3, "7.3"),
        (24.0, "24"),
        (np.float64(1234.5), "1,234.5"),
        (1 / 3, "0.333333"),
        (float("nan"), "(no figure)"),
        (None, "(no figure)"),
        ("", "(no figure)"),
        ("about US\\$10 million", "about US$10 million"),
        (date(1919, 3, 3), "3 March 1919"),
        (pd.Timestamp("1919-03-03"), "3 March 1919"),
        (["a", "b", "c"], "a, b and c"),
        (pd.Series(["x", "y"]), "x and y"),
        ([1, 25], "one and 25"),
        ([], "none"),
    ],
)
def test_a_value_is_formatted_by_its_type(value, text):
    assert glue(key=value).texts == {"key": text}


@pytest.mark.parametrize("value", [True, {"a": 1}, object(), np.bool_(False)])
def test_what_has_no_words_is_refused_by_the_name_of_its_key(value):
    with pytest.raises(TypeError, match=r"^glue growth: .* is not a text, a number, a date or a list of these; format"):
        glue(growth=value)


def test_nothing_is_glued_where_one_value_is_refused(shown):
    with pytest.raises(TypeError):
        glue(first="a", second=object())
    assert shown == []


def test_a_value_is_published_as_myst_nb_reads_it(shown):
    glue(sources=5)
    [output] = shown
    assert output["data"] == {"application/papermill.record/text/plain": "'five'"}
    assert output["metadata"] == {"scrapbook": {"name": "sources", "mime_prefix": "application/papermill.record/"}}


def test_the_analyst_sees_what_was_glued_and_the_page_does_not():
    data, metadata = glue(sources=5, dealers=["<A>", "B"])._repr_mimebundle_()
    assert data == {
        "text/plain": "sources  five\ndealers  <A> and B",
        "text/html": "<table><tr><td>sources</td><td>five</td></tr>"
        "<tr><td>dealers</td><td>&lt;A&gt; and B</td></tr></table>",
    }
    # MyST-NB takes an output with a prefix off the page; a name of its own keeps it from standing for a key.
    assert metadata["scrapbook"]["mime_prefix"] == "application/papermill.record/"
    assert metadata["scrapbook"]["name"] not in ("sources", "dealers")
