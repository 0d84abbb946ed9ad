"""What can be wrong with a call or with its input, as far as whoever made it can mend it."""

from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 12
"""How many names are listed where none is like the one that was given."""


class DossierError(Exception):
    """Something cannot be used; the message is one line that says where, what was found and how to mend it."""


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
