"""Outputs in HTML: kept as they are on a page, and read for print, which has no scripts.

What a page would call outside when it is opened is a complaint, unless the cell has the tag `allow-outside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html import HTMLTranslator

from dossier.typst.html import read_html
from dossier.typst.writer import Writer

ALLOWED = "allow-outside"
"""The tag of a cell whose output may call outside."""

SCREEN_ONLY = "screen-only"
"""The tag of a cell whose output needs a screen: print says so in its place."""

_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "embed": "src", "object": "data"}
_LOADING |= {"video": "src", "audio": "src", "source": "src", "track": "src", "input": "src"}

_ADDRESS = re.compile(r"https?://[^\s\"'<>()\\]+")

_LIBRARY = 300_000
"""Characters from which a script is a whole library, which names addresses that it does not call."""


class HtmlOutput(nodes.General, nodes.Element):
    """An output in HTML: the attribute `html` holds it, its children are what print says instead.

    `refused` says why print cannot say it.
    """


def setup_html_outputs(app: Sphinx) -> None:
    """Register the node in both editions."""
    app.add_node(HtmlOutput, html=(_write, None), typst=(_print, None))


def _write(self: HTMLTranslator, node: HtmlOutput) -> None:
    self.body.append(f'<div class="output text_html">{node["html"]}</div>\n')
    raise nodes.SkipNode


def _print(writer: Writer, node: HtmlOutput) -> str:
    if node["refused"]:
        writer.problem(node["refused"], node)
        return ""
    return writer.content(node)


def read_output(html: str, *, is_screen_only: bool = False) -> HtmlOutput:
    """Return an output in HTML as a node for both editions."""
    if is_screen_only:
        said = nodes.emphasis("", "Here the HTML edition shows what needs a screen.")
        return HtmlOutput("", nodes.paragraph("", "", said), html=html, refused="")
    refused: list[str] = []
    children = read_html(html, lambda message, _: refused.append(message))
    if not children and not refused:
        refused.append("it is empty without its scripts. Please let the cell show a picture or a table as well")
    advice = "or give the cell the tag “screen-only”, and print will say that the page shows it"
    said_why = f"the output of the cell: {refused[0]}, {advice}" if refused else ""
    return HtmlOutput("", *children, html=html, refused=said_why)


def list_outside(html: str) -> list[str]:
    """Return the hosts that a page would call when it is opened, in their order."""
    return list(dict.fromkeys(host for address in _list_addresses(html) if (host := urlsplit(address).netloc)))


def _list_addresses(html: str) -> Iterator[str]:
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        address = str(tag.get(_LOADING.get(tag.name, ""), "")).strip()
        if address.startswith(("http:", "https:", "//")):
            yield address
        if tag.get("srcdoc"):
            yield from _list_addresses(str(tag["srcdoc"]))
        script = tag.get_text() if tag.name in ("script", "style") else str(tag.get("style", ""))
        if len(script) < _LIBRARY:
            for found in _ADDRESS.findall(script):
                parts = urlsplit(found)
                if parts.netloc.startswith(("cdn", "unpkg", "esm.")) or parts.path.endswith((".js", ".css", ".mjs")):
                    yield found
