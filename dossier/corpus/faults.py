"""What a fault in a descriptor is: where it stands, what was found, and how to mend it."""

from __future__ import annotations

from typing import Any

RESTORE = "restore it from version control"

Place = tuple[str | int, ...]
"""Where in the descriptor something stands: keys and numbers from the outermost on."""

Fault = tuple[Place, str, str]
"""A place, what was found, and how to mend it."""


def say_kind(value: Any) -> str:
    """Return what a value of JSON is, in words."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    names = ((str, "a text"), (int, "a number"), (float, "a number"), (list, "a list"))
    return next((name for kind, name in names if isinstance(value, kind)), "an object")
