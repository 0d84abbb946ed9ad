"""Reads LaTeX as MathML: one reader for the screen, which shows MathML, and for print, which sets it (see `mathml`).

`math-core` knows most of LaTeX. What it spells differently or does not know is rewritten here: environments and
commands of amsmath, labels and tags, colours, and the commands that a page defines for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache

from docutils import nodes
from math_core import LatexError, LatexToMathML
from sphinx.config import Config

_TOKEN = re.compile(r"\\[A-Za-z@]+|\\.|%[^\n]*\n?|.", re.DOTALL)

_ENVIRONMENTS = {
    "split": "aligned",
    "align": "align*",
    "alignat": "align*",
    "alignat*": "align*",
    "alignedat": "aligned",
    "flalign": "align*",
    "flalign*": "align*",
    "gather": "gather*",
    "multline": "multline*",
    "multline*": "gather*",
    "smallmatrix": "matrix",
}
"""Environments by the name under which they are read: numbers come from the page, and not from them."""

_MERE = ("equation", "equation*", "math", "displaymath")
"""Environments that only say that a formula is displayed."""

_WITH_COUNT = ("alignat", "alignat*", "alignedat")
"""Environments that say first how many columns they have, which need not be said."""

_WITH_PLACE = ("aligned", "alignedat", "gathered", "split")
"""Environments that may say first, in brackets, how they stand in their line."""

_TEXTS = (r"\text", r"\textrm", r"\textbf", r"\textit", r"\textsf", r"\texttt", r"\mbox", r"\hbox", r"\textnormal")
"""Commands whose argument is text, in which a formula may stand between dollars."""

_RENAMED = {r"\mbox": r"\text", r"\hbox": r"\text", r"\textnormal": r"\text"}

_DROPPED = (
    *(r"\nonumber", r"\notag", r"\tiny", r"\scriptsize", r"\footnotesize", r"\small", r"\normalsize", r"\large"),
    *(r"\Large", r"\LARGE", r"\huge", r"\Huge", r"\centering", r"\allowbreak", r"\nobreak", r"\displaybreak"),
)
"""Commands that say nothing about what a formula means."""

_DROPPED_WITH_ARGUMENT = (r"\label", r"\require", r"\vspace", r"\tag")

_COLOURS = (r"\color", r"\textcolor", r"\colorbox", r"\fcolorbox")

_DEFINING = (r"\newcommand", r"\renewcommand", r"\providecommand", r"\def", r"\DeclareMathOperator")

_MACROS = {
    "ensuremath": "#1",
    "mathnormal": "#1",
    "pmb": r"\boldsymbol{#1}",
    "smash": "#1",
    "dotsc": r"\ldots",
    "dotsb": r"\cdots",
    "dotsm": r"\cdots",
    "dotsi": r"\cdots",
    "dotso": r"\ldots",
    "varlimsup": r"\overline{\lim}",
    "varliminf": r"\underline{\lim}",
    "projlim": r"\operatorname*{proj\,lim}",
    "injlim": r"\operatorname*{inj\,lim}",
    "bold": r"\mathbf{#1}",
    "mathds": r"\mathbb{#1}",
    "mathbbm": r"\mathbb{#1}",
}
"""Commands that are another command, or only their argument."""


class UnreadableFormula(ValueError):
    """A formula that cannot be read; the message says why."""


def read_formula(latex: str, displayed: bool, macros: Mapping[str, str] | None = None) -> str:
    """Return a formula as an element `math` of MathML, or "" where it only defines commands.

    `macros` are commands of the page, by their names without the backslash. Raises UnreadableFormula.
    """
    source = _Rewriter(latex).rewrite()
    if displayed:
        source = _join_lines(source)
    if not source.strip():
        return ""
    try:
        return _reader(tuple(sorted((macros or {}).items()))).convert_with_local_state(source, displaystyle=displayed)
    except LatexError as error:
        # What stands before the colon counts characters of the rewritten formula.
        raise UnreadableFormula(str(error).partition(": ")[2] or str(error)) from None


def find_macros(config: Config, document: nodes.document) -> dict[str, str]:
    """Return the commands that a report's settings (`mathjax3_config`) and a page's formulas define."""
    given = (getattr(config, "mathjax3_config", None) or {}).get("tex", {}).get("macros", {})
    macros = {name: body if isinstance(body, str) else body[0] for name, body in given.items()}
    for formula in document.findall(lambda node: isinstance(node, nodes.math | nodes.math_block)):
        rewriter = _Rewriter(formula.astext())
        # One that cannot be read is told where it is written.
        with suppress(UnreadableFormula):
            rewriter.rewrite()
        macros |= rewriter.macros
    return macros


@cache
def _reader(macros: tuple[tuple[str, str], ...]) -> LatexToMathML:
    return LatexToMathML(
        macros={**_MACROS, **dict(macros)},
        fancy_error=False,
        allow_unreliable_rendering=True,
    )


class _Rewriter:
    """Rewrites a formula token by token; what it defines is in `macros`."""

    def __init__(self, latex: str) -> None:
        self.tokens = [token for token in _TOKEN.findall(latex) if not token.startswith("%")]
        self.place = 0
        self.macros: dict[str, str] = {}
        self.tags: list[str] = []
        self.depth = 0

    def rewrite(self) -> str:
        """Return the formula as it can be read."""
        said = "".join(self._rewrite(len(self.tokens)))
        return said + "".join(self.tags)

    def _rewrite(self, end: int) -> Iterator[str]:
        while self.place < end:
            token = self.tokens[self.place]
            self.place += 1
            yield from self._one(token)

    def _one(self, token: str) -> Iterator[str]:
        if token in _DEFINING:
            self._define(token)
        elif token in (r"\begin", r"\end"):
            yield self._turn(token)
        elif token in (r"\\", r"\cr"):
            if re.fullmatch(
                r"\[-?[\d.]+[a-z]+\]", "".join(self.tokens[self.place : self.place + 12]).partition("]")[0] + "]"
            ):
                self._option()
            yield r"\\"
        elif token in _DROPPED:
            pass
        elif token in _DROPPED_WITH_ARGUMENT:
            yield from self._leave(token)
        elif token == r"\substack":
            yield rf"\begin{{subarray}}{{c}}{self._inner()}\end{{subarray}}"
        elif token == r"\displaylines":
            yield rf"\begin{{gathered}}{self._inner()}\end{{gathered}}"
        elif token == r"\href":
            self._group()
            yield self._inner()
        elif token == r"\unicode":
            yield chr(int(self._group().lstrip("x"), 16))
        elif token in _TEXTS:
            yield self._text(_RENAMED.get(token, token), self._group())
        elif token in _COLOURS:
            yield token + self._colour()
        elif token == r"\limits" and self._before() == "}":
            pass
        else:
            yield token

    def _before(self) -> str:
        return next((token for token in reversed(self.tokens[: self.place - 1]) if not token.isspace()), "")

    def _skip_spaces(self) -> None:
        while self.place < len(self.tokens) and self.tokens[self.place].isspace():
            self.place += 1

    def _next(self) -> str:
        self._skip_spaces()
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def _group(self) -> str:
        """Take the next group without its braces, or the next token, as it is."""
        if self._next() != "{":
            self.place += 1
            return "".join(self.tokens[self.place - 1 : self.place])
        start, depth = self.place + 1, 0
        while self.place < len(self.tokens):
            depth += {"{": 1, "}": -1}.get(self.tokens[self.place], 0)
            self.place += 1
            if not depth:
                return "".join(self.tokens[start : self.place - 1])
        raise UnreadableFormula("a brace { is not closed")

    def _option(self) -> str:
        """Take what stands between square brackets next, if something does."""
        if self._next() != "[":
            return ""
        start = self.place + 1
        while self.place < len(self.tokens) and self.tokens[self.place] != "]":
            self.place += 1
        self.place += 1
        return "".join(self.tokens[start : self.place - 1])

    def _inner(self) -> str:
        """Take the next group, and rewrite what is in it."""
        inner = _Rewriter(self._group())
        said = inner.rewrite()
        self.macros |= inner.macros
        return said

    def _define(self, command: str) -> None:
        if self._next() == "*":
            self.place += 1
        name = self._group().strip().lstrip("\\")
        if command == r"\DeclareMathOperator":
            starred = self.tokens[self.place - 1 : self.place] == ["*"]
            self.macros[name] = rf"\operatorname{'*' if starred else ''}{{{self._group()}}}"
            return
        if command == r"\def":
            while self._next() not in ("{", ""):
                self.place += 1
        else:
            self._option()
            if self._next() == "[":
                raise UnreadableFormula(rf"\{name} has an argument that may be left out; give it each time")
        body = self._inner()
        if command != r"\providecommand" or name not in self.macros:
            self.macros[name] = body

    def _turn(self, token: str) -> str:
        """Open or close an environment, under the name by which it is read."""
        name = self._group()
        opens = token == r"\begin"
        if name in _MERE:
            return ""
        self.depth += 1 if opens else -1
        if name in ("eqnarray", "eqnarray*"):
            return r"\begin{array}{rcl}" if opens else r"\end{array}"
        if name in _WITH_COUNT and opens:
            self._group()
        if opens and name in _WITH_PLACE:
            self._option()
        return rf"{token}{{{_ENVIRONMENTS.get(name, name)}}}"

    def _leave(self, command: str) -> Iterator[str]:
        """Leave a command and its argument out; a tag is said at the end of its line."""
        starred = self._next() == "*"
        if starred:
            self.place += 1
        argument = self._group()
        if command == r"\tag":
            said = rf"\qquad\text{{{argument if starred else f'({argument})'}}}"
            if self.depth:
                yield said
            else:
                self.tags.append(said)

    def _text(self, command: str, argument: str) -> str:
        """Write text, with the formulas in it outside of it."""
        pieces = argument.split("$")
        if len(pieces) % 2 == 0:
            raise UnreadableFormula(f"a dollar in {command}{{{argument}}} is without the other")
        shown = [
            _Rewriter(piece).rewrite() if place % 2 else f"{command}{{{piece}}}" for place, piece in enumerate(pieces)
        ]
        return "{" + "".join(shown) + "}" if len(pieces) > 1 else shown[0]

    def _colour(self) -> str:
        """Take a colour; one by its number is said to be one."""
        option = self._option()
        colour = self._group().strip()
        if colour.startswith("#"):
            option, colour = "HTML", colour[1:].upper()
        return (f"[{option}]" if option else "") + f"{{{colour}}}"


def _join_lines(source: str) -> str:
    """Write a displayed formula of several lines in the environment that lines need."""
    equations = [part for part in re.split(r"\n\s*\n", source.strip()) if part.strip()]
    lines = [_align(equation) for equation in equations]
    return lines[0] if len(lines) == 1 else r"\begin{gathered}" + r"\\".join(lines) + r"\end{gathered}" if lines else ""


def _align(equation: str) -> str:
    depth = 0
    tokens = _TOKEN.findall(equation)
    for token in tokens:
        depth += {"{": 1, "}": -1, r"\begin": 1, r"\end": -1, r"\left": 1, r"\right": -1}.get(token, 0)
        if not depth and token in (r"\\", "&"):
            return rf"\begin{{aligned}}{equation}\end{{aligned}}"
    return equation
