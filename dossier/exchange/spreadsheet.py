"""Keeps what stands in a CSV file for readers from being computed: a spreadsheet takes some texts for formulas."""

from __future__ import annotations

import re

_FORMULA = re.compile(r"[=@\t\r]|[+-](?!\d[\d.,]*(?:[eE][+-]?\d+)?%?$)")


def as_text(cell: str) -> str:
    """Return a cell with an apostrophe before it if a spreadsheet would compute it; a number stays a number.

    >>> [as_text(cell) for cell in ("=1+1", "@x", "+cmd", "-3", "+4.5", "3", "a=b")]
    ["'=1+1", "'@x", "'+cmd", '-3', '+4.5', '3', 'a=b']
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell
