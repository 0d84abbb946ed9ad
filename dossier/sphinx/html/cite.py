"""Makes each page citable: a box that says how, the citation as files, and metadata for reference managers.

The one setting is Jupyter Book's `html: baseurl`, the address at which the folder of the HTML edition is published;
the folder of the PDF is published beside it.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from docutils import nodes
from sphinx.application import Sphinx

from dossier.corpus.package import name_archive
from dossier.edition.citation import FORMATS, Work, as_text, cite_page, cite_report
from dossier.edition.edition import read_licence
from dossier.edition.jsonld import describe_claims, describe_page
from dossier.sphinx.evidence import data_folder, edition, read_evidence, settings

PDF, BRIEF = "../pdf/report.pdf", "../pdf/brief.pdf"
"""Where the PDFs stand, seen from the root of the HTML edition."""

DESCRIPTION_LENGTH = 200


def _add_citation(app: Sphinx, page: str, template: str, context: dict, doctree: nodes.document | None) -> None:
    """Add metadata to the head of a page, and the box to its end; pages without text, such as the search, get none."""
    if doctree is None or app.builder.name != "html":
        return
    whole = page == app.config.root_doc
    report = cite_report(edition(), settings(), app.config.html_baseurl)
    work = report if whole else cite_page(report, page, *_name(app, page))
    context["metatags"] = context.get("metatags", "") + _write_head(app, page, work, _describe(doctree))
    stem = f"cite/{page.rpartition('/')[2]}"
    for ending, (_, write) in FORMATS.items():
        path = Path(app.outdir, f"{stem}.{ending}")
        path.parent.mkdir(exist_ok=True)
        path.write_text(write(work), encoding="utf-8")
    root = context["pathto"](app.config.root_doc).rpartition("/")[0]
    context["body"] += app.builder.templates.render(
        "cite.html",
        {
            "what": "this report" if whole else "this chapter" if work.chapter else "this page",
            "citation": as_text(work),
            "files": {label: context["pathto"](f"{stem}.{end}", 1) for end, (label, _) in FORMATS.items()},
            "notebook": context["pathto"](f"notebooks/{Path(page).name}.ipynb", 1) if work.chapter else "",
            "data": context["pathto"](f"data/{name_archive(edition().version)}", 1),
            "pdf": f"{root}/{PDF}" if root else PDF,
            "brief": f"{root}/{BRIEF}" if root else BRIEF,
        },
    )


def _name(app: Sphinx, page: str) -> tuple[str, str]:
    number = app.env.toc_secnumbers.get(page, {}).get("")
    return app.env.titles[page].astext(), str(number[0]) if number else ""


def _describe(doctree: nodes.document) -> str:
    """Return the page's first paragraph without its marks, cut at a word; the chapters begin with their answer."""
    paragraph = next(
        (each for each in doctree.findall(nodes.paragraph) if isinstance(each.parent, nodes.section)), None
    )
    if paragraph is None:
        return ""
    spoken = "".join(
        text.astext()
        for text in paragraph.findall(nodes.Text)
        if not any("evidence" in parent.get("classes", ()) for parent in _parents(text))
    )
    words = " ".join(spoken.split()).replace(" .", ".").replace(" ,", ",")
    return words if len(words) <= DESCRIPTION_LENGTH else words[: words.rindex(" ", 0, DESCRIPTION_LENGTH)] + " …"


def _parents(node: nodes.Node) -> list[nodes.Element]:
    return [node.parent, *_parents(node.parent)] if node.parent is not None else []


def _write_head(app: Sphinx, page: str, work: Work, description: str) -> str:
    base = app.config.html_baseurl
    address, pdf = urljoin(base, f"{page}.html"), urljoin(base, PDF)
    body, licence = work.authors[0], read_licence(data_folder())
    names = [
        ("description", description),
        ("author", body),
        ("citation_title", work.title),
        *(("citation_author", author) for author in work.authors),
        ("citation_publication_date", f"{work.date:%Y/%m/%d}"),
        ("citation_publisher", body),
        (
            "citation_inbook_title" if work.container else "citation_technical_report_institution",
            work.container or body,
        ),
        ("citation_language", work.language),
        ("citation_pdf_url", pdf),
        ("citation_fulltext_html_url", address),
        ("DC.title", work.title),
        *(("DC.creator", author) for author in work.authors),
        ("DC.date", f"{work.date:%Y-%m-%d}"),
        ("DC.publisher", body),
        ("DC.language", work.language),
        ("DC.type", "Text"),
        ("DC.identifier", address),
        ("DC.rights", licence.address),
        *((("DC.isPartOf", work.container),) if work.container else ()),
    ]
    properties = [
        ("og:type", "article" if work.container else "website"),
        ("og:title", work.title),
        ("og:description", description),
        ("og:url", address),
        ("og:site_name", app.config.html_title),
        ("og:locale", work.language.replace("-", "_")),
    ]
    tags = [f'<meta name="{name}" content="{escape(text)}">' for name, text in names]
    tags += [f'<meta property="{name}" content="{escape(text)}">' for name, text in properties]
    linked = describe_page(work, licence, address, pdf, description)
    if page == "claims":
        linked = {"@context": linked.pop("@context"), "@graph": [linked, *describe_claims(read_evidence(), address)]}
    # A text that holds "</" would end the script.
    text = json.dumps(linked, ensure_ascii=False).replace("</", "<\\/")
    return "\n".join(["", *tags, f'<script type="application/ld+json">{text}</script>'])


def setup(app: Sphinx) -> dict[str, object]:
    """Connect before the cards are put behind the page's content."""
    app.connect("html-page-context", _add_citation, priority=400)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
