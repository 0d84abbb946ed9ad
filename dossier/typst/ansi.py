"""Takes the colours of a terminal out of a text: paper shows its words."""

import re

# What a terminal is told between the words: colours, moves, addresses of links. ECMA-48 lays down these forms.
_TOLD = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[@-Z\\^_]")
# Signs that no font has and no reader sees.
_CONTROLS = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127])


def plain(text: str) -> str:
    """Return a text without what only a terminal understands."""
    return _TOLD.sub("", text).translate(_CONTROLS)
