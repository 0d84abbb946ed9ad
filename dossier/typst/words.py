"""Compares the words that a volume is to print with the words of its PDF, and says which are missing, and where.

Print adds words of its own, as running heads, numbers and pages referred to, and moves others: pictures and notes stand
elsewhere than in the text. So the expected text is followed through the printed one as far as both agree; where they
part, its next signs are looked for near by, then further on, then anywhere that no other words were found. What is
nowhere is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise

from dossier.typst.compiler import Problem
from dossier.typst.expected import Expected, is_from_the_right, squeeze
from dossier.typst.printed import Page, read_pages

# Signs that show where a text goes on, and how many of print's own may stand between.
_SURE, _NEAR, _BETWEEN = 16, 5, 60
# Fewer signs than this can stand anywhere by chance: they count only near the words around them.
_RARE, _AROUND = 9, 6000
# How much of a missing text a message shows.
_SHOWN = 60


def find_missing(expected: Expected, pdf: bytes) -> list[Problem]:
    """Return a problem for each text that a PDF does not hold, holds in other words, or that leaves its paper."""
    pages = read_pages(pdf)
    printed = _Printed(pages)
    matched = _follow(expected.text, printed)
    return [
        *_say_lost(expected, pages),
        *_say_missing(expected, printed, matched),
        *_say_joined(expected, printed, matched),
        *_say_missing_from_the_right(expected, pages),
    ]


class _Printed:
    """The text of all pages squeezed, what of it was found, and where it has spaces."""

    def __init__(self, pages: list[Page]) -> None:
        pieces, self.spaces, length = [], set(), 0
        for page in pages:
            for number, run in enumerate(re.split(r"(\s+|[-\u2010\u2011\ufffe\x02]+)", page.text)):
                if number % 2:
                    self.spaces.add(length)
                elif squeezed := squeeze("".join(sign for sign in run if not is_from_the_right(sign))):
                    pieces.append(squeezed)
                    length += len(squeezed)
            self.spaces.add(length)
        self.text = "".join(pieces)
        self.found = bytearray(length)

    def take(self, start: int, end: int) -> None:
        """Note that these signs were found."""
        self.found[start:end] = b"\1" * (end - start)

    def is_found(self, start: int, end: int) -> bool:
        """Tell whether any of these signs was found already."""
        return self.found.find(1, start, end) >= 0

    def find(self, wanted: str, start: int, end: int | None = None) -> int:
        """Return where a text begins that was not found yet, or -1."""
        place = self.text.find(wanted, start, end)
        while place >= 0 and self.is_found(place, place + len(wanted)):
            place = self.text.find(wanted, place + 1, end)
        return place


def _follow(text: str, printed: _Printed) -> list[int]:
    """Return for each sign of the expected text where it is printed, or -1."""
    matched = [-1] * len(text)
    here = there = 0
    while here < len(text):
        length = _common(text, here, printed, there)
        if length:
            printed.take(there, there + length)
            matched[here : here + length] = range(there, there + length)
            here, there = here + length, there + length
            continue
        place = _resume(text[here : here + _SURE], printed, there)
        if place < 0:
            here += 1
        else:
            there = place
    return matched


def _common(text: str, here: int, printed: _Printed, there: int) -> int:
    """Return how many signs agree from here on, none of them found before."""
    most = min(len(text) - here, len(printed.text) - there)
    length = 0
    while length < most:
        step = min(256, most - length)
        expected = text[here + length : here + length + step]
        is_same = expected == printed.text[there + length : there + length + step]
        if is_same and not printed.is_found(there + length, there + length + step):
            length += step
            continue
        for sign in expected:
            if sign != printed.text[there + length] or printed.found[there + length]:
                return length
            length += 1
    return length


def _resume(wanted: str, printed: _Printed, there: int) -> int:
    near = printed.find(wanted[:_NEAR], there, there + _BETWEEN)
    if near >= 0 and len(wanted) >= _NEAR:
        return near
    if len(wanted) < _SURE:
        return -1
    further = printed.find(wanted, there)
    return further if further >= 0 else printed.find(wanted, 0)


def _gaps(matched: list[int]) -> list[tuple[int, int]]:
    gaps, start = [], 0
    for is_missing, run in groupby(matched, lambda place: place < 0):
        end = start + sum(1 for _ in run)
        if is_missing:
            gaps.append((start, end))
        start = end
    return gaps


def _say_missing(expected: Expected, printed: _Printed, matched: list[int]) -> list[Problem]:
    """Look for what was not found yet word by word, and name what is nowhere."""
    problems: dict[int, Problem] = {}
    limits = set(expected.limits)
    for start, end in _gaps(matched):
        cuts = [start, *(place for place in range(start + 1, end) if place in limits), end]
        around = [place for place in (matched[start - 1] if start else 0, *matched[end : end + 1]) if place >= 0]
        for first, last in pairwise(cuts):
            if not _is_found(expected.text[first:last], printed, around, matched, first):
                part = expected.part(first)
                problems.setdefault(part, _missing(expected, part, first))
    return list(problems.values())


def _is_found(word: str, printed: _Printed, around: list[int], matched: list[int], first: int) -> bool:
    ranges = [(max(0, place), place + _AROUND) for place in around]
    ranges += [(max(0, place - _AROUND), place) for place in around]
    if len(word) >= _RARE or not around:
        ranges.append((0, len(printed.text)))
    for start, end in ranges:
        place = printed.find(word, start, end)
        if place >= 0:
            printed.take(place, place + len(word))
            matched[first : first + len(word)] = range(place, place + len(word))
            return True
    # A word may be divided by the end of a page, or by the number of a note.
    for cut in range(len(word) - 2, 1, -1):
        for start, end in ranges[:1]:
            place = printed.find(word[:cut], start, end)
            rest = printed.find(word[cut:], place + cut, place + cut + _AROUND) if place >= 0 else -1
            if rest >= 0:
                printed.take(place, place + cut)
                printed.take(rest, rest + len(word) - cut)
                return True
    return False


def _missing(expected: Expected, part: int, position: int) -> Problem:
    shown = expected.words[part]
    # The words from the first that is missing on, as far as that can be told.
    while len(shown) > _SHOWN and len(squeeze(shown)) > expected.starts[part] + len(squeeze(expected.words[part])) - (
        position
    ):
        shown = shown.partition(" ")[2] or shown[:_SHOWN]
    return Problem(
        expected.places[part],
        f"these words are not in the PDF, or not as they are written: {shown[:_SHOWN]!r}. "
        "Please write the passage in another form, and report this: nothing may be lost in print",
    )


def _say_joined(expected: Expected, printed: _Printed, matched: list[int]) -> list[Problem]:
    """Name the words that are printed without the space between them."""
    problems: dict[int, Problem] = {}
    for place in expected.limits:
        if not 0 < place < len(matched) or matched[place] < 0 or matched[place] != matched[place - 1] + 1:
            continue
        before, after = expected.text[place - 1], expected.text[place]
        if before.isalnum() and after.isalnum() and matched[place] not in printed.spaces:
            part = expected.part(place)
            message = f"words are printed without a space between them, at {expected.words[part][:_SHOWN]!r}"
            problems.setdefault(part, Problem(expected.places[part], message))
    return list(problems.values())


def _say_lost(expected: Expected, pages: list[Page]) -> list[Problem]:
    problems = []
    for page in pages:
        for text in page.lost:
            place = expected.text.find(squeeze(text)[:_SURE])
            where = expected.places[expected.part(place)] if place >= 0 else None
            message = (
                f"{text[:_SHOWN]!r} runs off page {page.number} of the PDF. Please make it shorter, divide it, "
                "or give its table fewer columns"
            )
            problems.append(Problem(where, message))
    return problems


def _say_missing_from_the_right(expected: Expected, pages: list[Page]) -> list[Problem]:
    """Compare scripts that are read from the right as letters in any order: print sets their lines its own way."""
    left = Counter(sign for page in pages for sign in squeeze(page.text) if is_from_the_right(sign))
    for letters, place in expected.from_the_right:
        wanted = Counter(letters)
        if wanted - left:
            return [Problem(place, f"letters of this text are not in the PDF: {letters[:_SHOWN]!r}")]
        left -= wanted
    return []
