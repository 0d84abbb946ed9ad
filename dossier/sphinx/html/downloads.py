"""Offers the data behind each figure and table as CSV, and beside it a small JSON file that says what it is.

Figures and tables carry their data in the executed notebook, under mime types of our own that `sphinx_tables` reads.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docutils import nodes
from pybtex.database import parse_file
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from dossier.corpus.package import name_archive, pack_data
from dossier.edition.edition import read_licence
from dossier.sphinx.evidence import data_folder, edition, read_evidence
from dossier.sphinx.roles import EvidenceLabel

Data = dict
"""What a figure or table shows: title, unit, evidence (ids), columns, rows (texts)."""


def note_data(env: BuildEnvironment, name: str, data: Data) -> None:
    """Note the data of the figure or table `name`, which the page being read shows."""
    read_data(env)[name] = data


def read_data(env: BuildEnvironment) -> dict[str, Data]:
    """Return the data of each figure and table that has been read, by name."""
    if not hasattr(env, "shown_data"):
        env.shown_data = {}
    return env.shown_data


def _offer(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Write the files of each figure and table of a page, and put the links to them below it."""
    if app.builder.name != "html":
        return
    data = read_data(app.env)
    for node in [*doctree.findall(nodes.figure), *doctree.findall(nodes.table)]:
        name = next((each for each in node["ids"] if each in data), None)
        if name is None:
            continue
        folder = Path(app.outdir, "data")
        folder.mkdir(exist_ok=True)
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([data[name]["columns"], *data[name]["rows"]])
        text = json.dumps(_describe(app, page, name, node, data[name]), ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        node.parent.insert(node.parent.index(node) + 1, _links(app, page, name))


def _links(app: Sphinx, page: str, name: str) -> nodes.raw:
    root = "../" * page.count("/")
    files = (("csv", "CSV"), ("json", "about the data (JSON)"))
    links = " · ".join(f'<a href="{root}data/{name}.{end}" download>{label}</a>' for end, label in files)
    return nodes.raw("", f'<p class="data-links">Data: {links}</p>', format="html")


def _describe(app: Sphinx, page: str, name: str, node: nodes.Element, data: Data) -> dict:
    """Return what the data are, their unit, sources and licence, and how they were made."""
    caption = next(iter([*node.findall(nodes.caption), *node.findall(nodes.title)]))
    made = edition()
    evidence = _find_evidence(node, data)
    number = app.env.toc_fignumbers.get(page, {}).get("figure" if isinstance(node, nodes.figure) else "table", {})
    return {
        "name": name,
        "number": ".".join(map(str, number.get(name, ()))),
        "title": data["title"],
        "caption": caption.astext(),
        "unit": data["unit"] or None,
        "columns": data["columns"],
        "rows": len(data["rows"]),
        "address": f"{app.config.html_baseurl}{page}.html#{name}",
        "evidence": sorted(evidence) or ["all claims of the report"],
        "sources": list(_name_sources(app, evidence, node)),
        "licence": read_licence(data_folder()).address,
        "made_by": f"notebooks/{Path(page).name}.ipynb" if page.startswith("executed/") else f"book/{page}.md",
        "version": made.version,
        "commit": made.commit,
        "data_hash": made.data_hash,
    }


def _find_evidence(node: nodes.Element, data: Data) -> set[str]:
    """Return the ids of the claims, facts and series that the notebook, the caption, the cells or the marks name."""
    tables = read_evidence()
    known = {*tables.claims["claim"], *tables.facts["fact"], *tables.series["series"]}
    marked = {label["entry"].split("-", 1)[1] for label in node.findall(EvidenceLabel)}
    return (marked | {*data["evidence"]} | {cell for row in data["rows"] for cell in row}) & known


def _name_sources(app: Sphinx, evidence: set[str], node: nodes.Element) -> Iterator[str]:
    """Yield the works behind the evidence, and those that the caption cites; without any, the five articles."""
    tables = read_evidence()
    cited = tables.sources.set_index("source")["citekey"]
    keys = {cited[row.source] for row in tables.claims.itertuples() if row.claim in evidence}
    keys |= {row.citekey for row in tables.facts.itertuples() if row.fact in evidence}
    keys |= {row.citekey for row in tables.series.itertuples() if row.series in evidence}
    entries = {each.citation_id: each.key for each in app.env.get_domain("cite").citations}
    targets = {link.get("refuri", "").rpartition("#")[2] for link in node.findall(nodes.reference)}
    keys |= {entries[target] for target in targets if target in entries}
    for key in sorted(keys or set(cited)):
        yield name_work(Path(app.srcdir, "references.bib"), key)


@cache
def _read_works(path: Path) -> dict:
    return parse_file(path).entries


def name_work(path: Path, key: str) -> str:
    """Return author, year, title and outlet of a work of the bibliography in one line of plain text."""
    entry = _read_works(path)[key]
    authors = " and ".join(str(person).strip("{}") for person in entry.persons.get("author", ()))
    year = entry.fields.get("year", "undated")
    title = entry.fields["title"].replace("{", "").replace("}", "")
    outlet = entry.fields.get("howpublished") or entry.fields.get("journal") or entry.fields.get("publisher", "")
    return ". ".join(filter(None, (f"{authors} ({year})", title, outlet))) + "."


def _pack(app: Sphinx, failure: Exception | None) -> None:
    """Put the executed notebooks and the whole data package beside the pages."""
    if failure or app.builder.name != "html":
        return
    notebooks = Path(app.outdir, "notebooks")
    notebooks.mkdir(exist_ok=True)
    for notebook in sorted(Path(app.srcdir, "executed").glob("*.ipynb")):
        shutil.copyfile(notebook, notebooks / notebook.name)
    folder = Path(app.outdir, "data")
    folder.mkdir(exist_ok=True)
    pack_data(folder / name_archive(edition().version), edition().time)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect after references are resolved, so that a caption's marks are what the page shows."""
    app.connect("doctree-resolved", _offer, priority=700)
    app.connect("build-finished", _pack)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
