"""The style that figures are drawn in: colours, fonts and period of one report.

As in seaborn's style module, one style is current at a time; `use_style` sets it from the settings of a report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from importlib import resources
from importlib.resources import files

import matplotlib.pyplot as plt
from matplotlib import font_manager
from matplotlib.artist import Artist

from dossier.errors import UnusableValue
from dossier.settings import Palette, Settings

WIDE, NARROW = 6.7, 3.3
"""Widths of a figure in inches: for a page or a sheet, and for a phone, where 8 points are 12 pixels."""

GRID, PAPER = "#e4e4e4", "white"
"""The colours of thin lines and of what is hollow; a page sets its own in their place."""

HALO = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.75, "pad": 0.6}
"""The ground of a name that lies on lines. Letters with an outline would no longer be text."""

_settings = Settings()
_width = WIDE


def use_style(settings: Settings) -> None:
    """Draw in the fonts, colours and period of this report from now on."""
    global _settings
    _settings = settings
    for weight in ("Regular", "Bold", "It"):
        font_manager.fontManager.addfont(str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{weight}.ttf"))
    with resources.as_file(files(__package__) / "report.mplstyle") as path:
        plt.style.use(path)
    ink = ("text.color", "axes.labelcolor", "xtick.color", "ytick.color")
    plt.rcParams.update(dict.fromkeys(ink, settings.palette.ink) | {"axes.edgecolor": settings.palette.faint})
    # Imported here, since style is also set where nothing is shown: for a plot that an analyst makes without us.
    from matplotlib_inline.backend_inline import set_matplotlib_formats

    set_matplotlib_formats("svg", metadata={"Date": None})


@contextmanager
def at_width(inches: float) -> Iterator[None]:
    """Draw for another width within the block."""
    global _width
    before, _width = _width, inches
    try:
        yield
    finally:
        _width = before


def width() -> float:
    """Return the width to draw for, in inches."""
    return _width


def is_narrow() -> bool:
    """Tell whether there is no room for labels beside what they name."""
    return _width < (WIDE + NARROW) / 2


def link_to(name: str, artists: Iterable[Artist]) -> None:
    """Let what is drawn lead to the entry of a claim or fact, by its id; an empty id leads nowhere."""
    for artist in artists if name else ():
        artist.set_url(f"#{name}")


def palette() -> Palette:
    """Return the colours of the current style by role."""
    return _settings.palette


def colour_of(name: str) -> str:
    """Return the colour of a theme, or of a role of the palette; a colour, and an empty name for ink, pass through.

    Raises ValueError for a name that is none of these.
    """
    if name in _settings.themes:
        return _settings.themes[name].colour
    if name.startswith("#"):
        return name
    roles = vars(_settings.palette)
    if name and name not in roles:
        raise UnusableValue(
            f"no colour “{name}”; write a theme or a role of the palette: {', '.join([*_settings.themes, *roles])}"
        )
    return roles[name or "ink"]


def label_of(theme: str) -> str:
    """Return how readers see a theme; any other text is returned as it is."""
    return _settings.themes[theme].label if theme in _settings.themes else theme


def themes() -> list[str]:
    """Return the codes of the themes in the order of the settings."""
    return list(_settings.themes)


def period() -> tuple[date, date] | None:
    """Return the first day of the report's period and the day after its last, or None where no period is set."""
    if _settings.years is None:
        return None
    first, last = _settings.years
    return date(first, 1, 1), date(last + 1, 1, 1)
