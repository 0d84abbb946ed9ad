"""Writes claims as W3C Web Annotations, one a claim; `annotated` reads them back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.corpus.quotes import read_texts
from dossier.errors import DossierError
from dossier.exchange.annotated import AROUND, PREFIX
from dossier.exchange.bibliography import list_addresses
from dossier.exchange.jsonld import name_report
from dossier.exchange.outputs import new_file
from dossier.exchange.tables import read_descriptor
from dossier.report import Report

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write a collection of one page to `path`.

    Each annotation has the statement as description, theme, kind and question as tags, and all columns of the claim in
    a body of its own. Its target is the article's address in the bibliography, or a URN where there is none. With the
    articles' texts in the folder `texts` the quote has the words around it. Positions count code points of the text
    that was coded, which need not be those of a page at that address: a reader should trust the quote first.
    Raises DossierError.
    """
    base = name_report(read_descriptor(report))
    items = list(_annotate(report, base, read_texts(report.corpus, texts) if texts else {}))
    with new_file(path) as file:
        whole = _collect(report, base, items)
        file.write_text(json.dumps(whole, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _annotate(report: Report, base: str, texts: dict[str, str]) -> Iterator[dict[str, Any]]:
    addresses = list_addresses(report)
    titles = dict(zip(report.corpus.sources["source"], report.corpus.sources["title"], strict=True))
    for claim in report.corpus.claims.to_dict("records"):
        source, start, end = claim["source"], claim["start"], claim["end"]
        quote = {"type": "TextQuoteSelector", "exact": claim["quote"]}
        if text := texts.get(source):
            if text[start:end] != claim["quote"]:
                raise DossierError(f"claims.csv: {claim['claim']}: not the words at its offsets; run `dossier anchors`")
            quote |= {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
        name = f"{base}#{claim['claim']}"
        yield {
            "@context": [CONTEXT, {PREFIX: f"{base}:claims:"}],
            "id": uuid.uuid5(uuid.NAMESPACE_URL, name).urn,
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {
                    "type": "TextualBody",
                    "value": claim["statement"],
                    "purpose": "describing",
                    "format": "text/plain",
                    "language": report.settings.language,
                },
                *_tag(claim["theme"], claim["kind"], claim["question"]),
                {"id": name, "type": "Dataset"} | {f"{PREFIX}:{column}": cell for column, cell in claim.items()},
            ],
            "target": {
                "type": "SpecificResource",
                "source": {
                    "id": addresses.get(source, f"{base}#source-{source}"),
                    "type": "Text",
                    "dc:title": titles[source],
                },
                "selector": [quote, {"type": "TextPositionSelector", "start": start, "end": end}],
            },
        }


def _tag(*texts: str) -> Iterator[dict[str, str]]:
    for text in texts:
        if text:
            yield {"type": "TextualBody", "value": text, "purpose": "tagging", "format": "text/plain"}


def _collect(report: Report, base: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    collection, page = f"{base}:annotations", f"{base}:annotations:1"
    return {
        "@context": CONTEXT,
        "id": collection,
        "type": "AnnotationCollection",
        "label": report.settings.title,
        "total": len(items),
        "first": {"id": page, "type": "AnnotationPage", "partOf": collection, "startIndex": 0, "items": items},
        "last": page,
    }
