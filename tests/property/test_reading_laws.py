"""Laws of reading: any text is read, or refused with a remedy."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from dossier.values import TYPES, UnreadableValue, read_value


@given(st.text(max_size=12), st.sampled_from(sorted(TYPES)))
def test_any_text_is_read_or_refused(text, kind):
    with suppress(UnreadableValue):
        read_value(kind, text, date="1992")
