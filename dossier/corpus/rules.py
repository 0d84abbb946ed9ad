"""The rules of the evidence that a table schema cannot state. Each teaches the coder who broke it.

A rule is a function from the tables (texts, indexed by line number) to problems; it opens no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

import pandas as pd

from dossier.values import UnreadableValue, read_days, read_value
from dossier.vocabulary import Stage

MAX_QUOTE_WORDS = 12

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, and how to mend it."""

    file: str
    line: int
    column: str
    found: str
    remedy: str

    def __str__(self):
        place = f"{self.file}:{self.line}" if self.line else self.file
        column = f" column {self.column}:" if self.column else ""
        return f"{place}:{column} {self.found.rstrip('.')}; {self.remedy}"


def broken_rules(tables: Tables, schema: dict[str, dict]) -> list[Problem]:
    """Return every breach of every rule, in the order of files and lines."""
    found = [problem for rule in RULES for problem in rule(tables, schema)]
    return sorted(found, key=lambda problem: (problem.file, problem.line))


def count_words(text: str) -> int:
    """Return the number of words: runs of letters, digits or underscores in any script."""
    return len(re.findall(r"\w+", text))


def _unreadable(table: str, line: int, column: str, error: UnreadableValue) -> Problem:
    """Return the problem of a value that cannot be read."""
    return Problem(f"{table}.csv", line, column, error.found, error.remedy)


def _rows_are_sorted(tables: Tables, schema) -> Iterator[Problem]:
    for name, frame in tables.items():
        keys = schema[name]["schema"]["primaryKey"]
        integers = {f["name"] for f in schema[name]["schema"]["fields"] if f["type"] == "integer"}
        order = [tuple(int(row[k]) if k in integers else row[k] for k in keys) for _, row in frame.iterrows()]
        for (line, before), after in zip(zip(frame.index[1:], order, strict=False), order[1:], strict=False):
            if after < before:
                yield Problem(
                    f"{name}.csv",
                    line,
                    keys[0],
                    f"“{after[0]}” stands after “{before[0]}”",
                    f"sort the rows by {', '.join(keys)}",
                )


def _cells_are_single_lines(tables: Tables, schema) -> Iterator[Problem]:
    for name, frame in tables.items():
        for column in frame:
            for line, text in frame[column].items():
                if text != text.strip() or "\n" in text:
                    yield Problem(
                        f"{name}.csv",
                        line,
                        column,
                        f"“{text[:30]}” has space or a line break at an end",
                        "remove it",
                    )


def _dates_are_edtf(tables: Tables, schema) -> Iterator[Problem]:
    for name, columns in _DATE_COLUMNS.items():
        for column in columns:
            for line, text in tables[name][column].items():
                try:
                    if text:
                        read_days(text)
                except UnreadableValue as error:
                    yield _unreadable(name, line, column, error)


_DATE_COLUMNS = {
    "sources": ["published"],
    "claims": ["date", "as_of"],
    "facts": ["date"],
    "series": ["date"],
    "rulings": ["date"],
    "errata": ["date"],
}


def _quotes_fit_their_offsets(tables: Tables, schema) -> Iterator[Problem]:
    for line, claim in tables["claims"].iterrows():
        length = int(claim["end"]) - int(claim["start"])
        if length != len(claim["quote"]):
            yield Problem(
                "claims.csv",
                line,
                "end",
                f"[{claim['start']}:{claim['end']}] is {length} code points, the quote {len(claim['quote'])}",
                "copy the row from `dossier new-claim`, or count code points",
            )
        if (words := count_words(claim["quote"])) > MAX_QUOTE_WORDS:
            yield Problem("claims.csv", line, "quote", f"{words} words", f"quote at most {MAX_QUOTE_WORDS}")
        if not claim["claim"].startswith(claim["source"] + "-"):
            yield Problem(
                "claims.csv",
                line,
                "claim",
                f"“{claim['claim']}” does not begin with its source",
                f"begin the id with {claim['source']}-",
            )


def _statements_are_one_sentence(tables: Tables, schema) -> Iterator[Problem]:
    for name in ("claims", "facts"):
        for line, text in tables[name]["statement"].items():
            if not text.endswith(".") or re.search(r"[a-z]{3}[.!?] [A-Z]", text):
                yield Problem(
                    f"{name}.csv",
                    line,
                    "statement",
                    f"“{text[:40]}…” is not one sentence",
                    "write one sentence that ends in a full stop",
                )


def _answers_are_readable(tables: Tables, schema) -> Iterator[Problem]:
    questions = tables["questions"].set_index("question")
    for name in ("claims", "facts"):
        for line, row in tables[name].iterrows():
            if not row["question"]:
                continue
            question = questions.loc[row["question"]]
            if not row["value"]:
                yield Problem(
                    f"{name}.csv",
                    line,
                    "value",
                    "empty, although a question is named",
                    "write the answer, or leave the question empty",
                )
                continue
            yield from _value_problems(name, line, row, question, tables)


def _value_problems(name: str, line: int, row, question, tables: Tables) -> Iterator[Problem]:
    try:
        value = read_value(
            question["type"],
            row["value"],
            time_role=question["time_role"] or "instant",
            date=row["date"],
            as_of=row.get("as_of", ""),
        )
    except UnreadableValue as error:
        yield _unreadable(name, line, "value", error)
        return
    known = tables["vocabulary"].groupby("field")["code"].agg(set)
    for code in sorted(value.codes - known.get(value.vocabulary, set())):
        yield Problem(
            f"{name}.csv",
            line,
            "value",
            f"“{code}” is not in the vocabulary",
            f"correct it, or add the row {value.vocabulary},{code},… to vocabulary.csv",
        )
    if "measure" in question["comparable_on"].split(";") and not row["measure"]:
        yield Problem(
            f"{name}.csv",
            line,
            "measure",
            "empty, although the question compares by measure",
            "say what is counted or compared",
        )


def _vocabulary_matches_the_schema(tables: Tables, schema) -> Iterator[Problem]:
    known = tables["vocabulary"].groupby("field")["code"].agg(set)
    for resource in schema.values():
        for field in resource["schema"]["fields"]:
            for code in field.get("constraints", {}).get("enum", []):
                if code not in known.get(field["name"], set()):
                    yield Problem(
                        "vocabulary.csv",
                        0,
                        "code",
                        f"no row for {field['name']} “{code}”",
                        "add the row with its definition",
                    )
    for rung in set(Stage) ^ known.get("rung", set()):
        yield Problem(
            "vocabulary.csv",
            0,
            "code",
            f"rung “{rung}” is here or in dossier.vocabulary, not in both",
            "make the two lists the same",
        )
    for series in sorted(set(tables["series"]["series"]) ^ known.get("series", set())):
        yield Problem(
            "vocabulary.csv",
            0,
            "code",
            f"series “{series}” has no definition, or no figures",
            "add the definition, or remove it",
        )


def _actors_have_names(tables: Tables, schema) -> Iterator[Problem]:
    canonical = set(tables["names"]["canonical"])
    for column in ("actor", "recipient"):
        for line, text in tables["claims"][column].items():
            for name in filter(None, text.split(";")):
                if name not in canonical:
                    yield Problem(
                        "claims.csv",
                        line,
                        column,
                        f"“{name}” is no canonical name",
                        "use the form in names.csv, or add it there",
                    )


def _rulings_point_at_evidence(tables: Tables, schema) -> Iterator[Problem]:
    known = set(tables["claims"]["claim"]) | set(tables["facts"]["fact"])
    for line, finding in tables["rulings"]["finding"].items():
        for part in finding.split("~"):
            if part not in known:
                yield Problem(
                    "rulings.csv",
                    line,
                    "finding",
                    f"“{part}” is no claim and no fact",
                    "correct the id, or remove the ruling",
                )


def _uncited_evidence_exists(tables: Tables, schema) -> Iterator[Problem]:
    known = {name: set(tables[name].iloc[:, 0]) for name in ("claims", "facts")}
    for line, row in tables["uncited"].iterrows():
        if row["id"] not in known[row["table"]]:
            yield Problem(
                "uncited.csv",
                line,
                "id",
                f"“{row['id']}” is not in {row['table']}.csv",
                "correct the id, or remove the row",
            )


def _resolutions_are_kept(tables: Tables, schema) -> Iterator[Problem]:
    claims = tables["claims"].set_index("claim")
    for line, row in tables["second_coding"].iterrows():
        held = claims.at[row["claim"], row["field"]]
        if held != row["resolved"]:
            yield Problem(
                "second_coding.csv", line, "resolved", f"“{row['resolved']}”, but the claim holds “{held}”",
                "change the claim, or resolve the difference anew",
            )  # fmt: skip
        if (len({row["first"], row["second"], row["resolved"]}) > 1) != bool(row["reason"]):
            yield Problem(
                "second_coding.csv",
                line,
                "reason",
                "a reason goes with a difference, and only with one",
                "say how the difference was resolved, or empty the cell",
            )


def _orders_form_no_circle(tables: Tables, schema) -> Iterator[Problem]:
    before: dict[str, set[str]] = {}
    for line, order in tables["orders"].iterrows():
        before.setdefault(order["later"], set()).add(order["earlier"])
        try:
            TopologicalSorter(before).prepare()
        except CycleError as circle:
            chain = " before ".join(circle.args[1])
            yield Problem("orders.csv", line, "later", f"a circle: {chain}", "remove the order that does not hold")
            return


RULES = (
    _orders_form_no_circle,
    _resolutions_are_kept,
    _rows_are_sorted,
    _cells_are_single_lines,
    _dates_are_edtf,
    _quotes_fit_their_offsets,
    _statements_are_one_sentence,
    _answers_are_readable,
    _vocabulary_matches_the_schema,
    _actors_have_names,
    _rulings_point_at_evidence,
    _uncited_evidence_exists,
)
