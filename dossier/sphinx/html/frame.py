"""The library's own theme: what its templates show around a page, and which files a page loads.

A theme on Sphinx's `basic` was measured against two others; CONTRIBUTING.md has the figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from dossier.sphinx.html.assets import STYLE
from dossier.sphinx.html.design import FILES, uses_design
from dossier.sphinx.html.explorer import DATA, list_views
from dossier.sphinx.html.fonts import EMBEDDED, FIRST
from dossier.sphinx.html.fonts import FOLDER as FONTS
from dossier.sphinx.pages import number_page

THEME = "dossier"

FOLDER = Path(__file__).parent.parent / "theme"

CODE_COLOURS = "pygments.css"
"""The one style sheet of Sphinx that pages use."""

SUMMARY, WITHOUT_CAPTION = "Summary", "Contents"
"""What menus call the landing page, and a list of pages that has no caption."""


class Page(NamedTuple):
    """A page in a menu; an unnumbered page has an empty number."""

    name: str
    title: str
    number: str
    address: str


class Menu(NamedTuple):
    """A menu of the bar: pages under one caption of the contents; `is_here` if the page being written is among them."""

    title: str
    pages: list[Page]
    is_here: bool


def setup_frame(app: Sphinx) -> None:
    """Register the theme."""
    app.add_html_theme(THEME, str(FOLDER))


def frame_page(app: Sphinx, page: str, context: dict[str, Any], doctree: nodes.document | None) -> None:
    """Give the templates the menus of a page, and leave it the files that it uses."""
    if app.config.html_theme != THEME:
        return
    context["views"] = list_views(app, page)
    context["menus"] = list(list_menus(app, page))
    context["number"] = number_page(app.env, page)
    context["embedded_fonts"] = context["pathto"](f"_static/{FONTS}/{EMBEDDED}", 1)
    context["first_fonts"] = [context["pathto"](f"_static/{FONTS}/{name}", 1) for name in FIRST]
    own = {path.name for path in (Path(__file__).parent.parent / "static").iterdir()}
    own |= {
        CODE_COLOURS,
        STYLE,
        f"{DATA}-data.js",
        *map(_name, (*app.config.html_css_files, *app.config.html_js_files)),
    }
    if doctree is not None and uses_design(doctree):
        own |= {*FILES}
    for kind in ("css_files", "script_files"):
        context[kind] = [file for file in context[kind] if _name(file) in own]


def list_menus(app: Sphinx, page: str) -> Iterator[Menu]:
    """Yield a menu for each list of pages on the landing page; the first begins with that page itself."""
    root = app.config.root_doc
    for place, toctree in enumerate(app.env.tocs[root].findall(addnodes.toctree)):
        names = toctree["includefiles"]
        pages = [
            Page(name, _say_title(app.env, name), number_page(app.env, name), _lead(app, page, name)) for name in names
        ]
        if not place:
            pages.insert(0, Page(root, SUMMARY, "", _lead(app, page, root)))
        yield Menu(toctree["caption"] or WITHOUT_CAPTION, pages, page in names)


def _say_title(env: BuildEnvironment, name: str) -> str:
    return env.titles[name].astext()


def _lead(app: Sphinx, page: str, name: str) -> str:
    return app.builder.get_relative_uri(page, name) or "#"


def _name(file: Any) -> str:
    """Return the name of a file without its folder, as Sphinx or a setting gives it."""
    path = file[0] if isinstance(file, tuple) else getattr(file, "filename", file)
    return str(path or "").rpartition("/")[2]
