"""Finds rulings that no comparison asks for: they are on an order or a constraint that is not broken."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dossier.corpus.labels import CONSTRAINT, ORDER, PairKey
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus


def stray_rulings(corpus: Corpus, findings: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for each ruling on a break of an order or a constraint that no two answers make."""
    made = set(findings["cluster"])
    for line, clusters in enumerate(corpus.rulings["clusters"], start=2):
        key = PairKey.parse(clusters)
        if key.question in (ORDER, CONSTRAINT) and clusters not in made:
            turned = str(PairKey(key.question, key.other, key.one))
            remedy = f"write “{turned}”" if turned in made else "remove the ruling"
            yield Problem("rulings.csv", line, "clusters", f"no two answers break “{clusters}”", remedy)
