"""Sets every question against every source and the record, in one table that can be filtered and sorted.

Each row begins with the judgement on the question. A cell says how grave the gravest verdict is that the source meets
there, by a sign and a word, and leads to the question's entry. `register.js` filters and sorts; without scripts, and on
paper, the table is complete.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html import HTMLTranslator

from dossier.corpus.records import Ref
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.facets import Facets, make_classes, make_form
from dossier.sphinx.markup import evidence_xref, paragraph
from dossier.verdicts.overview import gravest_by_source
from dossier.vocabulary import ALONE, Judgement, Support, Verdict

SIGN_ALONE = "·"
"""The sign of an answer that nothing can be compared with."""


def setup_matrix(app: Sphinx) -> None:
    """Register the directive, and the form of a ranked label on a page."""
    app.add_directive("matrix", Matrix)
    app.add_node(RankedLabel, html=(_visit_label, lambda self, node: self.body.append("</span>")))


class RankedLabel(nodes.inline):
    """What a cell says, with its place among what other cells of the column say in `rank`, from 0."""


def _visit_label(self: HTMLTranslator, node: RankedLabel) -> None:
    self.body.append(self.starttag(node, "span", "", **{"data-rank": str(node["rank"])}))


class Matrix(SphinxDirective):
    """Sets the questions against the sources; the argument is the caption, `name` the table's label."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": str}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the form that filters the table, and the table, one row per question that some claim answers.

        Where no claim answers any, it is a line that says so.
        """
        domain = EvidenceDomain.of(self.env)
        sources = domain.evidence.corpus.sources.sort_values("published")
        heads = ["Question", "Judgement", *sources["label"], "Record"]
        rows, facets = [], []
        for row, filtered_by in _rows(domain.evidence, list(sources["source"])):
            rows.append(row)
            facets.append(filtered_by)
        if not rows:
            return [paragraph("No article of this edition answers a question.")]
        table = nodes.table("", nodes.title(text=self.arguments[0]), classes=["matrix", "compact"])
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in _widths(len(sources))), cols=len(heads))
        group += nodes.thead("", nodes.row("", *(_cell(nodes.Text(head)) for head in heads)))
        group += nodes.tbody("", *rows)
        table += group
        shown = {"title": self.arguments[0], "unit": "", "evidence": [], "columns": heads}
        domain.note_shown(self.options["name"], shown | {"rows": [[cell.astext() for cell in row] for row in rows]})
        self.add_name(table)
        domain.note_entry(Ref("matrix", "all"), table["ids"][0])
        return [make_form("questions", facets, domain.evidence), table]


def _widths(sources: int) -> list[int]:
    """Return the relative widths of the columns: question, judgement, one per source, record."""
    return [23, 15, *[12] * sources, 11]


def _rows(evidence: Evidence, sources: list[str]) -> Iterator[tuple[nodes.row, Facets]]:
    """Yield the row of each question, and what it can be filtered by: the gravest first, then by theme."""
    gravest = gravest_by_source(evidence.corpus, evidence.findings)
    asked = evidence.corpus.questions.sort_values(["theme", "question"])
    rated = [row for row in asked.itertuples() if row.question in evidence.ratings.index]
    for question in sorted(
        rated, key=lambda row: min(map(_rank, gravest[row.question].values()), default=len(Verdict))
    ):
        ref, own, rating = Ref("question", question.question), gravest[question.question], evidence.ratings
        status, support = rating.loc[ref.id, "status"], Support(rating.loc[ref.id, "record"])
        judgement = Judgement(rating.loc[ref.id, "judgement"])
        cells = [_cell(evidence_xref(ref, question.text)), _say_judgement(ref, judgement)]
        cells += [_say_verdict(ref, own.get(source, "")) for source in sources]
        record = _label(support.sign, str(support) if support.sign else "", support.place)
        cells.append(_cell(record))
        facets = {
            "theme": [question.theme],
            "judgement": [judgement],
            "status": [status],
            "verdict": sorted(set(own.values())),
            "record": [support],
        }
        yield nodes.row("", *cells, classes=make_classes(facets)), facets


def _rank(verdict: str) -> int:
    return len(Verdict) if verdict == ALONE else Verdict(verdict).gravity


def _say_judgement(question: Ref, judgement: Judgement) -> nodes.entry:
    label = _label(judgement.sign, judgement.label, judgement.place)
    cell = _cell(evidence_xref(question, label))
    cell["classes"].append(f"in-{judgement.colour}")
    return cell


def _say_verdict(question: Ref, verdict: str) -> nodes.entry:
    if not verdict:
        return _cell(nodes.Text(""))
    sign = SIGN_ALONE if verdict == ALONE else Verdict(verdict).sign
    label = _label(sign, verdict, _rank(verdict))
    cell = _cell(evidence_xref(question, label))
    cell["classes"].append(f"is-{verdict.replace(' ', '-')}")
    return cell


def _label(sign: str, word: str, rank: int) -> RankedLabel:
    """Return a sign and its word; a phone shows the sign alone."""
    label = RankedLabel(rank=rank)
    label += nodes.Text(f"{sign} " if sign and word else sign)
    label += nodes.inline("", word, classes=["word"])
    return label


def _cell(content: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", content), classes=["text-left"])
