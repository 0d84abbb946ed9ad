"""Whether the instrument finds what is planted in the live evidence."""

from dossier.verdicts.mutation import count_false_alarms, run_selftest


def test_most_planted_contradictions_are_found(evidence, findings):
    table = run_selftest(evidence).set_index("mutation")
    for mutation in ("year + 1", "year − 1", "another month", "day + 3", "day − 3", "× 10"):
        assert table.loc[mutation, "rate"] >= 0.8, mutation


def test_the_annex_names_every_kind_that_is_seldom_found(evidence, root):
    table = run_selftest(evidence).set_index("mutation")
    explained = {"rung up": "a stage raised", "rung down": "a stage lowered"}
    explained |= {"come to an end": "a thing said to have ended", "polarity": "a denial turned round"}
    annex = (root / "notebooks" / "instrument.ipynb").read_text(encoding="utf-8")
    assert all(name in annex for name in explained.values())
    assert set(table.index[table["rate"] < 0.6]) <= set(explained)


def test_a_moved_stage_is_noticed_wherever_a_comparison_can_see_it(evidence):
    table = run_selftest(evidence).set_index("mutation").loc[["rung up", "rung down", "come to an end", "polarity"]]
    assert (table["noticed"] >= 0.6).all()
    assert (table["unseen"] < table["planted"]).all()


def test_false_alarms_are_the_conflicts_that_a_ruling_dissolves(findings):
    alarms, pairs = count_false_alarms(findings)
    dissolved = findings[(findings["verdict"] == "conflict") & (findings["outcome"] == "both-stand")]
    assert alarms == len(dissolved) > 0
    assert pairs == findings["verdict"].isin(["agree", "compatible", "conflict"]).sum()
