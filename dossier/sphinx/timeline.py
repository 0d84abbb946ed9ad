"""A directive that lists what was said, signed and done by date, each in a column of its own.

It shows the list `timeline` of the table `lists`: claims and reference facts, with a label and one of the three codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.notebook import figures, listed
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import paragraph

LIST = "timeline"

COLUMNS = {"said": "Said", "signed": "Signed", "done": "Done"}
"""The heading of each column by its code in the list."""

WIDTHS = (22, 28, 28, 22)


def setup_timeline(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("timeline", Timeline)


class Timeline(SphinxDirective):
    """Shows the list by date; the argument is the caption, and what an outside record says is in italics."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        domain = EvidenceDomain.of(self.env)
        rows = listed(domain.evidence.report, LIST).sort_values("day", kind="stable")
        caption, _ = self.state.inline_text(self.arguments[0], self.lineno)
        table = nodes.table("", nodes.title("", "", *caption), classes=["timeline"])
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in WIDTHS), cols=len(WIDTHS))
        group += nodes.thead("", nodes.row("", *(_cell(text) for text in ("When", *COLUMNS.values()))))
        group += nodes.tbody("", *(nodes.row("", *self._cells(row)) for row in rows.itertuples()))
        table += group
        domain.note_shown(self.options["name"], figures.describe(rows, self.arguments[0]))
        self.add_name(table)
        return [table]

    def _cells(self, row: Any) -> Iterator[nodes.entry]:
        """Yield the cells of one event: when it was, and in the column of its code what it was, with its mark."""
        yield _cell(row.when or row.as_of_when)
        mark, _ = self.state.inline_text(row.mark, self.lineno)
        words = nodes.emphasis(text=row.label) if row.record else nodes.Text(row.label)
        for code in COLUMNS:
            yield nodes.entry("", paragraph(words, " ", *mark) if code == row.code else nodes.paragraph())


def _cell(text: str) -> nodes.entry:
    return nodes.entry("", nodes.paragraph(text=text), classes=["text-left"])
