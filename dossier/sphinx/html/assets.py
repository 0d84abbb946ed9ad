"""The library's scripts and styles: which page loads what, and one style sheet joined from its components.

Colours are custom properties that come from the settings of the report, so that changing one there changes it here.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from dossier.settings import Settings
from dossier.sphinx.domain import EvidenceDomain
from dossier.sphinx.facets import FilterForm, make_class
from dossier.sphinx.html.explorer import DATA
from dossier.sphinx.html.fonts import FOLDER, write_fonts, write_rules
from dossier.sphinx.pages import is_chapter
from dossier.sphinx.roles import EvidenceLabel
from dossier.sphinx.terms import TermLink

STYLE = "dossier.css"

STYLES = (
    "page",
    "bar",
    "type",
    "keyboard",
    "evidence",
    "notes",
    "figures",
    "tables",
    "formulas",
    "design",
    "code",
    "register",
    "terms",
    "matrix",
    "explorer",
    "cards",
    "cite",
    "search",
    "print",
)
"""The components of the style sheet, in the order in which they are joined: a later one wins."""

CODE_STYLE = "a11y-high-contrast-light"
"""The colours of code: those of Jupyter Book are too faint on the ground of our pages."""

WHITE, BLACK = "#ffffff", "#000000"

TINT, INK_TINT = 0.55, 0.88
"""How much white is mixed into a colour of the settings, and into the ink, for the dark mode."""

NIGHT = 0.32
"""How much black is mixed into the ink for the paper of the dark mode."""

SHADES = {"quiet": 0.3, "rule": 0.82, "surface": 0.94}
"""How far from ink to paper are the colours of small print, of thin lines, and of a quiet ground."""


def setup_assets(app: Sphinx) -> None:
    """Offer the scripts to pages, and write the style sheet before any page names it."""
    app.connect("config-inited", _add_static)
    app.connect("builder-inited", _write_style)


def add_scripts(app: Sphinx, page: str, doctree: nodes.document | None) -> None:
    """Add to one page the scripts that it needs; all can wait for the page."""
    needed = {"page.js": True, "run-chapter.js": is_chapter(app.env, page)}
    if doctree is not None:
        needed["popups.js"] = any(any(doctree.findall(kind)) for kind in (EvidenceLabel, TermLink, nodes.reference))
        needed["register.js"] = needed["explorer.js"] = any(doctree.findall(FilterForm))
        needed[f"{DATA}-data.js"] = any("matrix" in table["classes"] for table in doctree.findall(nodes.table))
    for name, is_needed in needed.items():
        if is_needed:
            app.add_js_file(name, loading_method="defer")


def _add_static(app: Sphinx, config: Config) -> None:
    """Offer the library's scripts before the report's own files, which may replace them; set the colours of code."""
    config.pygments_style = CODE_STYLE
    config.html_static_path = [str(files("dossier.sphinx") / "static"), *config.html_static_path]


def _write_style(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    folder = Path(app.outdir, "_static")
    folder.mkdir(parents=True, exist_ok=True)
    style = join_styles(EvidenceDomain.of(app.env).evidence.settings)
    (folder / STYLE).write_text(style, encoding="utf-8")
    write_fonts(folder / FOLDER)
    app.add_css_file(STYLE)


def join_styles(settings: Settings) -> str:
    """Return the whole style sheet: fonts and colours of a report, then every component."""
    folder = files("dossier.sphinx") / "styles"
    components = [(folder / f"{name}.css").read_text(encoding="utf-8") for name in STYLES]
    return "\n".join([write_rules(), write_colours(settings), *components])


def write_colours(settings: Settings) -> str:
    """Return the colours of a report as custom properties, for the light mode and, lighter, for the dark one.

    What has the class of a theme (see `facets`) finds the colour of its theme in `--dossier-theme`.

    >>> print(write_colours(Settings()).splitlines()[2])
      --dossier-conflict: #B2182B;
    """
    palette = settings.palette
    colours = {"ink": palette.ink, "conflict": palette.conflict, "accent": palette.accent, "faint": palette.faint}
    colours |= {"water": palette.water}
    colours |= {f"theme-{name}": theme.colour for name, theme in settings.themes.items()}
    tints = {role: mix(colour, WHITE, INK_TINT if role == "ink" else TINT) for role, colour in colours.items()}
    tints["water"] = mix(mix(palette.ink, BLACK, NIGHT), palette.accent, 0.25)
    tints["faint"] = mix(palette.faint, BLACK, NIGHT)
    light = _declare(colours, palette.paper)
    dark = _declare(tints, mix(palette.ink, BLACK, NIGHT))
    themes = "".join(
        f".{make_class('theme', name)} {{ --dossier-theme: var(--dossier-theme-{name}); }}\n"
        for name in settings.themes
    )
    unasked = f"@media (prefers-color-scheme: dark) {{\nhtml:not([data-theme]) {{\n{dark}}}\n}}\n"
    return f':root {{\n{light}}}\nhtml[data-theme="dark"] {{\n{dark}}}\n{unasked}{themes}'


def _declare(colours: dict[str, str], paper: str) -> str:
    """Return the declarations of colours, of the paper, and of what lies between ink and paper."""
    shades = {role: mix(colours["ink"], paper, share) for role, share in SHADES.items()}
    every = {**colours, "paper": paper, **shades}
    return "".join(f"  --dossier-{role}: {colour};\n" for role, colour in every.items())


def mix(colour: str, other: str, share: float) -> str:
    """Return a colour with a share of another, both as `#rrggbb`.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(other[1:]), strict=True)
    return "#" + "".join(f"{round(own + (theirs - own) * share):02x}" for own, theirs in pairs)
