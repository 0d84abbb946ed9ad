"""Reads a REFI-QDA project, as `qdpx` and programs for qualitative analysis write it."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.etree import ElementTree as ET

import pandas as pd

from dossier.errors import DossierError

NAMESPACE = "urn:QDA-XML:project:1.0"
NAMES = {"q": NAMESPACE}
SOURCE = "source"
COLUMNS = ("claim", "source", "start", "end", "quote", "statement", "theme", "kind", "question")
"""The columns of a claim that a selection, its text and its codes hold; the others are variables of a case."""

LARGEST = 256 * 2**20
"""How many bytes a file of a project may have when it is unpacked."""

UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, and the carriage return, which its readers turn into a new line."""


@dataclass(frozen=True)
class Selection:
    """One coded stretch of a text: `end` is the position after its last code point.

    `groups` has the codes by the name of the code above them, `variables` those of the case that holds the selection.
    """

    name: str
    start: int
    end: int
    note: str
    codes: tuple[str, ...]
    groups: Mapping[str, str] = field(default_factory=dict)
    variables: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """One text of a project with its selections."""

    name: str
    text: str
    variables: Mapping[str, str]
    selections: tuple[Selection, ...]


def find_unwritable(text: str) -> str:
    """Return the first character of a text that XML would lose, else an empty text."""
    found = UNWRITABLE.search(text)
    return found[0] if found else ""


def read_claims(path: Path) -> pd.DataFrame:
    """Return the claims of a project that `qdpx.write` made, with the columns of `claims.csv` that it holds.

    A column that is empty in all claims is not there, and rows stand in the order of their ids. Raises DossierError.
    """
    rows = []
    for document in read_project(path):
        for one in document.selections:
            row: dict[str, str | int] = {"claim": one.name, "source": document.variables.get(SOURCE, "")}
            row |= {"start": one.start, "end": one.end, "quote": document.text[one.start : one.end]}
            row |= {"statement": one.note}
            row |= {name: one.groups.get(f"{name}s", "") for name in ("theme", "kind", "question")}
            rows.append(row | dict(one.variables))
    frame = pd.DataFrame(rows).fillna("")
    if frame.empty or not (frame["claim"].astype(bool).all() and frame["source"].astype(bool).all()):
        raise DossierError(f"{path}: has selections that are no claims of a report; run dossier import")
    return frame.sort_values("claim", ignore_index=True)


def read_project(path: Path) -> list[Document]:
    """Return the texts of a project with what is coded in them.

    Raises DossierError where the file is no project, or has a document type, entities or a file beyond all measure.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = {name.casefold(): name for name in archive.namelist()}
            name = next((each for low, each in names.items() if low.endswith(".qde")), "")
            if not name:
                raise DossierError(f"{path}: holds no project.qde; export a REFI-QDA project")
            root = _parse(_unpack(archive, name, path), path)
            return list(_read_documents(root, archive, names, path))
    except FileNotFoundError:
        raise DossierError(f"{path}: no such file; name the project") from None
    except (zipfile.BadZipFile, zlib.error, ET.ParseError, ValueError, KeyError, RuntimeError) as error:
        raise DossierError(f"{path}: not a REFI-QDA project ({error}); export it again") from None


class _Builder(ET.TreeBuilder):
    def doctype(self, name: str, public: str | None, system: str | None) -> NoReturn:
        """Refuse a document type: with it come entities, which no project needs, and which can grow without end."""
        raise ValueError("it has a document type")


def _parse(content: bytes, path: Path) -> ET.Element:
    root = ET.fromstring(content, ET.XMLParser(target=_Builder()))
    if root.tag != f"{{{NAMESPACE}}}Project":
        raise DossierError(f"{path}: its root is {root.tag}, not a Project of REFI-QDA; export a whole project")
    return root


def _unpack(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    if archive.getinfo(name).file_size > LARGEST:
        raise DossierError(f"{path}: {name} has more than {LARGEST} bytes; export fewer texts at a time")
    return archive.read(name)


def _read_documents(
    root: ET.Element, archive: zipfile.ZipFile, names: dict[str, str], path: Path
) -> Iterator[Document]:
    codes, above = _read_codes(root)
    named = {each.get("guid", "").lower(): each.get("name", "") for each in root.iterfind(".//q:Variable", NAMES)}
    notes = {
        each.get("guid", "").lower(): _text(each, "PlainTextContent") for each in root.iterfind(".//q:Note", NAMES)
    }
    cases = {
        each.get("targetGUID", "").lower(): _read_variables(case, named)
        for case in root.iterfind(".//q:Case", NAMES)
        for each in case.iterfind("q:SelectionRef", NAMES)
    }
    for source in root.iterfind("q:Sources/q:TextSource", NAMES):
        text = _text(source, "PlainTextContent")
        if where := source.get("plainTextPath", ""):
            inside = f"sources/{where.removeprefix('internal://')}".casefold()
            text = _unpack(archive, names[inside], path).decode("utf-8") if inside in names else text
        selections = []
        for each in source.iterfind("q:PlainTextSelection", NAMES):
            used = [ref.get("targetGUID", "").lower() for ref in each.iterfind("q:Coding/q:CodeRef", NAMES)]
            written = [notes.get(ref.get("targetGUID", "").lower(), "") for ref in each.iterfind("q:NoteRef", NAMES)]
            selections.append(
                Selection(
                    each.get("name", ""),
                    int(each.get("startPosition", "")),
                    int(each.get("endPosition", "")),
                    "\n".join(filter(None, [_text(each, "Description"), *written])),
                    tuple(codes[guid] for guid in used if guid in codes),
                    {above[guid]: codes[guid] for guid in used if guid in above},
                    cases.get(each.get("guid", "").lower(), {}),
                )
            )
        yield Document(source.get("name", ""), text, _read_variables(source, named), tuple(selections))


def _read_codes(root: ET.Element) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of codes by GUID, and of the codes above them."""
    codes, above = {}, {}
    for code in root.iterfind(".//q:Code", NAMES):
        codes[code.get("guid", "").lower()] = code.get("name", "")
        for inner in code.iterfind("q:Code", NAMES):
            above[inner.get("guid", "").lower()] = code.get("name", "")
    return codes, above


def _read_variables(holder: ET.Element, named: dict[str, str]) -> dict[str, str]:
    values = {}
    for value in holder.iterfind("q:VariableValue", NAMES):
        ref, *told = list(value)
        name = named.get(ref.get("targetGUID", "").lower(), "")
        if name and told:
            values[name] = told[0].text or ""
    return values


def _text(parent: ET.Element, tag: str) -> str:
    return parent.findtext(f"q:{tag}", "", NAMES)
