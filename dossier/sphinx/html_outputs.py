"""Outputs in HTML: kept as they are on a page, and read for print, which has no scripts.

What a page would call outside when it is opened is a complaint, unless the cell has the tag `allow-outside`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html import HTMLTranslator

from dossier.typst.writer import Writer

ALLOWED = "allow-outside"
"""The tag of a cell whose output may call outside."""

_LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "embed": "src", "object": "data"}
_LOADING |= {"video": "src", "audio": "src", "source": "src", "track": "src", "input": "src"}

_ADDRESS = re.compile(r"https?://[^\s\"'<>()\\]+")

_LIBRARY = 300_000
"""Characters from which a script is a whole library, which names addresses that it does not call."""

_INLINE = {
    **{"b": nodes.strong, "strong": nodes.strong, "i": nodes.emphasis, "em": nodes.emphasis, "cite": nodes.emphasis},
    **{"code": nodes.literal, "kbd": nodes.literal, "samp": nodes.literal, "tt": nodes.literal, "var": nodes.emphasis},
    **{"sub": nodes.subscript, "sup": nodes.superscript},
}
_MERE = ("span", "font", "small", "big", "u", "mark", "abbr", "q", "label", "time", "ins", "dfn", "bdi", "bdo")
_BLOCKS = ("div", "section", "article", "center", "main", "header", "footer", "figure", "figcaption", "details")
_DROPPED = ("style", "meta", "title", "colgroup", "col", "link")


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


def read_output(html: str) -> HtmlOutput:
    """Return an output in HTML as a node for both editions."""
    soup = BeautifulSoup(html, "html.parser")
    try:
        children = list(_read_blocks(soup))
        return HtmlOutput("", *children, html=html, refused="" if children else _refuse("is empty without its scripts"))
    except _UnprintableError as error:
        return HtmlOutput("", html=html, refused=_refuse(str(error)))


def list_outside(html: str) -> list[str]:
    """Return the hosts that a page would call when it is opened, in their order."""
    return list(dict.fromkeys(host for address in _list_addresses(html) if (host := urlsplit(address).netloc)))


def _refuse(reason: str) -> str:
    return (
        f"the output of the cell {reason}, which cannot be printed; let the cell show a picture or a table as well, "
        "or give it the tag “remove-output”"
    )


class _UnprintableError(Exception):
    """An element that paper has no form for."""


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


def _read_blocks(element: Tag) -> Iterator[nodes.Node]:
    """Yield what an element holds as blocks; words between blocks become paragraphs."""
    line: list[nodes.Node] = []
    for child in element.children:
        if _is_inline(child):
            line += _read_inline(child)
            continue
        if any(node.astext().strip() for node in line):
            yield nodes.paragraph("", "", *line)
        line = []
        yield from _read_block(child)
    if any(node.astext().strip() for node in line):
        yield nodes.paragraph("", "", *line)


def _is_inline(child: object) -> bool:
    if isinstance(child, Tag):
        return child.name in (*_INLINE, *_MERE, "br", "a", "del", "s")
    return isinstance(child, NavigableString)


def _read_block(tag: object) -> Iterator[nodes.Node]:
    if not isinstance(tag, Tag) or tag.name in _DROPPED:
        return
    if tag.name in _BLOCKS or tag.name in ("html", "body", "head"):
        yield from _read_blocks(tag)
    elif tag.name in ("p", "summary", "legend", "dt", "dd"):
        if line := _read_line(tag):
            yield nodes.paragraph("", "", *line)
    elif tag.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        yield nodes.rubric("", "", *_read_line(tag))
    elif tag.name in ("ul", "ol"):
        kind = nodes.bullet_list if tag.name == "ul" else nodes.enumerated_list
        items = [nodes.list_item("", *_read_blocks(item)) for item in tag.find_all("li", recursive=False)]
        yield kind("", *items, **({} if tag.name == "ul" else {"enumtype": "arabic"}))
    elif tag.name in ("pre", "textarea"):
        yield nodes.literal_block(tag.get_text(), tag.get_text(), language="none")
    elif tag.name == "blockquote":
        yield nodes.block_quote("", *_read_blocks(tag))
    elif tag.name == "dl":
        yield from _read_blocks(tag)
    elif tag.name == "hr":
        yield nodes.transition()
    elif tag.name == "table":
        yield _read_table(tag)
    else:
        raise _UnprintableError(f"holds <{tag.name}>")


def _read_line(tag: Tag) -> list[nodes.Node]:
    return [node for child in tag.children for node in _read_inline(child)]


def _read_inline(child: object) -> list[nodes.Node]:
    if isinstance(child, Comment):
        return []
    if isinstance(child, NavigableString):
        text = re.sub(r"\s+", " ", str(child))
        return [nodes.Text(text)] if text else []
    if not isinstance(child, Tag) or child.name in _DROPPED:
        return []
    if child.name in _INLINE:
        return [_INLINE[child.name]("", "", *_read_line(child))]
    if child.name == "br":
        return [nodes.Text(" · ")]
    if child.name == "a" and str(child.get("href", "")).startswith(("http:", "https:", "mailto:")):
        return [nodes.reference("", "", *_read_line(child), refuri=child["href"], internal=False)]
    if child.name in (*_MERE, "a", "p", "div"):
        return _read_line(child)
    raise _UnprintableError(f"holds <{child.name}>")


def _read_table(tag: Tag) -> nodes.table:
    """Return a table, in which a cell over several rows or columns stays one."""
    rows = [row for row in tag.find_all("tr") if row.find_parent("table") is tag]
    heads = 0
    while heads < len(rows) and all(cell.name == "th" for cell in rows[heads].find_all(["td", "th"], recursive=False)):
        heads += 1
    heads = heads if heads < len(rows) else min(1, heads)
    cells = [row.find_all(["td", "th"], recursive=False) for row in rows]
    width = max((sum(_span(cell, "colspan") for cell in row) for row in cells), default=1) or 1
    table = nodes.table(classes=["colwidths-auto"])
    if caption := tag.find("caption"):
        table += nodes.title("", "", *_read_line(caption))
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(width)), cols=width)
    if heads:
        group += nodes.thead("", *(_read_row(row, width) for row in cells[:heads]))
    group += nodes.tbody("", *(_read_row(row, width) for row in cells[heads:]))
    table += group
    return table


def _span(cell: Tag, name: str) -> int:
    said = str(cell.get(name, "1"))
    return int(said) if said.isdigit() else 1


def _read_row(cells: list[Tag], width: int) -> nodes.row:
    row = nodes.row()
    for cell in cells:
        entry = nodes.entry("", *_read_blocks(cell))
        if (columns := _span(cell, "colspan")) > 1:
            entry["morecols"] = columns - 1
        if (rows := _span(cell, "rowspan")) > 1:
            entry["morerows"] = rows - 1
        row += entry
    return row
