"""Whatever text stands in a cell, a reader of values reads it at once, or says what is wrong with it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from dossier.values import TYPES, UnreadableValue, date_in_words, read_value

SIGNS = st.text("0123456789X-/~?%.[]{},YESTZ:±<>=+;½٢ \n", max_size=24) | st.text(max_size=12)


@settings(max_examples=150, deadline=None)
@given(SIGNS, st.sampled_from([*TYPES]), st.sampled_from(["instant", "extent"]))
def test_a_text_is_read_or_refused_with_a_remedy(text, kind, role):
    try:
        value = read_value(kind, text, time_role=role, date="1990", as_of="1991")
    except UnreadableValue as error:
        assert error.found and error.remedy
    else:
        assert isinstance(type(value).in_words(text), str)
        assert text == text.strip()


@settings(max_examples=100, deadline=None)
@given(SIGNS)
def test_a_date_that_cannot_be_read_stays_as_it_is_in_words(text):
    assert isinstance(date_in_words(text), str)
