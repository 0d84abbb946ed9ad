"""Reads the evidence once a build, answers what pages ask of it, and links to its entries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from docutils import nodes
from sphinx import addnodes

from dossier import corpus, verdicts
from dossier.edition.edition import Edition, read_edition
from dossier.report import Report, load
from dossier.settings import Settings


def data_folder() -> Path:
    """Return the folder of the evidence."""
    return corpus.FOLDER


@cache
def load_report() -> Report:
    """Return the report, loaded once a build."""
    return load(data_folder())


def settings() -> Settings:
    """Return the settings of the report."""
    return load_report().settings


@cache
def edition() -> Edition:
    """Return the edition, asked for once a build."""
    return read_edition(data_folder())


@cache
def read_evidence() -> corpus.Corpus:
    """Return the evidence, read once a build."""
    return corpus.read()


@cache
def read_findings() -> pd.DataFrame:
    """Return all findings, judged once a build."""
    return verdicts.find(read_evidence())


@cache
def read_labels(kind: str) -> dict[str, str]:
    """Return what a link to each claim, fact or question says: the source, the authority, the question's text."""
    evidence = read_evidence()
    if kind == "claim":
        labels = evidence.sources.set_index("source")["label"]
        return {row.claim: labels[row.source] for row in evidence.claims.itertuples()}
    if kind == "fact":
        return dict(zip(evidence.facts["fact"], evidence.facts["authority"], strict=True))
    return dict(zip(evidence.questions["question"], evidence.questions["text"], strict=True))


@cache
def read_numbers(kind: str) -> dict[str, str]:
    """Return the number of each claim (“C12”) or fact (“F3”) in the order of its register, for print.

    Numbers follow the order of the data and change with it; ids do not. Questions have none.
    """
    if kind == "question":
        return {}
    groups = claims_by_source(read_evidence()) if kind == "claim" else facts_by_theme(read_evidence())
    names = [name for _, group in groups for name in group[kind]]
    return {name: f"{kind[0].upper()}{number}" for number, name in enumerate(names, start=1)}


def claims_by_source(evidence: corpus.Corpus) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each source's label with its claims in the order of the text, the oldest source first."""
    for source in evidence.sources.sort_values("published").itertuples():
        own = evidence.claims[evidence.claims["source"] == source.source]
        yield source.label, own.sort_values(["start", "claim"])


def facts_by_theme(evidence: corpus.Corpus) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield each theme with the facts that answer its questions; those that answer none come as “Context only”."""
    themes = evidence.facts["question"].map(evidence.questions.set_index("question")["theme"]).fillna("context only")
    for theme, group in evidence.facts.groupby(themes):
        yield str(theme).capitalize(), group


@cache
def read_contested() -> dict[str, str]:
    """Return the question under which each claim meets a conflict: its own where it can be, for those that meet one."""
    own = read_evidence().claims.set_index("claim")["question"]
    contested: dict[str, str] = {}
    for row in read_findings()[read_findings()["verdict"] == "conflict"].itertuples():
        for claim in row.claims:
            if claim not in contested or own[claim] == row.question:
                contested[claim] = row.question
    return contested


class Meeting(NamedTuple):
    """The other side of a finding: what it is (claim or fact), its id, its label, and the gap where there is one."""

    kind: str
    name: str
    label: str
    gap: str


def read_meetings(name: str) -> dict[str, list[Meeting]]:
    """Return what one claim or fact meets, by verdict, the gravest first."""
    meetings: dict[str, list[Meeting]] = {}
    for verdict, other, kind, gap in read_sides().get(name, ()):
        meetings.setdefault(verdict, []).append(Meeting(kind, other, read_labels(kind)[other], gap or ""))
    return {verdict: meetings[verdict] for verdict in verdicts.GRAVITY if verdict in meetings}


@cache
def read_sides() -> dict[str, list[tuple[str, str, str, str | None]]]:
    """Return verdict, other side, its kind and the gap of every finding of each claim and fact."""
    sides: dict[str, list[tuple[str, str, str, str | None]]] = {}
    for finding in read_findings().itertuples():
        ends = [*((claim, "claim") for claim in finding.claims), *((fact, "fact") for fact in finding.facts)]
        for (one, _), (other, kind) in (ends, ends[::-1]):
            sides.setdefault(one, []).append((finding.verdict, other, kind, finding.gap))
    return sides


def link(kind: str, name: str, label: nodes.inline | str) -> addnodes.pending_xref:
    """Return a link to the entry of one claim, fact or question."""
    return addnodes.pending_xref(
        "",
        nodes.inline("", label) if isinstance(label, str) else label,
        reftype="evidence",
        reftarget=f"{kind}-{name}",
        refwarn=True,
    )


def line(*parts: nodes.Node | str) -> nodes.paragraph:
    """Return a paragraph of nodes and texts."""
    return nodes.paragraph("", "", *(nodes.Text(part) if isinstance(part, str) else part for part in parts))
