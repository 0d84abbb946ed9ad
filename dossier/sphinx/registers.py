"""Lists every claim, fact, question and name, each under a permanent address of its own."""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from dossier.sphinx.entries import Entry, list_claims, list_facts, list_names, list_questions
from dossier.sphinx.evidence import read_evidence
from dossier.typst.nodes import Record

LISTS = {"claim": list_claims, "fact": list_facts, "question": list_questions, "name": list_names}
"""What each register lists."""


class Register(SphinxDirective):
    """Lists every claim, fact or question, each under an address of its own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entries, grouped by source or theme."""
        kind = self.arguments[0]
        groups = {"claim": list_claims, "fact": list_facts, "question": list_questions, "name": list_names}[kind](
            read_evidence()
        )
        return [node for title, entries in groups for node in self._group(kind, title, entries)]

    def _group(self, kind: str, title: str, entries: Iterable[Entry]) -> list[nodes.Node]:
        section = nodes.section(ids=[nodes.make_id(f"{kind}s-{title}")])
        section += nodes.title(text=title)
        if kind == "name":  # initials would only lengthen the contents
            section = nodes.container("", nodes.rubric(text=title))
        for entry in entries:
            classes = [
                "entry",
                entry.kind or kind,
                *(f"{field}--{value}" for field, value in entry.facets.items() if value),
            ]
            # Only a question's answers may run over the end of a printed page.
            breakable = kind == "question"
            section += Record("", *entry.children, ids=[entry.name], classes=classes, breakable=breakable)
            read_addresses(self.env)[f"{kind}-{entry.name}"] = self.env.docname, entry.name
        return [section]


def read_addresses(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return the document and the anchor of each entry, by its label: “claim-” and the id."""
    if not hasattr(env, "evidence_addresses"):
        env.evidence_addresses = {}
    return env.evidence_addresses


def _resolve(app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, label: nodes.inline) -> nodes.Node | None:
    """Return the reference to an entry, its label kept as it is, or None where there is no such entry."""
    if node["reftype"] != "evidence" or node["reftarget"] not in read_addresses(env):
        return None
    docname, anchor = read_addresses(env)[node["reftarget"]]
    return make_refnode(app.builder, node["refdoc"], docname, anchor, label)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive, and resolve the links to its entries."""
    app.add_directive("register", Register)
    app.connect("missing-reference", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
