"""Typst for what stands on its own: headings, paragraphs, lists, boxes, code, figures."""

import math
import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.locale import admonitionlabels

from dossier.typst.inline import InlineRenderer
from dossier.typst.markup import call, inline, string, text, value

_ENUMERATORS = {
    "arabic": "1.",
    "loweralpha": "a.",
    "upperalpha": "A.",
    "lowerroman": "i.",
    "upperroman": "I.",
}
# So many characters fill a line of text, so many lines a page; a heading takes the room of some lines.
_LINE, _PAGE_LINES, _TITLE_LINES = 82, 43, 3
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=\S)")
_WARNINGS = {"attention", "caution", "danger", "error", "warning"}
# Lexer names of notebooks that Typst's highlighter knows under another name.
_LANGUAGES = {"ipython3": "python", "ipython": "python", "console": "bash", "shell": "bash"}


class BlockRenderer(InlineRenderer):
    """Methods for block nodes other than tables."""

    def node_document(self, node: nodes.Element) -> str:
        """Print everything."""
        self.early = set(_read_early(node))
        return self.without(nodes.docinfo, node)

    def node_compound(self, node: nodes.Element) -> str:
        """Print a mere wrapper as its content."""
        return self.content(node)

    node_glossary = node_legend = node_compact_paragraph = node_compound
    node_dropdown_main = node_aside_main = node_hlist = node_hlistcol = node_compound

    def node_container(self, node: nodes.Element) -> str:
        """Print a container's content, except a notebook cell's code: a reader of paper wants results."""
        classes = node["classes"]
        if "cell_input" in classes:
            return ""
        if "literal-block-wrapper" in classes:
            return self.listing(node)
        if "entry" in classes:
            whole = value("question" not in classes)  # only a question's answers may run over a page
            return call("record", whole, body=self.content(node))
        return self.content(node)

    def node_section(self, node: nodes.Element) -> str:
        """Print a section one level deeper than what holds it; a register's entries stand in two columns."""
        self.level += 1
        children = [child for child in node.children if not isinstance(child, nodes.docinfo)]
        first = len(children)
        if self.level == 1:
            first = next((place for place, child in enumerate(children) if _holds_entries(child)), first)
        parts = [*map(self.render, children[:first])]
        if entries := [*map(self.render, children[first:])]:
            parts.append(call("register", body=_apart(entries)))
        self.level -= 1
        return _apart(parts)

    def node_title(self, node: nodes.Element) -> str:
        """Print a section's heading under the number that the HTML gives it."""
        if not isinstance(node.parent, nodes.section):
            return call("minor", body=self.content(node))
        section = node.parent
        numbers = self.book.env.toc_secnumbers.get(self.docname, {})
        # Sphinx files a document's own number under the empty anchor.
        first = section is next(self.doctree.findall(nodes.section))
        number = numbers.get("" if first else f"#{section['ids'][0]}")
        shown = ".".join(map(str, number)) if number else None
        arguments = str(self.level), value(shown), value(self.label(section))
        return call("head", *arguments, body=self.content(node))

    def node_rubric(self, node: nodes.Element) -> str:
        """Print a heading that belongs to no section."""
        return call("minor", body=self.content(node))

    node_subtitle = node_centered = node_dropdown_title = node_rubric

    def node_paragraph(self, node: nodes.Element) -> str:
        """Print a paragraph."""
        return self.content(node)

    node_attribution = node_paragraph

    def node_transition(self, node: nodes.Element) -> str:
        """Print a pause, except the rule that MyST draws above footnotes, which stand elsewhere here."""
        return "" if "footnotes" in node["classes"] else call("pause")

    # Lists

    def node_bullet_list(self, node: nodes.Element) -> str:
        """Print an unordered list."""
        return self.anchor(node) + call("list", _tight(node), *self.items(node))

    def node_enumerated_list(self, node: nodes.Element) -> str:
        """Print an ordered list, in the source's counting."""
        numbering = string(_ENUMERATORS[node.get("enumtype", "arabic")])
        start = str(node.get("start", 1))
        arguments = f"numbering: {numbering}", f"start: {start}", _tight(node)
        return self.anchor(node) + call("enum", *arguments, *self.items(node))

    def items(self, node: nodes.Element) -> list[str]:
        """Return a list's items as arguments."""
        return [f"[{self.content(item)}]" for item in node.children if isinstance(item, nodes.Element)]

    def node_definition_list(self, node: nodes.Element) -> str:
        """Print terms, each followed by its definition."""
        entries = []
        for item in node.children:
            kinds = "".join(f" ({kind})" for kind in self.only(nodes.classifier, item))
            term = self.anchor(item) + ", ".join(self.only(nodes.term, item)) + kinds
            body = "\n\n".join(self.only(nodes.definition, item))
            entries.append(f"terms.item[{term}][{body}]")
        return self.anchor(node) + call("terms", "tight: false", *entries)

    def node_field_list(self, node: nodes.Element) -> str:
        """Print fields as terms with their values."""
        pairs = (map(self.content, field.children) for field in node.children)
        entries = [f"terms.item[{name}][{body}]" for name, body in pairs]
        return self.anchor(node) + call("terms", "tight: true", *entries)

    def node_line_block(self, node: nodes.Element) -> str:
        """Print lines as they are broken in the source, a nested block indented."""
        lines = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                lines.append(call("pad", "left: 1.2em", body=self.render(child)))
            else:
                lines.append(self.content(child) + " \\")
        return self.anchor(node) + call("block", body="\n".join(lines).removesuffix(" \\"))

    # Boxes

    def node_block_quote(self, node: nodes.Element) -> str:
        """Print a quotation set in, its source below."""
        sources = [f"attribution: [{source}]" for source in self.only(nodes.attribution, node)]
        body = self.without(nodes.attribution, node)
        return self.anchor(node) + call("quote", "block: true", *sources, body=body)

    def node_Admonition(self, node: nodes.Element) -> str:  # noqa: N802 (the name of docutils' class)
        """Print a box whose heading is its title, or the name of its kind."""
        kind = type(node).__name__
        heading = "".join(self.only(nodes.title, node)) or text(str(admonitionlabels.get(kind, "")))
        urgent = bool(_WARNINGS.intersection([kind, *node["classes"]]))
        arguments = [f"heading: [{heading}]"] if heading else []
        body = self.anchor(node) + self.without(nodes.title, node)
        return call("panel", f"urgent: {value(urgent)}", *arguments, body=body)

    node_admonition = node_sidebar = node_topic = node_versionmodified = node_Admonition

    # Code

    def node_literal_block(self, node: nodes.Element) -> str:
        """Print code, or the text that a notebook's cell put out."""
        language = node.get("language", "")
        language = _LANGUAGES.get(language, language)
        plain = language in {"", "default", "none", "text", "myst-ansi"}
        arguments = [] if plain else [f"lang: {string(language)}"]
        return self.anchor(node) + call("raw", "block: true", *arguments, string(node.astext().rstrip("\n")))

    node_doctest_block = node_literal_block

    def listing(self, node: nodes.Element) -> str:
        """Print captioned code."""
        caption = next(node.findall(nodes.caption))
        code = next(node.findall(nodes.literal_block))
        return self.captioned(node, "code-block", "raw", self.render(code), caption)

    # Figures

    def node_figure(self, node: nodes.Element) -> str:
        """Print a figure above its caption and legend; one without a caption is only a picture."""
        caption = next(node.findall(nodes.caption), None)
        body = self.without(nodes.caption, node)
        if caption is None:
            return self.anchor(node) + body
        return self.captioned(node, "figure", "image", body, caption)

    def captioned(
        self, node: nodes.Element, figtype: str, kind: str, body: str, caption: nodes.Element, *more: str
    ) -> str:
        """Return a call of the template's ``captioned`` for a figure, table or listing."""
        arguments = [
            kind,
            value(self.title_of(node, figtype)),
            value(self.label(node)),
            f"[{self.caption(caption)}]",
            *(more or self.float(node, kind)),
        ]
        return call("captioned", *arguments, body=f"\n{body}\n")

    def float(self, node: nodes.Element, kind: str) -> list[str]:
        """Return the argument that lets a picture or a short table of a whole document float."""
        if self.early is None or kind == "raw":
            return []
        return ["float: bottom" if node in self.early else "float: top"]

    def caption(self, node: nodes.Element) -> str:
        """Return a caption's text; lists of figures and tables leave out what follows its first sentence."""
        parts = [self.anchor(node)]
        for index, child in enumerate(node.children):
            end = _SENTENCE_END.search(child) if isinstance(child, nodes.Text) else None
            if end is not None:
                rest = [text(child[end.end() :]), *map(self.render, node.children[index + 1 :])]
                parts += [text(child[: end.start()]), inline("detail", body=" " + "".join(rest))]
                break
            parts.append(self.render(child))
        return "".join(parts)

    def node_math_block(self, node: nodes.Element) -> str:
        """Draw a displayed formula, with its number where it has one."""
        drawn = self.draw(node)
        if drawn is None:
            return ""
        number = node.get("number") and (self.number(node, "displaymath") or str(node["number"]))
        path = string(f"{self.book.image_folder.name}/{drawn.file}")
        return self.anchor(node) + call("display-formula", path, string(node.astext()), value(number or None))

    def node_citation(self, node: nodes.Element) -> str:
        """Print an entry of the bibliography."""
        labels = self.only(nodes.label, node)
        body = self.anchor(node) + self.without(nodes.label, node)
        # The author-year style cites by name, so an entry's label would be a sign that nothing points at.
        named = getattr(self.book.env.config, "bibtex_reference_style", "label").startswith("author")
        label = f"[{labels[0]}]" if labels and not named else "none"
        return call("entry", label, body=body)


def _read_early(document: nodes.document) -> Iterator[nodes.Element]:
    """Yield the figures and tables that may come to stand on a document's first page, below its title."""
    lines = 0.0
    kinds = nodes.title | nodes.paragraph | nodes.figure | nodes.table
    for node in document.findall(lambda node: isinstance(node, kinds)):
        if isinstance(node, nodes.title):
            lines += _TITLE_LINES
        elif not isinstance(node, nodes.paragraph):
            yield node
        elif not isinstance(node.parent, nodes.entry):
            lines += math.ceil(len(node.astext()) / _LINE)
        if lines > _PAGE_LINES:
            return


def _apart(parts: list[str]) -> str:
    return "\n\n".join(filter(None, parts))


def _holds_entries(node: nodes.Node) -> bool:
    """Tell whether a part of a document holds entries of a register."""
    return any("entry" in container["classes"] for container in node.findall(nodes.container))


def _tight(node: nodes.Element) -> str:
    """Say whether a list's items are single paragraphs, and so stand close."""
    paragraphs = [sum(isinstance(part, nodes.paragraph) for part in item.children) for item in node.children]
    return f"tight: {value(max(paragraphs, default=0) <= 1)}"
