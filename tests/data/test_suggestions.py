"""The smallest repair is computed where it can be, and else the editor's."""

from dataclasses import replace

import pytest

from dossier import verdicts
from dossier.verdicts.suggestions import propose_repairs


@pytest.fixture(scope="module")
def repairs(evidence, findings):
    proposed = propose_repairs(evidence, findings)
    return dict(zip(findings.loc[proposed.index, "finding"], proposed, strict=True))


def test_the_month_of_1992_belongs_to_another_event(repairs):
    for pair in (
        "tdi-2022-independence-june-1992~tdi-2022-recognition-december-1991",
        "korybko-2021-independence-1991~tdi-2022-independence-june-1992",
        "tdi-2022-independence-june-1992~azerbaijan-declares-independence",
    ):
        assert repairs[pair] == "If June 1992 were the answer to “When were diplomatic relations established?”."


def test_a_denial_can_be_cut_short(repairs):
    assert repairs["tdi-2022-energy-agreement-counts~tdi-2022-no-big-agreement-since"] == (
        "If “none” were said only of the time before February 2017."
    )


def test_every_conflict_has_a_repair(repairs):
    assert [finding for finding, repair in repairs.items() if not repair] == []


def test_a_slip_of_scale_is_seen(evidence):
    claims = evidence.claims
    slipped = claims[claims["claim"] == "abbassoy-2020-credit-line-amount"].assign(value="10")
    rest = claims[claims["claim"] != "abbassoy-2020-credit-line-amount"]
    import pandas as pd

    corpus = replace(evidence, claims=pd.concat([rest, slipped]).sort_values("claim", ignore_index=True))
    findings = verdicts.find(corpus)
    own = findings[findings["question"] == "credit-line-amount"]
    assert set(propose_repairs(corpus, own)) == {"If one of the two were ten times as large: a slip of scale."}
