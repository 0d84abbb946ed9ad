"""Directives that draw or list what a page written by hand has no cell for: a map, and the articles as cards."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from matplotlib.figure import Figure
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.notebook import figures
from dossier.report import Report
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.markup import NOTHING, paragraph
from dossier.values import date_in_words


def setup_drawn(app: Sphinx) -> None:
    """Register both directives."""
    app.add_directive("locator", Locator)
    app.add_directive("source-cards", SourceCards)


class Locator(SphinxDirective):
    """Draws the places of the report, without routes; the argument is the title, and `caption` says how to read it."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec = dict.fromkeys(("name", "caption", "alt"), directives.unchanged_required)

    def run(self) -> list[nodes.Node]:
        """Return the figure."""
        domain = EvidenceDomain.of(self.env)
        report = domain.evidence.report
        path = Path(self.env.srcdir) / "executed" / f"{self.options['name']}.svg"
        path.parent.mkdir(exist_ok=True)
        figures.use_style(report.settings)
        wide, narrow = (figures.print_at(inches, lambda: _draw(report)) for inches in figures.WIDTHS)
        path.write_text(wide, encoding="utf-8")
        places = report.corpus.places.query("kind != 'name'")[["label", "kind", "east", "north"]]
        described = figures.describe(places, self.arguments[0], "degrees east and north") | {"narrow": narrow}
        domain.note_shown(self.options["name"], described)
        image = nodes.image(uri=f"/{path.relative_to(self.env.srcdir)}", alt=self.options["alt"])
        figure = nodes.figure("", image)
        caption, _ = self.state.inline_text(self.options["caption"], self.lineno)
        figure += nodes.caption("", "", *caption)
        self.add_name(figure)
        return [figure]


def _draw(report: Report) -> Figure:
    return figures.draw_map(report, routes=False).get_figure(root=True)


class SourceCards(SphinxDirective):
    """Lists the articles of this edition, the oldest first: name, title, place and date, and who speaks."""

    def run(self) -> list[nodes.Node]:
        """Return a list, which a style sheet can set as cards, or a line that says that there is none."""
        sources = EvidenceDomain.of(self.env).evidence.corpus.sources.sort_values("published")
        if sources.empty:
            return [paragraph(NOTHING)]
        cards = nodes.bullet_list(classes=["source-cards"])
        for row in sources.itertuples():
            place = "place not named" if row.place == "not named" else row.place
            about = f" “{row.title.strip('[]')}”. {place.capitalize()}, {date_in_words(row.published)}. {row.interest}."
            cards += nodes.list_item("", paragraph(nodes.strong(text=f"{row.label}."), about))
        return [cards]
