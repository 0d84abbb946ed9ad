"""Agreement of two coders, against values worked out by hand."""

import pandas as pd

from dossier.notebook import compare_coders


def test_agreement_beyond_chance_is_cohens_kappa():
    coding = pd.DataFrame({"field": "kind", "first": ["a", "a", "b", "b"], "second": ["a", "a", "b", "a"]})
    [row] = compare_coders(coding).to_dict("records")
    # Same in three of four; by chance 1/2 · 3/4 + 1/2 · 1/4 = 1/2.
    assert row == {"field": "kind", "claims": 4, "same": 0.75, "kappa": 0.5}


def test_coders_who_use_one_code_alone_have_no_kappa():
    coding = pd.DataFrame({"field": ["kind"], "first": ["a"], "second": ["a"]})
    assert compare_coders(coding)["kappa"].isna().all()


def test_fields_keep_the_order_of_the_table():
    coding = pd.DataFrame({"field": ["theme", "date", "theme"], "first": ["x", "y", "z"], "second": ["x", "x", "z"]})
    compared = compare_coders(coding)
    assert list(compared["field"]) == ["theme", "date"]
    assert list(compared["claims"]) == [2, 1]
