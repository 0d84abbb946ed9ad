"""Puts on each HTML page the cards that its marks open: what is claimed, the words, and what they meet elsewhere.

A card is an inert template at the end of the page, so it needs no network and costs nothing until it is opened.
`claim-cards.js` opens it; without scripts a mark is the link to the register that it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx

from dossier.sphinx.evidence import read_evidence, read_labels, read_meetings, read_numbers
from dossier.sphinx.roles import EvidenceLabel
from dossier.values import date_in_words

PAGES = {"claim": "claims", "fact": "facts", "question": "questions"}
"""The page of each register."""


def _add_cards(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    if doctree is None or app.builder.name != "html":
        return
    entries = dict.fromkeys(label["entry"] for label in doctree.findall(EvidenceLabel))
    cards = [card for entry in entries for card in make_cards(*entry.split("-", 1))]
    if cards:
        addresses = {kind: app.builder.get_relative_uri(page, name) for kind, name in PAGES.items()}
        works = {
            work.key: f"{app.builder.get_relative_uri(page, work.bibliography_key.docname)}#{work.citation_id}"
            for work in app.env.get_domain("cite").citations
        }
        context["body"] += app.builder.templates.render(
            "cards.html", {"cards": cards, "addresses": addresses, "works": works}
        )


def make_cards(kind: str, name: str) -> Iterator[dict]:
    """Yield the card of one claim or fact as a dictionary for the template; questions have none."""
    if kind == "question":
        return
    evidence = read_evidence()
    table = getattr(evidence, f"{kind}s")
    row = table[table[kind] == name].iloc[0]
    yield {
        "kind": kind,
        "name": name,
        "number": read_numbers(kind)[name],
        "statement": row["statement"],
        "question": row["question"],
        "question_text": read_labels("question").get(row["question"], ""),
        "meetings": read_meetings(name),
        **(_describe_claim(row) if kind == "claim" else _describe_fact(row)),
    }


def _describe_claim(row) -> dict:
    source = read_evidence().sources.set_index("source").loc[row["source"]]
    details = {
        "Published": f"{date_in_words(source['published'])}, {source['publisher']}",
        "Place": f"paragraph {row['paragraph']}",
        "When": date_in_words(row["date"]) if row["date"] else "the text does not say",
        "Said as": f"{row['kind']}, {row['modality']}"
        + (f", after {row['attributed_to']}" * bool(row["attributed_to"])),
    }
    return {"quote": row["quote"], "source": source["label"], "citekey": source["citekey"], "details": details}


def _describe_fact(row) -> dict:
    details = {"When": date_in_words(row["date"]) if row["date"] else "no date", "Confidence": row["confidence"]}
    return {"quote": "", "source": row["authority"], "citekey": row["citekey"], "details": details}


def setup(app: Sphinx) -> dict[str, object]:
    """Connect after the page's own content is there."""
    app.connect("html-page-context", _add_cards)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
