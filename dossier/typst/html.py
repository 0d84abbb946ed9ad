"""Turns the HTML that a page holds into the nodes that mean the same, so that it is printed: `replace_html`.

Markdown hands HTML on piece by piece, tags apart from the words between them, so all children of an element are read
at once, with a sign in place of each that is no HTML. What has no meaning on paper, as scripts, is left out; what
cannot be printed, as a drawing in a canvas, is a problem with its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from itertools import groupby
from pathlib import PurePosixPath

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.element import PreformattedString
from docutils import nodes

from dossier.typst.nodes import LineBreak, Lined

Problems = Callable[[str, nodes.Node], None]
"""Takes what is wrong, and the node at which it is."""

_OURS = "x-node"
_SILENT = {
    "script", "style", "template", "head", "meta", "link", "title", "base", "noscript", "source", "track", "param",
    "wbr", "col", "colgroup", "datalist",
}  # fmt: skip
_REFUSED = {
    "canvas", "svg", "math", "object", "embed", "applet", "frame", "frameset", "map", "progress", "meter", "select",
    "textarea",
}  # fmt: skip
_INLINE: dict[str, tuple[type[nodes.Element], dict[str, object]]] = {
    **dict.fromkeys(("b", "strong"), (nodes.strong, {})),
    **dict.fromkeys(("i", "em", "cite", "var", "dfn", "address"), (nodes.emphasis, {})),
    **dict.fromkeys(("s", "del", "strike"), (Lined, {"how": "strike"})),
    **dict.fromkeys(("u", "ins"), (Lined, {"how": "underline"})),
    "mark": (Lined, {"how": "highlight"}),
    "sub": (nodes.subscript, {}),
    "sup": (nodes.superscript, {}),
    "abbr": (nodes.abbreviation, {}),
    "acronym": (nodes.abbreviation, {}),
    "kbd": (nodes.literal, {"classes": ["kbd"]}),
    **dict.fromkeys(("code", "tt", "samp"), (nodes.literal, {})),
    **dict.fromkeys(("small", "span", "font", "label", "time", "data", "bdi", "bdo", "big", "q"), (nodes.inline, {})),
}  # fmt: skip
_MEDIA = {"iframe": "Shown on the page: ", "video": "Video: ", "audio": "Sound: ", "img": "Picture: "}
_ADDRESS = re.compile(r"(https?|mailto|ftp):", re.IGNORECASE)


def replace_html(doctree: nodes.document, docname: str, problem: Problems) -> None:
    """Replace each raw node of HTML in a document by the nodes that it means."""
    parents = list(dict.fromkeys(raw.parent for raw in doctree.findall(nodes.raw) if _is_html(raw)))
    for parent in parents:
        _Reader(parent, docname, problem).replace()


def read_html(html: str, problem: Problems) -> list[nodes.Node]:
    """Return what a text in HTML means, as blocks."""
    holder = nodes.container("", nodes.raw("", html, format="html"))
    _Reader(holder, "", problem).replace()
    return [*holder.children]


def _is_html(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


class _Reader:
    """Reads the HTML among the children of one element."""

    def __init__(self, parent: nodes.Element, docname: str, problem: Problems) -> None:
        self.parent = parent
        self.docname = docname
        self.problem = problem
        self.children = list(parent.children)
        self.starts: list[int] = []
        self.source = ""

    def replace(self) -> None:
        """Put nodes in the place of HTML; a paragraph of which nothing is left goes too."""
        parts = []
        length = 0
        for number, child in enumerate(self.children):
            self.starts.append(length)
            parts.append(child.astext() if _is_html(child) else f'<{_OURS} n="{number}"></{_OURS}>')
            length += len(parts[-1])
        self.source = "".join(parts)
        self.lines = [0, *(found.end() for found in re.finditer("\n", self.source))]
        made = self.read(BeautifulSoup(self.source, "html.parser").children)
        if not isinstance(self.parent, nodes.TextElement):
            made = _paragraphs(made)
        self.parent.children = []
        self.parent.extend(made)
        if isinstance(self.parent, nodes.paragraph) and not made:
            self.parent.parent.remove(self.parent)

    def read(self, elements: Iterable[PageElement]) -> list[nodes.Node]:
        """Return what elements of HTML mean."""
        return [node for element in elements for node in self.element(element)]

    def element(self, element: PageElement) -> list[nodes.Node]:
        """Return what one element means."""
        if isinstance(element, PreformattedString):  # a comment, or what a browser does not show either
            return []
        if isinstance(element, NavigableString):
            text = re.sub(r"\s+", " ", str(element))
            return [nodes.Text(text)] if text else []
        assert isinstance(element, Tag)
        name = element.name.lower()
        if name == _OURS:
            child = self.children[int(str(element["n"]))]
            child.parent = None
            return [child]
        if name in _SILENT:
            return []
        if name in _REFUSED:
            self.problem(f"<{name}> cannot be printed. Please put a picture in its place", self.raw(element))
            return []
        if name in _INLINE:
            return self.inline(element, *_INLINE[name])
        read = getattr(self, f"read_{name}", None)
        if read is None:
            return self.read_div(element)
        return [self.placed(node, element) for node in read(element)]

    def raw(self, element: Tag) -> nodes.Node:
        """Return the raw node in which an element begins."""
        at = self.lines[(element.sourceline or 1) - 1] + (element.sourcepos or 0)
        return self.children[bisect_right(self.starts, at) - 1]

    def placed(self, node: nodes.Node, element: Tag) -> nodes.Node:
        """Give a node the place of the HTML that it was."""
        raw = self.raw(element)
        if isinstance(node, nodes.Element) and not node.line:
            node.source, node.line = raw.source or self.parent.source, raw.line or self.parent.line
        return node

    def inline(self, element: Tag, kind: type[nodes.Element], attributes: dict[str, object]) -> list[nodes.Node]:
        """Return words that are set apart; HTML may hold blocks in what is meant for words, which stay blocks."""
        inside = self.read(element.children)
        if element.name == "q":
            inside = [nodes.Text("“"), *inside, nodes.Text("”")]
        if any(map(_is_block, inside)) or not inside:
            return inside
        if kind is nodes.literal:
            inside = [nodes.Text("".join(node.astext() for node in inside))]
        ids = [str(element["id"])] if element.get("id") and kind is nodes.inline else []
        return [self.placed(kind("", "", *inside, **attributes), element)] if not ids else [*inside]

    def blocks(self, element: Tag) -> list[nodes.Node]:
        """Return what an element holds as blocks."""
        return _paragraphs(self.read(element.children))

    def read_br(self, element: Tag) -> list[nodes.Node]:
        return [LineBreak()]

    def read_a(self, element: Tag) -> list[nodes.Node]:
        inside = self.read(element.children)
        address = str(element.get("href") or "")
        if not _ADDRESS.match(address) or any(map(_is_block, inside)) or not inside:
            return inside
        return [nodes.reference("", "", *inside, refuri=address)]

    def read_img(self, element: Tag) -> list[nodes.Node]:
        source = str(element.get("src") or "")
        if _ADDRESS.match(source):
            # An empty alternative text says that the picture only decorates.
            return [] if element.get("alt") == "" else self.named(element, source)
        if source.startswith(("//", "data:")):
            message = f"the picture {source[:60]!r} is not a file of the report. Please save it beside the page"
            self.problem(message, self.raw(element))
            return []
        path = (
            PurePosixPath(source.lstrip("/")) if source.startswith("/") else PurePosixPath(self.docname).parent / source
        )
        image = nodes.image(uri=str(path), candidates={"*": str(path)}, alt=str(element.get("alt") or ""))
        image.update_basic_atts({})
        for name in ("width", "height"):
            if element.get(name):
                image[name] = str(element[name])
        return [image]

    def read_picture(self, element: Tag) -> list[nodes.Node]:
        return self.read(element.find_all("img", limit=1))

    def read_input(self, element: Tag) -> list[nodes.Node]:
        if element.get("type") == "hidden":
            return []
        if element.get("type") not in ("checkbox", "radio"):
            self.problem("<input> cannot be printed. Please write in words what it is for", self.raw(element))
            return []
        return [nodes.Text("☑ " if element.has_attr("checked") else "☐ ")]

    def media(self, element: Tag) -> list[nodes.Node]:
        """Return the address of what only a screen can show."""
        sources = [element.get("src"), *(source.get("src") for source in element.find_all("source"))]
        address = next((str(source) for source in sources if source), "")
        if not element.get("title") and not _ADDRESS.match(address):
            self.problem(
                f"<{element.name}> has no title that could stand for it. Please give it one", self.raw(element)
            )
            return []
        return [nodes.paragraph("", "", *self.named(element, address))]

    def named(self, element: Tag, address: str) -> list[nodes.Node]:
        """Say in words what only a screen can show, with its address, under which it is found."""
        words = str(element.get("title") or element.get("alt") or address)
        shown: nodes.Node = nodes.Text(words)
        if _ADDRESS.match(address):
            shown = nodes.reference("", words, refuri=address)
        return [nodes.Text(_MEDIA[element.name]), shown]

    read_iframe = read_video = read_audio = media

    def read_p(self, element: Tag) -> list[nodes.Node]:
        inside = self.read(element.children)
        return _paragraphs(inside)

    def read_div(self, element: Tag) -> list[nodes.Node]:
        inside = self.read(element.children)
        if isinstance(self.parent, nodes.TextElement) and not any(map(_is_block, inside)):
            return inside
        return [nodes.container("", *_paragraphs(inside))] if inside else []

    def heading(self, element: Tag) -> list[nodes.Node]:
        inside = [node for node in self.read(element.children) if not _is_block(node)]
        return [nodes.rubric("", "", *inside)] if inside else []

    read_h1 = read_h2 = read_h3 = read_h4 = read_h5 = read_h6 = read_legend = heading

    def read_ul(self, element: Tag) -> list[nodes.Node]:
        return [nodes.bullet_list("", *self.items(element))]

    def read_ol(self, element: Tag) -> list[nodes.Node]:
        kinds = {"a": "loweralpha", "A": "upperalpha", "i": "lowerroman", "I": "upperroman"}
        found = nodes.enumerated_list("", *self.items(element), enumtype=kinds.get(str(element.get("type")), "arabic"))
        if str(element.get("start", "")).isdigit():
            found["start"] = int(str(element["start"]))
        return [found]

    def items(self, element: Tag) -> list[nodes.Node]:
        """Return the items of a list; what stands between them, as a list within it, becomes an item too."""
        found: list[nodes.Node] = []
        for child in element.children:
            inside = (
                self.blocks(child)
                if isinstance(child, Tag) and child.name == "li"
                else _paragraphs(self.element(child))
            )
            if inside:
                found.append(nodes.list_item("", *inside))
        return found

    def read_li(self, element: Tag) -> list[nodes.Node]:
        return [nodes.bullet_list("", nodes.list_item("", *self.blocks(element)))]

    def read_dl(self, element: Tag) -> list[nodes.Node]:
        found = nodes.definition_list()
        for child in element.find_all(["dt", "dd"]):
            if child.find_parent("dl") is not element:
                continue
            if child.name == "dt":
                found.append(nodes.definition_list_item("", nodes.term("", "", *self.read(child.children))))
                continue
            if not found.children:
                found.append(nodes.definition_list_item("", nodes.term()))
            found[-1].append(nodes.definition("", *self.blocks(child)))
        return [found]

    def read_blockquote(self, element: Tag) -> list[nodes.Node]:
        return [nodes.block_quote("", *self.blocks(element))]

    def read_pre(self, element: Tag) -> list[nodes.Node]:
        text = "".join(
            self.children[int(str(part["n"]))].astext() if isinstance(part, Tag) else str(part)
            for part in element.descendants
            if isinstance(part, NavigableString) or (isinstance(part, Tag) and part.name == _OURS)
        )
        text = text.strip("\n")
        return [nodes.literal_block(text, text)] if text else []

    def read_hr(self, element: Tag) -> list[nodes.Node]:
        return [nodes.transition()]

    def read_details(self, element: Tag) -> list[nodes.Node]:
        summary = element.find("summary")
        title = (
            [node for node in self.read(summary.children) if not _is_block(node)] if isinstance(summary, Tag) else []
        )
        inside = _paragraphs(self.read(child for child in element.children if child is not summary))
        return [nodes.admonition("", *([nodes.title("", "", *title)] if title else []), *inside)]

    def read_figure(self, element: Tag) -> list[nodes.Node]:
        said = element.find("figcaption")
        inside = _paragraphs(self.read(child for child in element.children if child is not said), alone=(nodes.image,))
        if not isinstance(said, Tag):
            return inside
        caption = [node for node in self.read(said.children) if not (isinstance(node, nodes.Text) and not node.strip())]
        if any(map(_is_block, caption)):
            return [*inside, *_paragraphs(caption)]
        return [nodes.figure("", *inside, nodes.caption("", "", *caption))]

    def read_table(self, element: Tag) -> list[nodes.Node]:
        table = nodes.table()
        said = element.find("caption")
        if isinstance(said, Tag):
            caption = [node for node in self.read(said.children) if not _is_block(node)]
            table.append(nodes.title("", "", *caption))
        rows = [row for row in element.find_all("tr") if row.find_parent("table") is element]
        cells = [[cell for cell in row.find_all(["th", "td"]) if cell.find_parent("tr") is row] for row in rows]
        rows, cells = [row for row, each in zip(rows, cells, strict=True) if each], [each for each in cells if each]
        if not cells:
            return []
        columns = max(_widths(cells))
        group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in range(columns)), cols=columns)
        heads = 0
        while heads < len(rows) - 1 and _is_head(rows[heads], cells[heads]):
            heads += 1
        made = [nodes.row("", *map(self.cell, each)) for each in cells]
        for row, width in zip(made, _widths(cells), strict=True):
            row.extend(nodes.entry("") for _ in range(columns - width))
        if heads:
            group.append(nodes.thead("", *made[:heads]))
        group.append(nodes.tbody("", *made[heads:]))
        table.append(group)
        return [table]

    def cell(self, cell: Tag) -> nodes.entry:
        """Return one cell of a table."""
        entry = nodes.entry("", *self.blocks(cell))
        for name, ours in (("colspan", "morecols"), ("rowspan", "morerows")):
            if (count := _count(cell, name)) > 1:
                entry[ours] = count - 1
        style = str(cell.get("style") or "").replace(" ", "")
        for side in ("left", "center", "right"):
            if str(cell.get("align", "")).lower() == side or f"text-align:{side}" in style:
                entry["classes"].append(f"text-{side}")
        return entry


def _count(cell: Tag, name: str) -> int:
    value = str(cell.get(name, ""))
    return max(1, int(value)) if value.isdigit() else 1


def _is_head(row: Tag, cells: list[Tag]) -> bool:
    return row.find_parent("thead") is not None or all(cell.name == "th" for cell in cells)


def _widths(rows: list[list[Tag]]) -> list[int]:
    """Return how many columns each row takes, with what hangs into it from rows above."""
    hanging: list[tuple[int, int]] = []
    widths = []
    for row in rows:
        width = sum(columns for columns, _ in hanging) + sum(_count(cell, "colspan") for cell in row)
        hanging = [(columns, left - 1) for columns, left in hanging if left > 1]
        spans = [(_count(cell, "colspan"), _count(cell, "rowspan") - 1) for cell in row]
        hanging += [(columns, below) for columns, below in spans if below]
        widths.append(width)
    return widths


def _is_block(node: nodes.Node) -> bool:
    return not isinstance(node, nodes.Text | nodes.Inline | nodes.image)


def _paragraphs(made: list[nodes.Node], alone: tuple[type[nodes.Element], ...] = ()) -> list[nodes.Node]:
    """Put words that stand between blocks into paragraphs."""
    blocks: list[nodes.Node] = []
    for is_block, run in groupby(made, lambda node: _is_block(node) or isinstance(node, alone)):
        found = list(run)
        if is_block:
            blocks += found
            continue
        while found and isinstance(found[0], nodes.Text | LineBreak) and not found[0].astext().strip():
            found.pop(0)
        while found and isinstance(found[-1], nodes.Text | LineBreak) and not found[-1].astext().strip():
            found.pop()
        if found:
            paragraph = nodes.paragraph("", "", *found)
            first = next((node for node in found if getattr(node, "line", None)), None)
            if first is not None:
                paragraph.source, paragraph.line = first.source, first.line
            blocks.append(paragraph)
    return blocks
