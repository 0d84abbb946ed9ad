"""What can be wrong with a call or with its input, as far as whoever made it can mend it."""

import re
from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12
"""How many names are listed where none is like the one that was given."""


_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufff9-\uffff]"
)


class DossierError(Exception):
    """Something cannot be used; the message is one line that says where, what was found and how to mend it."""

    def __str__(self) -> str:
        """Return the message with no sign that a terminal would obey."""
        return printable(super().__str__())


class UnknownName(DossierError, KeyError):
    """There is nothing of this name."""

    def __str__(self) -> str:
        """Return the message, which a KeyError would put in quotation marks."""
        return printable(str(self.args[0]))


class UnusableValue(DossierError, ValueError):
    """A value is none that can be used here."""


def demand_texts(**given: object) -> None:
    """Raise UnusableValue for an argument that is no text, by its name."""
    for name, value in given.items():
        if not isinstance(value, str):
            raise UnusableValue(f"{name}: {value!r} is no text; write it in quotation marks")


def printable(text: str) -> str:
    """Return a text with the signs written out that a terminal would obey, or that hide or turn what stands beside.

    >>> printable("red: \\x1b[31m"), printable("a\\u202eb")
    ('red: \\\\x1b[31m', 'a\\\\u202eb')
    """
    return _UNSEEN.sub(lambda match: _write_out(match[0]), text)


def _write_out(sign: str) -> str:
    number = ord(sign)
    return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"


def offer(found: str, known: Iterable[str]) -> str:
    """Return what to write in the place of a name that is not known: the names that are like it, else all, if few.

    >>> offer("recognition-dat", ["recognition-date", "relations-date"])
    'did you mean “recognition-date” or “relations-date”?'
    >>> offer("x", ["one", "two"])
    'there are one, two'
    """
    names = list(dict.fromkeys(known))
    if close := get_close_matches(found, names, n=3, cutoff=0.6):
        return f"did you mean {' or '.join(f'“{name}”' for name in close)}?"
    inside = [name for name in names if found and found.lower() in name.lower()][:3]
    if inside:
        return f"did you mean {' or '.join(f'“{name}”' for name in inside)}?"
    if len(names) <= SHOWN:
        return f"there are {', '.join(names)}" if names else "there are none yet"
    return f"there are {len(names)}, from “{names[0]}” to “{names[-1]}”"
