"""Cuts the fonts of a page out of the families that print uses, so that screen and paper have one face.

A page needs the letters of Latin scripts and some signs, and three files: an upright and an italic serif and a sans,
each variable in weight. Urdu, signs of currencies and formulas have files of their own. The wheels hold whole
families; cutting them takes seconds and is done once for each version of a family (see `keep`).
"""

from __future__ import annotations

import hashlib
import shutil
from base64 import b64encode
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import matplotlib
from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

SIGNS = "–—‘’“”„…·•′″€£≠≤≥≈×−±←→↑↓↕✕○●◐▾¶§№"
"""What texts of the report have beside letters; a missing sign comes from another face of the reader's system."""

LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, 0x259, *map(ord, SIGNS)]
"""Basic Latin, its supplement and its first extension, which has the letters of Turkish, and the Azerbaijani schwa."""

FEATURES = [
    "kern",
    "liga",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "lnum",
    "tnum",
    "onum",
    "pnum",
    "sups",
    "init",
    "medi",
    "fina",
    "isol",
    "rlig",
    "calt",
    "ssty",
    "dtls",
]


FOLDER, EMBEDDED = "fonts", "embedded.css"
"""The folder of the fonts beside the style sheet, and the style sheet in it that holds them."""


class Face(NamedTuple):
    """A font file of the edition: whence it is cut, and as what a style sheet knows it."""

    name: str
    package: str
    file: str
    distribution: str
    family: str
    style: str
    weights: tuple[int, int]
    """The lightest and the boldest weight that pages use."""
    letters: tuple[int, ...] = tuple(LETTERS)


FACES = (
    Face(
        "serif.woff",
        "fontpkg_source_serif_4",
        "files/SourceSerif4[opsz,wght].ttf",
        "fontpkg-source-serif-4",
        "Source Serif 4",
        "normal",
        (400, 600),
    ),
    Face(
        "sans.woff",
        "fontpkg_source_sans_3",
        "files/SourceSans3[wght].ttf",
        "fontpkg-source-sans-3",
        "Source Sans 3",
        "normal",
        (400, 700),
    ),
    Face(
        "serif-italic.woff",
        "fontpkg_source_serif_4",
        "files/SourceSerif4-Italic[opsz,wght].ttf",
        "fontpkg-source-serif-4",
        "Source Serif 4",
        "italic",
        (400, 400),
    ),
)

MORE = (
    Face(
        "arabic.woff",
        "manimgx_fonts",
        "NotoSansArabic[wght].ttf",
        "manimgx-fonts",
        "Noto Sans Arabic",
        "normal",
        (400, 700),
        (*range(0x600, 0x700), *range(0x750, 0x780), *range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD), 0x200C, 0x200D),
    ),
    Face(
        "signs.woff",
        "manimgx_fonts",
        "NotoSans[wght].ttf",
        "manimgx-fonts",
        "Noto Sans",
        "normal",
        (400, 700),
        tuple(range(0x20A0, 0x20C1)),
    ),
    Face(
        "mathematics.woff",
        "ziamath",
        "fonts/STIXTwoMath-Regular.ttf",
        "ziamath",
        "STIX Two Math",
        "normal",
        (400, 400),
        (
            *(*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x300, 0x400), *range(0x2000, 0x2400), 0x210F),
            *(*range(0x25A0, 0x2600), *range(0x27C0, 0x2800), *range(0x2900, 0x2B00), *range(0x1D400, 0x1D800)),
        ),
    ),
)
"""Faces that a browser fetches only for a page that needs them: for Urdu, for signs of currencies, for formulas."""

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
    for face in (*FACES, *MORE):
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
    # Found and not imported: one of the packages changes the logging of the process that imports it.
    found = find_spec(face.package)
    assert found is not None and found.origin is not None  # a dependency of the library
    source = Path(found.origin).parent / face.file
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, notdef_outline=True, hinting=False, name_IDs=[0, 1, 2, 13, 14])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=face.letters)
    cutter.subset(font)
    lightest, boldest = face.weights
    limits = {"wght": (lightest, boldest) if boldest > lightest else lightest, "opsz": OPTICAL_SIZE, "wdth": 100}
    if "fvar" in font:
        axes = {axis.axisTag for axis in font["fvar"].axes}
        chosen = {axis: limit for axis, limit in limits.items() if axis in axes}
        instancer.instantiateVariableFont(font, chosen, inplace=True)
    font.flavor = "woff"
    font.save(target)


def write_rules() -> str:
    """Return what a style sheet beside the folder of the fonts says of them.

    A font that comes late waits for the next page: letters that change their width would move the text.
    """
    first = "".join(_declare(face, f'url("{FOLDER}/{face.name}")', "optional") for face in FACES)
    more = "".join(_declare(face, f'url("{FOLDER}/{face.name}")', "swap", _say_range(face)) for face in MORE)
    return first + more


def embed(folder: Path) -> str:
    """Return the same with the fonts in it, for pages that are opened as files: browsers let those preload nothing."""
    contents = {face: b64encode((folder / face.name).read_bytes()).decode() for face in FACES}
    return "".join(_declare(face, f'url("data:font/woff;base64,{text}")', "block") for face, text in contents.items())


def _say_range(face: Face) -> str:
    """Return the letters for which a browser takes a face, from the first to the last of each run."""
    starts = [code for code in face.letters if code - 1 not in face.letters]
    ends = [code for code in face.letters if code + 1 not in face.letters]
    runs = zip(sorted(set(starts)), sorted(set(ends)), strict=True)
    return f" unicode-range: {', '.join(f'U+{first:X}-{last:X}' for first, last in runs)};"


def _declare(face: Face, source: str, display: str, more: str = "") -> str:
    lightest, boldest = face.weights
    return (
        f'@font-face {{ font-family: "{face.family}"; font-style: {face.style}; font-weight: {lightest} {boldest}; '
        f'font-display: {display}; src: {source} format("woff");{more} }}\n'
    )


def _key(face: Face) -> str:
    stated = repr((version(face.distribution), version("fonttools"), face[2:], face.name, FEATURES, OPTICAL_SIZE))
    return hashlib.sha256(stated.encode()).hexdigest()[:12]
