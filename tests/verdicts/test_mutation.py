"""Each mutation changes one thing, and most of them are found."""

import pytest

from dossier.values import Ladder, Question
from dossier.verdicts.mutation import mutate, run_selftest


@pytest.mark.parametrize(
    ("value", "kind", "planted"),
    [
        ("1992", "date", {"year + 1": "1993", "year − 1": "1991"}),
        ("1992-06", "date", {"year + 1": "1993-06", "year − 1": "1991-06", "another month": "1992-07"}),
        ("1992-06-09", "date", {
            "year + 1": "1993-06-09", "year − 1": "1991-06-09", "another month": "1992-07-15",
            "day + 3": "1992-06-12", "day − 3": "1992-06-06", "day and month swapped": "1992-09-06",
        }),
        ("1991/1992", "date", {}),
        ("1992-02-29", "date", {"another month": "1992-03-15", "day + 3": "1992-03-03", "day − 3": "1992-02-26"}),
        ("662281", "amount", {"× 10": "6622810", "thousand for million": "662.281000"}),
        ("7.3±0.05", "amount", {"× 10": "73±0.05", "thousand for million": "0.007300±0.05"}),
        ("~2", "amount", {"× 10": "~20", "thousand for million": "~0.002000"}),
        ("2", "rank", {"place up": "3", "place down": "1"}),
        ("talks", "status", {"rung up": "offered", "rung down": "interest", "come to an end": "lapsed"}),
        ("done", "status", {"rung down": "under-way", "come to an end": "lapsed"}),
        ("none", "absence", {"polarity": "some-member"}),
        ("only jmc", "absence", {"polarity": "none"}),
        ("jmc", "absence", {"polarity": "none"}),
        ("islamic", "category", {"another actor or answer": "something-else"}),
    ],
)  # fmt: skip
def test_each_mutation_changes_one_thing(value, kind, planted):
    assert dict(mutate(value, Question(kind))) == planted


def test_a_stage_moves_on_the_ladder_of_its_question():
    loan = Question("status", ladder=Ladder(("asked", "granted", "drawn"), deeds=("drawn",), ends=("called-in",)))
    assert dict(mutate("granted", loan)) == {"rung up": "drawn", "rung down": "asked", "come to an end": "called-in"}
    assert dict(mutate("talks", loan)) == {}


def plant(corpus):
    return run_selftest(corpus).set_index("mutation")[["planted", "unseen", "found", "asked"]]


def test_a_stage_that_leaves_its_order_wants_a_ruling_and_makes_no_conflict(make):
    corpus = make([{"source": source, "value": "talks", "as_of": "1920-06"} for source in "ab"], type="status")
    assert plant(corpus).loc["rung up"].tolist() == [2, 0, 0, 2]
    assert plant(corpus).loc["rung down"].tolist() == [2, 0, 0, 2]
    row = run_selftest(corpus).set_index("mutation").loc["rung up"]
    assert (row["rate"], row["noticed"]) == (0, 1)


def test_a_stage_that_keeps_its_order_cannot_be_seen(make):
    said = [{"source": "a", "value": "talks", "as_of": "1920"}, {"source": "b", "value": "talks", "as_of": "1922"}]
    table = plant(make(said, type="status"))
    # Only the earlier one can be too high, and only the later one too low.
    assert table.loc["rung up"].tolist() == [2, 1, 0, 1]
    assert table.loc["rung down"].tolist() == [2, 1, 0, 1]
    # An end of the later one is no surprise, and after one of the earlier there is nothing to talk about.
    assert table.loc["come to an end"].tolist() == [2, 1, 0, 1]


def test_an_end_beside_a_deed_is_found(make):
    corpus = make([{"source": source, "value": "done", "as_of": "1920-06"} for source in "ab"], type="status")
    assert plant(corpus).loc["come to an end"].tolist() == [2, 0, 2, 0]


def test_what_is_no_status_can_always_be_seen(make):
    table = plant(make([{"source": source, "value": "1919"} for source in "ab"]))
    assert table.loc["year + 1"].tolist() == [2, 0, 2, 0]
