"""The few spellings of Typst that the writer needs: text, strings and calls."""

import re

_SPECIAL = re.compile(r"[\\#$*_`<>@\[\]~=+/-]|\.(?=\.)")
_ENUMERATOR = re.compile(r"^(\s*\d+)\.(?=\s|$)")
_SIGN = re.compile("[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3")
# A run of more signs than this is too long for a line of text, or for the columns of a table.
_LONGEST = 40
LONGEST_IN_CELL = 20
_REGIONAL_A = 0x1F1E6
# A selector only says how the sign before it should look.
_SELECTORS = str.maketrans("", "", "\ufe0e\ufe0f")


def text(value: str) -> str:
    """Return text as Typst markup that shows exactly these characters.

    A flag and a keycap become a call of the template's ``emoji``, since fonts have none.
    """
    value = value.translate(_SELECTORS)
    shown, start = [], 0
    for found in _SIGN.finditer(value):
        shown += [_plain(value[start : found.start()]), inline("emoji", f'"{_name(found)}"')]
        start = found.end()
    return "".join([*shown, _plain(value[start:])])


def _plain(value: str) -> str:
    value = breakable(re.sub(r"\s*\n\s*", " ", value))
    return _ENUMERATOR.sub(r"\1\\.", _SPECIAL.sub(r"\\\g<0>", value))


def breakable(value: str, longest: int = _LONGEST) -> str:
    """Return text in which a run of more than `longest` signs may be divided anywhere further on, by unseen spaces."""
    whole = longest * 3 // 5
    return re.sub(
        rf"[^\s\u200b]{{{longest + 1},}}",
        lambda run: run[0][:whole] + "".join(f"\u200b{sign}" for sign in run[0][whole:]),
        value,
    )


def string(value: str) -> str:
    """Return a Typst string literal; a flag becomes the letters of its country, a keycap its sign."""
    value = _SIGN.sub(_name, value.translate(_SELECTORS))
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


def _name(sign: re.Match) -> str:
    """Return a flag's country as its two letters, and what stands on a keycap."""
    signs = sign.group()
    if signs[-1] == "\u20e3":
        return signs[0]
    return "".join(chr(ord("A") + ord(each) - _REGIONAL_A) for each in signs)
