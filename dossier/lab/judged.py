"""Says what of a mark only the engine knows: words of certainty, and what contradicts a claim."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from dossier.corpus.package import hash_data
from dossier.report import Report, load
from dossier.settings import FILE
from dossier.vocabulary import Judgement, Verdict


def judge(data: Path, statements: Iterable[str]) -> dict[str, Any]:
    """Return how certain statements are, each named as the role `certainty` names it, and all conflicts of claims.

    `certainty` has a list of word and basis for each statement that the evidence bears, and none for the others;
    `conflicts` has, for each claim that is part of one, the ids of the claims and facts on the other side. Raises
    CorpusError or SettingsError where the data cannot be read.
    """
    settings = data.parent / FILE
    state = hash_data(data) if (data / "datapackage.json").is_file() else ""
    report = _load(data, state + (settings.read_text(encoding="utf-8") if settings.is_file() else ""))
    words = {text: said for text in statements if (said := _say_certainty(report, text))}
    return {"certainty": words, "conflicts": _list_conflicts(report)}


@lru_cache(maxsize=1)
def _load(data: Path, state: str) -> Report:
    return load(data)


def _say_certainty(report: Report, text: str) -> tuple[str, str] | None:
    parts = [[name.strip() for name in part.split(",")] for part in text.split(";")]
    ratings = report.ratings.set_index("question")
    match parts:
        case [[question]] if question in ratings.index:
            rating = ratings.loc[question]
            return Judgement(rating["judgement"]).label, str(rating["basis"])
    vouched = report.vouching.vouch_parts(parts)
    return (vouched.word.label, vouched.basis) if vouched else None


def _list_conflicts(report: Report) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for row in report.findings[report.findings["verdict"] == Verdict.CONFLICT].itertuples():
        ends = [*row.claims, *row.facts]
        for claim in row.claims:
            found.setdefault(claim, {}).update(dict.fromkeys(end for end in ends if end != claim))
    return {claim: list(others) for claim, others in found.items()}
