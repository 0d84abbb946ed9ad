"""Compares the words that a volume is to print with the words of its PDF, and says which are missing, and where.

Print adds words of its own, as running heads, numbers and pages referred to, and moves others: pictures and notes stand
elsewhere than in the text. So the expected text is followed through the printed one as far as both agree; where they
part, its next signs are looked for near by, then further on, then anywhere that no other words were found. What is
nowhere is missing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from itertools import groupby, pairwise

from dossier.typst.compiler import Problem
from dossier.typst.expected import Expected, is_from_the_right, list_words, squeeze
from dossier.typst.printed import Page, is_apart, read_pages

# Signs that show where a text goes on, and how many of print's own may stand between.
_SURE, _NEAR, _BETWEEN = 16, 9, 60
# Fewer signs than this at the beginning of a word do not tell which word it is.
_BEGUN = 4
# Fewer signs than this can stand anywhere by chance: they count only beside the words around them.
_RARE, _AROUND = 9, 600
# So many signs between two words were not meant, where no space is before them.
_GLUED = 3
# What the name of the font of formulas contains, in a PDF.
_MATHEMATICS = "NewCM"
# How much of a missing text a message shows.
_SHOWN = 60


def find_missing(expected: Expected, pdf: bytes) -> list[Problem]:
    """Return a problem for each text that a PDF does not hold, holds in other words, or that leaves its paper."""
    pages = read_pages(pdf, _MATHEMATICS if expected.has_formulas else "")
    printed = _Printed(pages)
    matched = _follow(expected, printed)
    # Long words first, so that no short one is taken for a part of theirs.
    beside = sorted(expected.beside_them, key=lambda each: -len(each[0]))
    return [
        *_say_lost(expected, pages),
        *_say_missing_beside([each for each in beside if len(each[0]) >= _RARE], printed),
        *_say_missing(expected, printed, matched),
        *_say_joined(expected, printed, matched, pdf),
        *_say_missing_from_the_right(expected, pages),
        *_say_missing_beside([each for each in beside if len(each[0]) < _RARE], printed),
    ]


class _Printed:
    """The text of all pages squeezed, what of it was found, and where it has spaces."""

    def __init__(self, pages: list[Page]) -> None:
        pieces, self.spaces, length = [], set(), 0
        self.pages = pages
        self.starts: list[int] = []
        for page in pages:
            self.starts.append(length)
            for number, run in enumerate(re.split(r"(\s+|[-\u2010\u2011\ufffe\x02]+)", page.text)):
                if number % 2:
                    self.spaces.add(length)
                elif squeezed := squeeze("".join(sign for sign in run if not is_from_the_right(sign))):
                    pieces.append(squeezed)
                    length += len(squeezed)
            self.spaces.add(length)
        self.text = "".join(pieces)
        self.found = bytearray(length)

    def page(self, place: int) -> int:
        """Return the number of the page on which a sign stands."""
        return self.pages[bisect_right(self.starts, place) - 1].number

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

    def find_word(self, wanted: str, start: int, end: int) -> int:
        """Return where a word begins that was not found yet, or -1: between limits, else within another word."""
        first = place = self.find(wanted, start, end)
        while place >= 0 and not (self.is_limit(place) and self.is_limit(place + len(wanted))):
            place = self.find(wanted, place + 1, end)
        return place if place >= 0 else first

    def is_limit(self, place: int) -> bool:
        """Tell whether a word may end before a sign: at a space, and between a letter and the number of a note."""
        around = self.text[place - 1 : place + 1]
        return place in self.spaces or (len(around) == 2 and around[0].isdigit() != around[1].isdigit())

    def find_apart(self, wanted: str) -> int:
        """Return where a text stands between limits that was not found yet, or -1.

        Its first signs may have been taken for those of another word.
        """
        place, length = self.text.find(wanted), len(wanted)
        while place >= 0:
            if not self.found[place + length - 1] and self.is_limit(place) and self.is_limit(place + length):
                return place
            place = self.text.find(wanted, place + 1)
        return -1

    def take_apart(self, *parts: str) -> bool:
        """Tell whether texts stand between limits that were not found yet, and note them."""
        places = [self.find_apart(part) for part in parts]
        if min(places) < 0:
            return False
        for place, part in zip(places, parts, strict=True):
            self.take(place, place + len(part))
        return True


def _follow(expected: Expected, printed: _Printed) -> list[int]:
    """Return for each sign of the expected text where it is printed, or -1."""
    text = expected.text
    matched = [-1] * len(text)
    limits = set(expected.limits)
    here = there = 0
    while here < len(text):
        length = _common(text, here, printed, there)
        if length:
            printed.take(there, there + length)
            matched[here : here + length] = range(there, there + length)
            here, there = here + length, there + length
            begun = here - expected.limits[bisect_left(expected.limits, here) - 1]
            if here < len(text) and begun < min(length + 1, _BEGUN) and here not in limits:
                # The first signs of a word may be those of another that stands here in print.
                whole = _resume(text[here - begun : here - begun + _SURE], printed, there - begun + 1)
                rest = _resume(text[here : here + _SURE], printed, there)
                if whole < 0 <= rest:
                    there = rest
                    continue
                printed.found[there - begun : there] = bytes(begun)
                matched[here - begun : here] = [-1] * begun
                here, there = (here - begun, whole) if whole >= 0 else (here, there - begun)
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
    """Return where the printed text goes on with the wanted signs, or -1."""
    for start, end in ((there, None), (0, there)):
        if len(wanted) >= _SURE and (place := printed.find(wanted, start, end)) >= 0:
            return place
    return printed.find(wanted[:_NEAR], there, there + _BETWEEN) if len(wanted) >= _NEAR else -1


def _gaps(matched: list[int]) -> list[tuple[int, int]]:
    gaps, start = [], 0
    for is_missing, run in groupby(matched, lambda place: place < 0):
        end = start + sum(1 for _ in run)
        if is_missing:
            gaps.append((start, end))
        start = end
    return gaps


def _say_missing(expected: Expected, printed: _Printed, matched: list[int]) -> list[Problem]:
    """Look for what was not found yet, as a whole, word by word and with the words around it; name what is nowhere."""
    problems: dict[int, Problem] = {}
    limits, starts = set(expected.limits), set(expected.starts)
    left, whole = [], set()
    # Long texts first, so that no word is taken for one of theirs.
    for start, end in _gaps(matched):
        before = matched[start - 1] + 1 if start else 0
        after = matched[end] if end < len(matched) else len(printed.text)
        if not _look(expected, printed, matched, (start, end), (before, after)):
            for first, last in _cut(start, end, starts):
                if not _look(expected, printed, matched, (first, last), (before, after)):
                    left.append((first, last, before, after))
    for start, end, before, after in left:
        for first, last in _cut(start, end, limits):
            part = expected.part(first)
            if part in whole or _look(expected, printed, matched, (first, last), (before, after)):
                continue
            if _is_found_whole(expected, printed, matched, part):
                whole.add(part)
            elif not (
                _is_found_with_neighbours(expected, printed, matched, (first, last))
                or _is_divided(printed, expected.text[first:last])
            ):
                problems.setdefault(part, _missing(expected, part, first))
    return list(problems.values())


def _cut(start: int, end: int, places: set[int]) -> Iterator[tuple[int, int]]:
    return pairwise([start, *(place for place in range(start + 1, end) if place in places), end])


def _ends(expected: Expected, part: int) -> tuple[int, int]:
    starts = [*expected.starts[part : part + 2], len(expected.text)]
    return starts[0], starts[1]


def _is_found_whole(expected: Expected, printed: _Printed, matched: list[int], part: int) -> bool:
    """Look for a whole part of the text anew: its first or last signs may have been taken for those of another."""
    start, end = _ends(expected, part)
    if _stands_as_often(expected, printed, start, end):
        return True
    for place in matched[start:end]:
        if place >= 0:
            printed.found[place] = 0
    # A short part may stand anywhere, as blocks do that float past each other.
    is_found = (
        printed.take_apart(expected.text[start:end])
        if end - start < _RARE
        else _look(expected, printed, matched, (start, end), (0, 0))
    )
    if is_found or not expected.from_the_right:
        return is_found
    # Programs read backwards what stands in one line with letters from the right, as the cells of a row.
    return all(_take_pieces(printed, word) for word in list_words(expected.words[part]))


def _is_found_with_neighbours(
    expected: Expected, printed: _Printed, matched: list[int], wanted: tuple[int, int]
) -> bool:
    """Look for a word with the signs around it, within its part of the text."""
    start, end = _ends(expected, expected.part(wanted[0]))
    near = max(start, wanted[0] - _SURE), min(end, wanted[1] + _SURE)
    return _stands_as_often(expected, printed, *near) or _look(expected, printed, matched, near, (0, 0))


def _is_divided(printed: _Printed, word: str) -> bool:
    """Look for a word or the rest of one that was divided where a cell runs over the end of a page."""
    return printed.take_apart(word) or any(
        printed.take_apart(word[:cut], word[cut:]) for cut in range(2, len(word) - 1)
    )


def _stands_as_often(expected: Expected, printed: _Printed, start: int, end: int) -> bool:
    """Tell whether a range of the text, if it is long, stands in print as often as it is to."""
    wanted = expected.text[start:end]
    return len(wanted) >= _SURE and printed.text.count(wanted) >= expected.text.count(wanted)


def _look(
    expected: Expected, printed: _Printed, matched: list[int], wanted: tuple[int, int], room: tuple[int, int]
) -> bool:
    """Look for a range of the text that stands between two places in print, which need not follow on each other."""
    first, last = wanted
    place = _find(expected.text[first:last], printed, *room)
    if place >= 0:
        printed.take(place, place + last - first)
        matched[first:last] = range(place, place + last - first)
    return place >= 0


def _find(word: str, printed: _Printed, before: int, after: int) -> int:
    if before != after:
        is_between = before < after < before + _AROUND
        apart = [(before, before + _AROUND), (max(0, after - _AROUND), after)]
        for start, end in [(before, after)] if is_between else apart:
            if (place := printed.find_word(word, start, end)) >= 0:
                return place
    return printed.find(word, 0) if len(word) >= _RARE else -1


def _missing(expected: Expected, part: int, position: int) -> Problem:
    shown = expected.words[part]
    if len(shown) > _SHOWN:
        # From the first word that is missing.
        words, passed = shown.split(), expected.starts[part]
        while len(words) > 1 and passed + len(squeeze(words[0])) <= position:
            passed += len(squeeze(words.pop(0)))
        shown = " ".join(words)
    return Problem(
        expected.places[part],
        f"these words are not in the PDF, or not as they are written: {shown[:_SHOWN]!r}. "
        "Please write the passage in another form, and report this: nothing may be lost in print",
    )


def _say_joined(expected: Expected, printed: _Printed, matched: list[int], pdf: bytes) -> list[Problem]:
    """Name the words that are printed without a space behind them."""
    problems: dict[int, Problem] = {}
    for place in expected.limits:
        end = matched[place - 1] + 1 if place else 0
        # A note of the margin may stand close behind a word; what makes another word of it is short.
        if not 0 < end <= matched[place] <= end + _GLUED or end in printed.spaces:
            continue
        if expected.text[place - 1].isalnum() and printed.text[end].isalnum():
            around = printed.text[max(0, end - _BEGUN) : end], printed.text[end : end + _BEGUN]
            if is_apart(pdf, printed.page(end), *around):
                continue
            part = expected.part(place - 1)
            message = (
                f"words are printed without a space behind them, at {expected.words[part][:_SHOWN]!r}. "
                "Please give the table fewer columns or shorter words, or write the passage in another form"
            )
            problems.setdefault(part, Problem(expected.places[part], message))
    return list(problems.values())


def _say_lost(expected: Expected, pages: list[Page]) -> list[Problem]:
    problems = []
    for page in pages:
        for text in page.lost[:1]:
            place = expected.text.find(squeeze(text)[:_SURE])
            where = expected.places[expected.part(place)] if place >= 0 else None
            more = f" and {len(page.lost) - 1} more lines" if len(page.lost) > 1 else ""
            message = (
                f"{text[:_SHOWN]!r}{more} cannot stand on page {page.number} of the PDF, which ends before. "
                "Please make it shorter, divide it, or give its table fewer columns"
            )
            problems.append(Problem(where, message))
    return problems


def _say_missing_from_the_right(expected: Expected, pages: list[Page]) -> list[Problem]:
    """Compare scripts that are read from the right as letters in any order: print sets their lines its own way."""
    left = Counter(sign for page in pages for sign in squeeze(page.text) if is_from_the_right(sign))
    for letters, place in expected.from_the_right:
        wanted = Counter(letters)
        # Programs lose a letter here and there, where its form changes.
        if (wanted - left).total() > max(1, len(letters) // 4):
            return [Problem(place, f"letters of this text are not in the PDF: {letters[:_SHOWN]!r}")]
        left -= wanted
    return []


def _say_missing_beside(words: list[tuple[str, str]], printed: _Printed) -> list[Problem]:
    """Look one by one for words beside letters that are read from the right; name the first that is missing."""
    for word, place in words:
        if not _take_pieces(printed, word):
            return [Problem(place, f"this word, beside letters read from the right, is not in the PDF: {word!r}")]
    return []


def _take_pieces(printed: _Printed, word: str) -> bool:
    """Look for a word in what is left, in one piece or in several, since lines end within words; note what is found."""
    while word:
        least = min(_BEGUN, len(word))
        pieces = [(printed.find(word[:end], 0), end) for end in range(len(word), least - 1, -1)]
        found = [(place, place + end) for place, end in pieces if place >= 0]
        if not found:
            return False
        # A piece ends where its line does: one sign more may be the first of another word.
        start, end = next((each for each in found if printed.is_limit(each[1])), found[0])
        printed.take(start, end)
        word = word[end - start :]
    return True
