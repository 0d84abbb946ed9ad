"""Proposals for the coder, against the articles that were coded by hand, where they are present."""

import pandas as pd
import pytest

from dossier.coding.measure import measure
from dossier.coding.phrases import TOKEN, split_sentences
from dossier.coding.suggest import Proposal, suggest
from dossier.corpus import quotes

DEVELOPED_ON = ("abbassoy-2020", "nawab-2023")
"""The rules were written with these articles in view; the others were looked at only to measure."""


@pytest.fixture(scope="module")
def texts(evidence, articles):
    return quotes.read_texts(evidence, articles)


@pytest.fixture(scope="module")
def measured(evidence, texts):
    return measure(evidence, texts).set_index("source")


def test_nine_in_ten_key_claims_have_a_proposal(measured):
    assert (measured["recall"] >= 0.9).all()


def test_nine_in_ten_key_claims_have_half_their_words_proposed(evidence, texts, measured):
    assert measured.loc["all", "recall_half"] >= 0.9
    unseen = {source: text for source, text in texts.items() if source not in DEVELOPED_ON}
    assert measure(evidence, unseen).set_index("source").loc["all", "recall_half"] >= 0.9


def test_there_are_at_most_two_proposals_a_claim(measured):
    assert (measured["per_claim"] <= 2).all()


def test_strong_proposals_tell_more_than_words_cut_blindly(evidence, texts):
    def cut(text, corpus, exclusions):
        for sentence in split_sentences(text, exclusions):
            tokens = list(TOKEN.finditer(text, *sentence))
            for first in range(0, len(tokens), 8):
                start, end = tokens[first].start(), tokens[first : first + 8][-1].end()
                yield Proposal(start, end, text[start:end], 0, "", "", (), ())

    unseen = {source: text for source, text in texts.items() if source not in DEVELOPED_ON}
    blind = measure(evidence, unseen, cut).set_index("source").loc["all", "precision_key"]
    strong = measure(evidence, unseen, least=5).set_index("source").loc["all", "precision_key"]
    assert strong >= 1.4 * blind


def test_every_proposal_would_pass_as_a_quotation(evidence, texts):
    rows = [
        {"claim": source, "source": source, "quote": each.quote}
        | {"start": each.start, "end": each.end, "paragraph": each.paragraph}
        for source, text in texts.items()
        for each in suggest(text)
    ]
    assert quotes.verify(evidence.with_tables(claims=pd.DataFrame(rows)), texts) == []
