"""Finds the words of claims again in a text that was corrected, and writes where they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from dossier.coding.places import Place, find_nearest, find_places
from dossier.coding.rows import Change, with_cells, write_files, writing
from dossier.coding.sources import read_article
from dossier.corpus.quotes import count_paragraphs, find_text
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
    shifts = {source: find_shift(corpus, source, text) for source, text in texts.items()}
    for line, claim in enumerate(corpus.claims.itertuples(), start=2):
        text = texts.get(claim.source)
        if text is None:
            continue
        place = _find(text, claim, shifts[claim.source])
        if place is None:
            yield Moved(claim.claim, line, claim.quote, None, "", 0)
            continue
        now, paragraph = text[place.start : place.end], count_paragraphs(text[: place.start])
        if (place.start, place.end, now, paragraph) != (claim.start, claim.end, claim.quote, claim.paragraph):
            yield Moved(claim.claim, line, claim.quote, place, now, paragraph)


def find_shift(corpus: Corpus, source: str, text: str) -> int:
    """Return by how much the words of an article have moved: the middle one of those that stand in it just once."""
    moved = [
        text.index(claim.quote) - claim.start
        for claim in corpus.rows("claims", source=source).itertuples()
        if text.count(claim.quote) == 1
    ]
    return sorted(moved)[len(moved) // 2] if moved else 0


def _find(text: str, claim: Any, shift: int) -> Place | None:
    """Return where the words of a claim stand: nearest to where all others moved, else what is most like them."""
    places = find_places(text, claim.quote)
    if places:
        return min(places, key=lambda place: abs(place.start - claim.start - shift))
    return find_nearest(text, claim.quote)


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


def correct(folder: Path, texts: Path) -> tuple[Change, list[Problem]]:
    """Write the places of all words that are found again, with hash and length of each text; all files or none.

    Returns what was written, and what is left to the coder: claims whose words are gone or read otherwise, stretches
    that are not coded and whose place cannot be told, and texts of which less than half is found again: those are not
    taken for the article. Raises CorpusError where a text cannot be read.
    """
    with writing(folder):
        corpus, schema = read(folder), read_schema(folder)
        articles = {row.source: (row, *read_article(find_text(texts, row.file))) for row in corpus.sources.itertuples()}
        changed = {source for source, (row, _, digest) in articles.items() if row.text_sha256 != digest}
        found = list(find_moved(corpus, {source: articles[source][1] for source in changed}))
        lost = {each.claim for each in found if each.now != each.quote}
        left = [say_moved(each) for each in found if each.claim in lost]
        for source in sorted(changed):
            own = set(corpus.rows("claims", source=source)["claim"])
            if len(own & lost) * 2 > len(own):
                changed.remove(source)
                line = list(articles).index(source) + 2
                wrong = f"{len(own & lost)} of {len(own)} claims do not stand in {articles[source][0].file}"
                left.append(Problem("sources.csv", line, "file", wrong, "put the text of this article there"))
        source_of = dict(zip(corpus.claims["claim"], corpus.claims["source"], strict=True))
        claims: Cells = {
            (each.claim,): {
                "start": str(each.place.start),
                "end": str(each.place.end),
                "paragraph": str(each.paragraph),
            }
            for each in found
            if each.place and each.claim not in lost and source_of[each.claim] in changed
        }
        sources: Cells = {
            (source,): {"text_sha256": articles[source][2], "characters": str(len(articles[source][1]))}
            for source in changed
        }
        exclusions: Cells = {}
        for line, row in enumerate(corpus.exclusions.itertuples(), start=2):
            if row.source in changed:
                shift = _shift_of(corpus, claims, row)
                if shift is None:
                    said = f"[{row.start}:{row.end}] of {row.source} may stand elsewhere now"
                    left.append(Problem("exclusions.csv", line, "start", said, "look at the text, and write its place"))
                elif shift:
                    exclusions[row.source, str(row.start)] = {
                        "start": str(row.start + shift),
                        "end": str(row.end + shift),
                    }
        contents = {
            folder / schema[name]["path"]: with_cells(folder, schema[name], changes)
            for name, changes in (("claims", claims), ("exclusions", exclusions), ("sources", sources))
            if changes
        }
        return write_files(contents), left


def _shift_of(corpus: Corpus, claims: Cells, exclusion: Any) -> int | None:
    """Return by how much a stretch has moved: as the claims before and behind it, or None where they differ."""
    own = corpus.rows("claims", source=exclusion.source).sort_values("start")
    moved = {
        row.claim: int(claims.get((row.claim,), {}).get("start", row.start)) - row.start for row in own.itertuples()
    }
    before, behind = own[own["end"] <= exclusion.start], own[own["start"] >= exclusion.end]
    if before.empty or behind.empty:
        return 0 if not any(moved.values()) else None
    first, last = moved[before["claim"].iloc[-1]], moved[behind["claim"].iloc[0]]
    return first if first == last else None
