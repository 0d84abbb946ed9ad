"""Offers the data behind each figure and table as CSV, with a small JSON file that describes it.

Figures and tables carry their data in the executed notebook, under mime types of our own that `outputs` reads.
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import cast

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinxcontrib.bibtex.domain import BibtexDomain

from dossier.corpus.package import name_archive, pack_data
from dossier.corpus.records import Ref
from dossier.corpus.tables import Corpus
from dossier.exchange.spreadsheet import as_text
from dossier.sphinx.domain import EvidenceDomain, ShownData
from dossier.sphinx.pages import is_chapter
from dossier.sphinx.roles import EvidenceLabel

EVERYTHING = "all claims of the report"
"""What a file names as its evidence where neither notebook nor marks name any."""


class Foot(nodes.General, nodes.Element):
    """What stands below a figure or table on a page: what it rests on, its data, its code."""


def setup_downloads(app: Sphinx) -> None:
    """Register the form of a foot."""
    app.add_node(
        Foot,
        html=(
            lambda self, node: self.body.append('<div class="foot">'),
            lambda self, node: self.body.append("</div>\n"),
        ),
    )


def offer_data(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Write the files of each figure and table of a page, and put the links to them below it."""
    if app.builder.name != "html":
        return
    shown = EvidenceDomain.of(app.env).shown
    folder = Path(app.outdir, "data")
    folder.mkdir(exist_ok=True)
    for node in [each for each in doctree.findall(nodes.Element) if isinstance(each, (nodes.figure, nodes.table))]:
        name = next((each for each in node["ids"] if each in shown), None)
        if name is None:
            continue
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            rows = ([as_text(cell) for cell in row] for row in (shown[name].columns, *shown[name].rows))
            csv.writer(file, lineterminator="\n").writerows(rows)
        text = json.dumps(_describe(app, page, name, node), ensure_ascii=False, indent=2)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
        basis = say_evidence(_find_evidence(EvidenceDomain.of(app.env).evidence.corpus, node, shown[name]), app)
        node.parent.insert(node.parent.index(node) + 1, Foot("", _links(page, name, basis)))


def say_evidence(named: set[str], app: Sphinx) -> str:
    """Return how much evidence a figure or table rests on: “14 statements of 4 articles, 6 outside records”."""
    corpus = EvidenceDomain.of(app.env).evidence.corpus
    claims = corpus.claims[corpus.claims["claim"].isin(named)]
    records = len(named & {*corpus.facts["fact"]}) + len(named & {*corpus.series["series"]})
    articles = count_of(claims["source"].nunique(), "article")
    parts = [f"{count_of(len(claims), 'statement')} of {articles}" if len(claims) else ""]
    parts += [count_of(records, "outside record") if records else ""]
    return ", ".join(filter(None, parts))


def count_of(number: int, noun: str) -> str:
    """Return a number in digits with its noun.

    >>> count_of(1, "article"), count_of(2, "article")
    ('1 article', '2 articles')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _links(page: str, name: str, basis: str) -> nodes.raw:
    root = "../" * page.count("/")
    offered = (("csv", "Data"), ("json", "About the data"))
    links = [f'<a href="{root}data/{name}.{end}" download>{label}</a>' for end, label in offered]
    parts = [f"Rests on {basis}", *links] if basis else links
    return nodes.raw("", f'<p class="data-links">{" · ".join(parts)}</p>', format="html")


def _describe(app: Sphinx, page: str, name: str, node: nodes.Element) -> dict[str, object]:
    """Return what the data are, their unit, sources and licence, and how they were made."""
    domain = EvidenceDomain.of(app.env)
    shown, edition = domain.shown[name], domain.evidence.edition
    caption = next(iter([*node.findall(nodes.caption), *node.findall(nodes.title)]))
    named = _find_evidence(domain.evidence.corpus, node, shown)
    number = app.env.toc_fignumbers.get(page, {}).get("figure" if isinstance(node, nodes.figure) else "table", {})
    return {
        "name": name,
        "number": ".".join(map(str, number.get(name, ()))),
        "title": shown.title,
        "caption": caption.astext(),
        "unit": shown.unit or None,
        "columns": shown.columns,
        "rows": len(shown.rows),
        "address": f"{app.config.html_baseurl}{page}.html#{name}",
        "evidence": sorted(named) or [EVERYTHING],
        "sources": list(_name_works(app, named, node)),
        "licence": domain.evidence.licence.address,
        "made_by": notebook_of(app.env, page) if is_chapter(app.env, page) else f"book/{page}.md",
        "version": edition.version,
        "commit": edition.commit,
        "data_hash": edition.data_hash,
    }


def notebook_of(env: BuildEnvironment, page: str) -> str:
    """Return where the notebook of a chapter is, in the repository and in the HTML edition."""
    return f"notebooks/{PurePath(env.doc2path(page)).name}"


def _find_evidence(corpus: Corpus, node: nodes.Element, shown: ShownData) -> set[str]:
    """Return the ids of the claims, facts and series that the notebook, the caption, the cells or the marks name."""
    known = {*corpus.claims["claim"], *corpus.facts["fact"], *corpus.series["series"]}
    marked = {Ref.parse(label["entry"]).id for label in node.findall(EvidenceLabel)}
    return (marked | {*shown.evidence} | {cell for row in shown.rows for cell in row}) & known


def _name_works(app: Sphinx, named: set[str], node: nodes.Element) -> Iterator[str]:
    """Yield the works behind the evidence, and those that the caption cites; without any, those of all sources."""
    corpus = EvidenceDomain.of(app.env).evidence.corpus
    bibliography = cast(BibtexDomain, app.env.get_domain("cite"))
    cited = corpus.sources.set_index("source")["citekey"]
    keys = {cited[row.source] for row in corpus.claims.itertuples() if row.claim in named}
    keys |= {row.citekey for row in corpus.facts.itertuples() if row.fact in named}
    keys |= {row.citekey for row in corpus.series.itertuples() if row.series in named}
    entries = {each.citation_id: each.key for each in bibliography.citations}
    targets = {link.get("refuri", "").rpartition("#")[2] for link in node.findall(nodes.reference)}
    keys |= {entries[target] for target in targets if target in entries}
    for key in sorted(keys or set(cited)):
        yield name_work(bibliography.bibdata.data.entries[key])


def name_work(entry: Entry) -> str:
    """Return author, year, title and outlet of a work of the bibliography in one line of plain text."""
    authors = " and ".join(str(person).strip("{}") for person in entry.persons.get("author", ()))
    year = entry.fields.get("year", "undated")
    title = entry.fields["title"].replace("{", "").replace("}", "")
    outlet = entry.fields.get("howpublished") or entry.fields.get("journal") or entry.fields.get("publisher", "")
    return ". ".join(filter(None, (f"{authors} ({year})", title, outlet))) + "."


def pack_downloads(app: Sphinx) -> None:
    """Add the executed notebooks and the complete data package to the edition."""
    evidence = EvidenceDomain.of(app.env).evidence
    for page in sorted(app.env.found_docs):
        if is_chapter(app.env, page):
            target = Path(app.outdir, notebook_of(app.env, page))
            target.parent.mkdir(exist_ok=True)
            shutil.copyfile(app.env.doc2path(page), target)
    folder = Path(app.outdir, "data")
    folder.mkdir(exist_ok=True)
    pack_data(folder / name_archive(evidence.edition.version, evidence.folder), evidence.edition.time, evidence.folder)
