"""The report as tables: those of its data package, and beside them its findings and judgements, all with a schema."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from dossier.corpus.package import hash_data, read_package
from dossier.corpus.tables import TABLES, CorpusError, read_schema
from dossier.notebook.judged import leading_answers
from dossier.report import Report
from dossier.vocabulary import Support, Verdict

Link = tuple[list[str], str, list[str]]
"""Columns of a table, and the table and the columns that they point at."""


@dataclass(frozen=True)
class Table:
    """One table: its rows in `frame`, and its schema, with field descriptors as Table Schema has them.

    A cell that is open is an empty string, as in the corpus.
    """

    name: str
    title: str
    description: str
    fields: list[dict[str, Any]]
    primary: list[str]
    links: list[Link]
    frame: pd.DataFrame

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Yield each row as Python values, None where a cell is open."""
        columns = [self.frame[field["name"]].tolist() for field in self.fields]
        for row in zip(*columns, strict=True):
            yield tuple(None if isinstance(cell, str) and not cell else cell for cell in row)


def find_data(report: Report) -> Path:
    """Return the folder of the data package that a report was loaded from. Raises CorpusError where it is not found."""
    settings = report.settings
    for folder in (settings.data, settings.root):
        if (folder / "datapackage.json").is_file():
            return folder
    raise CorpusError(f"{settings.data}: no datapackage.json; name the folder in dossier.toml: [files] data")


def read_descriptor(report: Report) -> dict[str, Any]:
    """Return `datapackage.json` of a report without its resources, and with the hash of its data under `hash`."""
    folder = find_data(report)
    descriptor = read_package(folder)
    descriptor.pop("resources")
    return descriptor | {"hash": hash_data(folder)}


def list_tables(report: Report) -> list[Table]:
    """Return all tables of a report: those of the data package, then findings, finding_sides and judgements.

    Where sources are left out, rows that point at what went with them are left out too.
    """
    schema = read_schema(find_data(report))
    tables = [_from_package(schema[name], getattr(report.corpus, name)) for name in TABLES]
    tables += [_list_findings(report), _list_sides(report), _list_judgements(report)]
    return _prune(tables) if report.corpus.left_out else tables


def describe(table: Table) -> dict[str, Any]:
    """Return the Table Schema of a table."""
    keys = [{"fields": own, "reference": {"resource": other, "fields": theirs}} for own, other, theirs in table.links]
    schema = {"fields": table.fields, "primaryKey": table.primary}
    return schema | ({"foreignKeys": keys} if keys else {})


def _from_package(resource: dict[str, Any], frame: pd.DataFrame) -> Table:
    schema = resource["schema"]
    links = [
        (list(key["fields"]), key["reference"]["resource"], list(key["reference"]["fields"]))
        for key in schema.get("foreignKeys", ())
    ]
    title, meaning = resource.get("title", resource["name"]), resource.get("description", "")
    return Table(resource["name"], title, meaning, schema["fields"], list(schema.get("primaryKey", ())), links, frame)


def _prune(tables: list[Table]) -> list[Table]:
    """Drop rows whose keys point nowhere, until there are none."""
    frames = {table.name: table.frame for table in tables}
    changed = True
    while changed:
        changed = False
        for table in tables:
            for [own], other, [theirs] in table.links:
                frame = frames[table.name]
                kept = frame[(frame[own] == "") | frame[own].isin(frames[other][theirs])]
                changed |= len(kept) < len(frame)
                frames[table.name] = kept.reset_index(drop=True)
    return [Table(**vars(table) | {"frame": frames[table.name]}) for table in tables]


def _field(name: str, description: str, kind: str = "string", *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "type": kind, "description": description} | (
        {"constraints": {"required": True}} if required else {}
    )


FINDING_FIELDS = [
    _field("finding", "The two ids that are compared, joined by `~`.", required=True),
    _field("question", "The question that both answer; of a broken order, the one whose answer is excluded."),
    _field("verdict", f"What the comparison says: {', '.join(Verdict)}.", required=True),
    _field("subtype", "In what way.", required=True),
    _field("scope", "Whether one article is compared with itself, with another, or with a reference fact."),
    _field("gap", "How far the two are apart, in words."),
    _field("reason", "Why the verdict is what it is.", required=True),
    _field("ruling", "The editor's reading of the two."),
    _field("cluster", "What the two say: the key that all pairs that say the same share.", required=True),
    _field("outcome", "What the ruling makes of the two."),
    _field("which", "The answer that the ruling prefers or sets aside."),
    _field("finer", "The claim or fact that lies inside the other."),
]


def _list_findings(report: Report) -> Table:
    names = [field["name"] for field in FINDING_FIELDS]
    frame = _as_texts(report.findings[names])
    meaning = "One row is the verdict on one pair of answers: two claims, or a claim and a reference fact."
    links: list[Link] = [(["question"], "questions", ["question"])]
    return Table("findings", "Findings", meaning, FINDING_FIELDS, ["finding"], links, frame)


def _list_sides(report: Report) -> Table:
    fields = [
        _field("finding", "The finding.", required=True),
        _field("position", "1 or 2; claims come before facts.", "integer", required=True),
        _field("claim", "The claim, if the side is one."),
        _field("fact", "The reference fact, if the side is one."),
    ]
    rows = [
        (finding.finding, place, *side)
        for finding in report.findings.itertuples()
        for place, side in enumerate(
            [*((claim, "") for claim in finding.claims), *(("", fact) for fact in finding.facts)], start=1
        )
    ]
    frame = pd.DataFrame(rows, columns=[field["name"] for field in fields])
    own: list[Link] = [([name], f"{name}s", [name]) for name in ("finding", "claim", "fact")]
    meaning = "One row is one side of a finding."
    return Table("finding_sides", "Sides of findings", meaning, fields, ["finding", "position"], own, frame)


def _list_judgements(report: Report) -> Table:
    fields = [
        _field("question", "The question.", required=True),
        _field("judgement", "How certain the leading answer is, in one word of the scale.", required=True),
        _field("basis", "What that rests on, in words."),
        _field("answer", "The leading answer, as it is coded."),
        _field("answer_in_words", "The leading answer in words.", required=True),
        _field("shared", "The precision to which the witnesses agree on it."),
        _field("sources", "How many articles answer.", "integer", required=True),
        _field("status", "How far the articles agree.", required=True),
        _field("record", f"What reference facts say of it: {', '.join(Support)}.", required=True),
        _field("self_contradicted", "Whether an article contradicts itself.", "boolean", required=True),
    ]
    ratings = report.ratings
    said = leading_answers(report)
    frame = ratings.assign(answer_in_words=[said[name] for name in ratings["question"]])
    texts = [field["name"] for field in fields if field["type"] == "string"]
    frame = frame.assign(**_as_texts(frame[texts]).to_dict("series"))[[field["name"] for field in fields]]
    meaning = "One row is what the articles and the record make of one question that at least one claim answers."
    links: list[Link] = [(["question"], "questions", ["question"])]
    return Table("judgements", "Judgements", meaning, fields, ["question"], links, frame)


def _as_texts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return codes and words as plain texts, and None as an empty one."""
    return frame.map(lambda cell: "" if cell is None else str(cell)).astype("str")
