"""Makes each page citable: a box at its end that says how, the citation as files, and what to take along."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from dossier.corpus.package import name_archive
from dossier.edition.citation import FORMATS, Work, as_text, cite_page, cite_report
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.html.downloads import notebook_of
from dossier.sphinx.pages import is_chapter, number_page

PDF, BRIEF = "../pdf/report.pdf", "../pdf/brief.pdf"
"""Where the PDFs are, seen from the root of the HTML edition: its folder is published beside theirs."""


def make_work(app: Sphinx, page: str) -> Work:
    """Return a page as a work to be cited: the root is the whole report, others are parts of it."""
    evidence = EvidenceDomain.of(app.env).evidence
    report = cite_report(evidence.edition, evidence.settings, app.config.html_baseurl)
    if page == app.config.root_doc:
        return report
    return cite_page(report, page, app.env.titles[page].astext(), number_page(app.env, page))


def read_key(notebook: Path) -> str:
    """Return the key of the run that an executed notebook is the result of, from its receipt; empty without one."""
    metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    key: str = metadata.get("dossier", {}).get("receipt", {}).get("key", "")
    return key


def add_citation(app: Sphinx, page: str, context: dict[str, Any], doctree: nodes.document) -> None:
    """Put the box at the end of a page, and write the files that it offers."""
    evidence = EvidenceDomain.of(app.env).evidence
    work = make_work(app, page)
    # The whole path of the page: two pages of one name in two folders have files of their own.
    for ending, (_, write) in FORMATS.items():
        path = Path(app.outdir, "cite", f"{page}.{ending}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(write(work), encoding="utf-8")
    chapter = is_chapter(app.env, page)
    root = context["pathto"](app.config.root_doc).rpartition("/")[0]
    context["body"] += app.builder.templates.render(
        "cite.html",
        {
            "what": "this report" if page == app.config.root_doc else "this chapter" if chapter else "this page",
            "citation": as_text(work),
            "files": {label: context["pathto"](f"cite/{page}.{end}", 1) for end, (label, _) in FORMATS.items()},
            "notebook": context["pathto"](notebook_of(app.env, page), 1) if chapter else "",
            "run": read_key(Path(app.env.doc2path(page))) if chapter else "",
            "data": context["pathto"](f"data/{name_archive(evidence.edition.version, evidence.folder)}", 1),
            "pdf": f"{root}/{PDF}" if root else PDF,
            "brief": (f"{root}/{BRIEF}" if root else BRIEF) if app.config.typst_brief else "",
        },
    )
