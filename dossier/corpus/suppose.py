"""The evidence as it would be with one claim more, or with another answer in one: nothing is written."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from dossier.corpus.tables import Corpus, CorpusError
from dossier.errors import offer


def with_claim(corpus: Corpus, row: Mapping[str, object]) -> Corpus:
    """Return the evidence with a claim more; a column that the row does not name is empty, an integer 0.

    Raises CorpusError for an id that a claim has already, and for a column that claims do not have.
    """
    claims = corpus.claims
    if unknown := [name for name in row if name not in claims]:
        raise CorpusError(f"claims have no column “{unknown[0]}”; {offer(unknown[0], claims)}")
    if row.get("claim") in set(claims["claim"]):
        raise CorpusError(f"there is a claim “{row['claim']}” already; give the new one an id of its own")
    blank = {name: 0 if pd.api.types.is_integer_dtype(kind) else "" for name, kind in claims.dtypes.items()}
    added = pd.DataFrame([blank | dict(row)]).astype(claims.dtypes)
    return corpus.with_tables(claims=pd.concat([claims, added], ignore_index=True))


def with_cells(corpus: Corpus, claim: str, cells: Mapping[str, object]) -> Corpus:
    """Return the evidence with other cells in one claim.

    Raises CorpusError for an unknown claim, and for a column that claims do not have.
    """
    claims = corpus.claims.copy()
    if unknown := [name for name in cells if name not in claims]:
        raise CorpusError(f"claims have no column “{unknown[0]}”; {offer(unknown[0], claims)}")
    chosen = claims["claim"] == claim
    if not chosen.any():
        raise CorpusError(f"no claim “{claim}”; {offer(claim, claims['claim'])}")
    for name, value in cells.items():
        claims.loc[chosen, name] = value
    return corpus.with_tables(claims=claims)
