"""Builds made-up pages in both editions, beside the data of a made-up report, and reads what came out."""

from __future__ import annotations

import logging
import multiprocessing
import re
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pypdfium2
from bs4 import BeautifulSoup
from docutils import nodes
from fuzz_grammar import SVG, Page
from printed import read_pdf
from pypdfium2 import raw as pdfium
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "roots" / "ruritania"
"""A made-up report, whose data the pages stand beside."""

SETTINGS: dict[str, Any] = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "dossier.sphinx"],
    "project": "A made-up book",
    "html_title": "A made-up book",
    "author": "Nobody",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_reference_style": "author_year",
    "html_theme": "dossier",
    "html_baseurl": "https://made-up.example/html/",
    "myst_enable_extensions": [
        *("amsmath", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist", "strikethrough", "tasklist"),
    ],
    "myst_dmath_allow_space": False,
    "myst_dmath_allow_digits": False,
    "suppress_warnings": ["myst.strikethrough", "myst.header", "misc.highlighting_failure", "design.card_legacy"],
    "typst_timestamp": 1_700_000_000,
}

INDEX = "# A made-up book\n\nIt has these pages.\n\n```{toctree}\n:numbered:\n\nworks\n"
WORKS = "@misc{writer2020, title = {On sources}, author = {Writer, A.}, year = 2020}\n"

LIMITS = (
    *("p", "div", "li", "td", "th", "dt", "dd", "br", "pre", "h1", "h2", "h3", "h4", "summary", "label", "blockquote"),
    *("figcaption", "aside", "section", "hr", "input", "caption", "center"),
)
"""The elements of HTML that end the line that stands before them."""

SECONDS = 240
"""How long a build of some pages may take."""


@dataclass
class Built:
    """What a build gave: messages by page, the whole PDF as its pages read, and the text of each page in HTML."""

    messages: list[tuple[str, str]] = field(default_factory=list)
    flow: str | None = None
    spaced: str = ""
    outside: list[str] = field(default_factory=list)
    html: dict[str, str] = field(default_factory=dict)
    crash: str = ""


class _Messages(logging.Handler):
    """Keeps each warning with its place."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[tuple[str, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        if f"{getattr(record, 'type', '')}.{getattr(record, 'subtype', '')}" in SETTINGS["suppress_warnings"]:
            return
        place = getattr(record, "location", "") or ""
        if isinstance(place, nodes.Node):
            place = f"{place.source}:{place.line}"
        if isinstance(place, tuple):
            place = ":".join(str(part) for part in place if part)
        self.kept.append((place, record.getMessage()))


def build(pages: list[Page]) -> Built:
    """Build both editions of a book of these pages, in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        # A process from a server of its own: a copy of this one would wait for threads that it does not have.
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(SETTINGS["extensions"])
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_send, args=(theirs, pages, Path(scratch)))
        process.start()
        theirs.close()
        built = Built(crash=f"no end within {SECONDS} s")
        if ours.poll(SECONDS):
            try:
                built = ours.recv()
            except EOFError:
                built = Built(crash="the process ended")
        process.kill()
        process.join()
        return built


def _send(pipe: Connection, pages: list[Page], scratch: Path) -> None:
    try:
        built = _build(pages, scratch)
    except Exception:
        built = Built(crash=" / ".join(traceback.format_exc().strip().splitlines()[-3:]))
    pipe.send(built)


def _build(pages: list[Page], scratch: Path) -> Built:
    shutil.copytree(DATA / "data", scratch / "data")
    for name in ("dossier.toml", "CITATION.cff", "LICENSE-DATA"):
        shutil.copyfile(DATA / name, scratch / name)
    book = scratch / "book"
    book.mkdir()
    names = "\n".join(page.name for page in pages)
    (book / "index.md").write_text(f"{INDEX}{names}\n```\n", "utf-8")
    (book / "works.md").write_text("# Works\n\n```{bibliography}\n:all:\n```\n", "utf-8")
    (book / "works.bib").write_text(WORKS, "utf-8")
    (book / "line.svg").write_text(SVG, "utf-8")
    for page in pages:
        (book / page.file).write_text(page.source(), "utf-8")
    messages, built = _Messages(), Built()
    for builder in ("html", "typst"):
        out = scratch / builder
        with docutils_namespace(), patch_docutils(book):
            app = Sphinx(
                *(book, None, out, scratch / "doctrees", builder),
                confoverrides=SETTINGS,
                status=None,
                warning=StringIO(),
            )
            logging.getLogger("sphinx").addHandler(messages)
            app.build()
            logging.getLogger("sphinx").removeHandler(messages)
    built.messages = [(place.replace(f"{book}/", ""), text.replace(f"{scratch}/", "")) for place, text in messages.kept]
    for page in pages:
        if (path := scratch / "html" / f"{page.name}.html").is_file():
            built.html[page.name] = _read_html(path)
    if (pdf := scratch / "typst" / "report.pdf").is_file():
        read = read_pdf(pdf)
        built.flow, built.outside, built.spaced = read.flow, read.outside, _read_spaced(pdf)
    return built


def _read_html(path: Path) -> str:
    """Return the text of a page's article, with a space where a block or a line ends."""
    soup = BeautifulSoup(path.read_text("utf-8"), "html.parser")
    article = soup.find("article") or soup.find("main") or soup
    for hidden in article(["script", "style", "template", "math"]):
        hidden.decompose()
    for limit in article(LIMITS):
        limit.insert_before(" ")
        limit.insert_after(" ")
    return " ".join(article.get_text().split())


def _read_spaced(path: Path) -> str:
    """Return the text of a PDF with words that were divided at the end of a line put together."""
    document = pypdfium2.PdfDocument(path)
    text = "\n".join("".join(_list_signs(page.get_textpage())) for page in document)
    document.close()
    return re.sub("[\x02\ufffe\u00ad\u200b]\\s*", "", text)


def _list_signs(page: pypdfium2.PdfTextPage) -> Iterator[str]:
    """Yield the signs of a page; pdfium overlooks a space that is small in a full line."""
    end = 0.0
    for number in range(page.count_chars()):
        start, bottom, right, top = page.get_charbox(number, loose=True)
        if 0.08 < (start - end) / max(top - bottom, 1) < 1:
            yield " "
        end = right
        yield chr(pdfium.FPDFText_GetUnicode(page.raw, number))
