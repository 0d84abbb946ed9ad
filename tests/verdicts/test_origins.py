"""Echoes count once, and a record does not confirm its own source."""

import pytest

from dossier.verdicts.origins import Origins


@pytest.fixture
def origins(make):
    return Origins(
        make(
            [
                {"source": "a", "claim": "a-own"},
                {"source": "a", "claim": "a-cited", "attributed_to": "the chamber"},
                {"source": "b", "claim": "b-own"},
                {"source": "b", "claim": "b-cited", "attributed_to": "the chamber; the harbour"},
                {"source": "c", "claim": "c-echo", "derived_from": "a-own"},
                {"source": "d", "claim": "d-own"},
                {"source": "e", "claim": "e-dated", "derived_from": "dating"},
                {"source": "f", "claim": "f-circle", "derived_from": "g-circle"},
                {"source": "g", "claim": "g-circle", "derived_from": "f-circle"},
            ],
            facts=[
                {"fact": "free", "authority": "Diet"},
                {"fact": "of-the-chamber", "authority": "the chamber; Lake Office"},
                {"fact": "from-an-article", "authority": "Diet", "derived_from": "b"},
                {"fact": "from-a-claim", "authority": "Diet", "derived_from": "a-own"},
                {"fact": "dating", "authority": "Lake Office"},
                {"fact": "of-a-work", "authority": "Harbour", "citekey": "almanac1919"},
            ],
            sources=[{"source": "d", "derived_from": "a wire"}],
        )
    )


@pytest.mark.parametrize(
    ("name", "leaves"),
    [
        ("a-own", {"a"}),
        ("a-cited", {"the chamber"}),
        ("b-cited", {"the chamber", "the harbour"}),
        ("c-echo", {"a"}),
        ("d-own", {"a wire"}),
        ("e-dated", {"Lake Office"}),
        ("free", {"Diet"}),
        ("of-a-work", {"Harbour", "almanac1919"}),
        ("f-circle", {"f-circle", "g-circle"}),
    ],
)
def test_origins_are_the_leaves_of_the_derivations(origins, name, leaves):
    assert origins.of(name) == leaves


@pytest.mark.parametrize(
    ("names", "number"),
    [
        ([], 0),
        (["a-own"], 1),
        (["a-own", "b-own"], 2),
        (["a-own", "c-echo"], 1),
        (["a-cited", "b-cited"], 1),
        (["a-own", "a-cited", "b-own"], 3),
        (["a-cited", "of-the-chamber", "e-dated"], 1),
        (["f-circle", "g-circle"], 1),
    ],
)
def test_witnesses_that_share_an_origin_by_a_chain_are_one(origins, names, number):
    assert origins.count_independent(names) == number


@pytest.mark.parametrize(
    ("fact", "claim", "circular"),
    [
        ("free", "a-own", False),
        ("of-the-chamber", "a-own", False),
        ("of-the-chamber", "a-cited", True),
        ("from-an-article", "a-own", True),
        ("from-a-claim", "b-own", True),
        ("dating", "e-dated", True),
        ("dating", "a-own", False),
    ],
)
def test_a_fact_from_an_article_or_from_the_claims_own_source_is_circular(origins, fact, claim, circular):
    assert origins.is_circular(fact, claim) is circular
