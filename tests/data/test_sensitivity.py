"""What the findings hang on."""

from dossier.verdicts.sensitivity import (
    judge_under_profiles,
    leave_one_out,
    profile_sensitive,
    single_source_dependence,
)


def test_doubled_is_a_conflict_only_under_the_strict_reading(evidence):
    found = profile_sensitive(evidence)
    pair = "abbassoy-2020-trade-doubled~growth-named-by-bayramov"
    assert found.loc[pair].to_dict() == {"strict": "conflict", "default": "compatible", "lenient": "compatible"}


def test_the_default_profile_is_what_find_gives(evidence, findings):
    assert judge_under_profiles(evidence)["default"].to_dict() == findings.set_index("finding")["verdict"].to_dict()


def test_leaving_out_starts_from_the_whole(evidence, findings):
    table = leave_one_out(evidence)
    assert list(table["source"]) == ["", *evidence.sources["source"]]
    assert table.loc[0, "findings"] == len(findings)
    assert (table["findings"][1:] < len(findings)).all()


def test_a_question_depends_on_each_of_its_two_witnesses(evidence):
    found = single_source_dependence(evidence)
    assert set(found[found["question"] == "jf-17-maker"]["source"]) == {"abbassoy-2020", "tdi-2022"}
    assert "pakistan-on-karabakh" not in set(found["question"])
