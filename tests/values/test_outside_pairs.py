"""Pairs of statements from outside, coded in our value language: what the engine says of them against what people said.

The pairs are other people's sentences and are not in the repository. Their values were coded when the language could
say less; what it can say now is coded anew below. “Compatible” is whatever does not exclude the other.
"""

import csv

import pytest

from dossier.values import UnreadableValue, read_answer
from dossier.verdicts.judge import Answer, Question, judge
from dossier.vocabulary import Verdict

RECODED = {
    "VN17": ("<127", "127"),  # “less than”
    "VN62": (">79", "79"),  # “over”
    "VN94": (">61", "61"),  # “more than”
    "WC49": ("40.4", "~57/58"),  # “around”
    "WC89u": ("1±0.05", "26.5"),  # the text itself gives 26.5 mm as one inch, so that the inch is rounded
    "WC105": ("-9999/-3999", "Y-2499999/Y-10000"),  # the older age ends before the younger begins
}
"""Values of pairs that the file marks as coded only nearly or not at all."""

BROADER = (("actor", "artist"), ("english", "british"), ("five-star-hotel", "hotel"))
"""What a coder would have said of these codes: each is one of the other."""


@pytest.fixture(scope="module")
def pairs(root):
    path = root.parent / "shared" / "reference" / "outside_pairs.csv"
    if not path.is_file():
        pytest.skip("the outside pairs are not here: they are other people's text")
    return list(csv.DictReader(path.open(encoding="utf-8", newline="")))


def coded(pair):
    """Return the two answers of a pair and their question; of two units, each answer has its own."""
    units = pair["unit"].split(" / ")
    own = units if len(units) == 2 else ("", "")
    question = Question(pair["type"], units[0], pair["time_role"], pair["cardinality"], broader=BROADER)
    values = RECODED.get(pair["id"], (pair["a"], pair["b"]))
    dates = pair["date_a"], pair["date_b"]
    a, b = (Answer(value, date, date, unit=unit) for value, date, unit in zip(values, dates, own, strict=True))
    return a, b, question


def can_be_written(pair):
    a, b, question = coded(pair)
    try:
        return all(read_answer(answer, question) for answer in (a, b))
    except UnreadableValue:
        return False


def test_at_most_five_pairs_cannot_be_written(pairs):
    assert len([pair["id"] for pair in pairs if not can_be_written(pair)]) <= 5


def test_conflicts_are_found_and_only_conflicts(pairs):
    written = [pair for pair in pairs if can_be_written(pair)]
    found = {pair["id"] for pair in written if judge(*coded(pair)).verdict is Verdict.CONFLICT}
    true = {pair["id"] for pair in written if pair["gold"] == "conflict"}
    assert len(found & true) / len(found) >= 0.95, sorted(found - true)
    assert len(found & true) / len(true) >= 0.95, sorted(true - found)
