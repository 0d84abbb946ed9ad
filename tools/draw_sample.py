"""Lists forty facts and forty claims drawn at random, so that a reader can check each against the page that it cites.

Usage: python tools/draw_sample.py [SEED]
"""

from __future__ import annotations

import sys
from pathlib import Path

import dossier

SIZE = 40
SEED = 77
"""The seed of the sample that was checked for this edition."""


def draw_sample(corpus: dossier.corpus.Corpus, seed: int = SEED) -> list[str]:
    """Return one line per drawn fact and claim: its id, its statement, and where to look, facts first."""
    facts = corpus.facts.sample(min(SIZE, len(corpus.facts)), random_state=seed).sort_values("fact")
    claims = corpus.claims.sample(min(SIZE, len(corpus.claims)), random_state=seed).sort_values("claim")
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
