"""Writes what the search looks through: the sections of pages, and the entries of registers, as one script.

Sphinx's own search leaves out numbers and knows nothing smaller than a page; a report on dates needs both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from dossier.corpus.records import Ref
from dossier.notebook.words import unmark
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import list_above
from dossier.sphinx.pages import list_pages, name_page
from dossier.sphinx.roles import is_mark
from dossier.values import date_in_words

INDEX = "_static/search-items.js"

KINDS = {"claim": "statement of an article", "fact": "outside record", "question": "question"}
"""What a result is called, by the kind of its entry."""

APART = (nodes.literal_block, nodes.raw, nodes.comment, nodes.title)
"""What no text of a section consists of."""


class Item(NamedTuple):
    """What can be found: its title, what it is, its address from the root of the edition, and its text."""

    title: str
    kind: str
    address: str
    text: str


def setup_search(app: Sphinx) -> None:
    """Take the place of Sphinx's own search: its index is not made, and its page is ours."""
    app.connect("builder-inited", _turn_off)
    app.connect("html-collect-pages", _list_pages)


def _turn_off(app: Sphinx) -> None:
    app.builder.search = False  # type: ignore[attr-defined]  # builders of HTML have it


def _list_pages(app: Sphinx) -> Iterator[tuple[str, dict, str]]:
    yield "search", {}, "search.html"


def write_search(app: Sphinx) -> None:
    """Write the index of the edition."""
    items = [item._asdict() for item in (*_list_sections(app), *_list_entries(app))]
    text = f"window.searchItems = {json.dumps(items, ensure_ascii=False, separators=(',', ':'))};\n"
    Path(app.outdir, INDEX).write_text(text, encoding="utf-8")


def _list_sections(app: Sphinx) -> Iterator[Item]:
    registers = {place.docname for place in EvidenceDomain.of(app.env).entries.values()}
    for page in list_pages(app.env):
        if page in registers:
            continue
        doctree = app.env.get_doctree(page)
        for place, section in enumerate(doctree.findall(nodes.section)):
            title = next(section.findall(nodes.title)).astext()
            address = app.builder.get_target_uri(page) + (f"#{section['ids'][0]}" if place else "")
            kind = name_page(app.env, page) if place else "page"
            yield Item(title, kind[:1].upper() + kind[1:] if place else kind, address, _read(section))


def _read(section: nodes.section) -> str:
    """Return the words of a section, without those of the sections in it, of code, and of marks."""
    parts: list[str] = []
    block: nodes.Node | None = None
    for text in section.findall(nodes.Text):
        above = list(list_above(text, section))
        if any(isinstance(node, (*APART, nodes.section)) or is_mark(node) for node in above):
            continue
        before, block = block, next((node for node in above if not isinstance(node, nodes.Inline)), None)
        parts += ["" if block is before else "\n", text.astext()]
    return " ".join("".join(parts).split())


def _list_entries(app: Sphinx) -> Iterator[Item]:
    domain = EvidenceDomain.of(app.env)
    evidence = domain.evidence
    for row in evidence.corpus.claims.itertuples():
        told = f"“{row.quote}” {evidence.labels['claim'][row.claim]}, {date_in_words(row.date) if row.date else ''}"
        yield from _entry(app, Ref("claim", row.claim), row.statement, told)
    for row in evidence.corpus.facts.itertuples():
        told = f"{row.authority}, {date_in_words(row.date) if row.date else ''}"
        yield from _entry(app, Ref("fact", row.fact), row.statement, told)
    for row in evidence.corpus.questions.itertuples():
        yield from _entry(app, Ref("question", row.question), row.text, evidence.leading_answers.get(row.question, ""))


def _entry(app: Sphinx, ref: Ref, title: str, text: str) -> Iterator[Item]:
    place = EvidenceDomain.of(app.env).entries.get(str(ref))
    if place is not None:
        address = f"{app.builder.get_target_uri(place.docname)}#{place.anchor}"
        yield Item(unmark(title), KINDS[ref.kind], address, unmark(text).strip(" ,"))
