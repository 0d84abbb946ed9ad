"""Writes the head of each page: what search engines, reference managers and previews of links read.

All addresses come from one setting, Jupyter Book's `html: baseurl`, at which the folder of the HTML edition is
published. Without it no preview is announced.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from docutils import nodes
from sphinx.application import Sphinx

from dossier.edition import social_card
from dossier.edition.citation import Work
from dossier.edition.jsonld import describe_claims, describe_page
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence
from dossier.sphinx.html.cite import PDF, make_work
from dossier.sphinx.html.site import ICON, PREVIEW, locate

DESCRIPTION_LENGTH = 200
"""Characters of a description, which is cut at a word."""


def write_head(app: Sphinx, page: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Add the metadata to the head of a page; pages without text, such as the search, only have icon and preview."""
    # docutils writes a viewport of its own after the theme's.
    given = BeautifulSoup(context.get("metatags", ""), "html.parser")
    for viewport in given.select("meta[name=viewport]"):
        viewport.decompose()
    tags = list(_describe_page(app, page, doctree)) if doctree is not None else []
    tags += _announce(app, EvidenceDomain.of(app.env).evidence, context)
    context["metatags"] = "\n".join([str(given), *tags])


def _describe_page(app: Sphinx, page: str, doctree: nodes.document) -> Iterator[str]:
    evidence, work = EvidenceDomain.of(app.env).evidence, make_work(app, page)
    description = describe(doctree)
    address, pdf = locate(app, f"{page}.html"), urljoin(locate(app, ""), PDF)
    for name, text in _name_tags(work, evidence, description, address, pdf):
        yield f'<meta name="{name}" content="{escape(text)}">'
    properties = {
        "og:type": "article" if work.container else "website",
        "og:title": work.title,
        "og:description": description,
        "og:url": address,
        "og:site_name": app.config.html_title,
        "og:locale": work.language.replace("-", "_"),
    }
    for name, text in properties.items():
        yield f'<meta property="{name}" content="{escape(text)}">'
    linked = describe_page(work, evidence.licence, address, pdf, description)
    if any("claim" in entry["classes"] and "entry" in entry["classes"] for entry in doctree.findall(nodes.container)):
        claims = describe_claims(evidence.corpus, address)
        linked = {"@context": linked.pop("@context"), "@graph": [linked, *claims]}
    # A text that contains "</" would end the script.
    text = json.dumps(linked, ensure_ascii=False).replace("</", "<\\/")
    yield f'<script type="application/ld+json">{text}</script>'


def _name_tags(work: Work, evidence: Evidence, description: str, address: str, pdf: str) -> list[tuple[str, str]]:
    """Return the metadata of a page for search engines, in the terms of Google Scholar, and in those of Dublin Core."""
    body = work.authors[0]
    whole = "citation_inbook_title" if work.container else "citation_technical_report_institution"
    return [
        ("description", description),
        ("author", body),
        ("citation_title", work.title),
        *(("citation_author", author) for author in work.authors),
        *([("citation_publication_date", f"{work.date:%Y/%m/%d}")] if work.date else []),
        ("citation_publisher", body),
        (whole, work.container or body),
        ("citation_language", work.language),
        ("citation_pdf_url", pdf),
        ("citation_fulltext_html_url", address),
        ("DC.title", work.title),
        *(("DC.creator", author) for author in work.authors),
        *([("DC.date", f"{work.date:%Y-%m-%d}")] if work.date else []),
        ("DC.publisher", body),
        ("DC.language", work.language),
        ("DC.type", "Text"),
        ("DC.identifier", address),
        ("DC.rights", evidence.licence.address),
        *((("DC.isPartOf", work.container),) if work.container else ()),
    ]


def _announce(app: Sphinx, evidence: Evidence, context: dict[str, Any]) -> list[str]:
    """Return the tags that name the icon and the preview."""
    tags = [f'<link rel="icon" type="image/png" sizes="64x64" href="{context["pathto"](ICON, 1)}" />']
    if app.config.html_baseurl:
        width, height = (round(inches * 100) for inches in social_card.SIZE)
        tags += [
            f'<meta property="og:image" content="{locate(app, PREVIEW)}" />',
            f'<meta property="og:image:width" content="{width}" />',
            f'<meta property="og:image:height" content="{height}" />',
            f'<meta property="og:image:alt" content="{escape(social_card.describe_card(evidence.report))}" />',
            '<meta name="twitter:card" content="summary_large_image" />',
        ]
    return tags


def describe(doctree: nodes.document) -> str:
    """Return a page's first paragraph without its marks, cut at a word; the chapters begin with their answer."""
    told = (each for each in doctree.findall(nodes.paragraph) if _is_of_section(each))
    paragraph = next(told, None)
    if paragraph is None:
        return ""
    plain = paragraph.deepcopy()
    for mark in [each for each in plain.findall(nodes.inline) if "evidence" in each["classes"]]:
        mark.parent.remove(mark)
    words = " ".join(plain.astext().split()).replace(" .", ".").replace(" ,", ",")
    return words if len(words) <= DESCRIPTION_LENGTH else words[: words.rindex(" ", 0, DESCRIPTION_LENGTH)] + " …"


def _is_of_section(paragraph: nodes.paragraph) -> bool:
    """Tell whether a paragraph stands in a section itself, alone or with its notes."""
    parent = paragraph.parent
    return isinstance(parent.parent if "noted" in parent["classes"] else parent, nodes.section)
