"""Finds the words that somebody marked in the text that is coded here, and the source that they are from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from dossier.exchange.incoming import Coding

ENDING = re.compile(r"\.(txt|docx?|pdf|html?|md|rtf|odt)$")
ALIKE = {"'": "['’‘]", "’": "['’‘]", "‘": "['’‘]", '"': '["“”„]', "“": '["“”„]', "”": '["“”„]', "-": "[-‐‑–]"}
"""Signs that programs change on the way, each as the pattern of all that it may have been."""


def find_span(text: str, coding: Coding) -> tuple[int, int] | str:
    """Return the place of a coding in a text, or why there is none, in words.

    The position that it brings counts only if the quote stands there. Else the quote is sought: as it is, then with
    other spaces, quotation marks and hyphens; of several places it is the one that the words around it fit.
    """
    quote = coding.quote
    if not quote.strip():
        return "no words are marked"
    if coding.start >= 0 and text[coding.start : coding.end] == quote:
        return coding.start, coding.end
    found = _seek(re.escape(quote), text) or _seek(_loosen(quote), text)
    if not found:
        return "the words stand nowhere in the text"
    if len(found) > 1:
        fitting = [span for span in found if _fits(text, span, coding)]
        if len(fitting) != 1:
            return f"the words stand there {len(found)} times, at {', '.join(str(start) for start, _ in found)}"
        found = fitting
    return found[0]


def _seek(pattern: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(pattern, text)]


def _loosen(quote: str) -> str:
    words = ("".join(ALIKE.get(sign, re.escape(sign)) for sign in word) for word in quote.split())
    return r"\s+".join(words)


def _fits(text: str, span: tuple[int, int], coding: Coding) -> bool:
    before, after = _squeeze(coding.before), _squeeze(coding.after)
    if not before + after:
        return False
    return _squeeze(text[: span[0]]).endswith(before) and _squeeze(text[span[1] :]).startswith(after)


def _squeeze(text: str) -> str:
    return "".join(text.split())


def find_source(names: Mapping[str, str], coding: Coding) -> str:
    """Return the source whose name, in `names` by its short form, is one of those of a coding; else an empty text."""
    return next((names[short] for name in coding.names if (short := shorten(name)) in names), "")


def shorten(name: str) -> str:
    """Return a name without what differs between programs: case, brackets, the ending of a file, parts of an address.

    >>> shorten("https://www.lake.org/ferry/#top"), shorten("[The Lake]"), shorten("Gazette.TXT")
    ('lake.org/ferry', 'the lake', 'gazette')
    """
    small = name.strip().casefold()
    if "://" in small:
        try:
            split = urlsplit(small)
        except ValueError:
            return small
        query = f"?{split.query}" if split.query else ""
        return f"{split.netloc.removeprefix('www.')}{split.path.rstrip('/')}{query}"
    return ENDING.sub("", small.strip("[]"))
