"""Builds an ordinary numbered table out of the project's own mime type, so that every builder can set it.

What figures and tables show is noted on the way, for the files that a page offers below them.
"""

from __future__ import annotations

import json
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.util import logging

from dossier.notebook.tables import DATA_MIME, TABLE_MIME
from dossier.notebook.words import unmark
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.html_outputs import ALLOWED, SCREEN_ONLY, list_outside, read_output

JSON_MIME = "application/json"
WIDGET_MIME = "application/vnd.jupyter.widget-view+json"
SCRIPT_MIME = "application/javascript"

_HINTS = {
    WIDGET_MIME: "a widget, which needs a running notebook; show a table or a picture",
    "application/vnd.plotly.v1+json": "a chart of plotly without its scripts; show it with renderer='png', or as HTML "
    "with its scripts in it, fig.to_html(include_plotlyjs=True)",
}
"""What an output of a type is that no edition shows, and what to do."""

logger = logging.getLogger(__name__)


class TableRenderer:
    """myst-nb plug-in (entry point `myst_nb.mime_renderers`) for our tables, and for the data that a figure carries."""

    mime_priority_overrides = (("*", TABLE_MIME, 1), ("*", JSON_MIME, 95))

    @classmethod
    def handle_mime(cls, renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return an output as docutils nodes, or None for those of which myst-nb knows enough."""
        if inline or "evidence" not in renderer.renderer.document.settings.env.domains:
            return None
        if data.mime_type == "text/html":
            return [_keep_html(renderer, data, data.string)]
        if data.mime_type == SCRIPT_MIME:
            return [_keep_html(renderer, data, f"<script>{data.string}</script>")]
        if data.mime_type == JSON_MIME:
            text = json.dumps(json.loads(data.string) if isinstance(data.content, str) else data.content, indent=2)
            return [nodes.literal_block(text, text, language="json", classes=["output"])]
        if is_foreign(data.mime_type):
            hint = _HINTS.get(data.mime_type, f"of the type {data.mime_type}, which no edition shows; show a picture")
            _warn(renderer, data, f"the output is {hint}")
            return []
        return cls._make_table(renderer, data)

    @staticmethod
    def _make_table(renderer: NbElementRenderer, data: MimeData) -> list[nodes.Element] | None:
        """Return the table as docutils nodes, nothing for data alone, or None for other mime types.

        A figure without a name in its cell's metadata is a warning that names page and cell.
        """
        if data.mime_type not in (TABLE_MIME, DATA_MIME):
            return None
        content = json.loads(data.string) if isinstance(data.content, (str, bytes)) else data.content
        document = renderer.renderer.document
        domain = EvidenceDomain.of(document.settings.env)
        if data.mime_type == DATA_MIME:
            if name := data.cell_metadata.get("mystnb", {}).get("figure", {}).get("name"):
                domain.note_shown(name, content)
            else:
                _complain(document, data, content["title"])
            return []
        rows = [list(map(unmark, row)) for row in content["rows"]]
        shown = {"title": unmark(content["caption"]), "unit": "", "evidence": content["evidence"]}
        domain.note_shown(content["name"], shown | {"columns": content["columns"], "rows": rows})
        return [_table(renderer, content, data.line or 0)]


def is_foreign(kind: str) -> bool:
    """Tell whether a mime type is one that only another program shows."""
    return kind.startswith("application/vnd.") and kind not in (TABLE_MIME, DATA_MIME)


def _keep_html(renderer: NbElementRenderer, data: MimeData, html: str) -> nodes.Element:
    """Return an output in HTML for both editions; what it would call outside is a complaint."""
    tags = data.cell_metadata.get("tags", ())
    node = read_output(html, is_screen_only=SCREEN_ONLY in tags)
    node.source, node.line = renderer.source, data.line
    allowed = EvidenceDomain.of(renderer.renderer.document.settings.env).evidence.settings.outside
    hosts = [host for host in list_outside(html) if host not in allowed]
    if hosts and ALLOWED not in tags:
        advice = (
            "take an output that carries its scripts, or save a picture; the tag “allow-outside” of the cell, or "
            "outside = […] in dossier.toml, lets it be"
        )
        _warn(renderer, data, f"a page with this output calls {', '.join(hosts)} when it is opened; {advice}")
    return node


def _warn(renderer: NbElementRenderer, data: MimeData, message: str) -> None:
    location = (renderer.renderer.document.settings.env.docname, data.line)
    logger.warning("%s", message, location=location, type="dossier", subtype="output")


def _complain(document: nodes.document, data: MimeData, title: str) -> None:
    logger.warning(
        'the figure “%s” has no name; add {"mystnb": {"figure": {"name": "fig-…", "caption": "…"}, '
        '"image": {"alt": "…"}}} to the metadata of the cell',
        title,
        location=(document.settings.env.docname, data.line),
        type="dossier",
        subtype="figure",
    )


def _table(renderer: NbElementRenderer, content: dict[str, Any], line: int) -> nodes.table:
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
