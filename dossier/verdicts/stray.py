"""Finds rulings that no comparison asks for: on answers that are not at odds, or an order that is not broken."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from dossier.corpus.labels import CONSTRAINT, ORDER, PairKey
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus


def stray_rulings(corpus: Corpus, findings: pd.DataFrame) -> Iterator[Problem]:
    """Yield a problem for each ruling on two answers, or on a break of an order or a constraint, that nobody finds."""
    made = set(findings["cluster"])
    for line, clusters in enumerate(corpus.rulings["clusters"], start=2):
        key = PairKey.parse(clusters)
        if clusters not in made and key.question not in (ORDER, CONSTRAINT):
            found = f"nothing is found between the two sides of “{clusters}”"
            yield Problem("rulings.csv", line, "clusters", found, "remove the ruling, or correct a label")
        elif clusters not in made:
            turned = str(PairKey(key.question, key.other, key.one))
            remedy = f"write “{turned}”" if turned in made else "remove the ruling"
            yield Problem("rulings.csv", line, "clusters", f"no two answers break “{clusters}”", remedy)
