"""Reads what coders marked in other programs: Web Annotations, Hypothesis, REFI-QDA projects and Taguette's tables."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.exchange.annotated import AROUND, find_columns, read_page
from dossier.exchange.qde import read_project


@dataclass(frozen=True)
class Coding:
    """One stretch of a text that somebody marked.

    `place` says where it is in its file, `names` what the text is called there: file, title, address. `start` and `end`
    count code points, -1 where the file does not say. `before` and `after` are the words around the quote. `columns`
    has the cells of a claim, if the file is one of ours.
    """

    place: str
    names: tuple[str, ...]
    quote: str
    start: int = -1
    end: int = -1
    before: str = ""
    after: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()
    columns: Mapping[str, str | int] = field(default_factory=dict)


def read_codings(path: Path) -> list[Coding]:
    """Return what is marked in a file, by its ending: `.json`, `.jsonld`, `.qdpx` or `.csv`. Raises DossierError."""
    readers = {".json": _read_json, ".jsonld": _read_json, ".qdpx": _read_qdpx, ".csv": _read_taguette}
    if path.suffix.lower() not in readers:
        raise DossierError(f"{path}: no ending that can be read; there are {', '.join(readers)}")
    return list(readers[path.suffix.lower()](path))


def _read_json(path: Path) -> Iterator[Coding]:
    """Yield Web Annotations, or what Hypothesis exports under `annotations` and its API lists under `rows`."""
    for number, each in enumerate(read_page(path), start=1):
        yield (_from_hypothesis if "uri" in each else _from_w3c)(each, f"annotation {number}")


def _from_hypothesis(each: dict[str, Any], place: str) -> Coding:
    titles = _table(each.get("document")).get("title")
    names = (_word(each.get("uri")), *(_word(title) for title in _list(titles)))
    target = next(iter(_list(each.get("target"))), None)
    tags = tuple(_word(tag) for tag in _list(each.get("tags")))
    return Coding(place, names, **_select(target), note=_word(each.get("text")), codes=tags)


def _from_w3c(each: dict[str, Any], place: str) -> Coding:
    target = next(iter(_list(each.get("target"))), None)
    source = _table(target).get("source", target)
    about = _table(source)
    names = [source] if isinstance(source, str) else [about.get("id"), about.get("dc:title"), about.get("title")]
    columns = find_columns(each)
    names = [columns.get("source"), *names]
    bodies = [body for body in _list(each.get("body")) if isinstance(body, dict) and "value" in body]
    tags = tuple(_word(body["value"]) for body in bodies if body.get("purpose") == "tagging")
    notes = [_word(body["value"]) for body in bodies if body.get("purpose") != "tagging"]
    if bare := _word(each.get("bodyValue")):
        notes.append(bare)
    named = tuple(filter(None, map(_word, names)))
    return Coding(place, named, **_select(target), note="\n".join(notes), codes=tags, columns=columns)


def _select(target: object) -> dict[str, Any]:
    """Return quote, position and surroundings from the selectors of a target."""
    selected: dict[str, Any] = {"quote": ""}
    for selector in map(_table, _list(_table(target).get("selector"))):
        if selector.get("type") == "TextQuoteSelector":
            selected |= {"quote": _word(selector.get("exact"))}
            selected |= {"before": _word(selector.get("prefix")), "after": _word(selector.get("suffix"))}
        elif selector.get("type") == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if isinstance(start, int) and isinstance(end, int) and 0 <= start < end:
                selected |= {"start": start, "end": end}
    return selected


def _read_qdpx(path: Path) -> Iterator[Coding]:
    for document in read_project(path):
        text = document.text
        names = (document.variables.get("source", ""), document.name)
        for one in document.selections:
            around = {"before": text[max(0, one.start - AROUND) : one.start], "after": text[one.end : one.end + AROUND]}
            yield Coding(
                f"{document.name} [{one.start}:{one.end}]",
                tuple(filter(None, names)),
                text[one.start : one.end],
                one.start,
                one.end,
                note=one.note,
                codes=one.codes,
                columns={"claim": one.name, **one.variables} if one.variables else {},
                **around,
            )


def _read_taguette(path: Path) -> Iterator[Coding]:
    """Yield the highlights of Taguette's table: id, document, tag and content, a row for each tag of a highlight."""
    found: dict[str, Coding] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, strict=True):
                before = found.get(row["id"])
                tags = (*(before.codes if before else ()), row["tag"])
                place = f"highlight {row['id']}"
                found[row["id"]] = Coding(place, (row["document"],), row["content"].strip(), codes=tags)
    except FileNotFoundError:
        raise DossierError(f"{path}: no such file; name the table of highlights") from None
    except (KeyError, AttributeError, UnicodeDecodeError, csv.Error):
        raise DossierError(
            f"{path}: no highlights of Taguette; export them as CSV, with id, document, tag, content"
        ) from None
    yield from found.values()


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
