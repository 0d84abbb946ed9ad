"""Prints each page of other people's books as a book of its own, and says which are right.

    python tools/measure_books.py [--csv FILE] [--seconds 120] [--only WORD] [--described] FOLDER...

A folder is a checkout of a Jupyter Book or Sphinx book: it holds `_toc.yml` and `_config.yml`, or `conf.py` (which is
read, never run). Nothing in it is written or executed. Pages are set with the extensions of `dossier` and those that
the book names and this environment has. References that lead out of the page become their text, pictures from the
network a drawing that stands in for them, and where a page cites, its works are listed at its end. An outcome is one
of these:

- right: a PDF is made, and holds every word of the page's document tree, on the paper;
- refused: no PDF, and each message names file and line;
- refused, no place: no PDF, and a message without a place;
- silent: a PDF that lacks words, or has text or pictures off the paper;
- crash: an exception, the end of the process, or no end within the time.

The exit is 1 where a page is silent, crashed, or refused without a place.
"""

from __future__ import annotations

import argparse
import ast
import csv
import importlib.util
import logging
import multiprocessing
import os
import re
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from io import StringIO
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from printed import find_missing, list_runs, read_pdf
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.docutils import docutils_namespace, patch_docutils

OWN = ("myst_nb", "sphinxcontrib.bibtex", "sphinx_design", "sphinx_proof", "sphinx_exercise", "dossier.typst")
"""What every page is set with, as far as it is installed."""

JUPYTER_BOOK = ("colon_fence", "dollarmath", "linkify", "substitution", "tasklist")
"""The extensions of MyST that Jupyter Book 1 turns on unless a book names others."""

SUFFIXES = {".md": "myst-nb", ".ipynb": "myst-nb", ".Rmd": "myst-nb", ".rst": "restructuredtext"}

WORKS = "\n\n```{bibliography}\n:filter: docname in docnames\n```\n"

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><rect width="90" height="60"/></svg>'

OUTCOMES = ("right", "refused", "refused, no place", "silent", "crash")


@dataclass
class Book:
    """A book to measure: its folder, its pages as Sphinx names them, and the settings that its pages are set with.

    Where `is_described`, pictures without an alternative text are given one, so that a page shows what else it has.
    """

    folder: Path
    pages: list[str]
    settings: dict[str, Any]
    is_described: bool = False

    @property
    def name(self) -> str:
        """The last two parts of the folder: many books are in a folder `docs`."""
        return "/".join(self.folder.parts[-2:])


@dataclass
class Measured:
    """What became of a page: one of the outcomes, and what was said or found, each with its place."""

    book: str
    page: str
    outcome: str
    findings: list[str] = field(default_factory=list)


def read_book(folder: Path) -> Book:
    """Read what a book says of itself. Raises FileNotFoundError where it says nothing."""
    contents = folder / "_toc.yml"
    if contents.is_file():
        pages = [*dict.fromkeys(_list_files(yaml.safe_load(contents.read_text("utf-8"))))]
    else:
        pages = sorted(
            path.relative_to(folder).with_suffix("").as_posix()
            for path in folder.rglob("*")
            if path.suffix in SUFFIXES and not any(part.startswith(("_", ".")) for part in path.parts)
        )
    if (folder / "_config.yml").is_file():
        return Book(folder, pages, _read_jupyter_book(yaml.safe_load((folder / "_config.yml").read_text("utf-8"))))
    return Book(folder, pages, _read_sphinx((folder / "conf.py").read_text("utf-8")))


def _list_files(part: Any) -> Iterator[str]:
    """Yield the pages that a table of contents names, in order."""
    if isinstance(part, Mapping):
        yield from (str(Path(part[key]).with_suffix("").as_posix()) for key in ("root", "file") if key in part)
    for child in part.values() if isinstance(part, Mapping) else part if isinstance(part, list) else ():
        yield from _list_files(child)


def _read_jupyter_book(config: Mapping[str, Any]) -> dict[str, Any]:
    parse, sphinx = config.get("parse") or {}, config.get("sphinx") or {}
    own = sphinx.get("config") or {}
    settings = {
        "extensions": sphinx.get("extra_extensions") or [],
        "myst_enable_extensions": parse.get("myst_enable_extensions", [*JUPYTER_BOOK]),
        "myst_substitutions": parse.get("myst_substitutions") or {},
        "bibtex_bibfiles": config.get("bibtex_bibfiles") or [],
        "mathjax3_config": own.get("mathjax3_config") or {},
    }
    kept = ("bibtex_reference_style", "nb_render_image_options", "exercise_style", "language")
    return settings | {name: own[name] for name in kept if name in own}


def _read_sphinx(source: str) -> dict[str, Any]:
    """Read what a `conf.py` assigns as it stands; it is not run."""
    kept = {"extensions", "myst_enable_extensions", "myst_substitutions", "bibtex_bibfiles", "mathjax3_config"}
    settings: dict[str, Any] = {}
    for part in ast.parse(source).body:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name) and part.targets[0].id in kept:
            settings[part.targets[0].id] = ast.literal_eval(part.value)
    return settings


def _settings_of(book: Book, page: str, source: Path) -> dict[str, Any]:
    named = [name for name in book.settings.get("extensions", []) if not name.startswith(("sphinx.", "sphinxext."))]
    quiet = {"sphinx_book_theme", "sphinx_togglebutton", "sphinx_multitoc_numbering", "sphinx_copybutton"}
    wanted = [*OWN[:-1], *(name for name in named if name not in quiet), OWN[-1]]
    marks = set(book.settings.get("myst_enable_extensions", []))
    if importlib.util.find_spec("linkify_it") is None:
        marks.discard("linkify")
    return {
        "bibtex_bibfiles": [],
        **book.settings,
        "extensions": [name for name in dict.fromkeys(wanted) if _is_installed(name)],
        "myst_enable_extensions": sorted(marks),
        "root_doc": page,
        "include_patterns": [source.relative_to(book.folder).as_posix()],
        "source_suffix": SUFFIXES,
        "nb_custom_formats": {},
        "nb_execution_mode": "off",
        "numfig": True,
        "project": "A measured page",
        "html_title": "A measured page",
        "author": "Its authors",
        "language": "en",
        "typst_timestamp": 1_700_000_000,
    }


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ModuleNotFoundError:
        return False


class Messages(logging.Handler):
    """Keeps what the library says of a page at the level of a warning or above, and outputs that nothing can print."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.kept: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message with its place, if it is of the library."""
        unknown = getattr(record, "subtype", "") == "unknown_mime_type"
        if "dossier" in record.name or unknown:
            place = getattr(record, "location", None)
            if isinstance(place, nodes.Node):
                place = f"{place.source}:{place.line}" if place.line else place.source
            if isinstance(place, tuple):
                place = ":".join(str(part) for part in place if part)
            self.kept.append(f"{place or ''}: {record.getMessage()}")


def has_place(message: str) -> bool:
    """Return whether a message begins with, or names, a file and a line or a cell of it."""
    return bool(re.search(r"(\.(md|ipynb|rst|Rmd|bib)\W*:\d+)|(\bcell \d+)|(\bline \d+)", message))


def measure_page(book: Book, page: str) -> Measured:
    """Print one page as a book of its own and compare it with its document tree."""
    result = partial(Measured, book.name, page)
    source = next((path for suffix in SUFFIXES if (path := book.folder / (page + suffix)).is_file()), None)
    if source is None:
        return result("crash", ["the book has no such file"])
    runs, messages = [], Messages()
    logger = logging.getLogger("sphinx")
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(), docutils_namespace():
        try:
            app = Sphinx(
                book.folder,
                None,
                Path(scratch, "out"),
                Path(scratch, "doctrees"),
                "typst",
                _settings_of(book, page, source),
                None,
                StringIO(),
            )
            app.connect("source-read", _prepare)
            app.connect("doctree-read", partial(_stand_in, Path(scratch, "stand-in.svg")), priority=1)
            app.connect("doctree-resolved", _unlink, priority=900)
            if book.is_described:
                app.connect("doctree-resolved", _describe, priority=1)
            app.connect("doctree-resolved", lambda _, tree, __: runs.extend(list_runs(tree)), priority=1000)
            logger.addHandler(messages)
            app.build()
        except SphinxError as error:
            messages.kept.append(f": {error}")
        except Exception:
            return result("crash", traceback.format_exc().strip().splitlines()[-3:])
        finally:
            logger.removeHandler(messages)
        kept = [message.replace(f"{book.folder}/", "") for message in messages.kept]
        pdf = Path(scratch, "out", "report.pdf")
        if kept or not pdf.is_file():
            placed = kept and all(map(has_place, kept))
            return result("refused" if placed else "refused, no place", kept or ["no PDF, and no message"])
        pages = read_pdf(pdf)
        findings = [
            f"{run.place}: missing: {words!r} of {run.text[:60]!r}" for run, words in find_missing(runs, pages.flow)
        ]
        findings += [f"off the paper: {each}" for each in pages.outside]
        return result("silent" if findings else "right", findings)


def _prepare(app: Sphinx, page: str, source: list[str]) -> None:
    """List the works of a page that cites and lists none, and keep the page from running its code."""
    source[0] = source[0].replace("execution_mode:", "execution_mode_of_the_book:")
    if "{cite" in source[0] and "{bibliography}" not in source[0] and str(app.env.doc2path(page)).endswith(".md"):
        source[0] += WORKS


def _stand_in(drawing: Path, app: Sphinx, tree: nodes.document) -> None:
    """Put a drawing in the place of each picture that only the network has."""
    drawing.write_text(DRAWING, "utf-8")
    for image in tree.findall(nodes.image):
        if "://" in image["uri"]:
            image["uri"] = f"/{os.path.relpath(drawing, app.srcdir)}"
            image["candidates"] = {"*": image["uri"]}
            app.env.images.add_file(app.env.docname, image["uri"])


def _unlink(app: Sphinx, tree: nodes.document, page: str) -> None:
    """Leave of each reference that leads out of the page its text."""
    for link in [*tree.findall(nodes.reference)]:
        address = link.get("refuri", "")
        target = link.get("refid") or address.partition("#")[2]
        is_outside = bool(re.match(r"[a-z][a-z0-9+.-]*:", address))
        if not is_outside and target not in tree.ids and not (address and not target and page in address):
            link.parent.replace(link, link.children)


def _describe(app: Sphinx, tree: nodes.document, page: str) -> None:
    for image in tree.findall(nodes.image):
        image["alt"] = image.get("alt") or "a picture of the book"


def measure_apart(book: Book, page: str, seconds: float) -> Measured:
    """Measure a page in a process of its own, which is ended when its time is over."""
    # A process from a server of its own: a copy of this one would wait for threads that it does not have.
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["myst_nb", "dossier.sphinx"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_send, args=(theirs, book, page))
    process.start()
    theirs.close()
    measured = Measured(book.name, page, "crash", [f"no end within {seconds:g} s"])
    if ours.poll(seconds):
        try:
            measured.outcome, measured.findings = ours.recv()
        except EOFError:
            measured.findings = ["the process ended"]
    process.kill()
    process.join()
    return measured


def _send(pipe: Any, book: Book, page: str) -> None:
    measured = measure_page(book, page)
    # Words only: what pages import may stand in the way of reading a class back.
    pipe.send((measured.outcome, measured.findings))


def main() -> int:
    """Measure the books that the command line names and print what became of their pages."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a row for each page")
    parser.add_argument("--seconds", type=float, default=120, help="how long a page may take")
    parser.add_argument("--only", default="", metavar="WORD", help="measure pages with this in their name")
    parser.add_argument("--described", action="store_true", help="give an alternative text to pictures without one")
    asked = parser.parse_args()
    books = [read_book(folder.resolve()) for folder in asked.folders]
    for book in books:
        book.is_described = asked.described
    wanted = [(book, page) for book in books for page in book.pages if asked.only in page]
    found = []
    with ThreadPoolExecutor(max_workers=2) as pool:
        for each in pool.map(lambda each: measure_apart(*each, asked.seconds), wanted):
            found.append(each)
            if each.outcome != "right":
                print(f"{each.book}/{each.page}: {each.outcome}")
                print(*(f"    {finding[:240]}" for finding in each.findings[:12]), sep="\n", flush=True)
    if asked.csv:
        with asked.csv.open("w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file)
            rows.writerow(["book", "page", "outcome", "findings"])
            rows.writerows([each.book, each.page, each.outcome, " | ".join(each.findings)] for each in found)
    print(f"{'book':24} pages " + " ".join(f"{name:>18}" for name in OUTCOMES))
    for book in books:
        counts = Counter(each.outcome for each in found if each.book == book.name)
        print(f"{book.name:24} {counts.total():5} " + " ".join(f"{counts[name]:18}" for name in OUTCOMES))
    return int(any(each.outcome not in OUTCOMES[:2] for each in found))


if __name__ == "__main__":
    sys.exit(main())
