"""What every part of the writer shares: the document at hand, the form of each node type, problems, anchors."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from docutils import nodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.logging import get_node_location

from dossier.typst.ansi import plain
from dossier.typst.compiler import Problem, TypstError
from dossier.typst.letters import list_unprintable, name_language, name_sign
from dossier.typst.links import Links
from dossier.typst.markup import LONGEST_IN_CELL, breakable, inline, string, text

logger = logging.getLogger(__name__)


@dataclass
class Book:
    """The state of one PDF that all its documents share."""

    env: BuildEnvironment
    images: dict[str, str]
    """Path of an image's source, as Sphinx writes it, to its file name in the image folder."""
    image_folder: Path
    links: Links = field(default_factory=Links)
    problems: list[Problem] = field(default_factory=list)
    """What makes the PDF impossible or inaccessible."""

    @cached_property
    def forms(self) -> dict[str, tuple]:
        """What extensions registered for the builder, by the name of the node's class."""
        return self.env.app.registry.translation_handlers.get("typst", {})

    def refuse_problems(self) -> None:
        """Raise a TypstError when anything was found that must stop the build."""
        if problems := self.problems + self.links.dangling():
            raise TypstError(problems)


class Base:
    """Writes nodes as Typst markup, each in the form of its class.

    A form is what an extension registers with `app.add_node(kind, typst=(form, None))`, a function of this writer and
    the node that returns markup; else the method `node_…` named after the class. The classes that a node's class
    derives from are tried in turn, so that an extension's ``class claim(nodes.inline)`` is printed as the inline node
    that it is. What has no form is left out with a warning.
    """

    def __init__(self, book: Book, docname: str, doctree: nodes.document, depth: int = 1) -> None:
        """Prepare to write one resolved document whose title is a heading of level ``depth``."""
        self.book = book
        self.docname = docname
        self.doctree = doctree
        self.level = depth - 1
        self.in_cell = False
        self.early: set[nodes.Element] | None = None
        """Figures and tables of a whole document that must not float upwards; in a piece of one none floats."""
        self.below: dict[nodes.Element, str] = {}
        """Notes called in a table within a table, which stand below the whole, as their markup; "" when they do."""
        self.footnotes = {each: note for note in doctree.findall(nodes.footnote) for each in note["ids"]}

    def render(self, node: nodes.Node) -> str:
        """Return the markup of one node."""
        for kind in type(node).__mro__:
            if kind.__name__ in self.book.forms:
                form, _ = self.book.forms[kind.__name__]
                return form(self, node)
            if method := getattr(self, f"node_{kind.__name__}", None):
                return method(node)
        logger.warning("no Typst form for the node type %r", type(node).__name__, location=node)
        return ""

    def node_Text(self, node: nodes.Text) -> str:  # noqa: N802 (the name of docutils' class)
        """Escape plain text; in a narrow column long words may be divided."""
        shown = plain(node.astext())
        return text(breakable(shown, LONGEST_IN_CELL) if self.in_cell else shown)

    def content(self, node: nodes.Element) -> str:
        """Return a node's anchor and its children, in a line or as blocks apart, as the node's kind asks.

        A text in a script that is written from the right is set from there.
        """
        separator = "" if isinstance(node, nodes.TextElement) else "\n\n"
        shown = self.anchor(node) + separator.join(filter(None, map(self.render, node.children)))
        is_line = isinstance(node, nodes.TextElement) and not isinstance(node, nodes.Inline)
        if is_line and (language := name_language(node.astext())):
            form = "from-right" if isinstance(node, nodes.paragraph) else "text"
            return inline(form, f"lang: {string(language)}", "dir: rtl", body=shown)
        return shown

    def refuse_letters(self, folders: list[Path]) -> None:
        """Note each sign of the document that no font in the folders has."""
        for node, sign in list_unprintable(self.doctree, folders):
            self.problem(f"no font of print has {name_sign(sign)}; write it in other signs, or as a picture", node)

    def without(self, kind: type[nodes.Element], node: nodes.Element) -> str:
        """Return a node's children as blocks apart, except those of one kind."""
        parts = (self.render(child) for child in node.children if not isinstance(child, kind))
        return "\n\n".join(filter(None, parts))

    def only(self, kind: type[nodes.Element], node: nodes.Element) -> list[str]:
        """Return the content of each child of one kind."""
        return [self.content(child) for child in node.children if isinstance(child, kind)]

    def anchor(self, node: nodes.Element) -> str:
        """Return the invisible target of links to a node, or nothing where it has no id."""
        label = self.label(node)
        return inline("anchor", string(label)) if label else ""

    def label(self, node: nodes.Element) -> str | None:
        """Claim a node's label for a template function that attaches it."""
        return self.book.links.place(self.docname, node["ids"])

    def number(self, node: nodes.Element, kind: str) -> str | None:
        """Return the number that the HTML shows for a figure, table or listing, such as "3.2"."""
        numbers = self.book.env.toc_fignumbers.get(self.docname, {}).get(kind, {})
        number = numbers.get(node["ids"][0]) if node["ids"] else None
        return ".".join(map(str, number)) if number else None

    def title_of(self, node: nodes.Element, kind: str) -> str | None:
        """Return the name and number printed before a caption, such as "Table 3.2"."""
        number = self.number(node, kind)
        return self.book.env.config.numfig_format[kind] % number if number else None

    def problem(self, message: str, node: nodes.Node) -> None:
        """Note something that must stop the build, with its place."""
        self.book.problems.append(Problem(self.location(node), message))

    def location(self, node: nodes.Node) -> str:
        """Return "file:line" of a node, as far as it is known."""
        while node.parent is not None and not getattr(node, "line", None):
            node = node.parent
        return get_node_location(node) or self.docname
