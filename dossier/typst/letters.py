"""The letters of print: which scripts have a font, what has none, and which texts are set from the right."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from fontTools.ttLib import TTFont

SCRIPTS = (
    *("Arabic", "Hebrew", "Armenian", "Georgian", "Devanagari", "Bengali", "Gujarati", "Gurmukhi", "Tamil", "Telugu"),
    *("Kannada", "Malayalam", "Oriya", "Sinhala", "Thai", "Lao", "Khmer", "Myanmar", "Ethiopic"),
)
"""Scripts that have a family of their own, Noto Sans with the name of the script."""

BEHIND = [*(f"Noto Sans {script}" for script in SCRIPTS), "DejaVu Sans", "Noto Sans", "Noto Sans Symbols", "Noto Emoji"]
"""The families that print takes letters from which the families of the design lack, the first that has them."""

_APART = (nodes.comment, nodes.raw, nodes.math, nodes.math_block, nodes.system_message, nodes.substitution_definition)
"""Nodes whose text is not printed, or set otherwise."""

_EMPTY = "LastResort"
"""How the file of a font begins that has an empty box for every sign."""

_URDU = frozenset("ٹڈڑںہھےۓۂۃ۔")
"""Letters and signs that Urdu has, and neither Persian nor Arabic."""
_PERSIAN = frozenset("پچژگکی")


def name_language(text: str) -> str:
    """Return the language of a text that is set from the right, told by its letters, or "" for any other text.

    The first letter decides, as in the algorithm of Unicode.

    >>> name_language("پاکستان نے 1991")
    'ur'
    >>> name_language("In 1991 پاکستان")
    ''
    """
    first = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    if first == "L":
        return ""
    if first == "R":
        return "he"
    letters = set(text)
    return "ur" if letters & _URDU else "fa" if letters & _PERSIAN else "ar"


def list_unprintable(document: nodes.document, folders: list[Path]) -> Iterator[tuple[nodes.Text, str]]:
    """Yield the texts of a document with a sign that no font in the folders has, and that sign, each sign once."""
    known = _read_letters(tuple(folders))
    found: set[str] = set()
    for text in document.findall(nodes.Text):
        for sign in sorted(set(text) - known - found):
            if unicodedata.category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp", "Mn") or _is_apart(text):
                continue
            found.add(sign)
            yield text, sign


def list_lacking(signs: Collection[str], folders: list[Path]) -> set[str]:
    """Return those of these signs that no font in the folders has."""
    return {*signs} - _read_letters(tuple(folders))


def name_sign(sign: str) -> str:
    """Return a sign with its number and name, for a message."""
    return f"“{sign}” (U+{ord(sign):04X} {unicodedata.name(sign, 'unnamed')})"


def _is_apart(text: nodes.Text) -> bool:
    node: nodes.Node | None = text
    while node is not None:
        if isinstance(node, _APART) or (isinstance(node, nodes.Element) and "cell_input" in node.get("classes", ())):
            return True
        node = node.parent
    return False


@cache
def _read_letters(folders: tuple[Path, ...]) -> frozenset[str]:
    files = [file for folder in folders for file in sorted(folder.glob("*.[ot]tf")) if not file.name.startswith(_EMPTY)]
    return frozenset(chr(code) for file in files for code in TTFont(file, lazy=True).getBestCmap())
