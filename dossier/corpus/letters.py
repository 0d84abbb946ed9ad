"""Finds characters in the cells of a table that nobody sees and that change what is read: none belongs into evidence.

Letters of every script, and the joiners and direction marks that words of some scripts need inside them, are allowed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

HIDDEN = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\uffff"
    "\ue000-\uf8ff\U000f0000-\U0010ffff\ud800-\udfff\ufdd0-\ufdef\u2061-\u2064\u206a-\u206f"
    "\u115f\u1160\u3164\uffa0\U000e0000-\U000e007f]"
)
"""Control characters, line and paragraph separators, overrides of direction, private use, and what is no character.

The last two lines add operators and tags that are never drawn, and letters of Hangul that are blank.
"""

_CONTROLS = {0: "NUL", 9: "a tab", 0x1B: "ESC", 0x7F: "DEL"}


def name_character(sign: str) -> str:
    """Return the number and the name of a character.

    >>> name_character("\\u202e"), name_character("\\x1b"), name_character("\\x07")
    ('U+202E RIGHT-TO-LEFT OVERRIDE', 'U+001B ESC', 'U+0007 a control character')
    """
    control = "a control character" if unicodedata.category(sign) == "Cc" else "a character without a name"
    name = _CONTROLS.get(ord(sign)) or unicodedata.name(sign, control)
    return f"U+{ord(sign):04X} {name}"


def find_hidden(cell: str) -> Iterator[str]:
    """Yield what is wrong with the characters of a cell: the first one inside that nobody sees, and one at an end."""
    if match := HIDDEN.search(cell):
        yield f"character {match.start() + 1} is {name_character(match[0])}"
    elif cell:
        for place, sign in ((1, cell[0]), (len(cell), cell[-1])):
            if unicodedata.category(sign) == "Cf":
                yield f"character {place} is {name_character(sign)}, at an end of the cell"
                return
