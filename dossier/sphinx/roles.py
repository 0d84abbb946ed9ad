"""Roles that cite evidence: `` {claim}`id` ``, `` {fact}`id` `` and `` {question}`id` ``.

Several ids are joined by commas. Each becomes a link to the entry of the register. An unknown id is a warning that
names the page, and so, since the book is built with warnings as errors, stops it. What the build leaves out is named
as left out, without a link, so that no sentence looks better supported than it is.
On a page a mark names the source; in print, where nothing can be clicked, it gives the entry's number.
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
from dossier.typst.markup import text as to_typst
from dossier.typst.writer import Writer

NAMES = 2
"""How many sources a mark names; a longer row of names would break the sentence."""


def setup_roles(app: Sphinx) -> None:
    """Register the roles, and the label's form on a page: that of a plain span."""
    for kind in KINDS:
        app.add_role(kind, EvidenceRole())
    spans = (lambda self, node: self.visit_inline(node)), (lambda self, node: self.depart_inline(node))
    app.add_node(EvidenceLabel, html=spans, typst=(_print_label, None))


class EvidenceLabel(nodes.inline):
    """What a mark says of one entry: its source as text, the entry's label in `entry`, its number in `number`."""


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
    """Return the whole mark: the first two sources by name, further entries by their place in the mark."""
    mark = nodes.inline(classes=["evidence", refs[0].kind], ids=[anchor])
    mark += nodes.Text("[")
    before = None
    named: set[str] = set()
    kept = [ref for ref in refs if not evidence.is_left_out(ref)]
    for place, ref in enumerate(kept):
        name = evidence.labels[ref.kind][ref.id]
        is_new = name != before and (len(named) < NAMES or name in named)
        if place:
            mark += nodes.Text("; " if is_new else " ")
        mark += _links(ref, name if is_new else f"({place + 1})", evidence)
        before = name
        if is_new:
            named.add(name)
    if gone := list(dict.fromkeys(evidence.labels[ref.kind][ref.id] for ref in refs if ref not in kept)):
        mark += nodes.Text(("; " if kept else "") + f"{', '.join(gone)}: left out")
    mark += nodes.Text("]")
    return mark


def _links(ref: Ref, text: str, evidence: Evidence) -> list[nodes.Node]:
    """Return the link to an entry, and for a contested claim the sign that leads to the question at issue."""
    label = EvidenceLabel("", text, entry=str(ref), number=evidence.numbers[ref.kind].get(ref.id, ""))
    links: list[nodes.Node] = [evidence_xref(ref, label)]
    if ref.kind == "claim" and ref.id in evidence.contested:
        question = Ref("question", evidence.contested[ref.id])
        links += [nodes.Text(" "), evidence_xref(question, nodes.inline("", "≠", classes=["contested"]))]
    return links


def _print_label(writer: Writer, node: EvidenceLabel) -> str:
    # The number of the entry in the evidence list: a name alone could not be found on paper.
    return to_typst(node["number"] or node.astext())
