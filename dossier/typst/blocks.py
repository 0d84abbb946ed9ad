"""Typst for blocks without a caption: headings, paragraphs, lists, boxes."""

from __future__ import annotations

from docutils import nodes
from sphinx.locale import admonitionlabels

from dossier.typst.context import Base
from dossier.typst.markup import call, inline, string, text, value
from dossier.typst.nodes import MarginNotes, Record

_ENUMERATORS = {
    "arabic": "1.",
    "loweralpha": "a.",
    "upperalpha": "A.",
    "lowerroman": "i.",
    "upperroman": "I.",
}
_WARNINGS = {"attention", "caution", "danger", "error", "warning"}


class Blocks(Base):
    """The forms of block nodes without a caption."""

    def node_compound(self, node: nodes.Element) -> str:
        """Print a mere wrapper as its content."""
        return self.content(node)

    node_desc = node_definition = node_description = node_header = node_footer = node_compound
    node_glossary = node_legend = node_compact_paragraph = node_compound
    node_dropdown_main = node_aside_main = node_hlist = node_hlistcol = node_compound

    def node_MarginNotes(self, node: MarginNotes) -> str:  # noqa: N802 (the name of the class)
        """Set notes beside the line in which they are called."""
        return inline("margin-notes", value(node["printed"]))

    def node_section(self, node: nodes.Element) -> str:
        """Print a section one level deeper than what holds it; on the top level, entries stand in two columns."""
        self.level += 1
        children = [child for child in node.children if not isinstance(child, nodes.docinfo)]
        first = len(children)
        if self.level == 1:
            first = next((place for place, child in enumerate(children) if _consists_of_entries(child)), first)
        parts = [*map(self.render, children[:first])]
        if entries := [*map(self.render, children[first:])]:
            parts.append(call("register", body=_apart(entries)))
        self.level -= 1
        return _apart(parts)

    def node_title(self, node: nodes.Element) -> str:
        """Print a section's heading under the number that the HTML gives it."""
        if not isinstance(node.parent, nodes.section):
            return call("subheading", body=self.content(node))
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
        return call("subheading", body=self.content(node))

    node_subtitle = node_centered = node_sd_tab_label = node_dropdown_title = node_rubric

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
        if "realtype" in node:
            heading = " ".join(filter(None, [text(self.numbered(node)), heading]))
        if kind == "exercise_enumerable_node" and (number := self.number(node, "exercise")):
            heading = f"{text(self.book.env.config.numfig_format.get('exercise', 'Exercise %s') % number)} {heading}"
        urgent = bool(_WARNINGS.intersection([kind, *node["classes"]]))
        arguments = [f"heading: [{heading}]"] if heading else []
        body = self.anchor(node) + self.without(nodes.title, node)
        return call("panel", f"urgent: {value(urgent)}", *arguments, body=body)

    def numbered(self, node: nodes.Element) -> str:
        """Return what a theorem, a proof or the like is called, with the number that the HTML shows."""
        number = self.number(node, node.get("countertype") or node["realtype"])
        return " ".join(filter(None, [node["realtype"].title(), number]))

    node_admonition = node_sidebar = node_topic = node_versionmodified = node_Admonition

    # Descriptions of objects

    def node_desc_signature(self, node: nodes.Element) -> str:
        """Print a name with its parameters as code."""
        return self.anchor(node) + call("signature", body="".join(map(self.render, node.children)))

    def node_desc_signature_line(self, node: nodes.Element) -> str:
        """Print one line of a signature."""
        return "".join(map(self.render, node.children)) + inline("linebreak")

    def node_desc_parameterlist(self, node: nodes.Element) -> str:
        """Print parameters in brackets."""
        return "(" + ", ".join(map(self.render, node.children)) + ")"

    def node_desc_optional(self, node: nodes.Element) -> str:
        """Print what may be left out in square brackets."""
        return text("[") + ", ".join(map(self.render, node.children)) + text("]")

    def node_desc_returns(self, node: nodes.Element) -> str:
        """Print what a call returns, behind an arrow."""
        return " → " + self.content(node)

    def node_desc_content(self, node: nodes.Element) -> str:
        """Print what a signature means, set in."""
        return call("pad", "left: 1.6em", body=self.content(node))

    def node_option_list(self, node: nodes.Element) -> str:
        """Print options of a command as terms with their meaning."""
        entries = []
        for item in node.children:
            options = ", ".join(text(option.astext()) for option in item.children[0].children)
            entries.append(f"terms.item[#text(font: mono)[{options}]][{self.content(item.children[1])}]")
        return self.anchor(node) + call("terms", "tight: true", *entries)

    def node_citation(self, node: nodes.Element) -> str:
        """Print an entry of the bibliography."""
        labels = self.only(nodes.label, node)
        body = self.anchor(node) + self.without(nodes.label, node)
        # The author-year style cites by name, so an entry's label would be a sign that nothing points at.
        named = getattr(self.book.env.config, "bibtex_reference_style", "label").startswith("author")
        label = f"[{labels[0]}]" if labels and not named else "none"
        return call("entry", label, body=body)


def _apart(parts: list[str]) -> str:
    return "\n\n".join(filter(None, parts))


def _consists_of_entries(node: nodes.Node) -> bool:
    """Tell whether a part of a document is mostly entries or works, which need less than the width of a page."""
    entries = sum(len(entry.astext()) for kind in (Record, nodes.citation) for entry in node.findall(kind))
    return entries > len(node.astext()) / 2


def _tight(node: nodes.Element) -> str:
    """Say whether a list's items are single paragraphs, and so stand close."""
    paragraphs = [sum(isinstance(part, nodes.paragraph) for part in item.children) for item in node.children]
    return f"tight: {value(max(paragraphs, default=0) <= 1)}"
