"""Cuts an article into the runs that a page shows: words, coded spans, uncovered marks and what is left out.

All offsets count Unicode code points. What is returned is made of dicts, lists, texts, numbers and booleans alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from dossier.coding.places import Place
from dossier.corpus.quotes import audit
from dossier.corpus.tables import Corpus

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_TOKEN = re.compile(r"\S+")
_AROUND = ".,;:!?…()[]{}“”„«»\"'‘’‚"
"""Marks that stand around a word and are not part of it, so that a word is taken without its comma."""


@dataclass(frozen=True)
class Span:
    """A coded stretch of a text, with the lane in which it is underlined: spans that overlap have different lanes."""

    claim: str
    start: int
    end: int
    lane: int


def show_article(corpus: Corpus, source: str, text: str) -> dict[str, Any]:
    """Return an article as a page shows it.

    `paragraphs` are its lines that are not blank, each a `number`, counted from 1, and `runs`: stretches of one kind
    with their `text`, their `start`, the place of their `word` in `words` (-1 between words), the `claims` that cover
    them with the `lanes` of these, and whether they are a `mark` that no claim covers or are `excluded`. `words` are
    pairs of start and end without the punctuation around them. `claims` are the coded spans by id, as cards; `marks`
    counts what there is to cover, and `uncovered` what is left of it. Raises KeyError for an unknown source.
    """
    row = corpus.sources.set_index("source").loc[source]
    spans = lay_out(corpus, source)
    excluded = [Place(int(each.start), int(each.end)) for each in corpus.rows("exclusions", source=source).itertuples()]
    bare = corpus.with_tables(claims=corpus.claims.iloc[:0])
    left = find_uncovered(corpus, source, text)
    words = list(find_words(text))
    edges = sorted({edge for span in spans for edge in (span.start, span.end)} | _edges(excluded, left, words))
    return {
        "source": source,
        "label": row["label"],
        "title": row["title"],
        "publisher": row["publisher"],
        "published": row["published"],
        "paragraphs": [
            {"number": number, "runs": list(_cut(text, line, edges, spans, excluded, left, words))}
            for number, line in enumerate(_LINE.finditer(text), start=1)
        ],
        "words": [list(word) for word in words],
        "claims": _cards(corpus, spans),
        "uncovered": len(left),
        "marks": len(find_uncovered(bare, source, text)),
    }


def find_uncovered(corpus: Corpus, source: str, text: str) -> list[Place]:
    """Return where the names, dates and sums of an article stand that no claim covers, in their order."""
    found = audit(corpus, {source: text})
    return [Place(int(row.start), int(row.start) + len(row.text)) for row in found.itertuples()]


def find_words(text: str) -> Iterator[Place]:
    """Yield each word without the marks around it; what is nothing but marks is a word by itself.

    >>> [text[a:b] for text in ["“Ferry,” said – (he)."] for a, b in find_words(text)]
    ['Ferry', 'said', '–', 'he']
    """
    for token in _TOKEN.finditer(text):
        core = token[0].strip(_AROUND)
        start = token.start() + (token[0].index(core) if core else 0)
        yield Place(start, start + len(core)) if core else Place(token.start(), token.end())


def lay_out(corpus: Corpus, source: str) -> list[Span]:
    """Return the coded spans of a source in the order of its text, each in the first lane that is free."""
    rows = corpus.rows("claims", source=source).sort_values(["start", "end", "claim"])
    spans, ends = [], list[int]()
    for row in rows.itertuples():
        lane = next((place for place, end in enumerate(ends) if end <= row.start), len(ends))
        ends[lane:] = [int(row.end), *ends[lane + 1 :]]
        spans.append(Span(row.claim, int(row.start), int(row.end), lane))
    return spans


def trim(text: str, start: int, end: int) -> Place:
    """Return a stretch of a text without the space at its ends.

    >>> trim("The ferry ", 3, 10)
    Place(start=4, end=9)
    """
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Place(start, start + len(words.strip()))


def _edges(*groups: Iterable[Place]) -> set[int]:
    return {edge for group in groups for place in group for edge in place}


def _cut(
    text: str,
    line: re.Match[str],
    edges: list[int],
    spans: list[Span],
    excluded: list[Place],
    left: list[Place],
    words: list[Place],
) -> Iterator[dict[str, Any]]:
    """Yield the runs of one line, which lie between two edges of anything."""
    cuts = [line.start(), *(edge for edge in edges if line.start() < edge < line.end()), line.end()]
    for start, end in pairwise(cuts):
        here = sorted((span for span in spans if span.start <= start < span.end), key=lambda span: span.lane)
        yield {
            "text": text[start:end],
            "start": start,
            "word": _place_of(start, words),
            "claims": [span.claim for span in here],
            "lanes": [span.lane for span in here],
            "mark": _place_of(start, left) >= 0,
            "excluded": _place_of(start, excluded) >= 0,
        }


def _place_of(point: int, places: list[Place]) -> int:
    return next((number for number, (start, end) in enumerate(places) if start <= point < end), -1)


def _cards(corpus: Corpus, spans: list[Span]) -> dict[str, dict[str, str]]:
    """Return what is told of each claim where it is pointed at."""
    questions = dict(corpus.questions[["question", "text"]].itertuples(index=False, name=None))
    rows = corpus.claims.set_index("claim")
    shown = ("quote", "statement", "question", "value", "unit", "date", "theme", "kind", "told", "stated")
    cards = {}
    for span in spans:
        row = rows.loc[span.claim]
        cards[span.claim] = {name: str(row[name]) for name in shown} | {"asked": questions.get(row["question"], "")}
    return cards
