"""Reads a PDF again: its words page by page, and what of them does not stand on the paper."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

# Points by which the box of a letter may reach over the edge: boxes are those of the font, wider than the ink.
_TOLERANCE = 2

# The least space between two words, as a part of the height of a line: letters of a word stand closer.
_SPACE = 0.08

# Bytes of the longest name of a font.
_LONGEST_NAME = 128


class Page(NamedTuple):
    """One printed page: its number in the file from 1, its text, and the words that the paper does not hold."""

    number: int
    text: str
    lost: list[str]


def read_pages(pdf: bytes, without_font: str = "") -> list[Page]:
    """Return the pages of a PDF from the one on which its first heading stands: contents would only repeat words.

    What is set in a font whose name contains `without_font`, if one is named, is left out: the signs of formulas, which
    are no words, and stand between words.
    """
    document = pypdfium2.PdfDocument(pdf)
    try:
        opening = next((entry.get_dest().get_index() for entry in document.get_toc() if entry.get_dest()), 0)
        return [_read(document, number, without_font) for number in range(opening, len(document))]
    finally:
        document.close()


def _read(document: pypdfium2.PdfDocument, number: int, without_font: str) -> Page:
    page = document[number]
    words = page.get_textpage()
    try:
        text = "".join(_read_signs(words, without_font)) if without_font else words.get_text_range()
        return Page(number + 1, text, _lost(words, *page.get_size()))
    finally:
        words.close()
        page.close()


def _read_signs(words: pypdfium2.PdfTextPage, without_font: str) -> Iterator[str]:
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    for index in range(words.count_chars()):
        pdfium.FPDFText_GetFontInfo(words.raw, index, name, _LONGEST_NAME, None)
        if without_font.encode() not in name.value:
            yield chr(pdfium.FPDFText_GetUnicode(words.raw, index))
        name.value = b""


def is_apart(pdf: bytes, number: int, before: str, after: str) -> bool:
    """Tell whether two runs of signs that are read as one stand apart on a page: a full line has small spaces."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[number - 1]
    words = page.get_textpage()
    try:
        text = "".join(chr(pdfium.FPDFText_GetUnicode(words.raw, index)) for index in range(words.count_chars()))
        place = text.find(before + after)
        if place < 0:
            return False
        _, bottom, end, top = words.get_charbox(place + len(before) - 1, loose=True)
        start = words.get_charbox(place + len(before), loose=True)[0]
        return start - end > _SPACE * (top - bottom)
    finally:
        words.close()
        page.close()
        document.close()


def _lost(words: pypdfium2.PdfTextPage, width: float, height: float) -> list[str]:
    """Return the texts whose boxes reach over the edge of the paper."""
    lost = []
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    edges = [ctypes.byref(edge) for edge in (left, top, right, bottom)]
    for index in range(words.count_rects()):
        pdfium.FPDFText_GetRect(words.raw, index, *edges)
        across = left.value < -_TOLERANCE or right.value > width + _TOLERANCE
        if across or bottom.value < -_TOLERANCE or top.value > height + _TOLERANCE:
            lost.append(words.get_text_bounded(left.value, bottom.value, right.value, top.value).strip())
    return [text for text in lost if text]
