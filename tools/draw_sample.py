"""Lists forty facts and forty claims drawn at random, so that a reader can check each against the page that it cites.

The draw goes by a hash of seed and id, so that a row that is added or removed changes one place of the sample at most.

Usage: python tools/draw_sample.py [SEED]
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import dossier
from dossier.corpus import Corpus

SIZE = 40
SEED = 77
"""The seed of the sample that was checked for this edition."""


def draw(ids: Iterable[str], seed: int) -> set[str]:
    """Return `SIZE` of the ids."""
    return set(sorted(ids, key=lambda name: sha256(f"{seed} {name}".encode()).hexdigest())[:SIZE])


def draw_sample(corpus: Corpus, seed: int = SEED) -> list[str]:
    """Return one line per drawn fact and claim: its id, its statement, and where to look, facts first."""
    facts = corpus.facts[corpus.facts["fact"].isin(draw(corpus.facts["fact"], seed))]
    claims = corpus.claims[corpus.claims["claim"].isin(draw(corpus.claims["claim"], seed))]
    return [
        *(f"{row.fact}: {row.statement} [{row.citekey}, {row.seen}]" for row in facts.itertuples()),
        *(
            f"{row.claim}: {row.statement} “{row.quote}” [{row.source}, {row.start}–{row.end}]"
            for row in claims.itertuples()
        ),
    ]


if __name__ == "__main__":
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else SEED
    print("\n".join(draw_sample(dossier.load(Path(__file__).parent.parent / "data").corpus, seed)))
