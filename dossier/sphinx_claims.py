"""The Sphinx extension that ties pages to evidence: roles that cite claims and facts, and their registers.

`` {claim}`id` `` and `` {fact}`id` `` (several ids joined by commas) become links to the register's entries.
An unknown id is a warning that names the page, and so, since the book is built with warnings as errors, stops it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pandas as pd
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, SphinxRole

from dossier import corpus, verdicts
from dossier.prose import day, strength

KINDS = ("claim", "fact", "question")
"""What has a register, and an entry for each row."""


class EvidenceRole(SphinxRole):
    """Links to the register's entries for the ids in its text."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the links in square brackets, or a message for an id that does not exist."""
        ids = [name.strip() for name in self.text.split(",")]
        labels = _labels(self.name)
        if unknown := [name for name in ids if name not in labels]:
            message = self.inliner.reporter.error(
                f"no {self.name} “{unknown[0]}”: correct the id, or add the row to data/{self.name}s.csv",
                line=self.lineno,
            )
            return [], [message]
        mark = nodes.inline(classes=["evidence", self.name])
        mark += nodes.Text("[")
        before, number = None, 1
        for place, name in enumerate(ids):
            same = labels[name] == before
            if place:
                mark += nodes.Text(", " if same else "; ")
            number = number + 1 if same else 1
            mark += link(self.name, name, f"({number})" if same else labels[name])
            before = labels[name]
        mark += nodes.Text("]")
        return [mark], []


def link(kind: str, name: str, text: str) -> addnodes.pending_xref:
    """Return a link to the entry of one claim, fact or question."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="std",
        reftype="ref",
        refexplicit=True,
        reftarget=f"{kind}-{name}".lower(),
        refwarn=True,
    )


def _labels(kind: str) -> dict[str, str]:
    evidence = _evidence()
    if kind == "claim":
        labels = evidence.sources.set_index("source")["label"]
        return {row.claim: labels[row.source] for row in evidence.claims.itertuples()}
    if kind == "fact":
        return dict(zip(evidence.facts["fact"], evidence.facts["authority"], strict=True))
    return dict(zip(evidence.questions["question"], evidence.questions["text"], strict=True))


class Register(SphinxDirective):
    """Lists every claim, fact or question, each under an address of its own."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the entries, grouped by source or theme."""
        self.env.note_dependency(str(corpus.FOLDER / "datapackage.json"))
        kind = self.arguments[0]
        evidence = _evidence()
        groups = {"claim": _claims, "fact": _facts, "question": _questions}[kind](evidence)
        return [node for title, entries in groups for node in self._group(kind, title, entries)]

    def _group(self, kind: str, title: str, entries: Iterable[tuple[str, list[nodes.Node]]]) -> list[nodes.Node]:
        section = nodes.section(ids=[nodes.make_id(f"{kind}s-{title}")])
        section += nodes.title(text=title)
        for name, children in entries:
            entry = nodes.container("", *children, ids=[name], classes=["entry", kind])
            self._note(f"{kind}-{name}".lower(), name)
            section += entry
        return [section]

    def _note(self, label: str, anchor: str) -> None:
        domain = self.env.get_domain("std")
        domain.anonlabels[label] = self.env.docname, anchor
        domain.labels[label] = self.env.docname, anchor, anchor


def _claims(evidence: corpus.Corpus):
    questions = _labels("question")
    for source in evidence.sources.sort_values("published").itertuples():
        own = evidence.claims[evidence.claims["source"] == source.source].sort_values(["start", "claim"])
        yield source.label, [(row.claim, _claim(row, questions)) for row in own.itertuples()]


def _claim(row, questions: dict[str, str]) -> list[nodes.Node]:
    details = [row.kind, row.modality]
    details += [day(row.date)] if row.date else []
    details += [f"after {row.attributed_to}"] if row.attributed_to else []
    lines = [
        _line(nodes.strong(text=row.statement)),
        _line(
            f"“{row.quote}” ",
            nodes.inline("", f"code points {row.start}–{row.end} · {' · '.join(details)}", classes=["details"]),
        ),
    ]
    if row.question:
        lines.append(_line("Answers ", link("question", row.question, questions[row.question]), f" {row.value}"))
    if row.note:
        lines.append(_line(nodes.emphasis(text=row.note)))
    return lines


def _facts(evidence: corpus.Corpus):
    questions = _labels("question")
    themes = evidence.questions.set_index("question")["theme"]
    frame = evidence.facts.assign(theme=evidence.facts["question"].map(themes).fillna("context only"))
    for theme, group in frame.groupby("theme"):
        yield str(theme).capitalize(), [(row.fact, _fact(row, questions)) for row in group.itertuples()]


def _fact(row, questions: dict[str, str]) -> list[nodes.Node]:
    details = f"{row.authority} · confidence {row.confidence}" + (f" · {day(row.date)}" if row.date else "")
    lines = [
        _line(nodes.strong(text=row.statement)),
        _line(nodes.inline("", details, classes=["details"]), " ", _citation(row.citekey)),
    ]
    if row.question:
        lines.append(_line("Answers ", link("question", row.question, questions[row.question]), f" {row.value}"))
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
                (
                    row.question,
                    _question(
                        row,
                        evidence,
                        findings[findings["question"] == row.question],
                        ratings.loc[row.question],
                    ),
                )
                for row in group.itertuples()
                if row.question in ratings.index
            ],
        )


def _question(row, evidence: corpus.Corpus, findings: pd.DataFrame, rating: pd.Series) -> list[nodes.Node]:
    labels, authorities = _labels("claim"), _labels("fact")
    lines = [_line(nodes.strong(text=row.text), f" {strength(rating)}")]
    answers = nodes.bullet_list()
    for claim in evidence.claims[evidence.claims["question"] == row.question].itertuples():
        answers += nodes.list_item("", _line(link("claim", claim.claim, labels[claim.claim]), f" {claim.value}"))
    for fact in evidence.facts[evidence.facts["question"] == row.question].itertuples():
        answers += nodes.list_item(
            "", _line("Record: ", link("fact", fact.fact, authorities[fact.fact]), f" {fact.value}")
        )
    lines.append(answers)
    for finding in findings[findings["verdict"] == "conflict"].itertuples():
        ends = [link("claim", claim, labels[claim]) for claim in finding.claims]
        ends += [link("fact", fact, authorities[fact]) for fact in finding.facts]
        gap = f" ({finding.gap})" if finding.gap else ""
        lines.append(_line(nodes.strong(text="Conflict"), f", {finding.subtype}{gap}: ", ends[0], " against ", ends[1]))
        if finding.ruling:
            lines.append(_line(nodes.emphasis(text="Our reading: "), finding.ruling))
    return lines


class Codebook(SphinxDirective):
    """Prints the data package's tables, fields and closed lists."""

    def run(self) -> list[nodes.Node]:
        """Return one section a table, with a definition list of its fields."""
        self.env.note_dependency(str(corpus.FOLDER / "datapackage.json"))
        vocabulary = _evidence().vocabulary
        return [self._table(resource, vocabulary) for resource in corpus.read_schema().values()]

    def _table(self, resource: dict, vocabulary: pd.DataFrame) -> nodes.section:
        section = nodes.section(ids=[f"table-{resource['name']}"])
        section += nodes.title(text=resource["title"])
        section += _line(nodes.literal(text=resource["path"]), f" {resource['description']}")
        fields = nodes.definition_list()
        for field in resource["schema"]["fields"]:
            fields += nodes.definition_list_item(
                "",
                nodes.term("", "", nodes.literal(text=field["name"])),
                nodes.definition("", *_field(field, vocabulary)),
            )
        section += fields
        return section


def _field(field: dict, vocabulary: pd.DataFrame) -> list[nodes.Node]:
    lines = [_line(field["description"])]
    if "rdfType" in field:
        term = field["rdfType"].removeprefix("https://").removeprefix("http://")
        lines.append(
            _line(
                nodes.inline("", "Standard term: ", classes=["details"]),
                nodes.reference("", term, refuri=field["rdfType"]),
            )
        )
    codes = vocabulary[vocabulary["field"] == field["name"]]
    if len(codes) and "enum" in field.get("constraints", {}):
        items = [
            nodes.list_item("", _line(nodes.literal(text=row.code), f" {row.definition}")) for row in codes.itertuples()
        ]
        lines.append(nodes.bullet_list("", *items))
    return lines


def _line(*parts: nodes.Node | str) -> nodes.paragraph:
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))


@cache
def _evidence() -> corpus.Corpus:
    return corpus.read()


def setup(app: Sphinx) -> dict[str, object]:
    """Register the roles and the directives."""
    for kind in KINDS:
        app.add_role(kind, EvidenceRole())
    app.add_directive("register", Register)
    app.add_directive("codebook", Codebook)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
