"""Draws what an analyst asks for, in the style of the report, as figures of matplotlib that can be changed."""

from __future__ import annotations

from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from dossier.asking.lists import find_claims
from dossier.corpus.tables import CorpusError
from dossier.notebook.figures import draw_timeline, use_style
from dossier.report import Report
from dossier.vocabulary import Told

LONGEST = 70
"""How many characters of a statement stand beside its date."""

MOST = 150
"""How many dates one figure holds so that its labels can be read."""


def draw_claims(report: Report, words: str, columns: dict[str, Any]) -> Figure:
    """Return a timeline of the claims that have the words, and these codes in these columns.

    Raises CorpusError where none has a date, or more than a figure can hold.
    """
    rows = find_claims(report, words, columns).frame
    rows = rows[rows["date"] != ""].sort_values(["date", "claim"])
    if rows.empty:
        raise CorpusError("no claim with a date has these words and codes; ask for others")
    if len(rows) > MOST:
        raise CorpusError(f"{len(rows)} dates are too many for one figure; add a word or a column, such as source=…")
    use_style(report.settings)
    ahead = {told.value for told in Told if told.looks_ahead}
    labels = rows["statement"].map(lambda text: text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…")
    drawn = rows.assign(label=labels, done=~rows["told"].isin(ahead), colour=rows["theme"])
    figure = draw_timeline(drawn[["label", "date", "done", "colour"]]).get_figure(root=True)
    plt.close(figure)  # so that a notebook shows it once, as the value of its cell
    assert isinstance(figure, Figure)
    return figure
