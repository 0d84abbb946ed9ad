"""Finds the words of claims again in a text that was corrected, and writes where they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dossier.coding.places import Place, find_nearest, find_places
from dossier.coding.rows import Change, with_cells, write_files
from dossier.coding.sources import read_article
from dossier.corpus.quotes import count_paragraphs
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus, read, read_schema

Cells = dict[tuple[str, ...], dict[str, str]]
"""New cells by the texts of a primary key."""


class Moved(NamedTuple):
    """A claim whose words stand elsewhere now, or stand there in another form; without a place they are gone."""

    claim: str
    line: int
    quote: str
    place: Place | None
    now: str
    paragraph: int


def find_moved(corpus: Corpus, texts: Mapping[str, str]) -> Iterator[Moved]:
    """Yield the claims whose quotation or paragraph is not where the tables have it, with where it is in the text."""
    for line, claim in enumerate(corpus.claims.itertuples(), start=2):
        text = texts.get(claim.source)
        if text is None:
            continue
        place = _find(text, claim)
        if place is None:
            yield Moved(claim.claim, line, claim.quote, None, "", 0)
            continue
        now, paragraph = text[place.start : place.end], count_paragraphs(text[: place.start])
        if (place.start, place.end, now, paragraph) != (claim.start, claim.end, claim.quote, claim.paragraph):
            yield Moved(claim.claim, line, claim.quote, place, now, paragraph)


def _find(text: str, claim: Any) -> Place | None:
    """Return where the words of a claim stand: at their place, else at the nearest, else what is most like them."""
    if text[claim.start : claim.end] == claim.quote:
        return Place(claim.start, claim.end)
    places = find_places(text, claim.quote)
    return min(places, key=lambda place: abs(place.start - claim.start)) if places else find_nearest(text, claim.quote)


def say_moved(moved: Moved) -> Problem:
    """Return a moved claim as a problem, with where its words stand now as its remedy."""
    if moved.place is None:
        return Problem(
            "claims.csv", moved.line, "quote", f"“{moved.quote}” is gone", "quote other words, or drop the claim"
        )
    if moved.now != moved.quote:
        found, remedy = f"“{moved.quote}” is gone", f"“{moved.now}” stands at {moved.place.start}:{moved.place.end}"
        return Problem("claims.csv", moved.line, "quote", found, remedy)
    found = f"“{moved.quote[:40]}” stands elsewhere"
    remedy = f"write {moved.place.start},{moved.place.end},{moved.paragraph}"
    return Problem("claims.csv", moved.line, "start", found, remedy)


def correct(folder: Path, texts: Path) -> tuple[Change, list[Moved]]:
    """Write the places of all words that are found again, with hash and length of each text; all files or none.

    Returns what was written, and the claims whose words are gone or read otherwise: those are left to the coder.
    Raises CorpusError where a text cannot be read.
    """
    corpus, schema = read(folder), read_schema(folder)
    articles = {row.source: (row, *read_article(texts / row.file)) for row in corpus.sources.itertuples()}
    found = list(find_moved(corpus, {source: text for source, (_, text, _) in articles.items()}))
    claims: Cells = {
        (each.claim,): {
            "start": str(each.place.start),
            "end": str(each.place.end),
            "paragraph": str(each.paragraph),
        }
        for each in found
        if each.place and each.now == each.quote
    }
    sources: Cells = {
        (source,): {"text_sha256": digest, "characters": str(len(text))}
        for source, (row, text, digest) in articles.items()
        if row.text_sha256 != digest
    }
    contents = {}
    for name, changes in (("claims", claims), ("sources", sources)):
        if changes:
            contents[folder / schema[name]["path"]] = with_cells(folder, schema[name], changes)
    return write_files(contents), [each for each in found if (each.claim,) not in claims]
