"""Puts what a page says before its heading behind it.

In print a heading opens a new sheet, and what stands before it would end up on the last sheet of the page before.
"""

from __future__ import annotations

from docutils import nodes


def open_with_heading(document: nodes.document) -> None:
    """Move what is shown before the first heading of a document behind that heading."""
    place = next((place for place, child in enumerate(document.children) if isinstance(child, nodes.section)), 0)
    before = [child for child in document.children[:place] if not isinstance(child, nodes.Invisible | nodes.docinfo)]
    section = document.children[place] if before else None
    if not isinstance(section, nodes.section):
        return
    for child in before:
        document.remove(child)
    heading = section.first_child_matching_class(nodes.title)
    assert heading is not None
    section.insert(heading + 1, before)
