"""Explains terms: a directive that lists them, and links that show a term's meaning where a page first uses it.

Each line of the directive is a term, a colon and its meaning. A term with a star is listed and not linked: the word
also has an everyday sense. The codes of the data come with the definitions that `vocabulary.csv` gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html import HTMLTranslator

from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import list_above, paragraph

RUNNING = (nodes.paragraph, nodes.list_item, nodes.definition)
"""Where a term is linked: in running text."""

NOT_IN = (
    nodes.reference,
    nodes.literal,
    nodes.literal_block,
    nodes.caption,
    nodes.table,
    nodes.title,
    nodes.rubric,
    nodes.citation,
    nodes.raw,
    nodes.comment,
)
NOT_BELOW = ("entry", "evidence", "citation")
"""Classes of what has links of its own."""


def setup_terms(app: Sphinx) -> None:
    """Register the directive, and what its links are on a page."""
    app.add_directive("terms", Terms)
    app.add_node(TermLink, html=(_visit_link, lambda self, node: self.body.append("</a>")))
    app.add_node(Meanings, html=(_visit_meanings, lambda self, node: None))


class TermLink(nodes.reference):
    """A link to a term's entry; `meaning` is what the term means, `anchor` the id of its entry."""


class Meanings(nodes.comment):
    """The meanings of the terms that a page links, for screen readers: `meanings` by the id of the term's entry.

    A comment to every medium but HTML.
    """


class Terms(SphinxDirective):
    """Lists the terms in its content, then the codes of the vocabulary fields that the option `fields` names."""

    has_content = True
    option_spec = {"fields": directives.unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return a definition list, and note the terms that other pages are to link."""
        domain = EvidenceDomain.of(self.env)
        meanings = dict(entry.split(": ", 1) for entry in self.content if ": " in entry)
        for term, meaning in meanings.items():
            if not term.endswith("*"):
                domain.note_term(term, meaning)
        entries = [(term.rstrip("*"), name_anchor(term.rstrip("*")), meaning) for term, meaning in meanings.items()]
        codes = domain.evidence.corpus.vocabulary
        for field in self.options.get("fields", "").split():
            for row in codes[codes["field"] == field].itertuples():
                # Two fields may have one code, each with a meaning of its own.
                entries.append((row.code.replace("-", " "), name_anchor(f"{field} {row.code}"), row.definition))
        listed = nodes.definition_list(classes=["terms"])
        for name, anchor, meaning in sorted(entries, key=lambda entry: entry[0].casefold()):
            term = nodes.term("", name, ids=[anchor])
            listed += nodes.definition_list_item("", term, nodes.definition("", paragraph(meaning)))
        return [listed]


def name_anchor(term: str) -> str:
    """Return the id of a term's entry."""
    return f"term-{nodes.make_id(term)}"


def link_terms(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Turn the first use of each term in a page's running text into a link that also shows the meaning."""
    known = EvidenceDomain.of(app.env).terms
    elsewhere = {name: term for name, term in known.items() if term.docname != docname}
    addresses = {name: app.builder.get_relative_uri(docname, term.docname) for name, term in elsewhere.items()}
    meanings = {}
    texts = list_running(doctree)
    for name, address in addresses.items():
        anchor = name_anchor(name)
        if link_first_use(texts, name, elsewhere[name].meaning, f"{address}#{anchor}"):
            meanings[anchor] = elsewhere[name].meaning
    if meanings:
        next(doctree.findall(nodes.section)).append(Meanings("", meanings=meanings))


def list_running(doctree: nodes.Element) -> list[nodes.Text]:
    """Return the running text of a page, piece by piece: a page is walked through once for all terms."""
    return [text for text in doctree.findall(nodes.Text) if _is_running(text)]


def link_first_use(texts: list[nodes.Text], name: str, meaning: str, address: str) -> bool:
    """Link the first use of one term in running text, also in the plural, and tell whether there is one.

    The list then has what is left of the text before and behind the link.
    """
    # Not after a genitive: “the chamber’s claim” is not a claim of a source.
    use = re.compile(rf"(?<![\w-])(?<!’s ){re.escape(name)}s?(?![\w+-])", re.IGNORECASE if name.islower() else 0)
    for place, text in enumerate(texts):
        if match := use.search(text):
            link = TermLink("", match[0], refuri=address, internal=True, meaning=meaning, anchor=name_anchor(name))
            parts = [nodes.Text(text[: match.start()]), link, nodes.Text(text[match.end() :])]
            parts = [part for part in parts if part.astext()]
            text.parent.replace(text, parts)
            texts[place : place + 1] = [part for part in parts if part is not link]
            return True
    return False


def _is_running(text: nodes.Text) -> bool:
    is_running = False
    for node in list_above(text):
        if _is_apart(node):
            return False
        is_running = is_running or isinstance(node, RUNNING)
    return is_running


def _is_apart(node: nodes.Element) -> bool:
    return isinstance(node, NOT_IN) or any(name in NOT_BELOW for name in node["classes"])


def _visit_link(self: HTMLTranslator, node: TermLink) -> None:
    # A link can be reached with the keyboard and by touch, and works without scripts. The meaning is in an attribute,
    # from which terms.css shows it, and in a hidden element for screen readers, so that no sentence is interrupted.
    shown = {"data-meaning": node["meaning"], "aria-describedby": f"meaning-{node['anchor']}"}
    self.body.append(self.starttag(node, "a", "", CLASS="term", href=node["refuri"], **shown))


def _visit_meanings(self: HTMLTranslator, node: Meanings) -> None:
    meanings: Mapping[str, str] = node["meanings"]
    spans = [
        f'<span id="meaning-{anchor}">{self.encode(meaning)}</span>' for anchor, meaning in sorted(meanings.items())
    ]
    self.body.append(f'<div class="meanings" hidden>{"".join(spans)}</div>\n')
