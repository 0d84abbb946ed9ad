"""Builds an ordinary numbered table out of the project's own mime type, so that every builder can set it."""

from __future__ import annotations

import json

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer

from dossier.tables import TABLE_MIME


class TableRenderer:
    """myst-nb plug-in (entry point `myst_nb.mime_renderers`) for the tables of `dossier.prose`."""

    mime_priority_overrides = (("*", TABLE_MIME, 1),)

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the table as docutils nodes, or None for other mime types."""
        if data.mime_type != TABLE_MIME or inline:
            return None
        content = json.loads(data.string) if isinstance(data.content, (str, bytes)) else data.content
        return [_table(renderer, content, data.line or 0)]


def _table(renderer: NbElementRenderer, content: dict, line: int) -> nodes.table:
    table = nodes.table(classes=["wide"] if content["wide"] else [])
    table["names"].append(nodes.fully_normalize_name(content["name"]))
    renderer.renderer.document.note_explicit_target(table, table)
    table += nodes.title("", "", *_inline(renderer, content["caption"], line))
    group = nodes.tgroup(cols=len(content["columns"]))
    group += [nodes.colspec(colwidth=width) for width in content["widths"]]
    group += nodes.thead("", _row(renderer, content["columns"], content["align"], line))
    group += nodes.tbody("", *(_row(renderer, row, content["align"], line) for row in content["rows"]))
    table += group
    return table


def _row(renderer: NbElementRenderer, cells: list[str], align: list[str], line: int) -> nodes.row:
    return nodes.row(
        "",
        *(
            nodes.entry("", nodes.paragraph("", "", *_inline(renderer, cell, line)), classes=[f"text-{side}"])
            for cell, side in zip(cells, align, strict=True)
        ),
    )


def _inline(renderer: NbElementRenderer, text: str, line: int) -> list[nodes.Node]:
    parent = nodes.inline()
    with renderer.renderer.current_node_context(parent):
        renderer.renderer.nested_render_text(text, line, inline=True)
    return parent.children
