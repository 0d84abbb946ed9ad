"""Puts below each chapter's title how long it takes to read, and the link that runs it in the reader's browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.pages import is_chapter

WORDS_A_MINUTE = 220
"""How fast a reader reads, for the reading time of a chapter."""

EXPLANATION = "run"
"""The page that says what the link loads, and other ways to run a chapter."""


def open_chapter(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put both lines behind the title of a chapter, on its HTML page."""
    if app.builder.format != "html" or not is_chapter(app.env, docname):
        return
    title = next(doctree.findall(nodes.title))
    lines: list[nodes.Node] = [nodes.paragraph(text=say_reading_time(doctree), classes=["reading-time"])]
    if EXPLANATION in app.env.found_docs and find_spec("jupyterlite_core"):  # an extra of the package
        lines.append(_offer_run(app, docname))
    title.parent.insert(title.parent.index(title) + 1, lines)


def say_reading_time(doctree: nodes.document) -> str:
    """Return how long the words of a page take to read, without those of its code."""
    words = count_words(doctree)
    minutes = max(1, round(words / WORDS_A_MINUTE))
    return f"{minutes} minutes to read" if minutes > 1 else "One minute to read"


def count_words(doctree: nodes.document) -> int:
    """Return how many words a page has for its readers, without its code and its marks of evidence."""
    return sum(len(text.split()) for text in doctree.findall(nodes.Text) if not (_is_code(text) or _is_mark(text)))


def _is_code(text: nodes.Text) -> bool:
    return isinstance(text.parent, (nodes.literal_block, nodes.raw, nodes.comment))


def _is_mark(text: nodes.Text) -> bool:
    node = text.parent
    while isinstance(node, nodes.Element):
        if "evidence" in node.get("classes", ()):
            return True
        node = node.parent
    return False


def _offer_run(app: Sphinx, docname: str) -> nodes.raw:
    # The link leads to the explanation. run-chapter.js turns it to the notebook where that works: not from a file.
    explanation = app.builder.get_relative_uri(docname, EXPLANATION)
    notebook = PurePath(app.env.doc2path(docname)).name
    root = "../" * docname.count("/")
    context = {
        "explanation": f"{explanation}#in-the-browser",
        "notebook": f"{root}lite/lab/index.html?path=notebooks/{notebook}",
    }
    return nodes.raw("", app.builder.templates.render("run-chapter.html", context), format="html")
