"""The few spellings of Typst that the writer needs: text, strings and calls."""

import re

_SPECIAL = re.compile(r"[\\#$*_`<>@\[\]~=+/-]|\.(?=\.)")
_ENUMERATOR = re.compile(r"^(\s*\d+)\.(?=\s|$)")
_FLAG = re.compile("([\U0001f1e6-\U0001f1ff])([\U0001f1e6-\U0001f1ff])")
_REGIONAL_A = 0x1F1E6
# No text font has a form for these: a selector only says how the sign before it should look.
_VARIATION_SELECTORS = str.maketrans("", "", "\ufe0e\ufe0f")


def text(value: str) -> str:
    """Return text as Typst markup that shows exactly these characters.

    A flag emoji becomes a call of the template's ``flag``, since text fonts have none.
    """
    parts = _FLAG.split(value.translate(_VARIATION_SELECTORS))
    shown = []
    for start in range(0, len(parts), 3):
        plain = re.sub(r"\s*\n\s*", " ", parts[start])
        shown.append(_ENUMERATOR.sub(r"\1\\.", _SPECIAL.sub(r"\\\g<0>", plain)))
        if start + 2 < len(parts):
            shown.append(f'#flag("{_country(parts[start + 1], parts[start + 2])}");')
    return "".join(shown)


def string(value: str) -> str:
    """Return a Typst string literal; a flag emoji becomes its two letters."""
    value = _FLAG.sub(lambda pair: _country(*pair.groups()), value.translate(_VARIATION_SELECTORS))
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def value(item: object) -> str:
    """Return the Typst spelling of a Python value: None, bool, number, text or a sequence of these."""
    if item is None:
        return "none"
    if isinstance(item, bool):
        return str(item).lower()
    if isinstance(item, (list, tuple)):
        # The trailing comma keeps a sequence of one from being read as a mere parenthesis.
        return "(" + "".join(f"{value(part)}, " for part in item) + ")"
    return string(item) if isinstance(item, str) else str(item)


def call(name: str, *args: str, body: str | None = None) -> str:
    """Return a call as a block of its own, with arguments already in Typst's spelling."""
    return f"#{name}({', '.join(args)})" + ("" if body is None else f"[{body}]")


def inline(name: str, *args: str, body: str | None = None) -> str:
    """Return a call within a line.

    The semicolon ends the expression: without it a following "(" or "." would be read as part of it.
    """
    arguments = f"({', '.join(args)})" if args or body is None else ""
    return f"#{name}{arguments}" + ("" if body is None else f"[{body}]") + ";"


def _country(first: str, second: str) -> str:
    return "".join(chr(ord("A") + ord(sign) - _REGIONAL_A) for sign in (first, second))
