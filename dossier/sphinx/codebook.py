"""Prints the codebook from the schema and the closed lists, so that it cannot differ from what is checked."""

from __future__ import annotations

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier import corpus
from dossier.sphinx.evidence import line, read_evidence


class Codebook(SphinxDirective):
    """Prints the data package's tables, fields and closed lists."""

    def run(self) -> list[nodes.Node]:
        """Return one section a table, with a definition list of its fields."""
        vocabulary = read_evidence().vocabulary
        return [self._table(resource, vocabulary) for resource in corpus.read_schema().values()]

    def _table(self, resource: dict, vocabulary: pd.DataFrame) -> nodes.section:
        section = nodes.section(ids=[f"table-{resource['name']}"])
        section += nodes.title(text=resource["title"])
        section += line(nodes.literal(text=resource["path"]), f" {resource['description']}")
        fields = nodes.definition_list()
        for field in resource["schema"]["fields"]:
            fields += nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.literal(text=field["name"])),
                nodes.definition("", *_field(field, vocabulary)),
            )
        section += fields
        return section


def _field(field: dict, vocabulary: pd.DataFrame) -> list[nodes.Node]:
    lines = [line(field["description"])]
    if "rdfType" in field:
        term = field["rdfType"].removeprefix("https://").removeprefix("http://")
        lines.append(
            line(
                nodes.inline("", "Standard term: ", classes=["details"]),
                nodes.reference("", term, refuri=field["rdfType"]),
            )
        )
    codes = vocabulary[vocabulary["field"] == field["name"]]
    if len(codes) and "enum" in field.get("constraints", {}):
        items = [
            nodes.list_item("", line(nodes.literal(text=row.code), f" {row.definition}")) for row in codes.itertuples()
        ]
        lines.append(nodes.bullet_list("", *items))
    return lines


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive."""
    app.add_directive("codebook", Codebook)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
