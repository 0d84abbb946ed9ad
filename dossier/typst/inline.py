"""Typst for what is within a line: emphasis, links, notes, small pictures."""

from __future__ import annotations

import re
from html import unescape

from docutils import nodes

from dossier.typst.ansi import plain
from dossier.typst.context import Base
from dossier.typst.lengths import read_length
from dossier.typst.links import is_internal
from dossier.typst.markup import LONGEST_IN_CELL, breakable, call, inline, string, text
from dossier.typst.nodes import IndexMark

NO_ALTERNATIVE = (
    "a picture of this cell has no alternative text; say in the metadata of the cell what it shows: "
    '{"mystnb": {"image": {"alt": "Two bars; the second is half as high again as the first."}}}'
)


def is_output(node: nodes.Node) -> bool:
    """Tell whether a node is part of what a cell shows."""
    while node.parent is not None:
        node = node.parent
        if "cell_output" in node.get("classes", ()):
            return True
    return False


class Inline(Base):
    """The forms of inline nodes."""

    def node_inline(self, node: nodes.Element) -> str:
        """Print a span as its content: raised if it is a mark, in its own language if docutils' class names one."""
        if "evidence" in node["classes"] and "question" not in node["classes"]:
            return inline("mark", body=self.content(node))
        if "contested" in node["classes"]:
            return inline("text", "fill: conflict", body=self.content(node))
        named = [name for name in node["classes"] if name.startswith("language-")]
        body = self.content(node)
        return inline("text", f"lang: {string(named[0].removeprefix('language-'))}", body=body) if named else body

    node_abbreviation = node_acronym = node_generated = node_inline
    node_download_reference = node_problematic = node_sd_badge = node_inline
    node_desc_name = node_desc_addname = node_desc_type = node_desc_annotation = node_desc_parameter = node_inline
    node_desc_inline = node_desc_sig_element = node_desc_sig_space = node_inline
    node_PassthroughTextElement = node_inline  # noqa: N815 (the name of sphinx_design's class)

    def node_emphasis(self, node: nodes.Element) -> str:
        """Set in italics."""
        return inline("emph", body=self.content(node))

    node_title_reference = node_literal_emphasis = node_emphasis

    def node_LineBreak(self, node: nodes.Element) -> str:  # noqa: N802 (the name of the class)
        """End the line."""
        return inline("linebreak")

    node_sd_line_break = node_LineBreak

    def node_Lined(self, node: nodes.Element) -> str:  # noqa: N802 (the name of the class)
        """Draw a line through words, below them, or a colour behind them."""
        return inline(node["how"], body=self.content(node))

    def node_strong(self, node: nodes.Element) -> str:
        """Set in bold."""
        return inline("strong", body=self.content(node))

    node_literal_strong = node_strong

    def node_subscript(self, node: nodes.Element) -> str:
        """Set below the line."""
        return inline("sub", body=self.content(node))

    def node_superscript(self, node: nodes.Element) -> str:
        """Set above the line."""
        return inline("super", body=self.content(node))

    def node_literal(self, node: nodes.Element) -> str:
        """Set code within a line."""
        return self.anchor(node) + inline("raw", string(breakable(plain(node.astext()), LONGEST_IN_CELL)))

    def node_reference(self, node: nodes.Element) -> str:
        """Link to a label of the PDF or to an address outside; anything else is printed without a link."""
        body = self.content(node)
        if is_internal(node):
            label = self.book.links.target(self.docname, node, self.location(node))
            if label is None:
                return body
            # Paper cannot be clicked: what has a number of its own is found by its page.
            call = "see" if self.book.links.whole and _is_numbered(node) else "link"
            return inline(call, f"label({string(label)})", body=body)
        if node.get("refuri"):
            # MyST escapes an address for HTML already when it reads it.
            return inline("link", string(unescape(node["refuri"])), body=body)
        return body

    node_number_reference = node_reference

    def node_footnote_reference(self, node: nodes.Element) -> str:
        """Set a note at the foot of the page that first calls it; a later call repeats its number.

        A PDF has no place for the notes of a table within a table that runs over pages: they stand below the whole.
        """
        note = self.footnotes[node["refid"]]
        number, name = string(node.astext()), string(f"{self.docname}#{note['ids'][0]}")
        if note in self.below:
            return inline("note-below", number, name)
        if self.label(note) is None:
            return inline("note-again", number, name)
        body = self.without(nodes.label, note)
        if _count_tables(node) > 1:
            self.below[note] = call("noted-below", number, name, body=body)
            return self.anchor(node) + inline("note-below", number, name)
        return self.anchor(node) + inline("note", number, name, body=body)

    def node_IndexMark(self, node: IndexMark) -> str:  # noqa: N802 (the name of the class)
        """Leave a mark for the index."""
        return inline("index-mark", string(node["name"]))

    def node_target(self, node: nodes.Element) -> str:
        """Leave an anchor, unless the target only names an address or has handed its id to the next node."""
        return "" if "refuri" in node or "refid" in node else self.content(node)

    def node_image(self, node: nodes.Element) -> str:
        """Place a picture; in a line of text it keeps to the line's height."""
        alt = (node.get("alt") or "").strip()
        if not alt:
            unnamed = f"the image {node['uri']!r} has no alternative text"
            self.problem(NO_ALTERNATIVE if is_output(node) else unnamed, node)
        if "://" in node["uri"]:
            return text("Picture: ") + inline("link", string(node["uri"]), body=text(alt))
        path = self.book.images.get(node["uri"])
        if path is None:
            self.problem(f"the image {node['uri']!r} is not a file that can be printed", node)
            return ""
        arguments = [string(f"{self.book.image_folder.name}/{path}"), string(alt)]
        in_line = isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1
        if in_line:
            return self.anchor(node) + inline("icon", *arguments)
        return self.anchor(node) + inline("picture", *arguments, *self.size(node))

    def size(self, node: nodes.Element) -> list[str]:
        """Return the size and place that a picture asks for as arguments."""
        arguments = []
        for name in ("width", "height"):
            if node.get(name):
                try:
                    arguments.append(f"{name}: {read_length(str(node[name]))}")
                except ValueError as error:
                    self.problem(f"the {name} of the image {node['uri']!r}: {error}", node)
        if node.get("scale"):
            arguments.append(f"share: {node['scale']}%")
        if node.get("align") in ("left", "center", "right"):
            arguments.append(f"side: {node['align']}")
        return arguments

    def node_raw(self, node: nodes.Element) -> str:
        """Print raw Typst, and drop what is meant for other formats."""
        return node.astext() if "typst" in node.get("format", "").split() else ""

    def node_comment(self, node: nodes.Node) -> str:
        """Print nothing."""
        return ""

    node_index = node_toctree = node_substitution_definition = node_meta = node_comment
    node_highlightlang = node_tabular_col_spec = node_docinfo = node_decoration = node_comment
    node_footnote = node_label = node_system_message = node_sd_icon = node_fontawesome = node_comment


def _is_numbered(node: nodes.Element) -> bool:
    """Tell whether a reference names a figure, a table or a chapter by its number."""
    return bool(re.fullmatch(r"(Figure|Table|Chapter) [\d.]+", node.astext()))


def _count_tables(node: nodes.Node) -> int:
    """Return in how many tables a node stands, one within the other."""
    count = 0
    while node.parent is not None:
        node = node.parent
        count += isinstance(node, nodes.table)
    return count
