"""Cuts the fonts of a page out of the families that print uses, so that screen and paper have one face.

A page needs the letters of Latin scripts and some signs, and three files: an upright and an italic serif and a sans,
each variable in weight. The wheels hold whole families; cutting them takes seconds and is done once for each version
of a family (see `keep`).
"""

from __future__ import annotations

import hashlib
import shutil
from base64 import b64encode
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import fontpkg_source_sans_3
import fontpkg_source_serif_4
import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SIGNS = "–—‘’“”„…·•′″€£≠≤≥≈×−±←→↑↓↕✕○●◐▾¶§№"
"""What texts of the report have beside letters; a missing sign comes from another face of the reader's system."""

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x259, *map(ord, SIGNS)]
"""Basic Latin, its supplement and its first extension, which has the letters of Turkish, and the Azerbaijani schwa."""

FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl", "lnum", "tnum", "onum", "pnum", "sups"]


FOLDER, EMBEDDED = "fonts", "embedded.css"
"""The folder of the fonts beside the style sheet, and the style sheet in it that holds them."""


class Face(NamedTuple):
    """A font file of the edition: whence it is cut, and as what a style sheet knows it."""

    name: str
    package: ModuleType
    file: str
    distribution: str
    family: str
    style: str
    weights: tuple[int, int]
    """The lightest and the boldest weight that pages use."""


FACES = (
    Face(
        "serif.woff",
        fontpkg_source_serif_4,
        "SourceSerif4[opsz,wght].ttf",
        "fontpkg-source-serif-4",
        "Source Serif 4",
        "normal",
        (400, 600),
    ),
    Face(
        "sans.woff",
        fontpkg_source_sans_3,
        "SourceSans3[wght].ttf",
        "fontpkg-source-sans-3",
        "Source Sans 3",
        "normal",
        (400, 700),
    ),
    Face(
        "serif-italic.woff",
        fontpkg_source_serif_4,
        "SourceSerif4-Italic[opsz,wght].ttf",
        "fontpkg-source-serif-4",
        "Source Serif 4",
        "italic",
        (400, 400),
    ),
)

FIRST = tuple(face.name for face in FACES[:2])
"""The files that the first sight of a page needs."""

OPTICAL_SIZE = 16
"""Points for which the serif is drawn: one size for text and titles saves half of the file."""


def write_fonts(folder: Path, kept: Path | None = None) -> None:
    """Put the fonts of a page into a folder; what was cut before is taken from the folder `kept`.

    Without one it is where matplotlib keeps what it knows of fonts.
    """
    kept = kept or Path(matplotlib.get_cachedir(), "dossier")
    folder.mkdir(parents=True, exist_ok=True)
    for face in FACES:
        cut = kept / f"{_key(face)}-{face.name}"
        if not cut.is_file():
            kept.mkdir(parents=True, exist_ok=True)
            part = cut.with_suffix(".part")
            cut_font(face, part)
            part.replace(cut)
        shutil.copyfile(cut, folder / face.name)
    (folder / EMBEDDED).write_text(embed(folder), encoding="utf-8")


def cut_font(face: Face, target: Path) -> None:
    """Write a face as a web font with the letters, features and weights of `FACES` alone."""
    source = Path(str(face.package.__file__)).parent / "files" / face.file
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    lightest, boldest = face.weights
    limits = {"wght": (lightest, boldest) if boldest > lightest else lightest}
    if any(axis.axisTag == "opsz" for axis in font["fvar"].axes):
        limits["opsz"] = OPTICAL_SIZE
    instancer.instantiateVariableFont(font, limits, inplace=True)
    font.flavor = "woff"
    font.save(target)


def write_rules() -> str:
    """Return what a style sheet beside the folder of the fonts says of them.

    A font that comes late waits for the next page: letters that change their width would move the text.
    """
    return "".join(_declare(face, f'url("{FOLDER}/{face.name}")', "optional") for face in FACES)


def embed(folder: Path) -> str:
    """Return the same with the fonts in it, for pages that are opened as files: browsers let those preload nothing."""
    contents = {face: b64encode((folder / face.name).read_bytes()).decode() for face in FACES}
    return "".join(_declare(face, f'url("data:font/woff;base64,{text}")', "block") for face, text in contents.items())


def _declare(face: Face, source: str, display: str) -> str:
    lightest, boldest = face.weights
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: {lightest} {boldest}; '
        f'font-display: {display}; src: {source} format("woff"); }}\n'
    )


def _key(face: Face) -> str:
    stated = repr(
        (version(face.distribution), version("fonttools"), face[2:], face.name, LETTERS, FEATURES, OPTICAL_SIZE)
    )
    return hashlib.sha256(stated.encode()).hexdigest()[:12]
