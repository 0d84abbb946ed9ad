"""The Sphinx extension that prints which edition this is: in the colophon, and on the PDF's imprint."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.docutils import SphinxDirective

from dossier.edition.citation import as_text, cite_report
from dossier.edition.edition import Edition, read_licence, read_stack
from dossier.sphinx.evidence import data_folder, line, read_evidence, settings
from dossier.sphinx.evidence import edition as read_edition
from dossier.values import date_in_words


class Colophon(SphinxDirective):
    """Prints version, commit, date, data hash and the versions of the tools."""

    def run(self) -> list[nodes.Node]:
        """Return two field lists."""
        return [_fields(_imprint()), nodes.rubric(text="Made with"), _fields(list(read_stack().items()))]


class Errata(SphinxDirective):
    """Lists the corrections of published versions, the newest first."""

    def run(self) -> list[nodes.Node]:
        """Return one entry a correction, or a line that says that there is none."""
        errata = read_evidence().errata.sort_values(["date", "erratum"], ascending=[False, True])
        if errata.empty:
            return [line("No error in a published version is known.")]
        items = []
        for row in errata.itertuples():
            place = nodes.term("", "", nodes.Text(row.place), ids=[f"erratum-{row.erratum}"])
            text = (
                f"In version {row.version}: {row.was}. Since {date_in_words(row.date)}: {row.now}. Effect: {row.effect}"
            )
            items.append(nodes.definition_list_item("", place, nodes.definition("", line(text))))
        return [nodes.definition_list("", *items)]


def _imprint() -> list[tuple[str, str]]:
    edition = read_edition()
    return [
        ("Version", edition.version),
        ("Commit", edition.commit),
        ("Date of the commit", f"{edition.time:%-d %B %Y}"),
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


def read_left_out(executed: Path) -> list[str]:
    """Return the sources that the executed notebooks left out, from the parameters that papermill wrote into them."""
    found: set[str] = set()
    for path in executed.glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if "injected-parameters" in cell["metadata"].get("tags", ()):
                found.update(re.findall(r'"([^"]+)"', "".join(cell["source"])))
    return sorted(found)


def _prepare(app: Sphinx, config: Config) -> None:
    edition = read_edition()
    if left_out := read_left_out(Path(app.srcdir) / "executed"):
        warning = f"This edition leaves out {', '.join(left_out)}: its chapters are not those of the full report."
        config.html_theme_options["announcement"] = warning
        config.typst_subtitle = warning
    config.release = config.version = edition.version
    config.html_theme_options["extra_footer"] = f'<p class="edition">{" · ".join(_foot(edition))}</p>'
    if "typst_imprint" in config:
        licences = [
            ("Licence", f"Text and data {read_licence(data_folder()).name}, code MIT"),
            ("Suggested citation", as_text(cite_report(edition, settings(), config.html_baseurl))),
        ]
        config.typst_imprint = [*_imprint(), *licences]
        config.typst_palette = asdict(settings().palette)
        config.typst_timestamp = int(edition.time.timestamp())


def _foot(edition: Edition) -> list[str]:
    """Return what stands at the foot of each page: which edition it belongs to."""
    return [
        f"Version {edition.version}",
        f"commit {edition.commit}",
        f"{edition.time:%-d %B %Y}",
        f"data {edition.data_hash}",
    ]


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directives, and fill in the imprint before the book is read."""
    app.add_directive("colophon", Colophon)
    app.add_directive("errata", Errata)
    app.connect("config-inited", _prepare)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
