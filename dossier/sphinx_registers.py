"""Lists every claim, fact, question and name, each under a permanent address of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from dossier import corpus, verdicts
from dossier.prose import day, strength
from dossier.sphinx_evidence import (
    claims_by_source,
    facts_by_theme,
    line,
    link,
    read_evidence,
    read_findings,
    read_labels,
    read_meetings,
    read_numbers,
)
from dossier.sphinx_uses import Uses
from dossier.verdicts import GRAVITY

FACETS = ("source", "theme", "kind", "modality", "question")
"""Columns of a claim that the page can filter by; they become classes of its entry, for `register.js`."""


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its lines, and what it can be filtered by."""

    name: str
    children: list[nodes.Node]
    facets: dict[str, str] = field(default_factory=dict)


class Register(SphinxDirective):
    """Lists every claim, fact or question, each under an address of its own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entries, grouped by source or theme."""
        kind = self.arguments[0]
        evidence = read_evidence()
        groups = {"claim": _claims, "fact": _facts, "question": _questions, "name": _names}[kind](evidence)
        return [node for title, entries in groups for node in self._group(kind, title, entries)]

    def _group(self, kind: str, title: str, entries: Iterable[Entry]) -> list[nodes.Node]:
        section = nodes.section(ids=[nodes.make_id(f"{kind}s-{title}")])
        section += nodes.title(text=title)
        if kind == "name":  # initials would only lengthen the contents
            section = nodes.container("", nodes.rubric(text=title))
        for entry in entries:
            classes = ["entry", kind, *(f"{field}--{value}" for field, value in entry.facets.items() if value)]
            section += nodes.container("", *entry.children, ids=[entry.name], classes=classes)
            read_addresses(self.env)[f"{kind}-{entry.name}"] = self.env.docname, entry.name
        return [section]


def _claims(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    for label, claims in claims_by_source(evidence):
        yield (
            label,
            [
                Entry(row.claim, _claim(row), {facet: getattr(row, facet) for facet in FACETS})
                for row in claims.itertuples()
            ],
        )


def _claim(row) -> list[nodes.Node]:
    details = [f"paragraph {row.paragraph}, code points {row.start}–{row.end}", row.kind, row.modality]
    details += [day(row.date)] if row.date else []
    details += [f"after {row.attributed_to}"] if row.attributed_to else []
    return [
        _heading("claim", row.claim, row.statement),
        line(f"“{row.quote}” ", _details(*details)),
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


def _facts(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
    for theme, facts in facts_by_theme(evidence):
        yield theme, [Entry(row.fact, _fact(row)) for row in facts.itertuples()]


def _fact(row) -> list[nodes.Node]:
    details = [row.authority, f"confidence {row.confidence}", *([day(row.date)] if row.date else [])]
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


def _questions(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
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


def _names(evidence: corpus.Corpus) -> Iterator[tuple[str, list[Entry]]]:
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


def read_addresses(env: BuildEnvironment) -> dict[str, tuple[str, str]]:
    """Return the document and the anchor of each entry, by its label: “claim-” and the id."""
    if not hasattr(env, "evidence_addresses"):
        env.evidence_addresses = {}
    return env.evidence_addresses


def _resolve(app: Sphinx, env: BuildEnvironment, node: addnodes.pending_xref, label: nodes.inline) -> nodes.Node | None:
    """Return the reference to an entry, its label kept as it is, or None where there is no such entry."""
    if node["reftype"] != "evidence" or node["reftarget"] not in read_addresses(env):
        return None
    docname, anchor = read_addresses(env)[node["reftarget"]]
    return make_refnode(app.builder, node["refdoc"], docname, anchor, label)


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive, and resolve the links to its entries."""
    app.add_directive("register", Register)
    app.connect("missing-reference", _resolve)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
