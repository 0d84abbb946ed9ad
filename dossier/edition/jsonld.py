"""Describes the report and its claims in the terms of schema.org, for search engines and harvesters."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.corpus.tables import Corpus
from dossier.edition.citation import Work
from dossier.edition.edition import Licence


def describe_page(work: Work, licence: Licence, address: str, pdf: str, description: str) -> dict:
    """Return the report, or a part of it, as JSON-LD; `address` and `pdf` are where page and PDF are published."""
    page = {
        "@context": "https://schema.org",
        "@type": "Chapter" if work.chapter else "WebPage" if work.container else "Report",
        "@id": address,
        "url": address,
        "name": work.title,
        "description": description,
        "inLanguage": work.language,
        "author": [{"@type": "Organization", "name": name} for name in work.authors],
        "publisher": {"@type": "Organization", "name": work.authors[0]},
        **({"datePublished": work.date.isoformat()} if work.date else {}),
        "version": work.edition,
        "license": licence.address,
        "encoding": {"@type": "MediaObject", "contentUrl": pdf, "encodingFormat": "application/pdf"},
    }
    if work.container:
        page["isPartOf"] = {"@type": "Report", "name": work.container}
    if work.chapter:
        page["position"] = work.chapter
    return page


def describe_claims(evidence: Corpus, register: str) -> Iterator[dict]:
    """Yield each article, and each claim under its permanent address, with the article in which it appears."""
    for source in evidence.sources.itertuples():
        article = {
            "@type": "Article",
            "@id": f"{register}#source-{source.source}",
            "headline": source.title.strip("[]"),
            "publisher": source.publisher,
        }
        if source.author:
            article["author"] = {"@type": "Person", "name": source.author}
        if source.published[:4].isdigit():
            article["datePublished"] = source.published
        yield article
    for claim in evidence.claims.itertuples():
        yield {
            "@type": "Claim",
            "@id": f"{register}#{claim.claim}",
            "text": claim.statement,
            "appearance": {"@id": f"{register}#source-{claim.source}"},
        }
