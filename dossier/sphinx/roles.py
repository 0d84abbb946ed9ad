"""Roles that cite evidence: `` {claim}`id` ``, `` {fact}`id` `` and `` {question}`id` ``.

Several ids are joined by commas. Each becomes a link to the entry of the register. An unknown id is a warning that
names the page, and so, since the book is built with warnings as errors, stops it. What the build leaves out is named
as left out, without a link, so that no sentence looks better supported than it is.
A mark is the number that the entry has in its register, raised, on a page as in print; ≠ stands behind the number of a
claim that something contradicts. A question is cited by its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from dossier.corpus.records import KINDS, Ref
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.markup import evidence_xref

BETWEEN = ",\u2009"
"""What parts two numbers of one place: a comma and a thin space."""


def setup_roles(app: Sphinx) -> None:
    """Register the roles, and the form of a label: that of a plain span."""
    for kind in KINDS:
        app.add_role(kind, EvidenceRole())
    app.connect("doctree-read", _close_up)
    spans = (lambda self, node: self.visit_inline(node)), (lambda self, node: self.depart_inline(node))
    app.add_node(EvidenceLabel, html=spans)


class EvidenceLabel(nodes.inline):
    """What a mark says of one entry: its number, or the text of a question; `entry` is the label of the entry."""


class EvidenceRole(SphinxRole):
    """Links to the register's entries for the ids in its text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the links in square brackets, or a message for an id that does not exist."""
        domain = EvidenceDomain.of(self.env)
        refs = [Ref(self.name, name.strip()) for name in self.text.split(",")]
        known = domain.evidence.labels[self.name]
        if unknown := [ref.id for ref in refs if ref.id not in known]:
            message = self.inliner.reporter.error(
                f"no {self.name} “{unknown[0]}”: correct the id, or add the row to data/{self.name}s.csv",
                line=self.lineno,
            )
            return [], [message]
        anchor = f"mark-{self.env.new_serialno('evidence') + 1}"
        for ref in refs:
            if not domain.evidence.is_left_out(ref):
                domain.note_citation(ref, anchor)
        return [_mark(refs, domain.evidence, anchor)], []


def _mark(refs: Sequence[Ref], evidence: Evidence, anchor: str) -> nodes.inline:
    """Return the whole mark: the numbers of its entries, and by name what the build leaves out."""
    mark = nodes.inline(classes=["evidence", refs[0].kind], ids=[anchor])
    kept = [ref for ref in refs if not evidence.is_left_out(ref)]
    for place, ref in enumerate(kept):
        if place:
            mark += nodes.Text(BETWEEN)
        mark += evidence_xref(ref, _label(ref, evidence))
    if gone := list(dict.fromkeys(evidence.labels[ref.kind][ref.id] for ref in refs if ref not in kept)):
        mark += nodes.Text((BETWEEN if kept else "") + f"{', '.join(gone)}: left out")
    return mark


def _label(ref: Ref, evidence: Evidence) -> EvidenceLabel:
    label = EvidenceLabel(entry=str(ref))
    label += nodes.Text(evidence.numbers[ref.kind].get(ref.id) or evidence.labels[ref.kind][ref.id])
    if ref.kind == "claim" and ref.id in evidence.contested:
        label += nodes.inline("", "≠", classes=["contested"])
    return label


def is_mark(node: nodes.Node) -> bool:
    """Tell whether a node is a mark of raised numbers."""
    return isinstance(node, nodes.inline) and "evidence" in node["classes"] and "question" not in node["classes"]


def _close_up(app: Sphinx, doctree: nodes.document) -> None:
    """Let each mark follow the word before it without a space, and part it by a comma from a mark before it."""
    for mark in list(doctree.findall(is_mark)):
        line, place = mark.parent, mark.parent.index(mark)
        # By place: two texts of one content are equal, and would be taken for each other.
        if place and isinstance(line[place - 1], nodes.Text):
            if shorter := line[place - 1].astext().rstrip():
                line[place - 1] = nodes.Text(shorter)
            else:
                place -= 1
                del line[place]
        if place and is_mark(line[place - 1]):
            mark.insert(0, nodes.Text(BETWEEN))
