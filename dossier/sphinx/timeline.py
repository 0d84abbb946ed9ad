"""A directive that draws chosen claims on a line of time, where a page written by hand has no cell to draw in.

Each line of its content is a claim's id, a colon and a label; date, theme and what is only planned come from the data.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.corpus.records import Ref
from dossier.corpus.tables import Corpus
from dossier.notebook import figures
from dossier.settings import Settings
from dossier.sphinx.domain import EvidenceDomain
from dossier.vocabulary import Told


def setup_timeline(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("timeline", Timeline)


class Timeline(SphinxDirective):
    """Draws the claims that its content names; the argument is the caption."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged_required, "alt": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the figure, without the claims that this build leaves out. An unknown claim is an error."""
        domain = EvidenceDomain.of(self.env)
        known = domain.evidence.labels["claim"]
        labels = dict(line.split(": ", 1) for line in self.content if ": " in line)
        if unknown := [claim for claim in labels if claim not in known]:
            raise self.error(f"no claim “{unknown[0]}”: correct the id")
        kept = {name: text for name, text in labels.items() if not domain.evidence.is_left_out(Ref("claim", name))}
        frame = read_dates(domain.evidence.corpus, kept)
        claims = domain.evidence.corpus.claims.set_index("claim").loc[list(kept)]
        told = claims[["source", "statement", "told", "stated"]].reset_index().join(frame)
        domain.note_shown(self.options["name"], figures.describe(told, self.arguments[0]))
        image = nodes.image(uri=f"/{self._draw(frame, domain.evidence.settings)}", alt=self.options["alt"])
        figure = nodes.figure("", image, timeline=kept)
        caption, _ = self.state.inline_text(self.arguments[0], self.lineno)
        figure += nodes.caption("", "", *caption)
        self.add_name(figure)
        return [figure]

    def _draw(self, frame: pd.DataFrame, settings: Settings) -> str:
        """Draw into the folder of made pages, which version control leaves out, and return the path below the book."""
        path = Path(self.env.srcdir) / "executed" / f"{self.options['name']}.svg"
        path.parent.mkdir(exist_ok=True)
        figures.use_style(settings)
        figures.draw_timeline_by_theme(frame)
        plt.savefig(path, metadata={"Date": None})
        plt.close("all")
        return str(path.relative_to(self.env.srcdir))


def read_dates(corpus: Corpus, labels: dict[str, str]) -> pd.DataFrame:
    """Return label, date, theme and whether it is done for each claim of a timeline, by the claims' ids."""
    chosen = corpus.claims.set_index("claim").loc[list(labels)]
    return pd.DataFrame(
        {
            "label": list(labels.values()),
            "date": list(chosen["date"]),
            "theme": list(chosen["theme"]),
            "done": [not Told(told).looks_ahead for told in chosen["told"]],
        }
    )
