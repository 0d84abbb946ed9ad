"""Lists every claim, fact, question and name, each under a permanent address of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier import corpus, verdicts
from dossier.prose import day, strength
from dossier.sphinx_claims import line, link, read_evidence, read_labels
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
            self._note(f"{kind}-{entry.name}".lower(), entry.name)
        return [section]

    def _note(self, label: str, anchor: str) -> None:
        domain = self.env.get_domain("std")
        domain.anonlabels[label] = self.env.docname, anchor
        domain.labels[label] = self.env.docname, anchor, anchor


def _claims(evidence: corpus.Corpus):
    questions = read_labels("question")
    for source in evidence.sources.sort_values("published").itertuples():
        own = evidence.claims[evidence.claims["source"] == source.source].sort_values(["start", "claim"])
        yield (
            source.label,
            [
                Entry(row.claim, _claim(row, questions), {facet: getattr(row, facet) for facet in FACETS})
                for row in own.itertuples()
            ],
        )


def _claim(row, questions: dict[str, str]) -> list[nodes.Node]:
    details = [row.kind, row.modality]
    details += [day(row.date)] if row.date else []
    details += [f"after {row.attributed_to}"] if row.attributed_to else []
    lines = [
        line(nodes.strong(text=row.statement)),
        line(
            f"“{row.quote}” ",
            nodes.inline("", f"code points {row.start}–{row.end} · {' · '.join(details)}", classes=["details"]),
        ),
    ]
    if row.question:
        lines.append(line("Answers ", link("question", row.question, questions[row.question]), f" {row.value}"))
    if row.note:
        lines.append(line(nodes.emphasis(text=row.note)))
    return lines


def _facts(evidence: corpus.Corpus):
    questions = read_labels("question")
    themes = evidence.questions.set_index("question")["theme"]
    frame = evidence.facts.assign(theme=evidence.facts["question"].map(themes).fillna("context only"))
    for theme, group in frame.groupby("theme"):
        yield str(theme).capitalize(), [Entry(row.fact, _fact(row, questions)) for row in group.itertuples()]


def _fact(row, questions: dict[str, str]) -> list[nodes.Node]:
    details = f"{row.authority} · confidence {row.confidence}" + (f" · {day(row.date)}" if row.date else "")
    lines = [
        line(nodes.strong(text=row.statement)),
        line(nodes.inline("", details, classes=["details"]), " ", _citation(row.citekey)),
    ]
    if row.question:
        lines.append(line("Answers ", link("question", row.question, questions[row.question]), f" {row.value}"))
    return lines


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


def _questions(evidence: corpus.Corpus):
    findings = verdicts.find(evidence)
    ratings = verdicts.rate_questions(evidence, findings).set_index("question")
    for theme, group in evidence.questions.groupby("theme"):
        yield (
            str(theme).capitalize(),
            [
                Entry(row.question, _question(row, evidence, found, ratings.loc[row.question]))
                for row in group.itertuples()
                if row.question in ratings.index
                for found in [findings[findings["question"] == row.question]]
            ],
        )


def _question(row, evidence: corpus.Corpus, findings: pd.DataFrame, rating: pd.Series) -> list[nodes.Node]:
    labels, authorities = read_labels("claim"), read_labels("fact")
    lines = [line(nodes.strong(text=row.text), f" {strength(rating)}")]
    answers = nodes.bullet_list()
    for claim in evidence.claims[evidence.claims["question"] == row.question].itertuples():
        answers += nodes.list_item("", line(link("claim", claim.claim, labels[claim.claim]), f" {claim.value}"))
    for fact in evidence.facts[evidence.facts["question"] == row.question].itertuples():
        answers += nodes.list_item(
            "", line("Record: ", link("fact", fact.fact, authorities[fact.fact]), f" {fact.value}")
        )
    lines.append(answers)
    told = findings[findings["verdict"] != "agree"]
    for finding in told.sort_values("verdict", key=lambda column: column.map(GRAVITY.index)).itertuples():
        ends = [link("claim", claim, labels[claim]) for claim in finding.claims]
        ends += [link("fact", fact, authorities[fact]) for fact in finding.facts]
        gap = f", {finding.gap}" if finding.gap else ""
        verdict = f"{finding.verdict.capitalize()} ({finding.subtype}{gap}): "
        sentence = line(nodes.strong(text=verdict), ends[0], " and ", ends[1], f". {finding.ruling or ''}")
        sentence["classes"].append("finding")
        lines.append(sentence)
    return lines


def _names(evidence: corpus.Corpus):
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


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive."""
    app.add_directive("register", Register)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
