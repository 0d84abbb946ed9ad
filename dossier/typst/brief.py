"""Chooses the pieces of the book that make up its brief, so that nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docutils import nodes

from dossier.typst.compiler import Problem, TypstError
from dossier.typst.nodes import MarginNotes

PIECE_LEVEL = 2
"""The level of a piece's heading, one below the brief's own title."""


def choose(wanted: str, doctrees: Mapping[str, nodes.document]) -> Iterator[tuple[str, nodes.Element]]:
    """Yield document and node of one piece: “page#id”, or “page” for what comes before its first section.

    Marks of evidence and notes are left out, since the brief has no list that they could name, and no margin.
    """
    docname, _, anchor = wanted.partition("#")
    found = list(_find(doctrees[docname], anchor)) if docname in doctrees else []
    if not found:
        raise TypstError([Problem(None, f"typst_brief: there is no {wanted!r} to put into the brief")])
    for node in found:
        for mark in [each for each in node.findall(nodes.inline) if "evidence" in each["classes"]]:
            _remove(mark)
        for notes in list(node.findall(MarginNotes)):
            notes.parent.remove(notes)
        yield docname, node


def _find(doctree: nodes.document, anchor: str) -> Iterator[nodes.Element]:
    if anchor:
        yield from [node for node in doctree.findall(nodes.Element) if anchor in node["ids"]][:1]
        return
    for node in next(doctree.findall(nodes.section)).children:
        if isinstance(node, nodes.section):
            return
        if not isinstance(node, nodes.title):
            yield node


def _remove(mark: nodes.inline) -> None:
    """Take a mark out of its sentence, with the space before it."""
    parent, place = mark.parent, mark.parent.index(mark)
    before = parent[place - 1] if place else None
    if isinstance(before, nodes.Text):
        parent.replace(before, nodes.Text(before.rstrip()))
    parent.remove(mark)
