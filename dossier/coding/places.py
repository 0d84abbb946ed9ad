"""Finds words in a text as a reader would: whatever their case, their quotation marks, and where a line ends.

Offsets count Unicode code points, and the text is never changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

LIKENESS = 0.6
"""How alike words must be to be offered as what was meant, from 0 to 1."""

_MARKS = ".,;:!?()[]“”\"’'"

_ALIKE = str.maketrans("“”„«»‘’‚`´‐‑‒–—−", "\"\"\"\"\"'''''" + "-" * 6)


class Place(NamedTuple):
    """Where words stand: `text[start:end]`."""

    start: int
    end: int


def find_places(text: str, words: str) -> list[Place]:
    """Return every place where the words stand exactly, else every one where they stand but for case, marks and space.

    >>> find_places("The ferry, the\\nferry.", "The ferry")
    [Place(start=0, end=9)]
    >>> find_places("The “ferry” of\\n1920.", '"Ferry" of 1920')
    [Place(start=4, end=19)]
    """
    if not words.strip():
        return []
    exact = [Place(found.start(), found.end()) for found in re.finditer(re.escape(words), text)]
    if exact:
        return exact
    pattern = r"\s+".join(re.escape(word) for word in _fold(words).split())
    return [Place(found.start(), found.end()) for found in re.finditer(pattern, _fold(text))]


def find_nearest(text: str, words: str) -> Place | None:
    """Return the place of the words that are most like these, or None where nothing is like them.

    >>> find_nearest("Trade came to about 40 million crowns in 1920.", "trade was about 40 million crowns")
    Place(start=0, end=37)
    """
    tokens = [Place(found.start(), found.end()) for found in re.finditer(r"\S+", text)]
    wanted = _fold(words).split()
    best, place = LIKENESS, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(" ".join(wanted))
    for window in _windows(text, tokens, len(wanted)):
        matcher.set_seq1(" ".join(_fold(text[window.start : window.end]).split()))
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, place = ratio, window
    return place


def _windows(text: str, tokens: list[Place], size: int) -> Iterator[Place]:
    """Yield stretches of about as many words, without the marks at their ends."""
    for length in range(max(1, size - 1), size + 3):
        for first in range(len(tokens) - length + 1):
            start, end = tokens[first].start, tokens[first + length - 1].end
            words = text[start:end]
            yield Place(start + len(words) - len(words.lstrip(_MARKS)), start + len(words.rstrip(_MARKS)))


def _fold(text: str) -> str:
    """Return a text of the same length in which letters differ by more than case, and marks by more than their form."""
    return "".join(low if len(low := each.casefold()) == 1 else each for each in text.translate(_ALIKE))
