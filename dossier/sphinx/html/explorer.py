"""Makes one explorer of the registers and the table of questions: views that lead to each other, and what they share.

The views are pages of their own, each complete without scripts. With them, words that are looked for go along from view
to view, a cell of the table opens the words on both sides, and articles can be left out: the judgements without them
are computed beforehand for every choice and published as JSON.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from sphinx.application import Sphinx

from dossier.corpus.records import Ref
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.vocabulary import Judgement, Verdict

VIEWS = {"claim": "Statements", "fact": "Outside records", "question": "Questions", "matrix": "Table of questions"}
"""What the views are called, by the kind of their entries, in their order."""

DATA = "explorer"
"""The name of the published file, as JSON below `data` and as a script below `_static`."""


class View(NamedTuple):
    """A view of the explorer, seen from one of them."""

    title: str
    address: str
    is_here: bool


def list_views(app: Sphinx, page: str) -> list[View]:
    """Return the views if the page is one of them, else nothing."""
    pages = _find_pages(app)
    if page not in pages.values():
        return []
    return [
        View(VIEWS[kind], app.builder.get_relative_uri(page, name) or "#", name == page) for kind, name in pages.items()
    ]


def _find_pages(app: Sphinx) -> dict[str, str]:
    """Return the page of each view by the kind of its entries."""
    entries = EvidenceDomain.of(app.env).entries
    found = {kind: place.docname for name, place in reversed(entries.items()) if (kind := name.partition("-")[0])}
    return {kind: found[kind] for kind in VIEWS if kind in found}


def write_explorer(app: Sphinx) -> None:
    """Publish what the explorer shows: every answer and finding, and the judgements without any choice of articles."""
    pages = _find_pages(app)
    if "matrix" not in pages:
        return
    evidence = EvidenceDomain.of(app.env).evidence
    content = {
        "sources": evidence.corpus.sources.sort_values("published").set_index("source")["label"].to_dict(),
        "questions": {name: _describe(app, pages["matrix"], name, evidence) for name in evidence.ratings.index},
        "without": evidence.report.choices,
        "judgements": {str(each): each.sign for each in Judgement},
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "data").mkdir(exist_ok=True)
    Path(app.outdir, "data", f"{DATA}.json").write_text(text + "\n", encoding="utf-8")
    # The same as a script: browsers let no local page read another file.
    Path(app.outdir, "_static", f"{DATA}-data.js").write_text(f"window.explorerData = {text};\n", encoding="utf-8")


def _describe(app: Sphinx, page: str, question: str, evidence: Evidence) -> dict[str, Any]:
    findings = evidence.findings[evidence.findings["question"] == question]
    rank = sorted(findings.itertuples(), key=lambda each: Verdict(each.verdict).gravity)
    return {
        "text": evidence.labels["question"][question],
        "judgement": str(evidence.ratings.loc[question, "judgement"]),
        "answer": evidence.leading_answers.get(question, ""),
        "findings": [
            {
                "verdict": Verdict(each.verdict).meets,
                "is_conflict": each.verdict == Verdict.CONFLICT,
                "ruling": each.ruling or "",
                "sides": [
                    _describe_side(app, page, ref, evidence)
                    for ref in (
                        *(Ref("claim", name) for name in each.claims),
                        *(Ref("fact", name) for name in each.facts),
                    )
                ],
            }
            for each in rank
        ],
    }


def _describe_side(app: Sphinx, page: str, ref: Ref, evidence: Evidence) -> dict[str, str]:
    place = EvidenceDomain.of(app.env).entries.get(str(ref))
    return {
        "source": evidence.rows[ref]["source"] if ref.kind == "claim" else "record",
        "who": evidence.labels[ref.kind][ref.id],
        "words": evidence.words[ref],
        "address": f"{app.builder.get_relative_uri(page, place.docname)}#{place.anchor}" if place else "",
    }
