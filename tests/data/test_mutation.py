"""Whether the instrument finds what is planted in the live evidence."""

from dossier.verdicts.mutation import count_false_alarms, run_selftest


def test_most_planted_contradictions_are_found(evidence, findings):
    table = run_selftest(evidence).set_index("mutation")
    for mutation in ("year + 1", "year − 1", "another month", "day + 3", "day − 3", "× 10"):
        assert table.loc[mutation, "rate"] >= 0.8, mutation
    alarms, pairs = count_false_alarms(evidence, findings)
    assert alarms <= 0.02 * pairs
