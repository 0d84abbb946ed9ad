"""Writes the report as one SQLite database with keys, views for readers and full-text search, ready for Datasette."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.exchange.outputs import new_file
from dossier.exchange.tables import Table, list_tables, read_descriptor
from dossier.report import Report

TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}

SEARCHED = {
    "claims": ("statement", "quote", "note", "actor", "recipient"),
    "facts": ("statement", "authority"),
    "questions": ("text",),
}
"""The columns that can be searched for words, by table; `NAME_fts` is the index, which Datasette finds by itself."""

VIEWS = {
    "claims_in_full": (
        "Claims with the name of their article and the words of their question",
        """
        SELECT c.claim, s.label AS source_label, s.publisher, s.published, c.paragraph, c.quote, c.statement, c.theme,
               q.text AS question_text, c.value, coalesce(c.unit, q.unit) AS unit, c.date, c.told, c.stated,
               c.attributed_to
        FROM claims c JOIN sources s USING (source) LEFT JOIN questions q ON q.question = c.question
        ORDER BY c.claim
        """,
    ),
    "contradictions": (
        "Conflicts with both statements, both quotes and what the editor made of them",
        """
        SELECT f.finding, q.text AS question_text, f.subtype, f.scope, f.gap, f.reason,
               coalesce(os.label, orf.authority) AS one_from, coalesce(oc.statement, orf.statement) AS one_statement,
               oc.quote AS one_quote,
               coalesce(ts.label, trf.authority) AS other_from,
               coalesce(tc.statement, trf.statement) AS other_statement, tc.quote AS other_quote,
               f.outcome, f.which, f.ruling
        FROM findings f
        JOIN finding_sides o ON o.finding = f.finding AND o.position = 1
        JOIN finding_sides t ON t.finding = f.finding AND t.position = 2
        LEFT JOIN claims oc ON oc.claim = o.claim LEFT JOIN sources os ON os.source = oc.source
        LEFT JOIN facts orf ON orf.fact = o.fact
        LEFT JOIN claims tc ON tc.claim = t.claim LEFT JOIN sources ts ON ts.source = tc.source
        LEFT JOIN facts trf ON trf.fact = t.fact
        LEFT JOIN questions q ON q.question = f.question
        WHERE f.verdict = 'conflict'
        ORDER BY f.question, f.finding
        """,
    ),
    "judged_questions": (
        "Questions with their leading answer, and how certain it is, in words",
        """
        SELECT q.question, q.text, q.theme, j.answer_in_words, j.judgement, j.basis, j.sources,
               (SELECT count(*) FROM findings f WHERE f.question = q.question AND f.verdict = 'conflict') AS conflicts
        FROM questions q LEFT JOIN judgements j USING (question)
        ORDER BY q.question
        """,
    ),
}
"""The views by name: what they show, and the query."""


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write the database to `path`, and beside it `STEM-metadata.json`, with what tables and columns mean.

    Types and keys are those of the schema; an open cell is NULL. The same data give the same bytes with the same
    SQLite. `texts` is not needed. Raises DossierError where a key points nowhere, or this SQLite cannot search texts.
    """
    tables = list_tables(report)
    described = path.with_name(f"{path.stem}-metadata.json")
    with new_file(described) as beside, new_file(path) as file:
        try:
            with closing(sqlite3.connect(file)) as database:
                _fill(database, tables)
        except sqlite3.OperationalError as error:
            raise DossierError(f"{path}: {error}; use a Python whose SQLite has FTS5") from None
        metadata = _describe(read_descriptor(report), tables, path.stem)
        beside.write_text(json.dumps(metadata, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _fill(database: sqlite3.Connection, tables: list[Table]) -> None:
    with database:
        for table in tables:
            database.execute(_create(table))
            marks = ", ".join("?" * len(table.fields))
            database.executemany(f"INSERT INTO {_name(table.name)} VALUES ({marks})", table.rows())
        for statement in (*_index(tables), *_add_search(), *_add_views()):
            database.execute(statement)
    if found := database.execute("PRAGMA foreign_key_check").fetchone():
        raise DossierError(f"{found[0]}: a row points at no row of {found[2]}; run `dossier check`")


def _create(table: Table) -> str:
    lines = [_column(field) for field in table.fields]
    if table.primary:
        lines.append(f"PRIMARY KEY ({_names(table.primary)})")
    lines += [
        f"FOREIGN KEY ({_names(own)}) REFERENCES {_name(other)} ({_names(theirs)})"
        for own, other, theirs in table.links
    ]
    return f"CREATE TABLE {_name(table.name)} ({', '.join(lines)})"


def _column(field: dict[str, Any]) -> str:
    rules = field.get("constraints", {})
    needed = " NOT NULL" if rules.get("required") else ""
    return f"{_name(field['name'])} {TYPES[field['type']]}{needed}{' UNIQUE' if rules.get('unique') else ''}"


def _index(tables: list[Table]) -> Iterator[str]:
    """Yield an index for each key that points at another table: joins go along them."""
    for table in tables:
        for own, _, _ in table.links:
            if own[0] != table.primary[0]:
                name = f"{table.name}_by_{'_'.join(own)}"
                yield f"CREATE INDEX {_name(name)} ON {_name(table.name)} ({_names(own)})"


def _add_search() -> Iterator[str]:
    for table, columns in SEARCHED.items():
        # Datasette and sqlite-utils find the index by these very quotation marks.
        options = f"""content="{table}", tokenize='unicode61 remove_diacritics 2'"""
        yield f"CREATE VIRTUAL TABLE {table}_fts USING fts5({_names(columns)}, {options})"
        yield f"INSERT INTO {table}_fts ({table}_fts) VALUES ('rebuild')"


def _add_views() -> Iterator[str]:
    for name, (_, query) in VIEWS.items():
        yield f"CREATE VIEW {_name(name)} AS {' '.join(query.split())}"


def _describe(descriptor: dict[str, Any], tables: list[Table], name: str) -> dict[str, Any]:
    """Return what Datasette shows: title, licence, and the meaning of tables and columns."""
    [licence, *_] = descriptor.get("licenses") or [{}]
    described: dict[str, Any] = {
        table.name: {
            "title": table.title,
            "description": table.description,
            "columns": {field["name"]: field.get("description", "") for field in table.fields},
        }
        for table in tables
    }
    described |= {view: {"description": meaning} for view, (meaning, _) in VIEWS.items()}
    return {
        "title": descriptor.get("title", name),
        "description": descriptor.get("description", ""),
        "license": licence.get("title", licence.get("name", "")),
        "license_url": licence.get("path", ""),
        "source": f"version {descriptor.get('version', 'unversioned')}, data {descriptor['hash']}",
        "databases": {name: {"tables": described}},
    }


def _name(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _names(texts: list[str] | tuple[str, ...]) -> str:
    return ", ".join(map(_name, texts))
