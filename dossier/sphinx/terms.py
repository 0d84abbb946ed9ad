"""Explains terms: a directive that lists them, and marks that show a term's meaning where a page first uses it.

Each line of the directive is a term, a colon and its meaning. A term with a star is listed and not marked: the word
also has an everyday sense. The codes of the data come with the definitions that `vocabulary.csv` gives them.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, NavigableString, Tag
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.sphinx.evidence import line, read_evidence

PLACES = "p, li, dd"
"""Where a term is marked: in running text."""

NOT_IN = ("a", "code", "pre", "figcaption", "table", "h1", "h2", "h3", "summary")
NOT_BELOW = ("entry", "evidence", "cell_input", "citation", "reading-time")


class Terms(SphinxDirective):
    """Lists the terms in its content, then the codes of the vocabulary fields that the option `fields` names."""

    has_content = True
    option_spec = {"fields": directives.unchanged}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return a definition list, and keep the terms that pages are to mark."""
        meanings = dict(entry.split(": ", 1) for entry in self.content if ": " in entry)
        kept = {term: meaning for term, meaning in meanings.items() if not term.endswith("*")}
        self.env.dossier_terms = {**getattr(self.env, "dossier_terms", {}), **kept}
        self.env.dossier_terms_page = self.env.docname
        codes = read_evidence().vocabulary
        for field in self.options.get("fields", "").split():
            own = codes[codes["field"] == field]
            meanings |= {
                f"{code.replace('-', ' ')}*": text for code, text in zip(own["code"], own["definition"], strict=True)
            }
        listed = nodes.definition_list(classes=["terms"])
        for term, meaning in sorted(meanings.items(), key=lambda pair: pair[0].casefold()):
            name = term.rstrip("*")
            listed += nodes.definition_list_item(
                "", nodes.term("", name, ids=[anchor(name)]), nodes.definition("", line(meaning))
            )
        return [listed]


def anchor(term: str) -> str:
    """Return the id of a term's entry."""
    return f"term-{nodes.make_id(term)}"


def mark_terms(body: BeautifulSoup, meanings: dict[str, str], address: str) -> None:
    """Turn the first use of each term in a page's running text into a link that also shows the meaning.

    A link can be reached with the keyboard and by touch, and works without scripts. The meaning stands in an attribute,
    from which report.css shows it, and in a hidden element for screen readers, so that no sentence is interrupted.
    """
    explained = body.new_tag("div", attrs={"class": "meanings", "hidden": ""})
    for term, meaning in meanings.items():
        # Not after a genitive: “the chamber’s claim” is no claim of an article.
        use = re.compile(rf"(?<![\w-])(?<!’s ){re.escape(term)}s?(?![\w+-])", re.IGNORECASE if term.islower() else 0)
        if found := _first_use(body, use):
            text, match = found
            link = body.new_tag("a", href=f"{address}#{anchor(term)}", attrs={"class": "term", "data-meaning": meaning})
            link["aria-describedby"] = f"meaning-{anchor(term)}"
            link.string = match[0]
            parts = [text[: match.start()], link, text[match.end() :]]
            text.replace_with(*(part for part in parts if part))
            hidden = body.new_tag("span", id=f"meaning-{anchor(term)}")
            hidden.string = meaning
            explained.append(hidden)
    if explained.contents and body.section:
        body.section.append(explained)


def _first_use(body: BeautifulSoup, use: re.Pattern) -> tuple[NavigableString, re.Match] | None:
    for text in body.find_all(string=use):
        if _is_running(text):
            return text, use.search(text)
    return None


def _is_running(text: NavigableString) -> bool:
    above = list(text.parents)
    return any(tag.name in PLACES.split(", ") for tag in above) and not any(_is_apart(tag) for tag in above)


def _is_apart(tag: Tag) -> bool:
    return tag.name in NOT_IN or any(name in NOT_BELOW for name in tag.get("class", ()))


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive."""
    app.add_directive("terms", Terms)
    return {"parallel_read_safe": False, "parallel_write_safe": True}
