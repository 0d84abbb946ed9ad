"""Measures proposals against the claims of articles that were coded by hand."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from dossier.coding.phrases import Span, split_sentences
from dossier.coding.suggest import Proposal, suggest
from dossier.corpus.tables import Corpus

COUNTED = ("claims", "key", "proposals", "hit", "half", "fitting", "telling", "asked", "right")
"""What is counted for each source."""


def measure(
    corpus: Corpus,
    texts: Mapping[str, str],
    suggester: Callable[[str, Corpus, list[Span]], list[Proposal]] = suggest,
    least: int = 0,
) -> pd.DataFrame:
    """Return how well proposals meet the claims, one row per source of `texts` and a last one, “all”.

    Key claims are those that answer a question. Questions are sought without the claims of the source that is measured;
    what its exclusions name is not looked at. Only proposals of a strength of at least `least` count. Columns:

    - claims, key, proposals: how many there are;
    - hit: key claims of which a proposal has at least one word; recall is its share of the key claims;
    - half: key claims of whose words one proposal in the same sentence has at least half; recall_half is its share;
    - fitting: proposals that have half of the words of a claim, or half of whose words are in one; precision is its
      share of the proposals;
    - telling: proposals that have half of the words of a key claim; precision_key is its share;
    - asked, right: proposals with a question, and those whose question is that of such a key claim;
    - per_claim: proposals for each claim.
    """
    rows = {source: _measure_source(corpus, source, text, suggester, least) for source, text in texts.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(COUNTED))
    table.loc["all"] = table.sum()
    table = table.rename_axis("source").reset_index()
    return table.assign(
        recall=table["hit"] / table["key"],
        recall_half=table["half"] / table["key"],
        precision=table["fitting"] / table["proposals"],
        precision_key=table["telling"] / table["proposals"],
        per_claim=table["proposals"] / table["claims"],
    )


def _measure_source(
    corpus: Corpus,
    source: str,
    text: str,
    suggester: Callable[[str, Corpus, list[Span]], list[Proposal]],
    least: int,
) -> list[int]:
    """Return what is counted for one source, in the order of COUNTED."""
    claims = list(corpus.rows("claims", source=source).itertuples())
    exclusions = [(row.start, row.end) for row in corpus.rows("exclusions", source=source).itertuples()]
    proposals = [each for each in suggester(text, corpus.without(source), exclusions) if each.strength >= least]
    sentences = split_sentences(text, exclusions)
    words = [_find_words(text, each.start, each.end) for each in proposals]
    hit = half = 0
    fitting: set[int] = set()
    telling: set[int] = set()
    right: set[int] = set()
    for claim in claims:
        own = _find_words(text, claim.start, claim.end)
        home = [span for span in sentences if span[0] < claim.end and claim.start < span[1]]
        met = {number for number, others in enumerate(words) if others & own}
        most = {
            number
            for number in met
            if 2 * len(words[number] & own) >= len(own)
            and any(start <= proposals[number].start < end for start, end in home)
        }
        fitting |= most | {number for number in met if 2 * len(words[number] & own) >= len(words[number])}
        if claim.question:
            hit += bool(met)
            half += bool(most)
            telling |= most
            right |= {number for number in most if proposals[number].question == claim.question}
    key = sum(bool(claim.question) for claim in claims)
    asked = sum(bool(each.question) for each in proposals)
    return [len(claims), key, len(proposals), hit, half, len(fitting), len(telling), asked, len(right)]


def _find_words(text: str, start: int, end: int) -> set[int]:
    """Return the places of the words of a span."""
    return {start + match.start() for match in re.finditer(r"\w+", text[start:end])}
