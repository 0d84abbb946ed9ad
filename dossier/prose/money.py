"""Keeps sums of money from being read as formulas: a dollar of `US$5`, of `$7 billion` or before a glued number.

The parser of formulas asks for no space within its dollars and for no digit around them; that leaves the cases below.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.rules_inline import StateInline
from mdit_py_plugins.dollarmath import index

_ROLE = re.compile(r"\{[\w:+-]+\}`")
_SUM = re.compile(r"\d[^$]*?(?:^|[\s(])(?<!\\)[A-Za-z]{4,}(?:[\s,.;)]|$)")

Rule = Callable[[StateInline, bool], bool]


def is_money(text: str, place: int) -> bool:
    """Tell whether the dollar at a place of a text stands for money: behind a letter, before a role, or with words.

    >>> [is_money(text, text.index("$")) for text in ("US$5", "${glue}`a`", "$7 billion and 3 US$", "$x_1$", "$2x$")]
    [True, True, True, False, False]
    """
    if place and text[place - 1].isalpha():
        return True
    inner = text[place + 1 :].partition("$")[0]
    return bool(_ROLE.match(inner) or _SUM.match(inner))


def spare_money() -> None:
    """Let the rule for formulas, of all parsers that are made from now on, leave sums of money alone."""
    make = index.math_inline_dollar
    if hasattr(make, "spares_money"):
        return

    def make_sparing(*arguments: bool, **named: bool) -> Rule:
        rule = make(*arguments, **named)

        def read(state: StateInline, silent: bool) -> bool:
            at_dollar = state.src[state.pos] == "$"
            return not (at_dollar and is_money(state.src, state.pos)) and rule(state, silent)

        return read

    make_sparing.spares_money = True  # type: ignore[attr-defined]  # so that it is done once
    index.math_inline_dollar = make_sparing
