"""Sets every question against every source and the record, and marks what the registers can be filtered by.

A cell says how grave the gravest verdict is that the source meets there, by a sign and a word, and leads to the
question's entry. `register.js` filters and sorts; without scripts, and on paper, the table is whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from dossier import corpus, verdicts
from dossier.sphinx.evidence import link, read_evidence
from dossier.sphinx.html.downloads import note_data

SIGNS = {
    "conflict": "✕",
    "undecided": "?",
    "not comparable": "–",
    "compatible": "○",
    "agree": "●",
    "alone": "·",
}
"""A sign for each verdict, the same as in the figures; alone: an answer that nothing can be held against."""

RECORD = {
    "against": "✕ against",
    "divided": "✕ divided",
    "in line": "○ in line",
    "silent": "",
}
"""How the record stands to the answers, by sign and word."""


class Matrix(SphinxDirective):
    """Sets the questions against the sources; the argument is the caption, `name` the table's label."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": str}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the table, one row a question that some claim answers."""
        evidence = read_evidence()
        sources = evidence.sources.sort_values("published")
        heads = ["Question", *sources["label"], "Record", "Sources"]
        table = nodes.table("", nodes.title(text=self.arguments[0]), classes=["matrix", "compact"])
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in _widths(len(sources))), cols=len(heads))
        group += nodes.thead("", nodes.row("", *(_cell(nodes.Text(head)) for head in heads)))
        group += nodes.tbody("", *_rows(evidence, list(sources["source"])))
        table += group
        rows = [[cell.astext() for cell in row] for row in group[-1]]
        note_data(
            self.env,
            self.options["name"],
            {"title": self.arguments[0], "unit": "", "evidence": [], "columns": heads, "rows": rows},
        )
        self.add_name(table)
        return [table]


def _widths(sources: int) -> list[int]:
    return [23, *[12] * sources, 11, 13]


def _rows(evidence: corpus.Corpus, sources: list[str]) -> Iterator[nodes.row]:
    findings = verdicts.find(evidence)
    ratings = verdicts.rate_questions(evidence, findings).set_index("question")
    met = read_worst(evidence, findings)
    for question in evidence.questions.sort_values(["theme", "question"]).itertuples():
        if question.question not in ratings.index:
            continue
        own, rating = met[question.question], ratings.loc[question.question]
        cells = [_cell(link("question", question.question, question.text))]
        cells += [_verdict(question.question, own.get(source, "")) for source in sources]
        cells += [_cell(nodes.Text(RECORD[rating["record"]])), _cell(nodes.Text(rating["status"]))]
        facets = {"theme": [question.theme], "status": [rating["status"]], "verdict": sorted(set(own.values()))}
        yield nodes.row("", *cells, classes=_classes(facets))


def read_worst(evidence: corpus.Corpus, findings: pd.DataFrame) -> dict[str, dict[str, str]]:
    """Return, for each question and each source that answers it, the gravest verdict met, or “alone”."""
    answered = evidence.claims[evidence.claims["question"] != ""]
    worst: dict[str, dict[str, str]] = {}
    for claim in answered.itertuples():
        worst.setdefault(claim.question, {})[claim.source] = "alone"
    source_of = evidence.claims.set_index("claim")["source"]
    for finding in findings.itertuples():
        for source in source_of[list(finding.claims)]:
            before = worst[finding.question].get(source, "alone")
            worst[finding.question][source] = min(before, finding.verdict, key=list(SIGNS).index)
    return worst


def _verdict(question: str, verdict: str) -> nodes.entry:
    if not verdict:
        return _cell(nodes.Text(""))
    cell = _cell(link("question", question, f"{SIGNS[verdict]} {verdict}"))
    cell["classes"].append(f"is-{verdict.replace(' ', '-')}")
    return cell


def _cell(content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", content), classes=["text-left"])


def _classes(facets: dict[str, list[str]]) -> list[str]:
    return [f"{field}--{value.replace(' ', '-')}" for field, values in facets.items() for value in values if value]


class Facets(SphinxPostTransform):
    """Marks the entries of facts and questions with what they can be filtered by; claims bring their own marks."""

    default_priority = 400
    builders = ("html",)

    def run(self) -> None:
        """Add the classes."""
        facets = _read_facets()
        for entry in self.document.findall(nodes.container):
            if "entry" in entry["classes"]:
                entry["classes"] += facets.get(entry["ids"][0], [])


@cache
def _read_facets() -> dict[str, list[str]]:
    evidence = read_evidence()
    themes = evidence.questions.set_index("question")["theme"]
    ratings = verdicts.rate_questions(evidence, verdicts.find(evidence))
    facets = {
        row.question: _classes({"theme": [themes[row.question]], "sources": [row.status], "record": [row.record]})
        for row in ratings.itertuples()
    }
    for fact in evidence.facts.itertuples():
        theme = themes.get(fact.question, "context only")
        facets[fact.fact] = _classes({"theme": [theme], "confidence": [fact.confidence]})
    return facets


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive and the marks."""
    app.add_directive("matrix", Matrix)
    app.add_post_transform(Facets)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
