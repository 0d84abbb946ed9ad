"""Marks words in other languages, so that a screen reader says them as such.

The settings name letters that occur in the report in words of one language alone; such a word is told by its letters.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes
from markupsafe import Markup, escape
from sphinx.application import Sphinx

from dossier.sphinx.domain import EvidenceDomain

NOT_IN = (nodes.literal_block, nodes.comment, nodes.raw, nodes.math, nodes.math_block)


def mark_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Wrap the words in other languages on a page; docutils turns the class into the language of the element."""
    letters = EvidenceDomain.of(app.env).evidence.settings.letters
    foreign = "".join(letters.values())
    for text in list(doctree.findall(nodes.Text)):
        if any(letter in foreign for letter in text) and not is_apart(text):
            text.parent.replace(text, [_make_node(language, piece) for language, piece in split_words(letters, text)])


def split_words(letters: Mapping[str, str], text: str) -> list[tuple[str, str]]:
    """Return a text in pieces, each with its language, which is empty for the language of the report.

    >>> split_words({"az": "əƏı"}, "the town of Xocalı")
    [('', 'the town of '), ('az', 'Xocalı')]
    """
    languages = list(letters)
    words = "|".join(rf"(\w*[{re.escape(own)}]\w*)" for own in letters.values())
    pieces, end = [], 0
    for match in re.finditer(words, text) if words else ():
        pieces += [("", text[end : match.start()]), (languages[(match.lastindex or 1) - 1], match[0])]
        end = match.end()
    return [(language, piece) for language, piece in (*pieces, ("", text[end:])) if piece]


def mark_markup(letters: Mapping[str, str], text: str) -> Markup:
    """Return a text as HTML, with its words in other languages marked: for what is not part of a document."""
    return Markup("").join(
        Markup('<span lang="{}">{}</span>').format(language, piece) if language else escape(piece)
        for language, piece in split_words(letters, text)
    )


def _make_node(language: str, piece: str) -> nodes.Node:
    return nodes.inline("", piece, classes=[f"language-{language}"]) if language else nodes.Text(piece)


def is_apart(text: nodes.Text) -> bool:
    """Tell whether a text is code, a formula or markup."""
    node: nodes.Node | None = text
    while node is not None:
        if isinstance(node, NOT_IN):
            return True
        node = node.parent
    return False
