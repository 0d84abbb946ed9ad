"""Drafts rows for `claims.csv` from what coders marked in other programs, as far as that says what is in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dossier.corpus.quotes import count_paragraphs
from dossier.corpus.rules import MAX_QUOTE_WORDS, count_words
from dossier.corpus.tables import read_schema
from dossier.errors import DossierError
from dossier.exchange.incoming import Coding
from dossier.exchange.placing import find_source, find_span, shorten
from dossier.exchange.tables import find_data
from dossier.report import Report

FORMULA = ("=", "+", "-", "@")
"""How a cell begins that a spreadsheet would compute."""


@dataclass(frozen=True)
class Draft:
    """A row for `claims.csv` with a cell for each column, empty where the coder has to fill it in, and what to mind."""

    row: Mapping[str, str | int]
    remarks: tuple[str, ...] = ()


class Drafts(NamedTuple):
    """What came of a file: rows, how many of its claims are in `claims.csv` as they are, and what has no place."""

    rows: list[Draft]
    known: int
    unplaced: list[str]


def draft_claims(report: Report, codings: Iterable[Coding], texts: Mapping[str, str]) -> Drafts:
    """Fill a row for each coding, sorted by source and place; nothing is saved.

    `texts` has the articles' texts by source. Offsets and paragraph are given only where the quote stands in the text;
    a coding of an unknown text, or one whose words are not found there once, has no row and is told of in `unplaced`.
    Without the text of a source the row has the quote and no offsets.
    """
    names, fields = _name_sources(report), _name_codes(report)
    claims = {claim["claim"]: claim for claim in report.corpus.claims.to_dict("records")}
    spans = {(claim["source"], claim["start"], claim["end"]): name for name, claim in claims.items()}
    drafts, known, unplaced = [], 0, []
    for coding in codings:
        source = find_source(names, coding)
        if not source:
            shown = "”, “".join(map(_show, coding.names))
            ids = ", ".join(report.corpus.sources["source"])
            unplaced.append(f"{_show(coding.place)}: no source is called “{shown}”; there are {ids}")
            continue
        row, remarks = _fill(report, coding, source, fields)
        if source in texts:
            found = find_span(texts[source], coding)
            if isinstance(found, str):
                unplaced.append(f"{_show(coding.place)}: {found}: “{_show(coding.quote)}”")
                continue
            row |= _place(texts[source], found)
            remarks += _judge_span(texts[source], found)
        else:
            remarks.append("no offsets: name the folder of the texts with --texts")
        if _is_same(row, claims.get(str(row["claim"]))):
            known += 1
            continue
        if twin := spans.get((source, row["start"], row["end"])):
            remarks.append(f"{twin} has the same words")
        drafts.append(Draft(row, (*remarks, *_warn(row))))
    drafts.sort(key=lambda draft: (draft.row["source"], draft.row["start"] or 0, draft.row["end"] or 0))
    return Drafts(drafts, known, unplaced)


def as_csv(drafts: Iterable[Draft], report: Report) -> str:
    """Return rows as CSV with the header of `claims.csv`."""
    lines = io.StringIO()
    writer = csv.DictWriter(lines, list(report.corpus.claims.columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(draft.row for draft in drafts)
    return lines.getvalue()


def _fill(
    report: Report, coding: Coding, source: str, fields: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, str | int], list[str]]:
    """Return a row with what a coding says, offsets apart, and which of its codes mean nothing here."""
    columns = list(report.corpus.claims.columns)
    row: dict[str, str | int] = dict.fromkeys(columns, "")
    note = " ".join(coding.note.split()) if not coding.columns else coding.note
    row |= {"claim": f"{source}-", "source": source, "quote": coding.quote, "statement": note}
    remarks = []
    for code in coding.codes:
        name, value = fields.get(code.strip().casefold(), ("", ""))
        if not name:
            remarks.append(f"the code “{_show(code)}” is no theme, kind or question")
        elif row[name] in ("", value):
            row[name] = value
        else:
            remarks.append(f"has two codes for {name}: {row[name]} and {value}")
    placed = {"source", "start", "end", "quote"}
    row |= {name: value for name, value in coding.columns.items() if name in columns and name not in placed}
    return row, remarks


def _place(text: str, span: tuple[int, int]) -> dict[str, str | int]:
    start, end = span
    return {"start": start, "end": end, "paragraph": count_paragraphs(text[:start]), "quote": text[start:end]}


def _judge_span(text: str, span: tuple[int, int]) -> list[str]:
    """Say where the words are not what a quote may be."""
    start, end = span
    remarks = []
    if text[end - 1].isalnum() and text[end : end + 1].isalnum():
        remarks.append(f"ends within a word: is its last letter “{text[end]}” left out?")
    if (number := count_words(text[start:end])) > MAX_QUOTE_WORDS:
        remarks.append(f"{number} words; quote at most {MAX_QUOTE_WORDS}")
    return remarks


def _show(text: str) -> str:
    """Return a text of a stranger as a message can show it: short, in one line, without signs that steer a terminal."""
    return "".join(sign if sign.isprintable() else "�" for sign in " ".join(text.split())[:60])


def _warn(row: Mapping[str, str | int]) -> Iterator[str]:
    for name, cell in row.items():
        if isinstance(cell, str) and cell.startswith(FORMULA) and name != "quote":
            yield f"{name} begins with “{cell[0]}”: a spreadsheet would compute it"


def _is_same(row: Mapping[str, str | int], claim: Mapping[str, object] | None) -> bool:
    # Other programs bring every cell as text.
    open_cells = {"start", "end"} if row["start"] == "" else set()
    return claim is not None and all(
        str(claim[name]) == str(cell) for name, cell in row.items() if name not in open_cells
    )


def _name_sources(report: Report) -> dict[str, str]:
    """Return the sources by all that a program may call them: id, file, title, label, key and address."""
    names: dict[str, str] = {}
    for row in report.corpus.sources.itertuples():
        for name in (row.source, row.file, row.title, row.label, row.citekey):
            names.setdefault(shorten(name), row.source)
    return names | {shorten(address): source for source, address in _find_addresses(report).items()}


def _find_addresses(report: Report) -> dict[str, str]:
    """Return the addresses of sources, none where the bibliography cannot be read: names are enough for the others."""
    try:
        from dossier.exchange.bibliography import list_addresses

        return list_addresses(report)
    except (DossierError, ImportError):
        return {}


def _name_codes(report: Report) -> dict[str, tuple[str, str]]:
    """Return by each name of a code, in small letters, the column that it fills, and the cell."""
    fields: dict[str, tuple[str, str]] = {}
    questions = report.corpus.questions
    for name, text in zip(questions["question"], questions["text"], strict=True):
        fields |= {name.casefold(): ("question", name), text.casefold(): ("question", name)}
    [kinds] = [
        field.get("constraints", {}).get("enum", ())
        for field in read_schema(find_data(report))["claims"]["schema"]["fields"]
        if field["name"] == "kind"
    ]
    fields |= {kind.casefold(): ("kind", kind) for kind in kinds}
    themes = report.settings.themes
    fields |= {name.casefold(): ("theme", name) for name in {*themes, *report.corpus.claims["theme"]}}
    return fields | {theme.label.casefold(): ("theme", name) for name, theme in themes.items()}
