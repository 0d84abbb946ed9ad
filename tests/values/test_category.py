"""A category is a code, or several between which the text does not decide."""

import pytest

from dossier.values import UnreadableValue, read_value


def test_a_category_knows_its_codes_and_where_they_are_defined():
    value = read_value("category", "deal;practice")
    assert (value.codes, value.vocabulary) == ({"deal", "practice"}, "category")


@pytest.mark.parametrize("text", ["", "A deal", "deal;", "deal--two", "déjà"])
def test_what_is_not_a_code_is_refused_with_a_remedy(text):
    with pytest.raises(UnreadableValue, match="is not a code: write lower-case codes"):
        read_value("category", text)
