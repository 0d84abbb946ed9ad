"""What pages of a build know of each other: the entries' addresses, who cites them, what figures show, and terms.

All of it is kept in one Sphinx domain, so that a page that is read again or in another process leaves nothing behind
and loses nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util.nodes import make_refnode

from dossier.corpus.records import Ref
from dossier.sphinx.evidence import Evidence, load_evidence


class Place(NamedTuple):
    """A place on a page: the document, and the id of an element in it."""

    docname: str
    anchor: str


class ShownData(NamedTuple):
    """What a figure or table of the page `docname` shows.

    `evidence` names ids of claims, facts and series; `columns` and `rows` are texts, `unit` may be empty. `narrow` is
    the picture for a phone as SVG, where there is one.
    """

    docname: str
    title: str
    unit: str
    evidence: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    narrow: str = ""


class Term(NamedTuple):
    """What a term means, and the page that lists it."""

    docname: str
    meaning: str


class EvidenceDomain(Domain):
    """Keeps what pages leave behind for other pages, and resolves references to entries."""

    name = "evidence"
    label = "Evidence"
    data_version = 1
    initial_data = {"entries": {}, "citations": {}, "shown": {}, "terms": {}, "data": "", "written": ""}  # noqa: RUF012
    dangling_warnings = {  # noqa: RUF012
        kind: f"{kind} %(target)s has no entry: list it on a page with the register directive"
        for kind in ("claim", "fact", "question")
    }

    @classmethod
    def of(cls, env: BuildEnvironment) -> EvidenceDomain:
        """Return the domain of a build."""
        return cast(EvidenceDomain, env.get_domain(cls.name))

    @cached_property
    def evidence(self) -> Evidence:
        """The evidence of this build, as its configuration names it."""
        return load_evidence(self.env.config)

    @property
    def entries(self) -> dict[str, Place]:
        """Where each entry of a register is, by its label (see `Ref`)."""
        return cast(dict[str, Place], self.data["entries"])

    @property
    def citations(self) -> dict[str, list[Place]]:
        """The marks that cite each entry, by its label."""
        return cast(dict[str, list[Place]], self.data["citations"])

    @property
    def shown(self) -> dict[str, ShownData]:
        """What each figure and table shows, by its name."""
        return cast(dict[str, ShownData], self.data["shown"])

    @property
    def terms(self) -> dict[str, Term]:
        """The terms that pages are to explain, in the order in which the glossary lists them."""
        return cast(dict[str, Term], self.data["terms"])

    def note_entry(self, ref: Ref, anchor: str) -> None:
        """Note that the page being read has the entry of a claim, fact, question or name."""
        self.entries[str(ref)] = Place(self.env.docname, anchor)

    def note_citation(self, ref: Ref, anchor: str) -> None:
        """Note that the page being read cites an entry at the mark with this id."""
        self.citations.setdefault(str(ref), []).append(Place(self.env.docname, anchor))

    def note_shown(self, name: str, shown: dict[str, Any]) -> None:
        """Note what the figure or table `name` of the page being read shows; the keys are those of ShownData."""
        rows = tuple(tuple(row) for row in shown["rows"])
        self.shown[name] = ShownData(
            self.env.docname,
            shown["title"],
            shown["unit"],
            tuple(shown["evidence"]),
            tuple(shown["columns"]),
            rows,
            shown.get("narrow", ""),
        )

    def note_term(self, name: str, meaning: str) -> None:
        """Note a term that the page being read lists, for other pages to explain."""
        self.terms[name] = Term(self.env.docname, meaning)

    def clear_doc(self, docname: str) -> None:
        """Forget what a page left behind."""
        for name in ("entries", "shown", "terms"):
            self.data[name] = {key: kept for key, kept in self.data[name].items() if kept.docname != docname}
        others = {
            key: [place for place in places if place.docname != docname] for key, places in self.citations.items()
        }
        self.data["citations"] = {key: places for key, places in others.items() if places}

    def merge_domaindata(self, docnames: Collection[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process read on some pages."""
        for name in ("entries", "shown", "terms"):
            self.data[name].update({key: new for key, new in otherdata[name].items() if new.docname in docnames})
        for key, places in otherdata["citations"].items():
            if own := [place for place in places if place.docname in docnames]:
                self.citations.setdefault(key, []).extend(own)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """Return the reference to an entry, titled by its source, or None where there is no such entry."""
        place = self.entries.get(str(Ref(typ, target)))
        title = self.evidence.labels[typ].get(target, "") if typ in ("claim", "fact") else ""
        return make_refnode(builder, fromdocname, place.docname, place.anchor, contnode, title) if place else None

    def fingerprint(self) -> str:
        """Return a hash of all that one page can show of another, the same whatever the order of reading."""
        known = [sorted(self.entries.items()), sorted(self.terms.items())]
        known.append(sorted((key, sorted(places)) for key, places in self.citations.items()))
        return hashlib.sha256(repr(known).encode()).hexdigest()


def _find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Collection[str]:
    """Ask for every page to be read again when evidence or settings changed."""
    domain = EvidenceDomain.of(env)
    before, domain.data["data"] = domain.data["data"], domain.evidence.state
    return [] if before in ("", domain.data["data"]) else env.found_docs - added - removed


def _find_to_write(app: Sphinx, env: BuildEnvironment) -> Collection[str]:
    """Ask for every page to be written again when pages cite, list or explain something else than before."""
    domain = EvidenceDomain.of(env)
    before, domain.data["written"] = domain.data["written"], domain.fingerprint()
    return [] if before in ("", domain.data["written"]) else sorted(env.found_docs)


def setup_domain(app: Sphinx) -> None:
    """Register the domain, and what it asks of a build that goes on from an earlier one."""
    app.add_domain(EvidenceDomain)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-updated", _find_to_write)
