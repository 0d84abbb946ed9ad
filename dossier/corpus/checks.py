"""Checks a data package: first against its schema, by Frictionless, then against our rules."""

from __future__ import annotations

from pathlib import Path

from dossier.corpus.records import Problem
from dossier.corpus.rules import broken_rules
from dossier.corpus.tables import TABLES, read_rows, read_schema

REMEDIES = {
    "scheme-error": "put the file back or correct its path in datapackage.json",
    "source-error": "put the file back or correct its path in datapackage.json",
    "encoding-error": "save the file as UTF-8",
    "incorrect-label": "restore the header row",
    "missing-label": "restore the header row",
    "extra-label": "remove the column or describe it in datapackage.json",
    "missing-cell": "add the missing cells, or quote a cell that has a comma",
    "extra-cell": "remove the surplus cells, or quote a cell that has a comma",
    "blank-row": "remove the empty line",
    "type-error": "write a value of the column's type",
    "constraint-error": "write a value that the column allows",
    "primary-key": "give the row an id of its own",
    "foreign-key": "correct the id, or add the row that it points to",
}
"""What to do about each type of Frictionless's errors."""


def check(folder: Path | str) -> list[Problem]:
    """Check a whole data package against its schema, and, where that is kept, against the rules.

    Returns every problem found, in the order of files and lines; an empty list is a valid package.
    Raises CorpusError only where `datapackage.json` itself cannot be read.
    """
    folder = Path(folder)
    schema = read_schema(folder)
    problems = _schema_problems(folder)
    if problems:
        return problems
    return broken_rules({name: read_rows(folder, name) for name in TABLES}, schema)


def _schema_problems(folder: Path) -> list[Problem]:
    import frictionless  # slow to import, and only the check needs it

    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    problems = [Problem(folder.name, 0, "", error.message, "see datapackage.json") for error in report.errors]
    for task in report.tasks:
        for error in task.errors:
            line = getattr(error, "row_number", None) or 0
            column = getattr(error, "field_name", None) or getattr(error, "label", None) or ""
            cell = getattr(error, "cell", "")
            found = f"“{cell}”: {error.note}" if cell else error.note or error.message
            remedy = REMEDIES.get(error.type, "compare the row with datapackage.json")
            problems.append(Problem(str(task.place), line, column, found, remedy))
    return problems
