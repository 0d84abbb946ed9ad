"""Sets texts in scripts that are written from the right: in their direction, and named as their language.

A paragraph, a cell or a title goes by its first letter; words within a text of the other direction are a run of their
own, so that numbers and brackets around them keep their places.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.html.writer import STATED
from dossier.sphinx.languages import is_apart
from dossier.typst.letters import name_language

_LETTERS = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RUN = re.compile(f"([{_LETTERS}]+(?:[ \u200c\u200d]+[{_LETTERS}]+)*)")


def set_directions(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Name direction and language of each text from the right, and of each run of such words in another text."""
    for text in list(doctree.findall(nodes.Text)):
        if not _RUN.search(text) or is_apart(text):
            continue
        block: nodes.Node = text
        while isinstance(block, nodes.Text | nodes.Inline) and block.parent is not None:
            block = block.parent
        if isinstance(block, nodes.Element) and (language := name_language(block.astext())):
            block[STATED] = {**block.get(STATED, {}), "dir": "rtl", "lang": language}
        elif not isinstance(text.parent, nodes.literal):
            text.parent.replace(text, [_make_node(piece) for piece in _RUN.split(text) if piece])


def _make_node(piece: str) -> nodes.Node:
    if language := _RUN.fullmatch(piece) and name_language(piece):
        return nodes.inline("", piece, classes=[f"language-{language}"], **{STATED: {"dir": "rtl"}})
    return nodes.Text(piece)
