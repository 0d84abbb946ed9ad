"""Compares what a page says with what its PDF says: the measuring tools' own eyes, apart from `dossier.typst`.

A page's document tree is cut into runs, texts that stand in one piece: a paragraph up to its next formula, a cell, a
heading. A run is found when its letters, digits and signs stand in the PDF in one piece, or in pieces that follow each
other closely, as where a page ends. Spaces and punctuation do not count.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pypdfium2
from bs4 import BeautifulSoup, Comment
from docutils import nodes
from pypdfium2 import raw as pdfium
from sphinx import addnodes

SIGNS = {"Sm", "Sc", "So"}
"""Unicode's categories of what counts beside letters and digits: signs of mathematics, of money, and others."""

WINDOW = 6000
"""How many letters may stand between two pieces of a run: a foot, notes, a head, and floats of a page."""

CANDIDATES = 6
"""At how many places the beginning of a run is tried."""

SLACK = 1.5
"""How many points something may stand out of a page, as the boxes of letters are rounded."""

UNPRINTED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.system_message,
    nodes.docinfo,
    nodes.label,
    nodes.footnote_reference,
    nodes.math,
    nodes.math_block,
    nodes.meta,
    addnodes.index,
    addnodes.toctree,
    addnodes.highlightlang,
    addnodes.tabular_col_spec,
)
"""What holds no words for paper, or words that are drawn: formulas, numbers of notes, notes to the writer."""


@dataclass(frozen=True)
class Run:
    """A text that stands in one piece, and its place, "file:line" as far as that is known.

    One that `is_named` is the name of a kind, as "Theorem", which stands before a title with a number of the builder.
    """

    text: str
    place: str
    is_named: bool = False


@dataclass
class Pages:
    """A PDF as it reads: `flow` are its letters in order, without spaces; `outside` is what stands off its pages."""

    flow: str
    outside: list[str] = field(default_factory=list)


def squeeze(text: str) -> str:
    """Return the letters, digits and signs of a text, without marks, spaces and punctuation."""
    spread = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in spread if sign.isalnum() or unicodedata.category(sign) in SIGNS)


def is_from_the_right(text: str) -> bool:
    """Return whether letters of a text are read from the right."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


def list_runs(doctree: nodes.Node) -> Iterator[Run]:
    """Yield the runs of a resolved document in its order."""
    runs = _Runs()
    runs.walk(doctree, doctree)
    runs.close()
    yield from runs.found


class _Runs:
    """Walks through a document tree and gathers its runs."""

    def __init__(self) -> None:
        self.found: list[Run] = []
        self.open: list[str] = []
        self.place = ""

    def close(self) -> None:
        """End the run at hand."""
        if squeeze(text := "".join(self.open)):
            self.found.append(Run(" ".join(text.split()), self.place))
        self.open = []

    def walk(self, node: nodes.Node, block: nodes.Node) -> None:
        """Take in a node that stands in a block."""
        if isinstance(node, nodes.Text):
            if not self.open:
                self.place = _place(block)
            self.open.append(node.astext())
            return
        if isinstance(node, nodes.raw):
            self.take_raw(node)
            return
        if isinstance(node, UNPRINTED) or "cell_input" in node.get("classes", []):
            if not isinstance(node, addnodes.index):
                self.close()
            return
        within = isinstance(node, nodes.Inline) or not isinstance(node, nodes.Element)
        if not within:
            self.close()
            self.name(node)
        for child in node.children:
            self.walk(child, block if within else node)
        if not within:
            self.close()

    def name(self, node: nodes.Element) -> None:
        """Take in the name that sphinx-proof and sphinx-exercise put before a title only when they write HTML."""
        named = node.get("title", "") if isinstance(node, nodes.title) else node.get("realtype", "").title()
        if named := named.removesuffix("%s").strip():
            self.found.append(Run(named, _place(node), is_named=True))

    def take_raw(self, node: nodes.raw) -> None:
        """Take in HTML that stands in the text of a page; what is raw for other formats is not for paper."""
        if "html" not in node.get("format", "").split():
            return
        soup = BeautifulSoup(node.astext(), "html.parser")
        for hidden in soup(["script", "style", "template", "noscript"]):
            hidden.decompose()
        for string in soup.find_all(string=lambda text: not isinstance(text, Comment)):
            self.close()
            self.place = _place(node)
            self.open.append(str(string))
        if soup.contents and not isinstance(node.parent, nodes.TextElement):
            self.close()


def _place(node: nodes.Node) -> str:
    while node.parent is not None and not node.line:
        node = node.parent
    return f"{Path(node.source or '').name}:{node.line or 1}"


def read_pdf(path: Path) -> Pages:
    """Read a PDF: its letters page by page, and what of its text and pictures is not on the paper."""
    document = pypdfium2.PdfDocument(path)
    texts, outside = [], []
    for number, page in enumerate(document, start=1):
        width, height = page.get_size()
        text = page.get_textpage()
        texts.append(squeeze(text.get_text_range()))
        for place in range(text.count_rects()):
            box = text.get_rect(place)
            if _is_outside(box, width, height):
                outside.append(f"page {number}: {text.get_text_bounded(*box)[:40]!r}")
        for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE]):
            if _is_outside(picture.get_bounds(), width, height):
                outside.append(f"page {number}: a picture")
    document.close()
    return Pages("".join(texts), outside)


def _is_outside(box: tuple[float, float, float, float], width: float, height: float) -> bool:
    left, bottom, right, top = box
    return left < -SLACK or bottom < -SLACK or right > width + SLACK or top > height + SLACK


def find_missing(runs: list[Run], flow: str) -> Iterator[tuple[Run, str]]:
    """Yield each run of which words are missing in the PDF, with the words. A text said twice may stand once."""
    whole = "\0".join(squeeze(run.text) for run in runs)
    for run in runs:
        squeezed = squeeze(run.text)
        if run.is_named:
            if flow.count(squeezed) < whole.count(squeezed):
                yield run, run.text
        elif squeezed not in flow and (missing := _missing_words(run.text.split(), flow)):
            yield run, missing


def _missing_words(words: list[str], flow: str) -> str:
    """Return the first words of a run that its pieces in the PDF lack, or nothing."""
    words = [each for each in map(squeeze, words) if each]
    if any(map(is_from_the_right, words)):
        # What is read from the right is taken out of a PDF letter by letter, in an order that is not the line's.
        there = Counter(flow)
        return " ".join(word for word in words if Counter(word) - there)
    best = 0
    length = _longest(words, flow, 0, len(flow))
    start = -1
    for _ in range(CANDIDATES if length else 0):
        start = flow.find("".join(words[:length]), start + 1)
        if start < 0:
            break
        best = max(best, _follow(words, flow, length, start))
    return "" if best == len(words) else " ".join(words[best : best + 8])


def _follow(words: list[str], flow: str, done: int, start: int) -> int:
    """Return how many words are found when the first `done` of them stand at `start`."""
    end = start + len("".join(words[:done]))
    while done < len(words):
        length = _longest(words[done:], flow, end, end + WINDOW)
        piece = "".join(words[done : done + length])
        place = flow.find(piece, end, end + WINDOW)
        word = words[done]
        cut = next((cut for cut in range(len(word) - 1, 0, -1) if flow.startswith(word[:cut], end)), 0)
        rest = flow.find(word[cut:], end + cut, end + WINDOW) if cut else -1
        if rest >= 0 and (not length or rest < place):
            # The word ends a page and is divided there.
            done, end = done + 1, rest + len(word) - cut
        elif length:
            done, end = done + length, place + len(piece)
        else:
            return done
    return done


def _longest(words: list[str], flow: str, start: int, end: int) -> int:
    """Return how many of the words stand in one piece within a stretch of the PDF."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if flow.find("".join(words[:middle]), start, end) >= 0:
            low = middle
        else:
            high = middle - 1
    return low
