"""Puts on each HTML page what its links open: the evidence of a mark, a work, a figure, a chapter.

A card is an inert template at the end of the page, so it needs no network and costs nothing until it is opened.
`popups.js` opens it; without scripts a link is the link that it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain

from dossier.corpus.records import Ref
from dossier.notebook.words import judgement
from dossier.sphinx.domain import EvidenceDomain, Place
from dossier.sphinx.entries import say_date, say_manner
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.html.downloads import name_work
from dossier.sphinx.languages import mark_markup
from dossier.sphinx.pages import is_chapter, name_page
from dossier.sphinx.roles import EvidenceLabel
from dossier.values import date_in_words


def add_cards(app: Sphinx, page: str, context: dict[str, Any], doctree: nodes.document) -> None:
    """Put the cards of all claims, facts, works, figures and chapters that a page names behind its content."""
    domain = EvidenceDomain.of(app.env)
    labels = dict.fromkeys(label["entry"] for label in doctree.findall(EvidenceLabel))
    cards = [make_card(ref, domain.evidence) for ref in map(Ref.parse, labels) if ref.kind != "question"]
    previews = dict(_list_previews(app, page, doctree))
    if not cards and not previews:
        return
    works = {
        work.key: f"{app.builder.get_relative_uri(page, work.bibliography_key.docname)}#{work.citation_id}"
        for work in cast(BibtexDomain, app.env.get_domain("cite")).citations
    }

    def address(ref: Ref) -> str:
        place = domain.entries.get(str(ref), Place(page, ref.id))
        return f"{app.builder.get_relative_uri(page, place.docname)}#{place.anchor}"

    say = partial(mark_markup, domain.evidence.settings.letters)
    context["body"] += app.builder.templates.render(
        "cards.html",
        {"cards": cards, "previews": previews, "address": address, "works": works, "say": say},
    )


def _list_previews(app: Sphinx, page: str, doctree: nodes.document) -> Iterator[tuple[str, tuple[str, str]]]:
    """Yield for each link to a work, a figure, a table or a chapter its address, a title and a line."""
    bibliography = cast(BibtexDomain, app.env.get_domain("cite"))
    works = {citation.citation_id: citation.key for citation in bibliography.citations}
    domain = EvidenceDomain.of(app.env)
    # An entry of a register says on whose word it rests, with nearly every work of the bibliography.
    if any(place.docname == page for place in domain.entries.values()):
        works = {}
    shown = domain.shown
    chapters = {app.builder.get_relative_uri(page, name): name for name in app.env.found_docs if name != page}
    for link in doctree.findall(nodes.reference):
        address = link.get("refuri") or f"#{link.get('refid', '')}"
        anchor = address.partition("#")[2]
        if anchor in works:
            yield address, ("", name_work(bibliography.bibdata.data.entries[works[anchor]]))
        elif anchor in shown:
            yield address, (link.astext(), shown[anchor].title)
        elif (name := chapters.get(address)) and is_chapter(app.env, name):
            yield address, (name_page(app.env, name).capitalize(), app.env.titles[name].astext())


def make_card(ref: Ref, evidence: Evidence) -> dict[str, Any]:
    """Return the card of one claim or fact as a dictionary for the template."""
    row = evidence.rows[ref]
    question = Ref("question", row["question"]) if row["question"] else None
    if question and evidence.is_left_out(question):
        question = None
    is_rated = question is not None and question.id in evidence.ratings.index
    return {
        "ref": ref,
        "number": evidence.numbers[ref.kind][ref.id],
        "statement": row["statement"],
        "question": question,
        "judgement": judgement(evidence.ratings.loc[row["question"]]) if is_rated else "",
        "question_text": evidence.labels["question"].get(row["question"], ""),
        "counterparts": evidence.counterparts(ref.id),
        **(_describe_claim(row, evidence) if ref.kind == "claim" else _describe_fact(row)),
    }


def _describe_claim(row: dict[str, Any], evidence: Evidence) -> dict[str, Any]:
    source = evidence.sources[row["source"]]
    is_inferred = row["source"] in evidence.undated
    details = {
        "Published": f"{say_date(source['published'], is_inferred=is_inferred)}, {source['publisher']}",
        "Place": f"paragraph {row['paragraph']}",
        "When": say_date(row["date"], is_inferred=row["claim"] in evidence.inferred_dates)
        if row["date"]
        else "the text does not say",
        "How": ", ".join(say_manner(row["told"], row["stated"]))
        + (f", after {row['attributed_to']}" if row["attributed_to"] else ""),
    }
    return {"quote": row["quote"], "source": source["label"], "citekey": source["citekey"], "details": details}


def _describe_fact(row: dict[str, Any]) -> dict[str, Any]:
    details = {"When": date_in_words(row["date"]) if row["date"] else "no date", "Confidence": row["confidence"]}
    return {"quote": "", "source": row["authority"], "citekey": row["citekey"], "details": details}
