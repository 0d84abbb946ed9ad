"""The Sphinx extension that ties pages to evidence: roles that cite claims, facts and questions.

`` {claim}`id` `` and `` {fact}`id` `` (several ids joined by commas) become links to the register's entries.
An unknown id is a warning that names the page, and so, since the book is built with warnings as errors, stops it.
On a page a mark names the source; in print, where a name cannot be followed by a click, it gives the entry's number.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from dossier.sphinx.backlinks import note_use
from dossier.sphinx.evidence import link, read_contested, read_labels, read_numbers
from dossier.typst.markup import text
from dossier.typst.writer import Writer

KINDS = ("claim", "fact", "question")
"""What has a register, and an entry for each row."""


class EvidenceLabel(nodes.inline):
    """What a mark says of one claim or fact: the source's name, and in `number` the entry's number for print."""


class EvidenceRole(SphinxRole):
    """Links to the register's entries for the ids in its text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the links in square brackets, or a message for an id that does not exist."""
        ids = [name.strip() for name in self.text.split(",")]
        labels = read_labels(self.name)
        if unknown := [name for name in ids if name not in labels]:
            message = self.inliner.reporter.error(
                f"no {self.name} “{unknown[0]}”: correct the id, or add the row to data/{self.name}s.csv",
                line=self.lineno,
            )
            return [], [message]
        anchor = f"mark-{self.env.new_serialno('evidence') + 1}"
        for name in ids:
            note_use(self.env, f"{self.name}-{name}", anchor)
        return [self._mark(ids, labels, anchor)], []

    def _mark(self, ids: list[str], labels: dict[str, str], anchor: str) -> nodes.inline:
        mark = nodes.inline(classes=["evidence", self.name], ids=[anchor])
        mark += nodes.Text("[")
        before, number = None, 1
        for place, name in enumerate(ids):
            same = labels[name] == before
            if place:
                mark += nodes.Text(", " if same else "; ")
            number = number + 1 if same else 1
            label = EvidenceLabel("", f"({number})" if same else labels[name])
            label["entry"] = f"{self.name}-{name}"
            label["number"] = read_numbers(self.name).get(name, "")
            mark += link(self.name, name, label)
            if self.name == "claim" and name in read_contested():
                mark += [nodes.Text(" "), link("question", read_contested()[name], "≠")]
            before = labels[name]
        mark += nodes.Text("]")
        return mark


def _print_label(writer: Writer, node: EvidenceLabel) -> str:
    # The number of the entry in the evidence list: a name alone could not be found on paper.
    return text(node["number"] or node.astext())


def setup(app: Sphinx) -> dict[str, object]:
    """Register the roles, and the label's form on a page: that of a plain span."""
    for kind in KINDS:
        app.add_role(kind, EvidenceRole())
    spans = (lambda self, node: self.visit_inline(node)), (lambda self, node: self.depart_inline(node))
    app.add_node(EvidenceLabel, html=spans, typst=(_print_label, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}
