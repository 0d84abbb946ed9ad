"""Proposes common origins: claims of two sources that share rare words or an odd figure may be one witness.

A proposal is for an editor, who knows or finds out; what is accepted is written into `derived_from`. Nothing is decided
here, and no check fails on a proposal.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.verdicts.origins import Origins

LEAST_SHARE = 0.5
"""How much of the rarer words of the shorter quote two quotes must share."""

LEAST_WORDS = 3
"""How many rarer words they must share."""

TELLING = 2.0
"""How rare a word is to be a sign, as the logarithm of claims per claim that has it: one in seven."""

ODD_DIGITS = 2
"""How many digits other than noughts at the end make a figure odd: 7.3 and 1.25, not 100 or 2 000."""


class Proposal(NamedTuple):
    """Two claims of two sources that may have one origin, by their ids, with what they share, the likeliest first."""

    one: str
    other: str
    question: str
    weight: float
    shared: str


def propose_origins(corpus: Corpus) -> pd.DataFrame:
    """Return the pairs of claims that may have one origin, one row each with the columns of Proposal.

    Looked at are claims of two sources whose origins, as far as they are known, differ. A word is the rarer the fewer
    claims have it, and names are no sign; a figure is odd where it has two digits that count.
    """
    claims = list(corpus.claims.itertuples())
    names = _words(" ".join(corpus.names["as_written"]))
    words = {row.claim: _words(row.quote) - names for row in claims}
    spread = Counter(word for own in words.values() for word in own)
    weight = {word: math.log(len(claims) / number) for word, number in spread.items()}
    rare = {word for word, number in spread.items() if number <= max(2, len(claims) // 50)}
    origins = Origins(corpus)
    rows = [
        Proposal(
            min(a.claim, b.claim),
            max(a.claim, b.claim),
            a.question if a.question == b.question else "",
            round(found, 1),
            shared,
        )
        for a, b in _candidates(claims, words, rare)
        if a.source != b.source and not origins.of(a.claim) & origins.of(b.claim)
        for found, shared in [_compare(a, b, words, weight, rare)]
        if found
    ]
    frame = pd.DataFrame(sorted(rows), columns=list(Proposal._fields))
    return frame.sort_values("weight", ascending=False, kind="stable", ignore_index=True)


def _candidates(claims: list[Any], words: dict[str, set[str]], rare: set[str]) -> list[tuple[Any, Any]]:
    """Return the pairs that share a rare word or a figure, so that the work does not grow with all pairs."""
    having: dict[str, list[Any]] = {}
    for claim in claims:
        for sign in (words[claim.claim] & rare) | _odd_figures(claim.quote):
            having.setdefault(sign, []).append(claim)
    pairs = {(a.claim, b.claim): (a, b) for group in having.values() for a, b in combinations(group, 2)}
    return list(pairs.values())


def _compare(a: Any, b: Any, words: dict[str, set[str]], weight: dict[str, float], rare: set[str]) -> tuple[float, str]:
    """Return how much speaks for one origin, and what is shared; 0 where too little is."""
    figures = _odd_figures(a.quote) & _odd_figures(b.quote)
    common = words[a.claim] & words[b.claim]
    shorter = min((words[a.claim], words[b.claim]), key=len)
    telling = {word for word in common if weight[word] >= TELLING}
    is_alike = len(telling) >= LEAST_WORDS and len(common) >= LEAST_SHARE * len(shorter) and telling & rare
    if not is_alike and not figures:
        return 0, ""
    shared = [*sorted(figures), *(sorted(telling, key=lambda word: (-weight[word], word)) if is_alike else [])]
    return sum(weight[word] for word in telling if is_alike) + 5 * len(figures), ", ".join(shared)


def _words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{3,}", text)}


def _odd_figures(text: str) -> set[str]:
    """Return the figures of a text that chance would hardly repeat; years are not among them."""
    figures = re.findall(r"(?<![\w-])\d+(?:[.,]\d+)*", text)
    return {
        figure
        for figure in figures
        if len(re.sub(r"\D", "", figure).strip("0")) >= ODD_DIGITS and not re.fullmatch(r"(1[5-9]|20)\d\d", figure)
    }
