"""Prints which edition this is: in the colophon, at the foot of each page, and on the PDF's imprint."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import metadata

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from dossier.edition.citation import as_text, cite_report
from dossier.edition.edition import Edition, read_stack
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.evidence import Evidence, load_evidence
from dossier.sphinx.markup import paragraph
from dossier.values import date_in_words


def setup_colophon(app: Sphinx) -> None:
    """Register the directives, and fill in the imprint before the book is read."""
    app.add_directive("colophon", Colophon)
    app.add_directive("errata", Errata)
    app.connect("config-inited", _prepare)


class Colophon(SphinxDirective):
    """Prints version, commit, date, data hash and the versions of the tools."""

    def run(self) -> list[nodes.Node]:
        """Return two field lists."""
        self.env.note_reread()  # the commit is no change of a file that Sphinx knows
        imprint = _imprint(EvidenceDomain.of(self.env).evidence.edition)
        return [_fields(imprint), nodes.rubric(text="Made with"), _fields(list(read_stack().items()))]


class Errata(SphinxDirective):
    """Lists the corrections of published versions, the newest first."""

    def run(self) -> list[nodes.Node]:
        """Return one entry per correction, or a line that says that there are none."""
        errata = EvidenceDomain.of(self.env).evidence.corpus.errata
        if errata.empty:
            return [paragraph("No error in a published version is known.")]
        items = []
        for row in errata.sort_values(["date", "erratum"], ascending=[False, True]).itertuples():
            place = nodes.term("", "", nodes.Text(row.place), ids=[f"erratum-{row.erratum}"])
            text = (
                f"In version {row.version}: {row.was}. Since {date_in_words(row.date)}: {row.now}. Effect: {row.effect}"
            )
            items.append(nodes.definition_list_item("", place, nodes.definition("", paragraph(text))))
        return [nodes.definition_list("", *items)]


def _imprint(edition: Edition) -> list[tuple[str, str]]:
    return [
        ("Version", edition.version),
        ("Commit", f"{edition.commit}: {edition.why_not}" if edition.why_not else edition.commit),
        *([("Date of the commit", edition.day)] if edition.date else []),
        ("Data hash", edition.data_hash),
    ]


def _fields(pairs: list[tuple[str, str]]) -> nodes.field_list:
    return nodes.field_list(
        "",
        *(
            nodes.field("", nodes.field_name(text=label), nodes.field_body("", nodes.paragraph(text=text)))
            for label, text in pairs
        ),
    )


def _prepare(app: Sphinx, config: Config) -> None:
    evidence = load_evidence(config)
    edition = evidence.edition
    options = {"extra_footer": f'<p class="edition">{" · ".join(_foot(edition))}</p>'}
    if evidence.names_left_out:
        options["announcement"] = config.typst_subtitle = announce_left_out(evidence)
    config.html_theme_options = {**config.html_theme_options, **options}
    config.release = config.version = edition.version
    code = metadata("dossier")["License-Expression"]
    report = cite_report(edition, evidence.settings, config.html_baseurl)
    imprint = [
        *_imprint(edition),
        ("Licence", f"Text and data {evidence.licence.name}, code {code}"),
        ("Suggested citation", as_text(report)),
    ]
    config.typst_imprint = imprint
    config.typst_palette = asdict(evidence.settings.palette)
    config.typst_timestamp = int(edition.time.timestamp())


def announce_left_out(evidence: Evidence) -> str:
    """Return what a page or the imprint says of an edition without some of its sources."""
    return (
        f"This edition leaves out {', '.join(evidence.names_left_out)}. Chapters, registers and verdicts are made "
        "without; where a page cites what is left out, the mark says so."
    )


def _foot(edition: Edition) -> list[str]:
    """Return the parts of the line at the foot of each page, which identifies the edition."""
    return [
        f"Version {edition.version}",
        f"commit {edition.commit}",
        edition.day,
        f"data {edition.data_hash}",
    ]
