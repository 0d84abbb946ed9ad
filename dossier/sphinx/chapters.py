"""A role that refers to a chapter by its number: `` {chapter}`05-trade` `` prints “Chapter 5” as a link.

A notebook without a number is an annex. Numbers are known when all pages are read, so the link is made then.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import PurePath

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from dossier.sphinx.pages import is_chapter, number_page

ANNEX = "the annex"
"""What a notebook without a number is called."""


class ChapterLink(nodes.General, nodes.Element):
    """A placeholder for the link to the page `docname`."""


def setup_chapters(app: Sphinx) -> None:
    """Register the role and its placeholder."""
    app.add_node(ChapterLink)
    app.add_role("chapter", ChapterRole())


class ChapterRole(SphinxRole):
    """Refers to the notebook that its text names, without folder and ending."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the placeholder, or a message for a name that no notebook has."""
        known = {PurePath(name).name: name for name in self.env.found_docs if is_chapter(self.env, name)}
        if self.text in known:
            return [ChapterLink(docname=known[self.text])], []
        near = get_close_matches(self.text, known, n=1)
        hint = f"did you mean “{near[0]}”?" if near else f"write one of {', '.join(sorted(known))}"
        return [], [self.inliner.reporter.error(f"chapter: no notebook “{self.text}”; {hint}", line=self.lineno)]


def fill_chapters(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Replace the placeholders of a page by links."""
    for place in list(doctree.findall(ChapterLink)):
        number = number_page(app.env, place["docname"])
        text = nodes.inline(text=f"Chapter {number}" if number else ANNEX)
        place.replace_self(make_refnode(app.builder, docname, place["docname"], "", text))
