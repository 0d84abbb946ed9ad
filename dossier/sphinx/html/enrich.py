"""Corrects what the theme, myst-nb and docutils write into a page, where they offer no hook for it.

The finished body is parsed once, and each small function below corrects one thing in it.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

POINT = 4 / 3
"""CSS pixels in a point."""


def enrich_body(app: Sphinx, context: dict[str, Any]) -> None:
    """Mend the body of a page in the order of the list below."""
    # The builder copies pictures after the pages are written, so their sizes are read at the source.
    sources = {name: Path(app.srcdir, source) for source, name in app.builder.images.items()}
    body = BeautifulSoup(context["body"], "html.parser")
    for mend in (*MENDS, partial(size_images, sources=sources)):
        mend(body)
    context["body"] = str(body)


def drop_scripts(body: BeautifulSoup) -> None:
    """Remove the settings of sphinx-thebe, which is not used."""
    for script in body("script"):
        script.decompose()


def drop_numbers(body: BeautifulSoup) -> None:
    """Remove the numbers from titles: that of a page stands above its title, and sections are found by their words."""
    for number in body.select(":is(h1, h2, h3) > .section-number"):
        number.decompose()


def wrap_tables(body: BeautifulSoup) -> None:
    """Put each table into a box that keeps its width, and name the column in each cell, for rows that are stacked."""
    for table in body("table"):
        box = body.new_tag("div", attrs={"class": "matrix-wrap" if "matrix" in table["class"] else "table-wrap"})
        table.wrap(box)
        if "matrix" in table["class"]:
            continue
        table["class"] = [*table["class"], "stacks"]
        heads = [head.get_text(" ", strip=True) for head in table.select("thead th")]
        for row in table.select("tbody tr"):
            for head, cell in zip(heads, row("td"), strict=False):
                if head and cell.get_text(strip=True):
                    cell["data-head"] = head


def scope_heads(body: BeautifulSoup) -> None:
    """Say of each head of a column that it is one; docutils has no place for the attribute."""
    for head in body.select("thead th"):
        head["scope"] = "col"


def mend_bibliography(body: BeautifulSoup) -> None:
    """Give works the role of items in a list: docutils writes one that is deprecated and not allowed in a list."""
    for work in body.select(".citation-list > [role=doc-biblioentry]"):
        work["role"] = "listitem"


def delay_images(body: BeautifulSoup) -> None:
    """Let images wait until they come into sight; the first may be in sight at once."""
    for place, image in enumerate(body("img")):
        if place:
            image["loading"] = "lazy"
        image["decoding"] = "async"


def size_images(body: BeautifulSoup, sources: dict[str, Path]) -> None:
    """Give each SVG its width and height in pixels, so that nothing on the page moves when it arrives."""
    for image in body("img"):
        source = sources.get(Path(str(image["src"])).name)
        if source is not None and source.suffix == ".svg":
            for side, pixels in read_size(source).items():
                image[side] = str(pixels)


def read_size(path: Path) -> dict[str, int]:
    """Return the width and height of an SVG in CSS pixels, where it states them in points."""
    _, root = next(ElementTree.iterparse(path, events=("start",)))
    stated = {side: root.get(side, "") for side in ("width", "height")}
    return {side: round(float(text[:-2]) * POINT) for side, text in stated.items() if text.endswith("pt")}


MENDS = (drop_scripts, drop_numbers, scope_heads, wrap_tables, mend_bibliography, delay_images)
"""What mends a body without knowing more than the body."""
