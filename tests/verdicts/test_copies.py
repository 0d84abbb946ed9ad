"""Shared rare words and odd figures propose a common origin; nothing is decided by them."""

import pytest

from dossier.verdicts.copies import propose_origins

FILLER = [{"source": "filler", "quote": f"the harbour of town {place} and its boats"} for place in "abcdefghijklmnop"]


def propose(make, *quotes, **columns):
    claims = [{"source": source, "quote": quote, **columns} for source, quote in zip("abc", quotes, strict=False)]
    return [(row.one, row.other, row.shared) for row in propose_origins(make([*claims, *FILLER])).itertuples()]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ("a unique political relationship", "their unique political relationship", "political, relationship, unique"),
        ("trade of 7.3 million", "7.3 million was the figure", "7.3"),
        ("about 1,250 boats", "1,250 in all", "1,250"),
    ],
)
def test_what_two_sources_share_is_told(make, one, other, shared):
    [(first, second, told)] = propose(make, one, other)
    assert (first, second) == ("a-0", "b-1")
    assert ", ".join(sorted(told.split(", "))) == shared


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the harbour of town x and its boats", "the harbour of town y and its boats"),
        ("trade of 100 million", "100 million was the figure"),
        ("in 1919 it began", "it ended in 1919"),
        ("the JF-17 fighter", "a JF-17 plane"),
        ("Freedonia and Ruritania and Freedonia", "Ruritania or Freedonia"),
        ("unique relationship", "their unique relationship"),
    ],
)
def test_common_words_round_figures_years_and_names_are_no_sign(make, one, other):
    assert propose(make, one, other) == []


def test_one_source_does_not_copy_itself(make):
    claims = [{"source": "a", "quote": "trade of 7.3 million"}] * 2
    assert propose_origins(make([*claims, *FILLER])).empty


def test_what_is_known_to_have_one_origin_is_not_proposed_again(make):
    assert propose(make, "trade of 7.3 million", "7.3 million", attributed_to="the chamber") == []


def test_the_likeliest_comes_first(make):
    found = propose(make, "a unique political relationship of 7.3", "unique political relationship of 7.3", "7.3 only")
    assert found[0][:2] == ("a-0", "b-1")
    assert len(found) == 3
