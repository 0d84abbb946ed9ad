"""Lists every claim, fact, question and name, each under a permanent address of its own."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.corpus.records import Ref
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.entries import Entry, Group, list_claims, list_facts, list_names, list_questions
from dossier.sphinx.facets import make_classes, make_form
from dossier.sphinx.markup import NOTHING, paragraph
from dossier.typst.nodes import Record

LISTS = {"claim": list_claims, "fact": list_facts, "question": list_questions, "name": list_names}
"""What each register lists."""


def setup_registers(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("register", Register)


class Register(SphinxDirective):
    """Lists every claim, fact, question or name, each under an address of its own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the form that filters the entries, and the entries in groups; or a line: there is none."""
        kind = self.arguments[0]
        if kind not in LISTS:
            raise self.error(f"no register of “{kind}”: write one of {', '.join(LISTS)}")
        evidence = EvidenceDomain.of(self.env).evidence
        groups = list(LISTS[kind](evidence))
        if not groups:
            return [paragraph(NOTHING)]
        facets = [entry.facets for group in groups for entry in group.entries if entry.facets]
        form = [make_form(f"{kind}s", facets, evidence)] if facets else []
        return [*form, *(self._write_group(kind, group) for group in groups)]

    def _write_group(self, kind: str, group: Group) -> nodes.Element:
        entries = [self._write_entry(kind, entry) for entry in group.entries]
        if kind == "name":  # initials would only lengthen the contents
            return nodes.container("", nodes.rubric(text=group.title), *entries)
        title = nodes.title(text=group.title)
        return nodes.section("", title, *entries, ids=[nodes.make_id(f"{kind}s-{group.name}")])

    def _write_entry(self, kind: str, entry: Entry) -> Record:
        EvidenceDomain.of(self.env).note_entry(Ref(kind, entry.name), entry.name)
        classes = ["entry", entry.kind or kind, *make_classes(entry.facets)]
        # Only a question's answers may run over the end of a printed page.
        breakable = kind == "question"
        return Record("", *entry.children, ids=[entry.name], classes=classes, breakable=breakable, number=entry.number)
