"""Writes claims as a REFI-QDA project: articles as sources, questions, themes and kinds as codes, claims as codings."""

from __future__ import annotations

import uuid
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from dossier.corpus.quotes import read_texts
from dossier.corpus.tables import read_schema
from dossier.errors import DossierError
from dossier.exchange.outputs import new_file
from dossier.exchange.qde import COLUMNS, NAMESPACE, SOURCE, find_unwritable
from dossier.exchange.tables import find_data, read_descriptor
from dossier.report import Report

ET.register_namespace("", NAMESPACE)  # for this name alone, so that tags have no prefix

VARIABLES = {"integer": "Integer", "number": "Float", "boolean": "Boolean"}
ABOUT = ("label", "author", "publisher", "published", "genre")
"""The columns of a source that go with its text, as variables."""


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write the project to `path`: `project.qde`, and the articles' texts, byte for byte, below `sources/`.

    A claim is a selection under its id, with the statement as description, coded with its theme, kind and question; a
    case of the same name has its other columns as variables. Positions count code points from 0, and `endPosition` is
    that after the last, as programs write it. Names and texts make the GUIDs, so that the same data give the same
    bytes. Raises DossierError without the folder of the texts, and where a quote is not at its offsets or a text has
    a character that XML cannot hold; CorpusError where a text is not the one that was coded.
    """
    if texts is None:
        raise DossierError("qdpx: a project carries the texts that are coded; name their folder with --texts FOLDER")
    read = read_texts(report.corpus, texts)
    for claim in report.corpus.claims.itertuples():
        if read[claim.source][claim.start : claim.end] != claim.quote:
            raise DossierError(f"claims.csv: {claim.claim}: not the words at its offsets; run `dossier anchors`")
    made = _Project(report, str(read_descriptor(report)["name"])).make()
    tree = ET.tostring(made.root, encoding="UTF-8", xml_declaration=True)
    with new_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("project.qde"), tree, zipfile.ZIP_DEFLATED)
        for source, name in made.files.items():
            archive.writestr(zipfile.ZipInfo(f"sources/{name}"), read[source].encode(), zipfile.ZIP_DEFLATED)


@dataclass
class _Project:
    """One project as it is made: its tree in `root`, and the names of its texts by source in `files`."""

    report: Report
    name: str
    root: ET.Element = field(init=False)
    files: dict[str, str] = field(default_factory=dict)

    def make(self) -> _Project:
        self.user = self.guid("user")
        attributes = {"name": self.report.settings.title, "origin": "dossier", "creatingUserGUID": self.user}
        self.root = ET.Element(_tag("Project"), _checked(attributes))
        self.add(self.add(self.root, "Users"), "User", guid=self.user, name="dossier")
        self.add_codes(self.add(self.add(self.root, "CodeBook"), "Codes"))
        self.add_variables(self.add(self.root, "Variables"))
        if len(self.report.corpus.claims):
            self.add_cases(self.add(self.root, "Cases"))
        self.add_sources(self.add(self.root, "Sources"))
        return self

    def guid(self, *names: str) -> str:
        """Return the GUID of a thing: always the same for the same report and names."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, ":".join(("urn:x-dossier", self.name, "qdpx", *names))))

    def add(self, parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
        child = ET.SubElement(parent, _tag(tag), _checked(attributes))
        if text:
            child.text = _check(text)
        return child

    def add_codes(self, codes: ET.Element) -> None:
        claims, themes = self.report.corpus.claims, self.report.settings.themes
        for group, names in (
            ("theme", {*themes, *claims["theme"]}),
            ("kind", set(claims["kind"])),
            ("question", set(self.report.corpus.questions["question"])),
        ):
            top = self.add(codes, "Code", guid=self.guid("codes", group), name=f"{group}s", isCodable="false")
            meanings = self.list_meanings(group)
            for name in sorted(names):
                colour = {"color": themes[name].colour} if group == "theme" and name in themes else {}
                code = self.add(top, "Code", guid=self.guid(group, name), name=name, isCodable="true", **colour)
                if meanings.get(name):
                    self.add(code, "Description", meanings[name])

    def list_meanings(self, group: str) -> dict[str, str]:
        """Return what the codes of a group mean, as far as the report says so."""
        corpus = self.report.corpus
        if group == "question":
            return dict(zip(corpus.questions["question"], corpus.questions["text"], strict=True))
        terms = corpus.rows("vocabulary", field=group)
        meanings = dict(zip(terms["code"], terms["definition"], strict=True))
        if group == "theme":
            meanings |= {name: theme.label for name, theme in self.report.settings.themes.items()}
        return meanings

    def add_variables(self, variables: ET.Element) -> None:
        schema = read_schema(find_data(self.report))
        for table, names in (("sources", (SOURCE, *ABOUT)), ("claims", self.list_columns())):
            fields = {each["name"]: each for each in schema[table]["schema"]["fields"]}
            for name in names:
                kind = VARIABLES.get(fields[name]["type"], "Text")
                guid = self.guid("variable", table, name)
                variable = self.add(variables, "Variable", guid=guid, name=name, typeOfVariable=kind)
                self.add(variable, "Description", fields[name].get("description", ""))

    def list_columns(self) -> list[str]:
        """Return the columns of claims that a selection and its codes do not hold."""
        return [name for name in self.report.corpus.claims if name not in COLUMNS]

    def add_values(self, parent: ET.Element, table: str, row: dict[str, Any], names: Iterable[str]) -> None:
        for name in names:
            if row[name] != "":
                value = self.add(parent, "VariableValue")
                self.add(value, "VariableRef", targetGUID=self.guid("variable", table, name))
                kind = "TextValue" if isinstance(row[name], str) else "IntegerValue"
                self.add(value, kind, str(row[name]))

    def add_cases(self, cases: ET.Element) -> None:
        for claim in self.report.corpus.claims.to_dict("records"):
            case = self.add(cases, "Case", guid=self.guid("case", claim["claim"]), name=claim["claim"])
            self.add_values(case, "claims", claim, self.list_columns())
            self.add(case, "SelectionRef", targetGUID=self.guid("claim", claim["claim"]))

    def add_sources(self, sources: ET.Element) -> None:
        claims = self.report.corpus.claims
        for source in self.report.corpus.sources.to_dict("records"):
            name = source[SOURCE]
            guid = self.guid("source", name)
            self.files[name] = f"{guid}.txt"
            where = {"name": source["file"], "plainTextPath": f"internal://{guid}.txt", "creatingUser": self.user}
            text = self.add(sources, "TextSource", guid=guid, **where)
            self.add(text, "Description", source["title"])
            for claim in claims[claims["source"] == name].to_dict("records"):
                self.add_selection(text, claim)
            self.add_values(text, "sources", source, (SOURCE, *ABOUT))

    def add_selection(self, text: ET.Element, claim: dict[str, Any]) -> None:
        name = claim["claim"]
        place = {"startPosition": str(claim["start"]), "endPosition": str(claim["end"]), "creatingUser": self.user}
        selection = self.add(text, "PlainTextSelection", guid=self.guid("claim", name), name=name, **place)
        self.add(selection, "Description", claim["statement"])
        for group in ("theme", "kind", "question"):
            if claim[group]:
                guid = self.guid("coding", name, group)
                coding = self.add(selection, "Coding", guid=guid, creatingUser=self.user)
                self.add(coding, "CodeRef", targetGUID=self.guid(group, claim[group]))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _checked(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _check(text) for name, text in attributes.items()}


def _check(text: str) -> str:
    """Return a text as it is. Raises DossierError where a reader of XML would not get it back."""
    if found := find_unwritable(text):
        raise DossierError(f"“{text[:40]!r}”: has the character U+{ord(found):04X}, which XML loses; take it out")
    return text
