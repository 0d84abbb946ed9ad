"""Writes the entries of the registers: the lines about one claim, fact, question or name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

import pandas as pd
from docutils import nodes
from sphinx import addnodes

from dossier.corpus.records import Ref
from dossier.sphinx.backlinks import CitedIn
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.facets import Facets
from dossier.sphinx.judgements import say_judgement
from dossier.sphinx.markup import evidence_xref, paragraph
from dossier.values import date_in_words
from dossier.vocabulary import Stated, Status, Told, Verdict


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its lines, and what it can be filtered by."""

    name: str
    children: list[nodes.Node]
    facets: Facets = field(default_factory=dict)
    kind: str = ""
    """What the entry is, where it is not what its register lists."""
    number: str = ""
    """Its number in the register, where it has one."""


class Group(NamedTuple):
    """Entries under one heading of a register; `name` is that of the heading's address."""

    name: str
    title: str
    entries: list[Entry]


class Answering(Protocol):
    """What rows of claims and facts have in common; all cells are texts, an empty one says nothing."""

    statement: str
    question: str
    value: str
    date: str


class ClaimRow(Answering, Protocol):
    """A row of claims, with its place in the source."""

    claim: str
    source: str
    paragraph: int
    quote: str
    theme: str
    kind: str
    told: str
    stated: str
    attributed_to: str
    note: str


class FactRow(Answering, Protocol):
    """A row of facts."""

    fact: str
    authority: str
    citekey: str
    confidence: str


class QuestionRow(Protocol):
    """A row of questions."""

    question: str
    text: str
    theme: str


def list_claims(evidence: Evidence) -> Iterator[Group]:
    """Yield each source with the entries of its claims, after one for the source itself."""
    sources = evidence.corpus.sources.set_index("label", drop=False)
    for label, claims in evidence.claims_by_source():
        source = sources.loc[label]
        about = Entry(f"source-{source['source']}", _describe_source(source), kind="source")
        yield Group(label, label, [about, *(_claim(row, evidence) for row in claims.itertuples())])


def _describe_source(source: pd.Series) -> list[nodes.Node]:
    """Return what a reader should know of a source before its claims: title, date and its basis, standpoint."""
    author = f"{source['author']}, " if source["author"] else ""
    return [
        paragraph(
            f"{author}{source['title']}, {source['publisher']}, {date_in_words(source['published'])} "
            f"({source['published_basis'].split(':')[0]}). ",
            _citation(source["citekey"]),
        ),
        paragraph(_details(source["standpoint"])),
    ]


def _claim(row: ClaimRow, evidence: Evidence) -> Entry:
    details = [
        f"paragraph {row.paragraph}",
        row.kind,
        *say_manner(row.told, row.stated),
    ]
    details += [say_date(row.date, is_inferred=row.claim in evidence.inferred_dates)] if row.date else []
    details += [f"after {row.attributed_to}"] if row.attributed_to else []
    ref = Ref("claim", row.claim)
    quote = nodes.inline("", f"“{row.quote}”", classes=["words"], support_smartquotes=False)
    lines = [
        paragraph(_number(ref, evidence), quote),
        paragraph(row.statement),
        paragraph(_details(*details)),
        *_answer(row, evidence),
        *([paragraph(nodes.emphasis(text=row.note))] if row.note else []),
        *_counterparts(row.claim, evidence),
        CitedIn(entries=[str(ref)]),
    ]
    facets = {name: [getattr(row, name)] for name in ("source", "theme", "kind", "told", "stated", "question")}
    return Entry(row.claim, lines, facets, number=evidence.numbers["claim"][row.claim])


def say_manner(told: str, stated: str) -> list[str]:
    """Return in words how a source tells of a thing, and how surely, where it does so with a reserve.

    >>> say_manner("done", "states"), say_manner("possible", "hedges")
    (['told as done'], ['told as possible', 'with reserve'])
    """
    reserve = {Stated.STATES: [], Stated.HEDGES: ["with reserve"], Stated.PASSES_ON: ["passed on"]}
    return [f"told as {Told(told).label}", *reserve[Stated(stated)]]


def say_date(date: str, *, is_inferred: bool) -> str:
    """Return a date in words, with the mark of one that the text does not print.

    >>> say_date("2020-06", is_inferred=True)
    'June 2020 (inferred)'
    """
    return f"{date_in_words(date)} (inferred)" if is_inferred else date_in_words(date)


def _number(ref: Ref, evidence: Evidence) -> nodes.inline:
    return nodes.inline("", f"{evidence.numbers[ref.kind][ref.id]} ", classes=["number"])


def _details(*details: str) -> nodes.inline:
    return nodes.inline("", " · ".join(details), classes=["details"])


def _answer(row: Answering, evidence: Evidence) -> list[nodes.Node]:
    """Return one line that says which question a claim or fact answers, and with what value."""
    if not row.question:
        return []
    ref, text = Ref("question", row.question), evidence.labels["question"][row.question]
    return [
        paragraph(
            "Answers ",
            text if evidence.is_left_out(ref) else evidence_xref(ref, text),
            f" {evidence.answers[_ref(row)]}",
        )
    ]


def _ref(row: Any) -> Ref:
    """Return the reference to a row of claims or of facts."""
    return Ref("claim", row.claim) if hasattr(row, "claim") else Ref("fact", row.fact)


def _counterparts(name: str, evidence: Evidence) -> list[nodes.Node]:
    """Return one line that says what one claim or fact meets elsewhere, by verdict."""
    parts: list[nodes.Node | str] = []
    for verdict, found in evidence.counterparts(name).items():
        parts += ["; " if parts else "Set beside others it ", nodes.strong(text=verdict.meets), " "]
        for place, other in enumerate(found):
            parts += [", " if place else "", evidence_xref(other.ref, other.label)]
    return [paragraph(*parts, ".")] if parts else []


def list_facts(evidence: Evidence) -> Iterator[Group]:
    """Yield each theme with the entries of its reference facts."""
    for theme, facts in evidence.facts_by_theme():
        yield Group(theme, evidence.label_theme(theme), [_fact(row, theme, evidence) for row in facts.itertuples()])


def _fact(row: FactRow, theme: str, evidence: Evidence) -> Entry:
    ref = Ref("fact", row.fact)
    details = [row.authority, f"confidence {row.confidence}", *([date_in_words(row.date)] if row.date else [])]
    lines = [
        paragraph(_number(ref, evidence), nodes.inline("", row.statement, classes=["words"])),
        paragraph(_details(*details), " ", _citation(row.citekey)),
        *_answer(row, evidence),
        *_counterparts(row.fact, evidence),
        CitedIn(entries=[str(ref)]),
    ]
    facets = {"theme": [theme], "confidence": [row.confidence]}
    return Entry(row.fact, lines, facets, number=evidence.numbers["fact"][row.fact])


def _citation(citekey: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        nodes.inline("", "source"),
        refdomain="cite",
        reftype="p",
        reftarget=citekey,
        refwarn=True,
        support_smartquotes=False,
    )


ONLY_RECORD = "No article answers this; outside records do."


def list_questions(evidence: Evidence) -> Iterator[Group]:
    """Yield each theme with the entries of the questions that some claim or fact answers."""
    answered = {*evidence.ratings.index, *evidence.corpus.facts["question"]}
    for theme, group in evidence.corpus.questions.groupby("theme"):
        rows = [row for row in group.itertuples() if row.question in answered]
        if rows:
            yield Group(str(theme), evidence.label_theme(str(theme)), [_question(row, evidence) for row in rows])


def _question(row: QuestionRow, evidence: Evidence) -> Entry:
    rated = row.question in evidence.ratings.index
    rating = evidence.ratings.loc[row.question] if rated else {"status": Status.UNANSWERED, "record": ""}
    own = [("" if ref.kind == "claim" else "Outside record: ", ref) for ref in evidence.answering[row.question]]
    answers = [
        nodes.list_item(
            "", paragraph(before, evidence_xref(ref, evidence.labels[ref.kind][ref.id]), f": {evidence.answers[ref]}")
        )
        for before, ref in own
    ]
    lines = [
        paragraph(nodes.strong(text=row.text)),
        say_judgement(rating, evidence.leading_answers[row.question]) if rated else paragraph(ONLY_RECORD),
        nodes.bullet_list("", *answers),
        *_readings(row.question, evidence),
        CitedIn(entries=[str(Ref("question", row.question)), *(str(ref) for _, ref in own)]),
    ]
    facets = {
        "theme": [row.theme],
        "judgement": [rating["judgement"]] if rated else [],
        "sources": [rating["status"]],
        "record": [rating["record"]] if rated else [],
    }
    return Entry(row.question, lines, facets)


def _readings(question: str, evidence: Evidence) -> list[nodes.Node]:
    """Return one line for each finding on a question that is not a plain agreement, with the editor's ruling."""
    findings = evidence.findings
    told = findings[(findings["question"] == question) & (findings["verdict"] != Verdict.AGREE)]
    lines: list[nodes.Node] = []
    for finding in sorted(told.itertuples(), key=lambda each: Verdict(each.verdict).gravity):
        refs = [*(Ref("claim", name) for name in finding.claims), *(Ref("fact", name) for name in finding.facts)]
        one, other = (evidence_xref(ref, evidence.labels[ref.kind][ref.id]) for ref in refs)
        verdict = f"{finding.verdict.capitalize()}: "
        sentence = paragraph(nodes.strong(text=verdict), one, " and ", other, f". {finding.ruling or ''}")
        sentence["classes"].append("finding")
        lines.append(sentence)
    return lines


def list_names(evidence: Evidence) -> Iterator[Group]:
    """Yield each initial with the entries of the names that begin with it."""
    labels = evidence.corpus.sources.set_index("source")["label"]
    names = evidence.corpus.names.sort_values("canonical", key=lambda column: column.str.casefold())
    for initial, letter in names.groupby(names["canonical"].str[0].str.upper()):
        named = letter.groupby("entity", sort=False)
        yield Group(initial, initial, [Entry(f"name-{entity}", _name(forms, labels)) for entity, forms in named])


def _name(forms: pd.DataFrame, labels: pd.Series) -> list[nodes.Node]:
    written = [
        f"“{form}” ({', '.join(labels[group['source']])})" for form, group in forms.groupby("as_written", sort=False)
    ]
    lines: list[nodes.Node] = [paragraph(nodes.strong(text=forms["canonical"].iloc[0]), f" {'; '.join(written)}")]
    if note := forms["note"].iloc[0]:
        lines.append(paragraph(nodes.emphasis(text=note)))
    return lines
