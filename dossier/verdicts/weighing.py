"""What counts in a rating: who bears witness, which conflict still stands, and when a fact speaks for a claim."""

from __future__ import annotations

from typing import Any

from dossier.verdicts.judge import Answer
from dossier.verdicts.origins import Origins
from dossier.vocabulary import Outcome, Subtype, Support, Verdict

NO_WITNESS = ("opinion", "prediction")
"""Kinds of claims that corroborate nothing: two judgements that agree are two judgements."""

KEPT = {Verdict.AGREE, Verdict.COMPATIBLE}
"""Verdicts that leave both answers standing."""

SUPPORTING = {Subtype.EXACT, Subtype.EQUIVALENT, Subtype.WITHIN_APPROXIMATION, Subtype.ROUNDING}
"""Ways in which a fact speaks for a claim, as it does where it is the finer of the two; else it leaves room for it."""


def is_witness(row: Any) -> bool:
    """Whether a claim can corroborate another: no judgement or forecast, no plan, and not hedged."""
    return row.kind not in NO_WITNESS and Answer.from_row(row).is_firm


def is_open(finding: Any) -> bool:
    """Whether a conflict still counts: no ruling has found that both can stand."""
    return bool(finding.outcome != Outcome.BOTH_STAND)


def weigh_facts(met: list[Any], origins: Origins, labels: dict[str, str]) -> Support:
    """Return what the facts make of one claim."""
    against = [
        finding
        for finding in met
        if finding.verdict == Verdict.CONFLICT
        and is_open(finding)
        and not (finding.outcome == Outcome.PREFER_ONE and finding.which == labels[finding.claims[0]])
    ]
    kept = [finding for finding in met if finding.verdict in KEPT]
    independent = [f for f in kept if not origins.is_circular(f.facts[0], f.claims[0])]
    if against:
        return Support.DIVIDED if independent else Support.AGAINST
    if independent:
        return Support.IN_LINE
    return Support.CIRCULAR if kept else Support.SILENT
