"""Says which words of a document are to stand in print, from its tree alone: the writer has no part in it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from docutils import nodes

from dossier.typst.ansi import plain
from dossier.typst.nodes import LineBreak

# What these hold is for other formats, for Sphinx, or for programs.
_NOT_FOR_PRINT = {
    "comment", "docinfo", "decoration", "meta", "raw", "substitution_definition", "pending", "system_message",
    "index", "toctree", "highlightlang", "tabular_col_spec", "start_of_file",
    # An icon has no words; a label is a number that stands where the note or the work is cited.
    "sd_icon", "fontawesome", "label",
    # Notes of the margin repeat what the evidence says.
    "MarginNotes", "IndexMark",
}  # fmt: skip
# A formula has signs and no words, and a picture's words are those of the picture; both may stand within a word.
_DRAWN = {"math", "math_block", "image", "displaymath"}
_FORMULAS = {"math", "math_block", "displaymath"}

# An emoji is printed as its name in a box, or by a font of its own.
_DRAWN_SIGNS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff]")


def squeeze(text: str) -> str:
    """Reduce text to what print cannot change: letters, digits and signs; no spaces, hyphens or invisible signs."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if _is_compared(sign))


def _is_compared(sign: str) -> bool:
    # Lines end in hyphens of print's own, which programs tell as U+FFFE or as a control sign.
    if sign in "-\u2010\u2011\ufffe\u00b7" or sign.isspace():
        return False
    return unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cn", "Me", "Mn", "Zs") and not _DRAWN_SIGNS.match(sign)


def list_words(text: str) -> list[str]:
    """Return the runs of letters and digits of a text, squeezed."""
    return list(filter(None, map(squeeze, re.findall(r"[^\W_]+", text))))


def is_from_the_right(sign: str) -> bool:
    """Tell whether a sign belongs to a script that is read from the right."""
    return unicodedata.bidirectional(sign) in ("R", "AL", "AN")


@dataclass
class Expected:
    """The words of one volume in order: squeezed, with the place of each, and where the tree has a space."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    """Where each part of the text begins."""
    places: list[str] = field(default_factory=list)
    """The place of each part: "file:line" or a document's name."""
    words: list[str] = field(default_factory=list)
    """Each part as it is written, for messages."""
    limits: list[int] = field(default_factory=list)
    """Where in the text a word ends: what stands on both sides must not be run together."""
    from_the_right: list[tuple[str, str]] = field(default_factory=list)
    """Letters of scripts that are read from the right, with their places."""
    beside_them: list[tuple[str, str]] = field(default_factory=list)
    """Other words of the paragraphs in which those stand, with their places: there, programs read lines backwards."""
    has_formulas: bool = False

    def add(self, node: nodes.Element, location: Callable[[nodes.Node], str]) -> None:
        """Add the words of a resolved document or of a piece of one; `location` says where a node stands."""
        self.has_formulas |= any(_names(each) & _FORMULAS for each in node.findall())
        pieces: list[str] = [self.text]
        length = len(self.text)
        for is_end, block in groupby(_texts(node), lambda each: each[1] is None):
            if is_end:
                continue
            texts = [(text, parent) for text, parent in block if parent is not None]
            if any(is_from_the_right(sign) for text, _ in texts for sign in text):
                # The number of a note stands by itself.
                whole = "".join(f" {text} " if _is_note(parent) else text for text, parent in texts)
                self._add_from_the_right(whole, location(texts[0][1]))
            else:
                length = self._add_block(texts, location, pieces, length)
        self.text = "".join(pieces)

    def _add_block(
        self,
        texts: list[tuple[str, nodes.Element]],
        location: Callable[[nodes.Node], str],
        pieces: list[str],
        length: int,
    ) -> int:
        """Add the texts of a block to the pieces of the whole, which are so long; return their new length."""
        spaced = True
        for text, parent in texts:
            # The number of a note stands close behind a word, whatever is between them in the source.
            spaced = spaced and not _is_note(parent)
            place = None
            for number, run in enumerate(re.split(r"(\s+)", text)):
                if number % 2:
                    spaced = True
                    continue
                squeezed = squeeze(run)
                if not squeezed:
                    continue
                if spaced:
                    self.limits.append(length)
                if place is None:
                    place = location(parent)
                    self.starts.append(length)
                    self.places.append(place)
                    self.words.append(" ".join(text.split()))
                pieces.append(squeezed)
                length += len(squeezed)
                spaced = False
        return length

    def _add_from_the_right(self, text: str, place: str) -> None:
        letters = "".join(sign if is_from_the_right(sign) else " " for sign in text)
        self.from_the_right.append((squeeze(letters), place))
        others = "".join(" " if is_from_the_right(sign) else sign for sign in text)
        self.beside_them += [(word, place) for word in list_words(others)]

    def part(self, position: int) -> int:
        """Return the number of the part in which a position of the text stands."""
        return bisect_right(self.starts, position) - 1


def _is_note(node: nodes.Element) -> bool:
    return isinstance(node, nodes.footnote_reference)


def _names(node: nodes.Node) -> set[str]:
    return {kind.__name__ for kind in type(node).__mro__}


def _texts(node: nodes.Node) -> Iterator[tuple[str, nodes.Element | None]]:
    """Yield each text that is to be printed with the element that holds it; ("", None) where a block or word ends."""
    if _names(node) & (_NOT_FOR_PRINT | _DRAWN):
        return
    if isinstance(node, nodes.Text):
        yield plain(node.astext()), node.parent
        return
    if not isinstance(node, nodes.Element) or "cell_input" in node["classes"]:
        return
    apart = not isinstance(node, nodes.Inline) or isinstance(node, LineBreak)
    if apart:
        yield "", None
    for child in node.children:
        yield from _texts(child)
    if apart:
        yield "", None
