"""Reads lengths as CSS and reStructuredText write them: a number with a unit, or a share of the line."""

import re

_LENGTH = re.compile(r"\s*([+]?(?:\d+\.?\d*|\.\d+))\s*([a-z%]*)\s*", re.IGNORECASE)
# CSS counts 96 pixels to the inch, Typst 72 points. A page of paper has no window: its width is that of the text.
_POINTS = {"": 0.75, "px": 0.75, "pt": 1, "pc": 12, "in": 72, "cm": 72 / 2.54, "mm": 72 / 25.4, "q": 72 / 101.6}
_EMS = {"em": 1, "rem": 1, "ex": 0.5, "ch": 0.5}
_SHARES = ("%", "vw", "vh", "vmin", "vmax")


def read_length(written: str) -> str:
    """Return a length in Typst's spelling, such as `37.5pt`; raises ValueError for what is none."""
    found = _LENGTH.fullmatch(written)
    number, unit = (float(found[1]), found[2].lower()) if found else (0, "")
    if not number:
        raise ValueError(f"{written!r} is not a length. Please write a number with a unit, such as 8cm, 300px or 60%")
    if unit in _SHARES:
        return f"{number:g}%"
    if unit in _EMS:
        return f"{number * _EMS[unit]:g}em"
    if unit in _POINTS:
        return f"{number * _POINTS[unit]:g}pt"
    raise ValueError(f"{written!r} has the unit {unit!r}. Please write one of px, pt, cm, mm, in, em or %")
