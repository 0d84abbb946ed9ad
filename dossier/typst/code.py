"""Typst for code, and for the cells of notebooks."""

from __future__ import annotations

from docutils import nodes

from dossier.typst.ansi import plain
from dossier.typst.figures import Figures
from dossier.typst.markup import breakable, call, string, value

# Lexer names of notebooks that Typst's highlighter knows under another name.
_LANGUAGES = {"ipython3": "python", "ipython": "python", "console": "bash", "shell": "bash"}
# How components of sphinx-design are printed; of all others only the content is.
_COMPONENTS = {"card": "card", "card-title": "subheading", "card-header": "subheading", "tab-item": "card"}


class Code(Figures):
    """The forms of code and of containers, which hold captioned code, a cell's code, or anything."""

    def node_container(self, node: nodes.Element) -> str:
        """Print a container's content, except a notebook cell's code: a reader of paper wants results."""
        if "cell_input" in node["classes"]:
            return ""
        if "literal-block-wrapper" in node["classes"]:
            caption, code = next(node.findall(nodes.caption)), next(node.findall(nodes.literal_block))
            return self.captioned(node, "code-block", "raw", self.render(code), caption)
        form = _COMPONENTS.get(node.get("design_component", ""))
        return self.anchor(node) + call(form, body=self.content(node)) if form else self.content(node)

    def node_Record(self, node: nodes.Element) -> str:  # noqa: N802 (the name of the class)
        """Print an entry of a register, whole on one page unless it says that it may break."""
        return call("record", value(node.get("number")), value(bool(node.get("breakable"))), body=self.content(node))

    def node_literal_block(self, node: nodes.Element) -> str:
        """Print code, or a cell's text output."""
        language = node.get("language", "")
        language = _LANGUAGES.get(language, language)
        is_plain = language in {"", "default", "none", "text", "myst-ansi"}
        arguments = [] if is_plain else [f"lang: {string(language)}"]
        code = breakable(plain(node.astext()).rstrip("\n"))
        return self.anchor(node) + call("raw", "block: true", *arguments, string(code))

    node_doctest_block = node_literal_block

    def node_productionlist(self, node: nodes.Element) -> str:
        """Print the rules of a grammar, each in its line."""
        width = max((len(rule.get("tokenname", "")) for rule in node.children), default=0)
        lines = [f"{rule.get('tokenname', ''):{width}} ::= {rule.astext()}" for rule in node.children]
        anchors = "".join(self.anchor(rule) for rule in node.children)
        return anchors + call("raw", "block: true", string("\n".join(lines)))
