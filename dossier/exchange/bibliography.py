"""Reads the bibliography of a report: each work with its plain text, and the addresses at which articles stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pybtex.database import BibliographyData, Entry, PybtexError, parse_string
from pybtex.richtext import Text

from dossier.errors import DossierError
from dossier.report import Report

MARKUP = re.compile(r"[\\$~]|--|``|''")
"""What LaTeX reads as more than itself, braces apart."""

ESCAPED = re.compile(r"\\([$&%#_{}])")
"""A sign of LaTeX that stands for itself, which pybtex leaves as it is."""


class Author(NamedTuple):
    """Who made a work: a person with given and family name, or a body, which has a family name alone."""

    family: str
    given: str = ""


class Work(NamedTuple):
    """One entry of the bibliography. `fields` has its plain texts by the names of BibTeX, all small."""

    key: str
    kind: str
    authors: tuple[Author, ...]
    fields: Mapping[str, str]

    def get(self, *names: str) -> str:
        """Return the first of these fields that is there, else an empty text."""
        return next((self.fields[name] for name in names if self.fields.get(name)), "")


def read_works(report: Report) -> dict[str, Work]:
    """Return the works of a report by their keys, in the order of the file.

    Raises DossierError where the file is missing or broken, or lacks a key that a source, a fact or a series names.
    """
    path = report.settings.root / report.settings.files.bibliography
    try:
        read: BibliographyData = parse_string(path.read_text(encoding="utf-8"), "bibtex")
    except FileNotFoundError:
        raise DossierError(f"{path}: no such file; name it in dossier.toml: [files] bibliography") from None
    except (PybtexError, UnicodeDecodeError) as error:
        raise DossierError(f"{path}: {' '.join(str(error).split())}; write BibTeX, in UTF-8") from None
    works = {entry.key: _to_work(entry) for entry in read.entries.values()}
    for name in ("sources", "facts", "series"):
        keys = getattr(report.corpus, name)["citekey"]
        if missing := sorted(set(keys[keys != ""]) - works.keys()):
            raise DossierError(f"{path}: no entry “{missing[0]}”, which {name}.csv names; add it")
    return works


def list_addresses(report: Report) -> dict[str, str]:
    """Return the address of each source whose entry has one, by the source's id. Raises DossierError."""
    works = read_works(report)
    sources = report.corpus.sources
    found = {row.source: works[row.citekey].get("url") for row in sources.itertuples() if row.citekey}
    return {source: address for source, address in found.items() if address}


def _to_work(entry: Entry) -> Work:
    authors = tuple(
        Author(
            to_plain(" ".join([*person.prelast_names, *person.last_names, *person.lineage_names])),
            to_plain(" ".join([*person.first_names, *person.middle_names])),
        )
        for person in entry.persons.get("author", entry.persons.get("editor", ()))
    )
    # An address is no text: its signs mean themselves.
    fields = {
        name.lower(): value if name.lower() in ("url", "doi") else to_plain(value)
        for name, value in entry.fields.items()
    }
    return Work(entry.key, entry.type, authors, fields)


def to_plain(latex: str) -> str:
    r"""Return what LaTeX says as plain text.

    >>> to_plain(r"{Notes \& {S}ailings}")
    'Notes & Sailings'
    """
    # Reading one text as LaTeX takes longer than all that need no such reading.
    if not MARKUP.search(latex):
        return latex.replace("{", "").replace("}", "")
    return ESCAPED.sub(r"\1", str(Text.from_latex(latex).render_as("text")))
