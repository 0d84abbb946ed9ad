"""Prints the rule that turns evidence into a judgement from the table in the code, and a judgement in an entry.

Page and code cannot differ: each row, in the order in which the rule reads them, is a row of `TABLE`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import paragraph
from dossier.verdicts.judgements import TABLE, Origins, Others, Record
from dossier.vocabulary import Judgement

HEADS = ("Origins", "Other answers", "Record", "Judgement")

WIDTHS = (20, 34, 22, 24)

ANYTHING = "any"
"""Stands in a cell that holds for everything."""

WORDS: dict[StrEnum, str] = {
    Origins.NONE: "none",
    Origins.ONE: "one",
    Origins.SEVERAL: "two or more",
    Others.AGREE: "agree",
    Others.LEAN: "differ, and can stand",
    Others.ALONE: "none",
    Others.RULED: "one excludes it, this one is preferred",
    Others.DISSENT: "one excludes it",
    Record.AGAINST: "contradicts it",
    Record.DIVIDED: "is divided",
    Record.SUPPORTS: "says the same",
    Record.LEANS: "leaves room",
    Record.SILENT: "is silent",
}
"""What a cell says, by its condition: short, so that the table fits a narrow screen; the page explains them."""


def setup_judgements(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("judgements", Judgements)


class Judgements(SphinxDirective):
    """Prints the table of the rule; the argument is the caption, `name` the table's label."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": str}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the table, one row per row of the rule, the first that fits first."""
        table = nodes.table("", nodes.title(text=self.arguments[0]), classes=["judgements"])
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in WIDTHS), cols=len(HEADS))
        group += nodes.thead("", nodes.row("", *map(_cell, HEADS)))
        rows = [
            (_say(Origins, row.origins), _say(Others, row.others), _say(Record, row.record), row.word.label)
            for row in TABLE
        ]
        group += nodes.tbody("", *(nodes.row("", *map(_cell, row)) for row in rows))
        table += group
        shown = {"title": self.arguments[0], "unit": "", "evidence": [], "columns": HEADS, "rows": rows}
        EvidenceDomain.of(self.env).note_shown(self.options["name"], shown)
        self.add_name(table)
        return [table]


def _say(conditions: type[StrEnum], code: str) -> str:
    return WORDS[conditions(code)] if code else ANYTHING


def _cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph(text=text), classes=["text-left"])


def say_judgement(rating: Mapping[str, Any], answer: str) -> nodes.paragraph:
    """Return the line with which the entry of a question begins: the word, its basis, and the leading answer."""
    word = Judgement(rating["judgement"])
    label = nodes.strong("", word.label.capitalize(), classes=[f"in-{word.colour}"])
    shared = f", shared {rating['shared']}" if rating["shared"] else ""
    leading = f" Leading answer: {answer}{shared}." if rating["answer"] else ""
    line = paragraph(label, f": {rating['basis']}.{leading}")
    line["classes"].append("judgement")
    return line
