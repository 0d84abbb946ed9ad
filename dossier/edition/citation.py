"""Writes the citation of the report and of its parts: as text, BibTeX, RIS and CSL-JSON.

Title and authors come from the citation file, version, commit and date from the edition, the language from the
settings; nothing is typed twice.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import yaml
from pybtex.database import Entry, Person

from dossier.corpus.files import REMEDIES, FileError, read_text
from dossier.corpus.records import Problem
from dossier.edition.edition import Edition
from dossier.errors import printable
from dossier.settings import Settings


@dataclass(frozen=True)
class Work:
    """What is cited: the whole report, or one part of it, which then names the whole in `container`.

    `edition` is version, commit and data hash in words, `language` a BCP 47 tag, `chapter` a number or empty. Without a
    `date`, it is cited with “n.d.”.
    """

    key: str
    title: str
    authors: tuple[str, ...]
    date: date | None
    edition: str
    language: str
    address: str = ""
    container: str = ""
    chapter: str = ""


class CitationError(ValueError):
    """The citation file cannot be used; `problem` says where, what was found, and how to mend it."""

    def __init__(self, path: Path, found: str, remedy: str, line: int = 0) -> None:
        self.problem = Problem(path.name, line, "", found, remedy)
        super().__init__(str(self.problem))


def cite_report(edition: Edition, settings: Settings, address: str = "") -> Work:
    """Return the whole report as a work. An address that is not published yet is left out of citations.

    Raises CitationError where the citation file is missing or cannot be used.
    """
    title, authors = read_cited(settings.root / settings.files.citation)
    words = f"version {edition.version}, commit {edition.commit}, data {edition.data_hash}"
    key = f"{authors[0].split()[0].lower()}{edition.date.year if edition.date else ''}"
    return Work(
        key,
        title,
        authors,
        edition.date,
        words,
        settings.language,
        address if is_published(address) else "",
    )


def read_cited(path: Path) -> tuple[str, tuple[str, ...]]:
    """Return title and authors of the preferred citation in a citation file. Raises CitationError."""
    try:
        preferred = yaml.safe_load(read_text(path))["preferred-citation"]
        title, authors = preferred["title"], tuple(author["name"] for author in preferred["authors"])
    except FileNotFoundError:
        remedy = "add it, with title and authors below preferred-citation"
        raise CitationError(path, "no such file", remedy) from None
    except FileError as error:
        raise CitationError(path, error.found, REMEDIES[error.kind], error.line) from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        found = getattr(error, "problem", None) or "it is no YAML"
        raise CitationError(path, found, "write YAML", mark.line + 1 if mark else 0) from None
    except (KeyError, TypeError) as error:
        raise CitationError(path, f"preferred-citation lacks {error}", "give it title and authors") from None
    for text in (title, *(authors or ("",))):
        if not isinstance(text, str) or not text.strip() or "\n" in text or printable(text) != text:
            remedy = "write it below preferred-citation, in one line, in quotation marks"
            raise CitationError(path, f"{text!r} is no title and no name of an author", remedy)
    return title, authors


def is_published(address: str) -> bool:
    """Tell whether an address leads anywhere: names under .example are reserved (RFC 2606) and stand in for one."""
    host = urlsplit(address).hostname or ""
    return bool(host) and not host.endswith(".example")


def cite_page(report: Work, page: str, title: str, chapter: str = "") -> Work:
    """Return one page of the report as a work of its own within the whole; `chapter` is its number, if it has one."""
    return replace(
        report,
        key=f"{report.key}-{page.rpartition('/')[2]}",
        title=title,
        address=urljoin(report.address, f"{page}.html") if report.address else "",
        container=report.title,
        chapter=chapter,
    )


def as_text(work: Work) -> str:
    """Return the citation in words, after the author–date style of the Chicago manual."""
    what = f"{work.title}."
    if work.container:
        title = work.title if work.title.endswith("?") else f"{work.title}."
        what = f"“{title}” {f'Chapter {work.chapter} of' if work.chapter else 'In'} {work.container}."
    edition = work.edition[0].upper() + work.edition[1:]
    parts = [f"{' and '.join(work.authors)}.", f"{work.date.year}." if work.date else "n.d.", what, f"{edition}."]
    return " ".join(parts + ([f"{work.address}."] if work.address else []))


def as_bibtex(work: Work) -> str:
    """Return the citation as one BibTeX entry: a report, or a part of a collection."""
    title, container, *names = map(_as_latex, (work.title, work.container, *work.authors))
    fields = {
        "title": f"{{{title}}}",
        **({"year": str(work.date.year), "month": str(work.date.month)} if work.date else {}),
        "note": work.edition[0].upper() + work.edition[1:],
    }
    if work.container:
        fields |= {"booktitle": f"{{{container}}}", "publisher": names[0]}
        fields |= {"chapter": work.chapter} if work.chapter else {}
    else:
        fields |= {"institution": names[0], "type": "Report"}
    fields |= {"url": work.address} if work.address else {}
    # Braces keep a body's name in one piece.
    authors = {"author": [Person(last=f"{{{name}}}") for name in names]}
    entry = Entry("incollection" if work.container else "techreport", fields, authors)
    entry.key = work.key
    return entry.to_string("bibtex")


def _as_latex(text: str) -> str:
    """Return a text without what LaTeX would obey, or would miss: what else it reads as markup is escaped by pybtex."""
    return text.translate({ord("{"): "(", ord("}"): ")", ord("\\"): "/", ord("$"): "\\$"})


def as_ris(work: Work) -> str:
    """Return the citation as one RIS record."""
    lines = [
        ("TY", "CHAP" if work.container else "RPRT"),
        *(("AU", name) for name in work.authors),
        ("TI", work.title),
        ("T2", work.container),
        ("SE", work.chapter),
        ("PY", str(work.date.year) if work.date else ""),
        ("DA", f"{work.date:%Y/%m/%d}" if work.date else ""),
        ("ET", work.edition),
        ("PB", work.authors[0]),
        ("LA", work.language),
        ("UR", work.address),
    ]
    return "".join(f"{tag}  - {text}\n" for tag, text in lines if text) + "ER  - \n"


def as_csl(work: Work) -> str:
    """Return the citation as CSL-JSON: a list of one item."""
    item = {
        "id": work.key,
        "type": "chapter" if work.container else "report",
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "issued": {"date-parts": [[work.date.year, work.date.month, work.date.day]]} if work.date else "",
        "container-title": work.container,
        "chapter-number": work.chapter,
        "publisher": work.authors[0],
        "version": work.edition,
        "language": work.language,
        "URL": work.address,
    }
    return json.dumps([{name: text for name, text in item.items() if text}], ensure_ascii=False, indent=2) + "\n"


FORMATS = {"bib": ("BibTeX", as_bibtex), "ris": ("RIS", as_ris), "csl.json": ("CSL-JSON", as_csl)}
"""The formats that a citation is offered in, by the ending of the file: what it is called, and what writes it."""
