"""Adds a question, with the codes that may answer it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.coding.package import OpenPackage, Rows
from dossier.coding.rows import Change, Row, write_files
from dossier.corpus.tables import CorpusError


def read_definition(text: str) -> tuple[str, str]:
    """Return the two sides of `code=meaning`. Raises CorpusError for a text that is not of this form.

    >>> read_definition("customs-treaty=A treaty on customs.")
    ('customs-treaty', 'A treaty on customs.')
    """
    code, equals, meaning = (part.strip() for part in text.partition("="))
    if not (code and equals and meaning):
        raise CorpusError(f"“{text}” defines nothing; write code=what it means")
    return code, meaning if meaning.endswith(".") else f"{meaning}."


def define(field: str, definitions: Sequence[str]) -> list[Row]:
    """Return the rows of the vocabulary that define codes of a field, each given as `code=meaning`."""
    pairs = map(read_definition, definitions)
    return [{"field": field, "code": code, "definition": meaning} for code, meaning in pairs]


def add_question(folder: Path, cells: Mapping[str, str], definitions: Sequence[str] = ()) -> Change:
    """Write a question, and the codes of its options, each given as `code=meaning`, all files or none.

    Raises CorpusError, a line for each problem, where a rule is broken.
    """
    package = OpenPackage(folder)
    kind = cells.get("type", "")
    role = {"time_role": "instant"} if kind == "date" else {}
    codes = define("member" if kind == "absence" else "category", definitions)
    options = ";".join(row["code"] for row in codes) if kind == "category" else ""
    question = {"cardinality": "one", "options": options} | role | {name: cell for name, cell in cells.items() if cell}
    rows: Rows = {"questions": [question], "vocabulary": codes}
    if problems := package.check(rows):
        raise CorpusError("\n".join(map(str, problems)))
    return write_files(package.write(rows))
