"""What the findings hang on, and whether the instrument finds what is planted."""

import pytest

from dossier.verdicts.mutation import count_false_alarms, plant, run_selftest
from dossier.verdicts.sensitivity import find_flips, find_hinges, judge_under_profiles, leave_one_out


def test_doubled_is_a_conflict_only_under_the_strict_reading(evidence):
    flips = find_flips(evidence)
    pair = "abbassoy-2020-trade-doubled~growth-named-by-bayramov"
    assert flips.loc[pair].to_dict() == {"strict": "conflict", "default": "compatible", "lenient": "compatible"}


def test_the_default_profile_is_what_find_gives(evidence, findings):
    assert judge_under_profiles(evidence)["default"].to_dict() == findings.set_index("finding")["verdict"].to_dict()


def test_leaving_out_starts_from_the_whole(evidence, findings):
    table = leave_one_out(evidence)
    assert list(table["source"]) == ["", *evidence.sources["source"]]
    assert table.loc[0, "findings"] == len(findings)
    assert (table["findings"][1:] < len(findings)).all()


def test_a_question_hinges_on_each_of_its_two_witnesses(evidence):
    hinges = find_hinges(evidence)
    assert set(hinges[hinges["question"] == "jf-17-maker"]["source"]) == {"abbassoy-2020", "tdi-2022"}
    assert "pakistan-on-karabakh" not in set(hinges["question"])


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
        ("7.3±0.05", "amount", {"× 10": "73±0.05", "thousand for million": "0.007300±0.05"}),
        ("~2", "amount", {"× 10": "~20", "thousand for million": "~0.002000"}),
        ("2", "rank", {"place up": "3", "place down": "1"}),
        ("talks", "status", {"rung up": "offered", "rung down": "interest"}),
        ("done", "status", {"rung down": "under-way"}),
        ("none", "absence", {"polarity": "some-member"}),
        ("islamic", "category", {"another actor or answer": "something-else"}),
    ],
)  # fmt: skip
def test_each_mutation_changes_one_thing(value, kind, planted):
    assert dict(plant(value, kind)) == planted


def test_most_planted_contradictions_are_found(evidence, findings):
    table = run_selftest(evidence).set_index("mutation")
    for mutation in ("year + 1", "year − 1", "another month", "day + 3", "day − 3", "× 10"):
        assert table.loc[mutation, "rate"] >= 0.8, mutation
    alarms, pairs = count_false_alarms(evidence, findings)
    assert alarms <= 0.02 * pairs
