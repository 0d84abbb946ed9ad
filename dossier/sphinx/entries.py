"""Writes the entries of the registers: what stands under the address of a claim, a fact, a question or a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd
from docutils import nodes
from sphinx import addnodes

from dossier import corpus, verdicts
from dossier.notebook.words import strength
from dossier.sphinx.backlinks import Uses
from dossier.sphinx.evidence import (
    claims_by_source,
    facts_by_theme,
    line,
    link,
    read_findings,
    read_labels,
    read_meetings,
    read_numbers,
)
from dossier.values import date_in_words
from dossier.verdicts import GRAVITY

FACETS = ("source", "theme", "kind", "modality", "question")
"""Columns of a claim that the page can filter by; they become classes of its entry, for `register.js`."""


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its lines, and what it can be filtered by."""

    name: str
    children: list[nodes.Node]
    facets: dict[str, str] = field(default_factory=dict)
    kind: str = ""
    """What the entry is, where it is not what its register lists."""


def list_claims(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each article with the entries of its claims, after one for the article itself."""
    sources = evidence.sources.set_index("source")
    for label, claims in claims_by_source(evidence):
        source = sources[sources["label"] == label].iloc[0]
        yield (
            label,
            [
                Entry(f"source-{source.name}", _source(source), kind="source"),
                *(
                    Entry(row.claim, _claim(row, sources["citekey"]), {facet: getattr(row, facet) for facet in FACETS})
                    for row in claims.itertuples()
                ),
            ],
        )


def _source(source: pd.Series) -> list[nodes.Node]:
    """Return what a reader should know of an article before its claims: title, date and its basis, standpoint."""
    author = f"{source['author']}, " if source["author"] else ""
    return [
        line(
            f"{author}{source['title']}, {source['publisher']}, {date_in_words(source['published'])} "
            f"({source['published_basis'].split(':')[0]}). ",
            _citation(source["citekey"]),
        ),
        line(_details(source["standpoint"])),
    ]


def _claim(row, citekeys: pd.Series) -> list[nodes.Node]:
    details = [f"paragraph {row.paragraph}, code points {row.start}–{row.end}", row.kind, row.modality]
    details += [date_in_words(row.date)] if row.date else []
    details += [f"after {row.attributed_to}"] if row.attributed_to else []
    return [
        _heading("claim", row.claim, row.statement),
        line(
            "“",
            nodes.inline(text=row.quote, support_smartquotes=False),
            "” ",
            _details(*details),
            " ",
            _citation(citekeys[row.source]),
        ),
        *_answer(row),
        *([line(nodes.emphasis(text=row.note))] if row.note else []),
        *_meetings(row.claim),
        Uses(entries=[f"claim-{row.claim}"]),
    ]


def _heading(kind: str, name: str, statement: str) -> nodes.paragraph:
    return line(nodes.inline("", f"{read_numbers(kind)[name]} ", classes=["number"]), nodes.strong(text=statement))


def _details(*details: str) -> nodes.inline:
    return nodes.inline("", " · ".join(details), classes=["details"])


def _answer(row) -> list[nodes.Node]:
    if not row.question:
        return []
    return [line("Answers ", link("question", row.question, read_labels("question")[row.question]), f" {row.value}")]


def _meetings(name: str) -> list[nodes.Node]:
    """Return one line that says with what a claim or fact agrees, is compatible, or cannot stand."""
    parts: list[nodes.Node | str] = []
    for verdict, met in read_meetings(name).items():
        parts += ["; " if parts else "Findings: ", nodes.strong(text=verdict), " with "]
        for place, other in enumerate(met):
            gap = f" ({other.gap})" if other.gap else ""
            parts += [", " if place else "", link(other.kind, other.name, other.label), gap]
    return [line(*parts)] if parts else []


def list_facts(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each theme with the entries of its reference facts."""
    for theme, facts in facts_by_theme(evidence):
        yield theme, [Entry(row.fact, _fact(row)) for row in facts.itertuples()]


def _fact(row) -> list[nodes.Node]:
    details = [row.authority, f"confidence {row.confidence}", *([date_in_words(row.date)] if row.date else [])]
    return [
        _heading("fact", row.fact, row.statement),
        line(_details(*details), " ", _citation(row.citekey)),
        *_answer(row),
        *_meetings(row.fact),
        Uses(entries=[f"fact-{row.fact}"]),
    ]


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


def list_questions(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each theme with the entries of the questions that some claim answers."""
    ratings = verdicts.rate_questions(evidence, read_findings()).set_index("question")
    for theme, group in evidence.questions.groupby("theme"):
        yield (
            str(theme).capitalize(),
            [
                Entry(row.question, _question(row, evidence, ratings.loc[row.question]))
                for row in group.itertuples()
                if row.question in ratings.index
            ],
        )


def _question(row, evidence: corpus.Corpus, rating: pd.Series) -> list[nodes.Node]:
    claims = evidence.claims[evidence.claims["question"] == row.question]
    facts = evidence.facts[evidence.facts["question"] == row.question]
    answers = nodes.bullet_list()
    for claim in claims.itertuples():
        answers += nodes.list_item(
            "", line(link("claim", claim.claim, read_labels("claim")[claim.claim]), f" {claim.value}")
        )
    for fact in facts.itertuples():
        answers += nodes.list_item(
            "", line("Record: ", link("fact", fact.fact, read_labels("fact")[fact.fact]), f" {fact.value}")
        )
    evidence_cited = [f"claim-{name}" for name in claims["claim"]] + [f"fact-{name}" for name in facts["fact"]]
    return [
        line(nodes.strong(text=row.text), f" {strength(rating)}"),
        answers,
        *_readings(row.question),
        Uses(entries=[f"question-{row.question}", *evidence_cited]),
    ]


def _readings(question: str) -> list[nodes.Node]:
    """Return one line for each finding on a question that is no plain agreement, with the editor's ruling."""
    labels = {"claim": read_labels("claim"), "fact": read_labels("fact")}
    findings = read_findings()
    told = findings[(findings["question"] == question) & (findings["verdict"] != "agree")]
    lines = []
    for finding in told.sort_values("verdict", key=lambda column: column.map(GRAVITY.index)).itertuples():
        ends = [link("claim", claim, labels["claim"][claim]) for claim in finding.claims]
        ends += [link("fact", fact, labels["fact"][fact]) for fact in finding.facts]
        gap = f", {finding.gap}" if finding.gap else ""
        verdict = f"{finding.verdict.capitalize()} ({finding.subtype}{gap}): "
        sentence = line(nodes.strong(text=verdict), ends[0], " and ", ends[1], f". {finding.ruling or ''}")
        sentence["classes"].append("finding")
        lines.append(sentence)
    return lines


def list_names(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    """Yield each initial with the entries of the names that begin with it."""
    labels = evidence.sources.set_index("source")["label"]
    names = evidence.names.sort_values("canonical", key=lambda column: column.str.casefold())
    for initial, letter in names.groupby(names["canonical"].str[0].str.upper()):
        yield (
            initial,
            [Entry(f"name-{entity}", _name(forms, labels)) for entity, forms in letter.groupby("entity", sort=False)],
        )


def _name(forms: pd.DataFrame, labels: pd.Series) -> list[nodes.Node]:
    written = [
        f"“{form}” ({', '.join(labels[group['source']])})" for form, group in forms.groupby("as_written", sort=False)
    ]
    lines = [line(nodes.strong(text=forms["canonical"].iloc[0]), f" {'; '.join(written)}")]
    if note := forms["note"].iloc[0]:
        lines.append(line(nodes.emphasis(text=note)))
    return lines
