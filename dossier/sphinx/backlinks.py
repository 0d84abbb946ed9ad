"""Says where the report cites each claim, fact and question, and lists what it does not cite, with the reason.

Both are known only when all pages have been read, so a placeholder stands in the page until it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from dossier.sphinx.evidence import line, link, read_evidence, read_labels


class Use(NamedTuple):
    """One place where a page cites an entry: the document, and the id of the mark in it."""

    docname: str
    anchor: str


class Uses(nodes.General, nodes.Element):
    """Stands for the line that says where a register's entry is cited; `entries` holds labels such as “claim-x”."""


class Uncited(SphinxDirective):
    """Lists the claims or facts that no page cites; the argument says which."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return every candidate that has a reason in `uncited.csv`; a test holds the table against the pages."""
        kind = self.arguments[0]
        reasons = read_evidence().uncited.query("table == @kind + 's'")
        return [
            nodes.bullet_list(
                "",
                *(
                    nodes.list_item(
                        "", line(link(kind, row.id, row.id), f" ({read_labels(kind)[row.id]}): {row.reason}")
                    )
                    for row in reasons.itertuples()
                ),
            )
        ]


def note_use(env: BuildEnvironment, label: str, anchor: str) -> None:
    """Note that the page being read cites an entry at the mark with this id."""
    read_uses(env).setdefault(label, []).append(Use(env.docname, anchor))


def read_uses(env: BuildEnvironment) -> dict[str, list[Use]]:
    """Return where pages cite each entry, by its label, as far as they have been read."""
    if not hasattr(env, "evidence_uses"):
        env.evidence_uses = {}
    return env.evidence_uses


def _forget(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    for label, uses in read_uses(env).items():
        read_uses(env)[label] = [use for use in uses if use.docname != docname]


def _resolve(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(Uses)):
        cited = {use for entry in place["entries"] for use in read_uses(app.env).get(entry, ())}
        if cited:
            place.replace_self(line("Cited in ", *_links(app, docname, cited)))
        else:
            place.replace_self(line(nodes.emphasis(text="Cited on no page.")))


def _links(app: Sphinx, docname: str, uses: set[Use]) -> Iterator[nodes.Node]:
    """Yield a link for each page, in the order of the book, and on a page one more for each further mark."""
    order = list(app.env.toctree_includes.get(app.config.root_doc, ()))
    ranked = sorted(uses, key=lambda use: (order.index(use.docname) if use.docname in order else -1, _count(use)))
    for place, (page, marks) in enumerate(groupby(ranked, attrgetter("docname"))):
        if place:
            yield nodes.Text(", ")
        first, *more = marks
        yield _reference(app, docname, first, name_page(app.env, page))
        for number, use in enumerate(more, start=2) if app.builder.format == "html" else ():
            yield nodes.Text(" ")
            yield _reference(app, docname, use, f"({number})")


def _count(use: Use) -> int:
    return int(use.anchor.rpartition("-")[2])


def _reference(app: Sphinx, docname: str, use: Use, text: str) -> nodes.reference:
    uri = app.builder.get_relative_uri(docname, use.docname)
    # In print, captions with their marks stand in the list of figures too, so a mark is no place to link to there.
    fragment = f"#{use.anchor}" if app.builder.format == "html" else ""
    return nodes.reference("", "", nodes.inline(text=text), refuri=uri + fragment, internal=True)


def name_page(env: BuildEnvironment, docname: str) -> str:
    """Return what a page is called in a list: “chapter 3” where it is numbered, else its title."""
    if number := env.toc_secnumbers.get(docname, {}).get(""):
        return f"chapter {number[0]}"
    return "the summary" if docname == env.config.root_doc else env.titles[docname].astext()


def setup(app: Sphinx) -> dict[str, object]:
    """Register the placeholder, the directive, and what fills them."""
    app.add_node(Uses)
    app.add_directive("uncited", Uncited)
    app.connect("env-purge-doc", _forget)
    app.connect("doctree-resolved", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
