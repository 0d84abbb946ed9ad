"""Prints the codebook from the schema and the closed lists, so that it cannot differ from what is checked."""

from __future__ import annotations

from typing import Any

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.corpus.tables import read_schema
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import paragraph
from dossier.values import Ladder, read_ladders


def setup_codebook(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("codebook", Codebook)


class Codebook(SphinxDirective):
    """Prints the data package's tables, fields and closed lists."""

    def run(self) -> list[nodes.Node]:
        """Return one section per table, with a definition list of its fields."""
        evidence = EvidenceDomain.of(self.env).evidence
        schema = read_schema(evidence.folder)
        return [
            self._table(resource, evidence.corpus.vocabulary, evidence.corpus.ladders) for resource in schema.values()
        ]

    def _say(self, text: str) -> nodes.paragraph:
        """Return a text of the data as a paragraph; what it sets in backticks is code."""
        return paragraph(*self.state.inline_text(text, self.lineno)[0])

    def _table(self, resource: dict[str, Any], vocabulary: pd.DataFrame, ladders: pd.DataFrame) -> nodes.section:
        section = nodes.section(ids=[f"table-{resource['name']}"])
        section += nodes.title(text=resource["title"])
        section += self._say(f"`{resource['path']}` {resource['description']}")
        fields = nodes.definition_list()
        for field in resource["schema"]["fields"]:
            fields += nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.literal(text=field["name"])),
                nodes.definition("", *self._field(field, vocabulary)),
            )
        section += fields
        if resource["name"] == "ladders":
            section += self._ladders(read_ladders(ladders.itertuples()), vocabulary)
        return section

    def _ladders(self, ladders: dict[str, Ladder], vocabulary: pd.DataFrame) -> nodes.definition_list:
        """Return each ladder, the standard one first: what it is for, its stages from the lowest up, and its ends."""
        meanings = vocabulary[vocabulary["field"] == "ladder"].set_index("code")["definition"]
        items = []
        for name, ladder in ladders.items():
            steps = ", ".join(f"{stage} (a deed)" if stage in ladder.deeds else stage for stage in ladder.stages)
            lines = [self._say(meanings[name])] if name else []
            lines += [paragraph(f"Stages, the lowest first: {steps}.")]
            lines += [paragraph(f"Ends: {', '.join(ladder.ends)}.")] if ladder.ends else []
            term = nodes.literal(text=name) if name else nodes.inline(text="the standard ladder")
            items.append(nodes.definition_list_item("", nodes.term("", "", term), nodes.definition("", *lines)))
        return nodes.definition_list("", *items)

    def _field(self, field: dict[str, Any], vocabulary: pd.DataFrame) -> list[nodes.Node]:
        lines: list[nodes.Node] = [self._say(field["description"])]
        if "rdfType" in field:
            term = field["rdfType"].removeprefix("https://").removeprefix("http://")
            lines.append(
                paragraph(
                    nodes.inline("", "Standard term: ", classes=["details"]),
                    nodes.reference("", term, refuri=field["rdfType"]),
                )
            )
        codes = vocabulary[vocabulary["field"] == field["name"]]
        if len(codes) and "enum" in field.get("constraints", {}):
            items = [nodes.list_item("", self._say(f"`{row.code}` {row.definition}")) for row in codes.itertuples()]
            lines.append(nodes.bullet_list("", *items))
        return lines
