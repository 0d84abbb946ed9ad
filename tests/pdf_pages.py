"""Reads a PDF as a reader of paper and of links does: lines with their places, links with what they lead to."""

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import pypdf
import pypdfium2

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True)
class Line:
    """A run of text on a page, in points from the page's lower left corner."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


@dataclass(frozen=True)
class Link:
    """A link: its page and text, and where it leads: a page with a place on it, or an address outside."""

    page: int
    text: str
    target: tuple[int, float, float] | None
    address: str | None


class Printed:
    """A PDF's pages, links, headings and structure."""

    def __init__(self, path: Path):
        self.path = path
        self.pdf = pypdf.PdfReader(path)
        self._pdfium = pypdfium2.PdfDocument(path)
        self._pages = [page.get_textpage() for page in self._pdfium]

    @cached_property
    def lines(self) -> list[list[Line]]:
        """The runs of text of each page in the order of the page's content."""
        found = []
        for page in self._pages:
            rectangles = [page.get_rect(number) for number in range(page.count_rects())]
            found.append([Line(*rectangle, page.get_text_bounded(*rectangle)) for rectangle in rectangles])
        return found

    def text_at(self, page: int, left: float, top: float, depth: float, right: float | None = None) -> str:
        """Return what stands on a page from a place rightwards and downwards, up to `right`."""
        return self._pages[page].get_text_bounded(left=left - 2, right=right, bottom=top - depth, top=top)

    def text_between(
        self, page: int, top: float, bottom: float, left: float | None = None, right: float | None = None
    ) -> str:
        """Return what stands on a page between two distances from its upper edge, in millimetres.

        `left` and `right` are points from the left edge, which bound it on the sides.
        """
        height = self._pdfium[page].get_height()
        bounds = {"bottom": height - bottom * MILLIMETRE, "top": height - top * MILLIMETRE}
        return self._pages[page].get_text_bounded(left=left, right=right, **bounds)

    @cached_property
    def links(self) -> list[Link]:
        """Every link, those inside with the place they lead to."""
        numbers = {page.indirect_reference.idnum: number for number, page in enumerate(self.pdf.pages)}
        found = []
        for number, page in enumerate(self.pdf.pages):
            for annotation in page.get("/Annots", []):
                link = annotation.get_object()
                left, bottom, right, top = map(float, link["/Rect"])
                text = self._pages[number].get_text_bounded(left, bottom, right, top)
                if "/A" in link:
                    found.append(Link(number, text, None, link["/A"]["/URI"]))
                    continue
                target = link["/Dest"]
                if isinstance(target, str):
                    target = self.pdf.named_destinations[target].dest_array
                found.append(Link(number, text, (numbers[target[0].idnum], float(target[2]), float(target[3])), None))
        return found

    @cached_property
    def headings(self) -> list[tuple[str, tuple[int, float, float]]]:
        """Title and place of every heading, from the outline."""
        waiting, found = [*self.pdf.outline], []
        while waiting:
            entry = waiting.pop(0)
            if isinstance(entry, list):
                waiting = [*entry, *waiting]
            else:
                page = self.pdf.get_destination_page_number(entry)
                found.append((entry.title, (page, float(entry.left), float(entry.top))))
        return found

    @cached_property
    def elements(self) -> list[pypdf.generic.DictionaryObject]:
        """All structure elements in reading order."""
        return structure(self.pdf.trailer["/Root"]["/StructTreeRoot"])

    def blank_bands(self, page: int, top: float, bottom: float) -> list[float]:
        """Return the heights, in millimetres, of the bands without ink between two heights in millimetres."""
        image = self._pdfium[page].render(scale=0.5, grayscale=True).to_numpy()
        millimetres = 25.4 / 36
        rows = image[round(top / millimetres) : round(bottom / millimetres)]
        inked = [-1, *(number for number, row in enumerate(rows) if row.min() < 200), len(rows)]
        return [(later - earlier - 1) * millimetres for earlier, later in pairwise(inked)]


def structure(root: pypdf.generic.DictionaryObject) -> list[pypdf.generic.DictionaryObject]:
    """Return the structure elements below another one in reading order."""
    found, waiting = [], [root["/K"]]
    while waiting:
        item = waiting.pop().get_object()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, dict):
            found += [item] if "/S" in item else []
            waiting += [item["/K"]] if "/K" in item else []
    return found
