"""Puts the code of a chapter behind one word in the foot of the figure or table that it makes.

Code that makes neither belongs to the next that does; what is left at the end stands at the end of the chapter.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html import HTMLTranslator

from dossier.sphinx.html.downloads import Foot
from dossier.sphinx.pages import is_chapter

LABEL = "Code"


class Code(nodes.General, nodes.Element):
    """Blocks of code behind their label."""


def setup_code(app: Sphinx) -> None:
    """Register the form of folded code."""
    app.add_node(Code, html=(_open, lambda self, node: self.body.append("</details>\n")))


def fold_code(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Move the code of a chapter into the feet of its figures and tables, on its HTML page."""
    if app.builder.name != "html" or not is_chapter(app.env, docname):
        return
    waiting: list[nodes.Node] = []
    cells = [each for each in doctree.findall(nodes.container) if "cell" in each["classes"]]
    for cell in cells:
        waiting += list(cell.findall(nodes.literal_block))[:1]
        if foot := next(cell.findall(Foot), None):
            foot += Code("", *waiting)
            waiting = []
        for source in [each for each in cell.children if not _is_output(each)]:
            cell.remove(source)
        if not cell.children:
            cell.parent.remove(cell)
    if waiting:
        next(doctree.findall(nodes.section)).append(Foot("", Code("", *waiting)))


def _is_output(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and "cell_output" in node["classes"]


def _open(self: HTMLTranslator, node: Code) -> None:
    self.body.append(f'<details class="code"><summary>{LABEL}</summary>\n')
