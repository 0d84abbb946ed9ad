"""The Sphinx extension that ties pages to evidence: roles that cite claims, facts and questions.

`` {claim}`id` `` and `` {fact}`id` `` (several ids joined by commas) become links to the register's entries.
An unknown id is a warning that names the page, and so, since the book is built with warnings as errors, stops it.
"""

from __future__ import annotations

from functools import cache

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from dossier import corpus, verdicts

KINDS = ("claim", "fact", "question")
"""What has a register, and an entry for each row."""


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
        mark = nodes.inline(classes=["evidence", self.name])
        mark += nodes.Text("[")
        before, number = None, 1
        for place, name in enumerate(ids):
            same = labels[name] == before
            if place:
                mark += nodes.Text(", " if same else "; ")
            number = number + 1 if same else 1
            mark += link(self.name, name, f"({number})" if same else labels[name])
            if self.name == "claim" and name in read_contested():
                mark += [nodes.Text(" "), link("question", read_contested()[name], "≠")]
            before = labels[name]
        mark += nodes.Text("]")
        return [mark], []


def link(kind: str, name: str, text: str) -> addnodes.pending_xref:
    """Return a link to the entry of one claim, fact or question."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="ref",
        refexplicit=True,
        reftarget=f"{kind}-{name}".lower(),
        refwarn=True,
    )


def read_labels(kind: str) -> dict[str, str]:
    """Return what a link to each claim, fact or question says: the source, the authority, the question's text."""
    evidence = read_evidence()
    if kind == "claim":
        labels = evidence.sources.set_index("source")["label"]
        return {row.claim: labels[row.source] for row in evidence.claims.itertuples()}
    if kind == "fact":
        return dict(zip(evidence.facts["fact"], evidence.facts["authority"], strict=True))
    return dict(zip(evidence.questions["question"], evidence.questions["text"], strict=True))


@cache
def read_contested() -> dict[str, str]:
    """Return the question under which each claim meets a conflict, for the claims that meet one."""
    findings = verdicts.find(read_evidence())
    conflicts = findings[findings["verdict"] == "conflict"]
    return {claim: row.question for row in conflicts.itertuples() for claim in row.claims}


@cache
def read_evidence() -> corpus.Corpus:
    """Return the evidence, read once a build."""
    return corpus.read()


def line(*parts: nodes.Node | str) -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


def setup(app: Sphinx) -> dict[str, object]:
    """Register the roles."""
    for kind in KINDS:
        app.add_role(kind, EvidenceRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
