"""Marks where names stand in the text, so that print can end with an index of them.

The names are those of the table `names`: each in its one form, and in the forms that the articles use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.markup import list_above
from dossier.typst.nodes import IndexMark

NOT_IN = (nodes.title, nodes.reference, nodes.literal, nodes.literal_block, nodes.raw, nodes.table, nodes.caption)
"""Where a name is no place to send a reader to."""


def mark_names(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put a mark before each name, once in a paragraph, on a page that print sets as text."""
    if app.builder.name != "typst" or docname in app.config.typst_evidence:
        return
    forms = dict(_list_forms(EvidenceDomain.of(app.env).evidence))
    if not forms:
        return
    # Longer forms first: “Heydar Aliyev” before “Aliyev”.
    found = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(forms, key=len, reverse=True)))})(?!\w)")
    for paragraph in list(doctree.findall(nodes.paragraph)):
        seen: set[str] = set()
        for text in list(paragraph.findall(nodes.Text)):
            if not _is_apart(text):
                _mark(text, found, forms, seen)


def _mark(text: nodes.Text, found: re.Pattern[str], forms: dict[str, str], seen: set[str]) -> None:
    """Put a mark into a text before each name that is not among those seen before, and note it there."""
    parts: list[nodes.Node] = []
    start = 0
    for match in found.finditer(text):
        name = forms[match[1]]
        if name not in seen:
            seen.add(name)
            parts += [nodes.Text(text[start : match.start()]), IndexMark(name=name)]
            start = match.start()
    if parts:
        # By identity: two texts of one content are equal, and would be taken for each other.
        place = next(number for number, child in enumerate(text.parent.children) if child is text)
        text.parent[place : place + 1] = [*parts, nodes.Text(text[start:])]


def _list_forms(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Yield each written form with the one form of its name."""
    for row in evidence.corpus.names.itertuples():
        yield row.as_written, row.canonical
        yield row.canonical, row.canonical


def _is_apart(text: nodes.Text) -> bool:
    above = list(list_above(text))
    return any(isinstance(node, NOT_IN) or "evidence" in node["classes"] for node in above)
