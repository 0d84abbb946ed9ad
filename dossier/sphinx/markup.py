"""Small things that several components do with docutils nodes: build paragraphs and references, look upwards."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes

from dossier.corpus.records import Ref

NOTHING = "There is none in this edition."
"""Stands where something is listed, and there is nothing to list."""


def paragraph(*parts: nodes.Node | str) -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


def evidence_xref(ref: Ref, label: nodes.inline | str) -> addnodes.pending_xref:
    """Return a reference to the entry of one claim, fact or question, which the domain resolves."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", label) if isinstance(label, str) else label,
        refdomain="evidence",
        reftype=ref.kind,
        reftarget=ref.id,
        refwarn=True,
    )


def list_above(node: nodes.Node, top: nodes.Element | None = None) -> Iterator[nodes.Element]:
    """Yield what holds a node, from the inside, up to `top` or to the document."""
    while (node := node.parent) is not top and node is not None:
        yield node
