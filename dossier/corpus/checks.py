"""Checks a data package: against its schema, and against our rules."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dossier.corpus.records import Problem
from dossier.corpus.rules import broken_rules
from dossier.corpus.schema import schema_problems
from dossier.corpus.tables import TABLES, CorpusError, inspect_schema, read_rows

JOURNAL = ".change.json"
"""The file in a data folder that is there while a command writes into several of its tables."""


def check(folder: Path | str) -> list[Problem]:
    """Check a whole data package against its schema and against the rules.

    Returns every problem found, in the order of files and lines; an empty list is a valid package. Where the schema is
    not kept, the rules say what they still can, and nothing of tables that have not the shape of tables. Of tables that
    a command has changed in part nothing else is said.
    Raises CorpusError only where `datapackage.json` itself cannot be read.
    """
    folder = Path(folder)
    if (folder / JOURNAL).exists():
        remedy = "run `dossier check --fix`, which finishes it, or wait where it is still at work"
        return [Problem(JOURNAL, 0, "", "a command was stopped while it wrote into several tables", remedy)]
    schema, problems = inspect_schema(folder)
    if problems:
        return problems
    problems = schema_problems(folder, schema)
    try:
        tables = {name: read_rows(folder, name) for name in TABLES}
    except CorpusError:
        return problems
    if problems and any(list(tables[name]) != _columns(schema[name]) for name in TABLES):
        return problems
    told = {(problem.file, problem.line, problem.column) for problem in problems}
    broken = broken_rules(tables, schema, is_sound=not problems)
    both = [*problems, *(each for each in broken if (each.file, each.line, each.column) not in told)]
    order = {resource["path"]: place for place, resource in enumerate(schema.values())}
    return sorted(both, key=lambda problem: (order.get(problem.file, 0), problem.line)) if problems else both


def _columns(resource: dict[str, Any]) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]
