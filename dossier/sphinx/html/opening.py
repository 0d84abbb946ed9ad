"""Puts a line behind the answer that opens a chapter: who, when, how long to read, and what to take along."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import PurePath

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.html.cite import PDF
from dossier.sphinx.html.downloads import notebook_of
from dossier.sphinx.markup import list_above
from dossier.sphinx.pages import is_chapter
from dossier.sphinx.roles import is_mark

WORDS_A_MINUTE = 220
"""How fast a reader reads, for the reading time of a chapter."""

EXPLANATION = "run"
"""The page that says what the link loads, and other ways to run a chapter."""


ARCHIVE = "cite-and-download"
"""The anchor of the box at the end of a page."""


def open_chapter(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Set the first paragraph of a page as its answer, and put the line of a chapter behind it, on its HTML page."""
    if app.builder.format != "html":
        return
    title = next(doctree.findall(nodes.title))
    section = title.parent
    answer = next((each for each in section.children if isinstance(each, nodes.paragraph)), title)
    if answer is not title and (docname == app.config.root_doc or is_chapter(app.env, docname)):
        answer["classes"].append("standfirst")
    if not is_chapter(app.env, docname):
        return
    line = nodes.raw("", app.builder.templates.render("byline.html", _describe(app, doctree, docname)), format="html")
    section.insert(section.index(answer) + 1, line)


def _describe(app: Sphinx, doctree: nodes.document, docname: str) -> dict[str, str]:
    root = "../" * docname.count("/")
    edition = EvidenceDomain.of(app.env).evidence.edition
    found = {
        "author": app.config.author,
        "date": edition.day,
        "length": say_reading_time(doctree),
        "pdf": root + PDF,
        "box": f"#{ARCHIVE}",
        "notebook": root + notebook_of(app.env, docname),
    }
    if EXPLANATION in app.env.found_docs and find_spec("jupyterlite_core"):  # an extra of the package
        # The link leads to the explanation. run-chapter.js turns it to the notebook where that works: not from a file.
        found["explanation"] = f"{app.builder.get_relative_uri(docname, EXPLANATION)}#in-the-browser"
        found["lite"] = f"{root}lite/lab/index.html?path=notebooks/{PurePath(app.env.doc2path(docname)).name}"
    return found


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
    return any(map(is_mark, list_above(text)))
