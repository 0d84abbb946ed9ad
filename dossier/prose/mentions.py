"""Reads MyST for what it refers to, and for what can be referred to: roles, links and labels, each with its line.

The grammar is that of the build: the same parser, with the extensions that the report's configuration names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from dossier.prose.money import spare_money

VERBATIM = frozenset({"code", "code-block", "code-cell", "math", "raw", "literalinclude", "mermaid"})
"""Directives whose content is no prose."""

_DIRECTIVE = re.compile(r"\{([^}]+)\}\s*(.*)")
_NAME = re.compile(r":(?:name|label):\s*(\S+)|(?:name|label):\s*(\S+)")


class Mention(NamedTuple):
    """A role or a link: its name (`link` for a link), what it refers to, and the line, counted from 1."""

    role: str
    target: str
    line: int


@dataclass(frozen=True)
class Prose:
    """What a text mentions, and the labels that it gives."""

    mentions: tuple[Mention, ...]
    labels: frozenset[str]


def read_prose(text: str, extensions: Sequence[str] = ()) -> Prose:
    """Return what a text in MyST mentions and labels.

    >>> found = read_prose("(here)=\\n# Grain\\n\\nIt\\nsailed {claim}`a,b` [there](x.md).")
    >>> found.mentions
    (Mention(role='claim', target='a,b', line=5), Mention(role='link', target='x.md', line=5))
    >>> found.labels
    frozenset({'here'})
    """
    reader = _Reader(_parser(tuple(sorted(extensions))))
    reader.read(text, 1)
    return Prose(tuple(reader.mentions), frozenset(reader.labels))


@lru_cache
def _parser(extensions: tuple[str, ...]) -> MarkdownIt:
    # As the settings of a report have it: a dollar beside a space or a digit is money.
    spare_money()
    config = MdParserConfig(enable_extensions=set(extensions), dmath_allow_space=False, dmath_allow_digits=False)
    return create_md_parser(config, RendererHTML)


class _Reader:
    """Goes through a text, and through what its directives hold."""

    def __init__(self, parser: MarkdownIt) -> None:
        self.parser = parser
        self.mentions: list[Mention] = []
        self.labels: set[str] = set()

    def read(self, text: str, first: int) -> None:
        """Read a text whose first line has the number `first`."""
        line = first
        for token in self.parser.parse(text):
            if token.map:
                line = first + token.map[0]
            if token.type == "myst_target":
                self.labels.add(token.content)
            elif token.type == "inline":
                self._read_line(token.children or [], line)
            elif token.type in ("fence", "colon_fence") and (found := _DIRECTIVE.match(token.info)):
                self._read_directive(found[1], found[2], token.content, line)

    def _read_directive(self, name: str, title: str, content: str, line: int) -> None:
        body, options = _split_options(content)
        for option in options:
            if match := _NAME.fullmatch(option.strip()):
                self.labels.add(match[1] or match[2])
        if name in VERBATIM:
            return
        self.read(title, line)
        self.read(body, line + 1 + content.count("\n") - body.count("\n"))

    def _read_line(self, children: Sequence[Token], line: int) -> None:
        for child in children:
            if child.type in ("softbreak", "hardbreak"):
                line += 1
            elif child.type == "myst_role":
                self.mentions.append(Mention(child.meta["name"], child.content, line))
            elif child.type == "link_open":
                self.mentions.append(Mention("link", str(child.attrs.get("href", "")), line))
            elif child.type == "image":
                self._read_line(child.children or [], line)


def _split_options(content: str) -> tuple[str, list[str]]:
    """Return the body of a directive, and its options, given as lines with colons or between dashes."""
    lines = content.split("\n")
    if lines[0].strip() == "---":
        end = next((place for place, line in enumerate(lines[1:], 1) if line.strip() == "---"), 0)
        return "\n".join(lines[end + 1 :]), lines[1:end]
    end = next((place for place, line in enumerate(lines) if not line.lstrip().startswith(":")), len(lines))
    return "\n".join(lines[end:]), lines[:end]
