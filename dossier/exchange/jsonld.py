"""Writes the report as JSON-LD in the terms of schema.org: data set, articles, claims, questions, judgements."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dossier.corpus.labels import label_of
from dossier.edition.jsonld import describe_claims
from dossier.exchange.bibliography import Work, read_works
from dossier.exchange.csl import read_date
from dossier.exchange.outputs import new_file
from dossier.exchange.tables import list_tables, read_descriptor
from dossier.report import Report

CONTEXT = {"@vocab": "https://schema.org/"}
"""Every key is a term of schema.org. Written into the file, so that no reader needs the network."""


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write one graph to `path`; `texts` is not needed. Raises DossierError.

    What the judgement on a question is about stands in a ClaimReview: `itemReviewed` are the claims that give the
    leading answer, and the rating has the word of the scale, with its basis as explanation.
    """
    descriptor = read_descriptor(report)
    base = name_report(descriptor)
    graph = [
        _describe_data(descriptor, base),
        *_describe_evidence(report, base),
        *_describe_questions(report, base),
        *_describe_facts(report, base),
        *(_describe_work(work, base) for work in read_works(report).values()),
    ]
    whole = {"@context": CONTEXT, "@graph": graph}
    with new_file(path) as file:
        file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def name_report(descriptor: Mapping[str, Any]) -> str:
    """Return the name under which a report's entries are known outside: a URN, since a package has no address.

    >>> name_report({"name": "lake"})
    'urn:x-dossier:lake'
    """
    return f"urn:x-dossier:{descriptor['name']}"


def _describe_data(descriptor: dict[str, Any], base: str) -> dict[str, Any]:
    data = {
        "@type": "Dataset",
        "@id": base,
        "name": descriptor.get("title", ""),
        "description": descriptor.get("description", ""),
        "version": descriptor.get("version", ""),
        "identifier": descriptor["hash"],
        "license": [licence["path"] for licence in descriptor.get("licenses", ()) if "path" in licence],
        "creator": [
            {"@type": "Organization", "name": maker["title"]}
            for maker in descriptor.get("contributors", ())
            if "title" in maker
        ],
    }
    return {name: value for name, value in data.items() if value}


def _describe_evidence(report: Report, base: str) -> Iterator[dict[str, Any]]:
    """Yield the nodes that each page of the report has too, with what only a whole export says."""
    sources = {f"{base}#source-{row.source}": row for row in report.corpus.sources.itertuples()}
    claims = {f"{base}#{row.claim}": row for row in report.corpus.claims.itertuples()}
    for node in describe_claims(report.corpus, base):
        name = node["@id"]
        if name in sources:
            citation = {"citation": {"@id": f"{base}#work-{sources[name].citekey}"}, "genre": sources[name].genre}
            yield node | citation | {"isPartOf": {"@id": base}}
        else:
            claim = claims[name]
            more = {"@id": f"{base}#question-{claim.question}"} if claim.question else ""
            described = {"identifier": claim.claim, "keywords": claim.theme, "about": more, "isPartOf": {"@id": base}}
            quoted = {"@type": "Quotation", "text": claim.quote, "isPartOf": node["appearance"]}
            yield node | {key: value for key, value in described.items() if value} | {"citation": quoted}


def _describe_questions(report: Report, base: str) -> Iterator[dict[str, Any]]:
    questions = {row.question: row for row in report.corpus.questions.itertuples()}
    for name, question in questions.items():
        yield {
            "@type": "Question",
            "@id": f"{base}#question-{name}",
            "text": question.text,
            "keywords": question.theme,
            "isPartOf": {"@id": base},
        }
    giving: dict[tuple[str, str], list[str]] = {}
    for claim in report.corpus.claims.itertuples():
        if claim.question:
            giving.setdefault((claim.question, label_of(claim, questions[claim.question])), []).append(claim.claim)
    [judged] = [table for table in list_tables(report) if table.name == "judgements"]
    for rating in judged.frame.itertuples():
        review = {
            "@type": "ClaimReview",
            "@id": f"{base}#judgement-{rating.question}",
            "about": {"@id": f"{base}#question-{rating.question}"},
            "claimReviewed": rating.answer_in_words,
            "itemReviewed": [{"@id": f"{base}#{name}"} for name in giving.get((rating.question, rating.answer), ())],
            "reviewRating": {
                "@type": "Rating",
                "alternateName": rating.judgement,
                "ratingExplanation": rating.basis,
            },
            "isPartOf": {"@id": base},
        }
        yield {key: value for key, value in review.items() if value}


def _describe_facts(report: Report, base: str) -> Iterator[dict[str, Any]]:
    for fact in report.corpus.facts.itertuples():
        described = {
            "@type": "Claim",
            "@id": f"{base}#fact-{fact.fact}",
            "identifier": fact.fact,
            "text": fact.statement,
            "author": {"@type": "Organization", "name": fact.authority} if fact.authority else "",
            "about": {"@id": f"{base}#question-{fact.question}"} if fact.question else "",
            "citation": {"@id": f"{base}#work-{fact.citekey}"} if fact.citekey else "",
            "isPartOf": {"@id": base},
        }
        yield {key: value for key, value in described.items() if value}


def _describe_work(work: Work, base: str) -> dict[str, Any]:
    [parts, *_] = read_date(work).get("date-parts", [[]])
    described = {
        "@type": "CreativeWork",
        "@id": f"{base}#work-{work.key}",
        "name": work.get("title"),
        "author": [
            {"@type": "Person", "name": f"{author.given} {author.family}"}
            if author.given
            else {"@type": "Organization", "name": author.family}
            for author in work.authors
        ],
        "datePublished": "-".join(f"{part:02}" for part in parts),
        "publisher": work.get("publisher", "howpublished", "journal", "institution"),
        "url": work.get("url"),
    }
    return {key: value for key, value in described.items() if value}
