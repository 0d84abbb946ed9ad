"""Writes the bibliography as CSL-JSON, which Zotero and citation processors read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from dossier.exchange.bibliography import Author, Work, read_works
from dossier.exchange.outputs import new_file
from dossier.report import Report

KINDS = {
    "article": "article-journal",
    "book": "book",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "phdthesis": "thesis",
    "mastersthesis": "thesis",
    "techreport": "report",
    "unpublished": "manuscript",
}
"""The types of BibTeX in those of CSL. Any other is a web page if it has an address, else a document."""

FIELDS = {
    "title": ("title",),
    "container-title": ("journal", "booktitle"),
    "publisher": ("publisher", "institution", "school"),
    "publisher-place": ("address",),
    "volume": ("volume",),
    "issue": ("number",),
    "page": ("pages",),
    "edition": ("edition",),
    "DOI": ("doi",),
    "ISBN": ("isbn",),
    "URL": ("url",),
    "note": ("note",),
}
"""The variables of CSL, and the fields of BibTeX that they are filled from."""

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
DAY = re.compile(r"(?:(\d{1,2})\s+)?([A-Za-z]+)(?:\s+(\d{1,2}))?")

UNDATED = re.compile(r"n\. ?d\.", re.IGNORECASE)
"""Stands for a year that is not known; processors have words of their own for it."""


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write every work of the bibliography as one item, under its key; `texts` is not needed. Raises DossierError."""
    genres = dict(zip(report.corpus.sources["citekey"], report.corpus.sources["genre"], strict=True))
    items = [to_item(work, genres.get(key, "")) for key, work in read_works(report).items()]
    with new_file(path) as file:
        file.write_text(json.dumps(items, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def to_item(work: Work, genre: str = "") -> dict[str, Any]:
    """Return one work as an item; `genre` is what kind of text a source is."""
    address = work.get("url")
    kind = KINDS.get(work.kind, "webpage" if address else "document")
    item: dict[str, Any] = {"id": work.key, "type": kind}
    item |= {name: work.get(*fields) for name, fields in FIELDS.items()}
    if where := work.get("howpublished"):
        item["container-title" if kind == "webpage" else "publisher"] = where
    item["page"] = item["page"].replace("--", "–")
    item |= {"genre": genre, "author": [_to_name(author) for author in work.authors], "issued": read_date(work)}
    return {name: value for name, value in item.items() if value}


def read_date(work: Work) -> dict[str, Any]:
    """Return when a work was issued: date-parts where year, month and day can be read, else what is written there.

    Empty where no year is known.

    >>> read_date(Work("a", "misc", (), {"year": "1921", "month": "4 May"}))
    {'date-parts': [[1921, 5, 4]]}
    """
    # A letter behind the year tells works of one author apart; processors set letters of their own.
    year, month = re.sub(r"(?<=\d)[a-z]$", "", work.get("year")), work.get("month")
    if not year.isdecimal():
        return {} if not year or UNDATED.match(year) else {"literal": f"{month} {year}".strip()}
    if not month:
        return {"date-parts": [[int(year)]]}
    read = DAY.fullmatch(month)
    place = next((place for place, name in enumerate(MONTHS, 1) if read and _names(read[2], name)), 0)
    if not read or not place:
        return {"literal": f"{month} {year}"}
    day = read[1] or read[3]
    return {"date-parts": [[int(year), place, *([int(day)] if day else [])]]}


def _names(text: str, month: str) -> bool:
    return len(text) >= 3 and month.lower().startswith(text.lower())


def _to_name(author: Author) -> dict[str, str]:
    return {"family": author.family, "given": author.given} if author.given else {"literal": author.family}
