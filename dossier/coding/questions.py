"""Adds a question, with the codes that may answer it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from dossier.coding.package import OpenPackage, Rows
from dossier.coding.rows import Change, Row, write_files, writing
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


def name_as_written(names: Sequence[str], source: str) -> list[Row]:
    """Return the rows that add names, each given as `name=as written`, as one article writes them."""
    rows: list[Row] = []
    for name, written in map(_split_name, names):
        bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        entity = re.sub(r"[^a-z0-9]+", "-", bare.casefold()).strip("-")
        rows.append({"entity": entity, "canonical": name, "as_written": written, "source": source})
    return rows


def _split_name(text: str) -> tuple[str, str]:
    name, equals, written = (part.strip() for part in text.partition("="))
    if not name or (equals and not written):
        raise CorpusError(f"“{text}” names nothing; write the name, or name=as the article writes it")
    return name, written or name


def add_question(folder: Path, cells: Mapping[str, str], definitions: Sequence[str] = ()) -> Change:
    """Write a question, and the codes of its options, each given as `code=meaning`, all files or none.

    A code alone is one that the vocabulary has.

    Raises CorpusError, a line for each problem, where a rule is broken.
    """
    with writing(folder):
        return write_files(_complete_question(OpenPackage(folder), cells, definitions))


def _complete_question(package: OpenPackage, cells: Mapping[str, str], definitions: Sequence[str]) -> dict[Path, bytes]:
    kind = cells.get("type", "")
    role = {"time_role": "instant"} if kind == "date" else {}
    codes = define("member" if kind == "absence" else "category", [each for each in definitions if "=" in each])
    options = ";".join(each.partition("=")[0].strip() for each in definitions) if kind == "category" else ""
    question = {"cardinality": "one", "options": options} | role | {name: cell for name, cell in cells.items() if cell}
    rows: Rows = {"questions": [question], "vocabulary": codes}
    if problems := package.check(rows):
        raise CorpusError("\n".join(map(str, problems)))
    return package.write(rows)
