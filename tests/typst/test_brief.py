"""The figures of the brief: small, and legible all the same."""

import re

import pytest
from docutils import nodes

from dossier.sphinx.brief import DRAWINGS, draw_small

COLUMN = 168 / 25.4 * 72
"""The width of the brief's text in points."""


@pytest.mark.parametrize("name", DRAWINGS)
def test_a_small_figure_fits_the_brief_unscaled_with_text_of_seven_points(name, tmp_path, report):
    claims = report.corpus.claims
    dated = claims[claims["date"] != ""]["claim"].head(20)
    draw_small(
        name, nodes.figure(timeline={claim: f"what {claim} says" for claim in dated}), tmp_path / "a.svg", report
    )
    drawing = (tmp_path / "a.svg").read_text("utf-8")
    assert float(re.search(r'<svg[^>]* width="([\d.]+)pt"', drawing)[1]) <= COLUMN
    # matplotlib draws glyphs of a hundred units to the em.
    assert min(100 * float(scale) for scale in re.findall(r"scale\(([\d.]+) -", drawing)) >= 7


def test_the_matrix_leaves_out_what_the_chapters_leave_out(tmp_path, report):
    for name, drawn in {"all": report, "fewer": report.without("tdi-2022")}.items():
        draw_small("fig-matrix", nodes.figure(), tmp_path / f"{name}.svg", drawn)
    drawings = [(tmp_path / f"{name}.svg").read_text("utf-8") for name in ("all", "fewer")]
    heights = [re.search(r'<svg[^>]* height="([\d.]+)pt"', drawing)[1] for drawing in drawings]
    assert float(heights[0]) > float(heights[1])
