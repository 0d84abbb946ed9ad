"""Pairs of made-up statements of many kinds, in our value language, with the verdict that a careful reader gives."""

import csv
from pathlib import Path

import pytest

from dossier.verdicts.judge import Answer, Question, judge

with Path(__file__).with_name("own_pairs.csv").open(encoding="utf-8", newline="") as file:
    PAIRS = list(csv.DictReader(file))


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['said_a']} {pair['said_b']}")
def test_a_pair_is_judged_as_a_careful_reader_would(pair):
    comparable_on = tuple(filter(None, [pair["comparable_on"]]))
    question = Question(pair["type"], pair["unit"], pair["time_role"], pair["cardinality"], comparable_on)
    a, b = (
        Answer(
            pair[side],
            date=pair[f"date_{side}"],
            as_of=pair[f"as_of_{side}"],
            measure=pair[f"measure_{side}"],
            unit=pair[f"unit_{side}"],
            told=pair[f"told_{side}"],
        )
        for side in "ab"
    )
    assert judge(a, b, question).verdict == judge(b, a, question).verdict == pair["verdict"]


def test_there_are_fifty_pairs():
    assert len(PAIRS) >= 50
