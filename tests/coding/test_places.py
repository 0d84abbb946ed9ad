"""Words are found as a reader would find them, and offsets count code points."""

import pytest

from dossier.coding.places import Place, find_nearest, find_places


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("agreed on a ferry", ["agreed on a ferry"]),
        ("Agreed  on a FERRY", ["agreed on a ferry"]),
        ("a ferry in 1920", ["a ferry\nin 1920"]),
        ("'boats'", ["‘boats’"]),
        ("1920-21", ["1920–21"]),
        ("no such words", []),
        ("  ", []),
    ],
)
def test_case_marks_and_line_ends_do_not_hide_words(words, found):
    text = "🚢 They agreed on a ferry\nin 1920. The ‘boats’ of 1920–21 sailed."
    assert [text[place.start : place.end] for place in find_places(text, words)] == found


def test_where_words_stand_exactly_others_do_not_count():
    assert find_places("Ferry and ferry", "ferry") == [Place(10, 15)]


def test_letters_that_fold_into_two_do_not_shift_what_follows():
    text = "Straße, İstanbul: the ferry"
    [place] = find_places(text, "THE FERRY")
    assert text[place.start : place.end] == "the ferry"


def test_nothing_like_the_words_is_nothing():
    assert find_nearest("Grain over water", "a wholly different matter") is None
