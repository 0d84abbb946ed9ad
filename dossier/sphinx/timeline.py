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

from dossier.corpus.tables import FOLDER
from dossier.notebook import figures
from dossier.settings import read_settings
from dossier.sphinx.evidence import read_evidence
from dossier.sphinx.html.downloads import note_data
from dossier.vocabulary import Modality


class Timeline(SphinxDirective):
    """Draws the claims that its content names; the argument is the caption."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged_required, "alt": directives.unchanged_required}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Return the figure. An unknown claim is an error that names it."""
        labels = dict(line.split(": ", 1) for line in self.content if ": " in line)
        claims = read_evidence().claims.set_index("claim")
        if unknown := [claim for claim in labels if claim not in claims.index]:
            raise self.error(f"no claim “{unknown[0]}”: correct the id")
        frame = read_dates(labels)
        told = claims.loc[list(labels), ["source", "statement", "modality"]].reset_index()
        note_data(self.env, self.options["name"], figures.describe(told.join(frame), self.arguments[0]))
        image = nodes.image(uri=f"/{self._draw(frame)}", alt=self.options["alt"])
        figure = nodes.figure("", image, timeline=labels)
        caption, _ = self.state.inline_text(self.arguments[0], self.lineno)
        figure += nodes.caption("", "", *caption)
        self.add_name(figure)
        return [figure]

    def _draw(self, frame: pd.DataFrame) -> str:
        """Draw into the folder of made pages, which version control leaves out, and return the path below the book."""
        path = Path(self.env.srcdir) / "executed" / f"{self.options['name']}.svg"
        figures.use_style(read_settings(FOLDER.parent))
        figures.draw_timeline_by_theme(frame)
        plt.savefig(path, metadata={"Date": None})
        plt.close("all")
        return str(path.relative_to(self.env.srcdir))


def read_dates(labels: dict[str, str]) -> pd.DataFrame:
    """Return label, date, theme and whether it is done for each claim of a timeline, by the claims' ids."""
    chosen = read_evidence().claims.set_index("claim").loc[list(labels)]
    return pd.DataFrame(
        {
            "label": list(labels.values()),
            "date": list(chosen["date"]),
            "theme": list(chosen["theme"]),
            "done": [not Modality(modality).looks_ahead for modality in chosen["modality"]],
        }
    )


def setup(app: Sphinx) -> dict[str, object]:
    """Register the directive."""
    app.add_directive("timeline", Timeline)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
