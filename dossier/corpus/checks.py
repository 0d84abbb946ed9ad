"""Checks a data package: first against its schema, then against our rules."""

from __future__ import annotations

from pathlib import Path

from dossier.corpus.records import Problem
from dossier.corpus.rules import broken_rules
from dossier.corpus.schema import schema_problems
from dossier.corpus.tables import TABLES, read_rows, read_schema


def check(folder: Path | str) -> list[Problem]:
    """Check a whole data package against its schema, and, where that is kept, against the rules.

    Returns every problem found, in the order of files and lines; an empty list is a valid package.
    Raises CorpusError only where `datapackage.json` itself cannot be read.
    """
    folder = Path(folder)
    schema = read_schema(folder)
    problems = schema_problems(folder, schema)
    if problems:
        return problems
    return broken_rules({name: read_rows(folder, name) for name in TABLES}, schema)
