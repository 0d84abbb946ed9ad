"""How certain a statement is that rests on named claims and facts, on made-up evidence."""

import pytest

from dossier.verdicts import find
from dossier.verdicts.vouching import Vouching
from dossier.vocabulary import Judgement

ALPHA, BETA = {"source": "alpha", "value": "1920"}, {"source": "beta", "value": "1920"}
HIGH = {"fact": "high", "value": "1920"}
MEDIUM = {"fact": "medium", "value": "1920", "confidence": "medium", "authority": "Port of Gullport"}
LOW = {"fact": "low", "value": "1920", "confidence": "low", "authority": "A traveller"}


@pytest.fixture
def vouch(make):
    def vouch(names, claims, facts=(), rulings=()):
        named = [{"source": claim["source"], "label": claim["source"].capitalize()} for claim in claims]
        corpus = make(claims, facts, rulings=rulings, sources=named)
        return Vouching(corpus, find(corpus)).vouch(names)

    return vouch


@pytest.mark.parametrize(
    ("names", "claims", "facts", "word"),
    [
        (["alpha-0", "beta-1"], [ALPHA, BETA], [], Judgement.WELL_ESTABLISHED),
        (["alpha-0", "high"], [ALPHA], [HIGH], Judgement.WELL_ESTABLISHED),
        (["high"], [ALPHA], [HIGH], Judgement.LIKELY),
        (["alpha-0", "medium"], [ALPHA], [MEDIUM], Judgement.LIKELY),
        (["medium"], [ALPHA], [MEDIUM], Judgement.ONE_SOURCE),
        (["alpha-0"], [ALPHA], [], Judgement.ONE_SOURCE),
        (["alpha-0", "low"], [ALPHA], [LOW], Judgement.ONE_SOURCE),
    ],
)
def test_independent_origins_give_the_word(vouch, names, claims, facts, word):
    assert vouch(names, claims, facts).word is word


def test_a_record_that_goes_back_to_the_article_counts_once(vouch):
    fact = HIGH | {"derived_from": "alpha"}
    assert vouch(["alpha-0", "high"], [ALPHA], [fact]).word is Judgement.LIKELY


def test_an_opinion_is_no_witness(vouch):
    assert vouch(["alpha-0", "beta-1"], [ALPHA, BETA | {"kind": "opinion"}]).word is Judgement.ONE_SOURCE


def test_an_article_against_an_article_leaves_it_unclear(vouch):
    assert vouch(["alpha-0"], [ALPHA, BETA | {"value": "1930"}]).word is Judgement.UNCLEAR


def test_a_record_against_articles_makes_it_probably_wrong_and_names_who_says_so(vouch):
    found = vouch(["alpha-0"], [ALPHA, BETA | {"value": "1930"}], [HIGH | {"value": "1930"}])
    assert found == (Judgement.PROBABLY_WRONG, "Alpha; against Diet of Ruritania")


def test_records_on_both_sides_leave_it_unclear(vouch):
    facts = [HIGH, HIGH | {"fact": "other", "value": "1930", "authority": "Customs of Freedonia"}]
    assert vouch(["alpha-0"], [ALPHA], facts).word is Judgement.UNCLEAR
    assert vouch(["alpha-0", "high"], [ALPHA], facts).word is Judgement.UNCLEAR


def test_an_article_against_the_record_speaks_against_no_record(vouch):
    assert vouch(["high", "beta-1"], [ALPHA | {"value": "1930"}, BETA], [HIGH]).word is Judgement.WELL_ESTABLISHED


@pytest.mark.parametrize(
    ("outcome", "which", "word"),
    [
        ("prefer-one", "1920", Judgement.ONE_SOURCE),
        ("prefer-one", "1930", Judgement.PROBABLY_WRONG),
        ("deprecated", "1930", Judgement.ONE_SOURCE),
        ("deprecated", "1920", Judgement.PROBABLY_WRONG),
        ("both-stand", "", Judgement.ONE_SOURCE),
        ("open", "", Judgement.UNCLEAR),
    ],
)
def test_a_ruling_decides_between_two_answers(vouch, outcome, which, word):
    ruling = {"clusters": "q: 1920 ~ 1930", "outcome": outcome, "which": which}
    assert vouch(["alpha-0"], [ALPHA, BETA | {"value": "1930"}], rulings=[ruling]).word is word


def test_two_articles_that_an_editor_prefers_are_likely_at_best(vouch):
    ruling = {"clusters": "q: 1920 ~ 1930", "outcome": "prefer-one", "which": "1920"}
    claims = [ALPHA, BETA, {"source": "gamma", "value": "1930"}]
    assert vouch(["alpha-0", "beta-1"], claims, rulings=[ruling]).word is Judgement.LIKELY


def test_a_basis_names_three_origins_and_counts_the_others(vouch):
    claims = [{"source": name, "value": "1920"} for name in ("alpha", "beta", "gamma", "delta", "epsilon")]
    names = [f"{claim['source']}-{place}" for place, claim in enumerate(claims)]
    assert vouch(names, claims).basis == "Alpha, Beta, Gamma and two more"


def test_a_statement_is_as_certain_as_its_weakest_part(make):
    corpus = make([ALPHA, BETA, {"source": "gamma", "question": "other", "value": "1921"}])
    found = Vouching(corpus, find(corpus)).vouch_parts([["alpha-0", "beta-1"], ["gamma-2"]])
    assert found.word is Judgement.ONE_SOURCE


def test_of_what_an_edition_leaves_out_nobody_says_anything(vouch):
    assert vouch(["omega-1"], [ALPHA]) is None
