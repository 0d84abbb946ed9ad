"""Sets the finding of a figure as its title: above the picture on a page, before the caption in print."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.domain import EvidenceDomain


def set_titles(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Give each figure of a page the title that its notebook computed."""
    shown = EvidenceDomain.of(app.env).shown
    for figure in doctree.findall(nodes.figure):
        title = next((shown[name].title for name in figure["ids"] if name in shown), "")
        if not title:
            continue
        if app.builder.format == "html":
            figure.insert(0, nodes.paragraph(text=title, classes=["figure-title"]))
        elif caption := next(figure.findall(nodes.caption), None):
            ending = "" if title.endswith((".", "?", "!")) else "."
            caption.insert(0, [nodes.strong(text=title + ending), nodes.Text(" ")])
