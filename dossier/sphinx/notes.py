"""Sets the words of the articles beside the text that rests on them, with who contradicts them in which words.

A note belongs to a mark. On a page the notes of a paragraph stand in the margin, or below it and folded where there is
no margin; in print they stand in the outer margin. Marks in tables and captions have none: there a card opens.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html import HTMLTranslator

from dossier.corpus.records import Ref
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.markup import list_above
from dossier.sphinx.roles import EvidenceLabel
from dossier.typst.nodes import MarginNotes
from dossier.vocabulary import Verdict

NOT_IN = (nodes.table, nodes.figure, nodes.caption, nodes.legend)
"""Where a mark has no note."""

NOT_BELOW = ("entry", "citation")

AGAINST = 2
"""How many of those who contradict a note quotes."""


class Against(NamedTuple):
    """Who contradicts a claim, and what they say: a quotation in its marks, or what an outside record answers."""

    who: str
    words: str


class Note(NamedTuple):
    """The words of one claim: its number, the article, the paragraph, the quotation, and who contradicts it."""

    ref: Ref
    number: str
    source: str
    paragraph: int
    quote: str
    against: tuple[Against, ...]
    more: int
    """How many others contradict it too."""


def setup_notes(app: Sphinx) -> None:
    """Register the form of notes on a page."""
    app.add_node(MarginNotes, html=(_visit_notes, lambda self, node: None))


def set_notes(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put beside each paragraph the notes of the claims that it marks; each claim has one in a section.

    Paper has less room: there a claim has one note on a page, which is a chapter.
    """
    if app.builder.name not in ("html", "typst"):
        return
    evidence = EvidenceDomain.of(app.env).evidence
    noted: set[tuple[int, Ref]] = set()
    for paragraph in list(doctree.findall(nodes.paragraph)):
        above = list(list_above(paragraph))
        if any(isinstance(each, NOT_IN) or any(name in NOT_BELOW for name in each["classes"]) for each in above):
            continue
        is_paper = app.builder.format != "html"
        section = 0 if is_paper else next((id(each) for each in above if isinstance(each, nodes.section)), 0)
        refs = [Ref.parse(label["entry"]) for label in paragraph.findall(EvidenceLabel)]
        fresh = [ref for ref in dict.fromkeys(refs) if ref.kind == "claim" and (section, ref) not in noted]
        if fresh:
            noted |= {(section, ref) for ref in fresh}
            notes = [make_note(ref, evidence) for ref in fresh]
            beside = MarginNotes(notes=notes, printed=list(map(_print, notes)))
            (_set_into if is_paper else _set_before)(paragraph, beside)


def make_note(ref: Ref, evidence: Evidence) -> Note:
    """Return the note of a claim."""
    row = evidence.rows[ref]
    found = list(dict.fromkeys(_list_against(ref, evidence)))
    return Note(
        ref,
        evidence.numbers["claim"][ref.id],
        evidence.labels["claim"][ref.id],
        int(row["paragraph"]),
        row["quote"],
        tuple(found[:AGAINST]),
        len(found[AGAINST:]),
    )


def _list_against(ref: Ref, evidence: Evidence) -> Iterator[Against]:
    for other in evidence.counterparts(ref.id).get(Verdict.CONFLICT, ()):
        words = other.words if other.ref.kind == "claim" else evidence.answers.get(other.ref, "")
        same = other.ref.kind == "claim" and other.label == evidence.labels["claim"][ref.id]
        yield Against("the same article" if same else other.label, words)


def _set_before(paragraph: nodes.paragraph, notes: MarginNotes) -> None:
    """Put both into a box of their own: notes first, since what floats must come before what it stands beside."""
    box = nodes.container(classes=["noted"])
    paragraph.replace_self(box)
    box += [notes, paragraph]


def _set_into(paragraph: nodes.paragraph, notes: MarginNotes) -> None:
    """Put notes at the beginning of a paragraph, so that both come onto one sheet."""
    paragraph.insert(0, notes)


def _visit_notes(self: HTMLTranslator, node: MarginNotes) -> None:
    self.body.append(self.builder.templates.render("notes.html", {"notes": node["notes"]}))
    raise nodes.SkipNode


def _print(note: Note) -> tuple[str, str, str, str]:
    """Return a note for paper, which has less room: one of those who contradict it, and how many more."""
    against = "; ".join(f"{other.who}: {other.words}" if other.words else other.who for other in note.against[:1])
    rest = note.more + len(note.against[1:])
    more = f" and {rest} more" if rest else ""
    return note.number, f"{note.source}, ¶\u00a0{note.paragraph}", note.quote, against + more
