"""Compares two coders of the same claims, field by field."""

from __future__ import annotations

import pandas as pd


def compare_coders(coding: pd.DataFrame) -> pd.DataFrame:
    """Return how far two coders agree on each field of the table `second_coding`, in its order.

    Columns: field, claims (number), same (share from 0 to 1) and kappa (Cohen's: agreement beyond chance, at most 1).
    Kappa is missing where chance alone would make them agree.
    """
    groups = coding.groupby("field", sort=False)
    rows = [(field, len(group), *_agreement(group["first"], group["second"])) for field, group in groups]
    return pd.DataFrame(rows, columns=["field", "claims", "same", "kappa"])


def _agreement(first: pd.Series, second: pd.Series) -> tuple[float, float]:
    same = float((first == second).mean())
    shares = [coder.value_counts(normalize=True) for coder in (first, second)]
    by_chance = float((shares[0] * shares[1]).sum())
    return same, (same - by_chance) / (1 - by_chance) if by_chance < 1 else float("nan")
