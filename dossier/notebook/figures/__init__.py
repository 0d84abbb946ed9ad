"""Draws what more than one chapter needs, in one style.

Colours carry one meaning each: a theme, or the one colour that is kept for conflicts. Whatever a colour says, a sign or
a label says too. A plan is hollow, a deed is filled. Functions named after a figure show it with its data;
those that begin with `draw_` return the axes, for a page that has no cell to show it in.
"""

from dossier.notebook.figures.bars import bars, series
from dossier.notebook.figures.dots import dots
from dossier.notebook.figures.ladder import ladder
from dossier.notebook.figures.lanes import lanes
from dossier.notebook.figures.lines import gap
from dossier.notebook.figures.map import draw_map, map
from dossier.notebook.figures.matrix import draw_matrix, explain_verdicts, matrix
from dossier.notebook.figures.ranges import ranges
from dossier.notebook.figures.show import describe, print_at, show
from dossier.notebook.figures.style import NARROW, WIDE, colour_of, label_of, palette, period, themes, use_style
from dossier.notebook.figures.timeline import draw_timeline, timeline

WIDTHS = WIDE, NARROW
"""The widths at which a figure is drawn, in inches: for a page or a sheet, and for a phone."""

__all__ = [
    "WIDTHS",
    "bars",
    "colour_of",
    "describe",
    "dots",
    "draw_map",
    "draw_matrix",
    "draw_timeline",
    "explain_verdicts",
    "gap",
    "label_of",
    "ladder",
    "lanes",
    "map",
    "matrix",
    "palette",
    "period",
    "print_at",
    "ranges",
    "series",
    "show",
    "themes",
    "timeline",
    "use_style",
]
