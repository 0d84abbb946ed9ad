"""The pages that explain the report say it in plain words."""

import re

import pytest

from dossier.vocabulary import Judgement

MACHINE = (
    r"cardinalit|\bprofiles?\b|\bcorpus\b|\brungs?\b|\bfindings?\b|\bstrengths?\b"
    r"|hold against|stands? at|bears? on|hangs? on"
)
"""Words of the machine, and turns that plain English does not have."""


@pytest.mark.parametrize("name", ["method", "reading", "matrix", "terms"])
def test_a_page_that_explains_has_no_words_of_the_machine(root, name):
    text = (root / "book" / f"{name}.md").read_text(encoding="utf-8")
    text = re.sub(r"`[^`]*`|\]\([^)]*\)", "", text)
    assert re.findall(MACHINE, text, re.IGNORECASE) == []


def test_the_page_on_reading_explains_every_judgement_in_its_order(root):
    text = (root / "book" / "reading.md").read_text(encoding="utf-8")
    explained = re.findall(r"^(.+)\n: ", text.partition("## How certain")[2].partition("## Whose")[0], re.MULTILINE)
    assert [word.lower() for word in explained] == [judgement.label for judgement in Judgement]


@pytest.mark.parametrize("name", ["reading", "terms", "matrix", "questions", "claims"])
def test_a_page_for_readers_has_no_modality(root, name):
    assert "modalit" not in (root / "book" / f"{name}.md").read_text(encoding="utf-8").lower()
