"""Reads `dossier.toml`, the one file that says what is special to a report: title, period, themes, colours, names.

The library has defaults for all of it, so that a folder of data alone can be judged and drawn.
"""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from dossier.errors import DossierError, offer, printable

FILE = "dossier.toml"

MOST_DEGREES = 360
"""How far from zero a place is at most: a map may go on beyond the line of dates."""


class SettingsError(DossierError):
    """The settings cannot be used; the message is one line that names the file, the key and how to mend it."""


@dataclass(frozen=True)
class Theme:
    """One theme of the report: the label that readers see, and its colour as `#rrggbb`."""

    label: str
    colour: str


@dataclass(frozen=True)
class Palette:
    """The colours of the report by role, as `#rrggbb`. What a colour says, a sign or a word says too."""

    ink: str = "#222222"
    faint: str = "#9a9a9a"
    conflict: str = "#B2182B"
    accent: str = "#1d3d5c"
    paper: str = "#fbfaf7"
    water: str = "#eef3f6"


@dataclass(frozen=True)
class Region:
    """The part of the world that a map shows, in degrees.

    A border that lies wholly within one of the boxes `disputed` (west, south, east, north) is drawn dashed.
    """

    west: float
    east: float
    south: float
    north: float
    disputed: tuple[tuple[float, float, float, float], ...] = ()


@dataclass(frozen=True)
class Files:
    """Names of files of the report, relative to the folder that holds `dossier.toml`."""

    data: str = "data"
    citation: str = "CITATION.cff"
    licence: str = "LICENSE-DATA"
    bibliography: str = "book/references.bib"


@dataclass(frozen=True)
class Run:
    """How notebooks run: how many `seconds` a cell may take, and the names of `variables` that they are handed.

    Of all other variables of the environment a notebook gets only what every build needs.
    """

    seconds: int = 600
    variables: tuple[str, ...] = ()

    def read_variables(self) -> dict[str, str]:
        """Return the variables that are handed on, as far as they are set."""
        return {name: os.environ[name] for name in self.variables if name in os.environ}


@dataclass(frozen=True)
class Settings:
    """The settings of one report. `root` is the folder that its file names are relative to.

    `period` is an EDTF interval of years; `language` a BCP 47 tag; `map` the region that maps show, without it the one
    that holds the places of the report; `letters` maps the tag of another language to
    letters that occur in this report in words of that language alone, so that screen readers can be told; `outside` are
    the hosts that pages may call when they are opened, as for a picture that lies there.
    """

    root: Path = Path()
    title: str = "A source-anchored report"
    subtitle: str = ""
    period: str = ""
    language: str = "en"
    palette: Palette = Palette()
    files: Files = Files()
    run: Run = Run()
    map: Region | None = None
    outside: tuple[str, ...] = ()
    themes: MappingProxyType[str, Theme] = field(default_factory=lambda: MappingProxyType({}))
    letters: MappingProxyType[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and the last year of the period, or None where no period is set."""
        return (int(self.period[:4]), int(self.period[-4:])) if self.period else None

    @property
    def data(self) -> Path:
        """The folder of the data package."""
        return self.root / self.files.data

    def colour_of(self, theme: str) -> str:
        """Return the colour of a theme, or the ink for one without a colour."""
        return self.themes[theme].colour if theme in self.themes else self.palette.ink


def read_settings(root: Path | str) -> Settings:
    """Read the settings of the report in the folder `root`; without a file all are defaults. Raises SettingsError."""
    root = Path(root)
    path = root / FILE
    try:
        found = tomllib.loads(_read(path))
    except FileNotFoundError:
        return Settings(root=root)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise SettingsError(f"{path}: {error}; write TOML") from None
    tables = {"palette": Palette, "files": Files, "map": Region}
    texts = {each.name for each in fields(Settings) if each.type == "str"}
    _refuse_unknown(path, "", found, texts | {*tables, "run", "outside", "themes", "letters"})
    for name in texts & found.keys():
        _demand_text(path, name, found[name])
    if "period" in found and not re.fullmatch(r"\d{4}/\d{4}", found["period"]):
        raise SettingsError(f"{path}: period “{found['period']}” is not an interval of years; write 1990/1999")
    if "period" in found and found["period"][:4] > found["period"][5:]:
        first, last = found["period"].split("/")
        raise SettingsError(f"{path}: period “{found['period']}” ends before it begins; write {last}/{first}")
    if "language" in found and not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", found["language"]):
        raise SettingsError(f"{path}: language “{found['language']}” is no tag of a language; write en, en-GB or az")
    read = {name: found[name] for name in texts & found.keys()}
    read |= {name: _table(path, name, found[name], kind) for name, kind in tables.items() if name in found}
    for name in {"themes", "letters"} & found.keys():
        if not isinstance(found[name], dict):
            raise SettingsError(f"{path}: {name} is not a table; write [{name}] and its keys below")
    if "run" in found:
        read["run"] = _read_run(path, found["run"])
    if "outside" in found:
        read["outside"] = _read_names(path, "outside", found["outside"], "maps.example.org")
    if "themes" in found:
        themes = {name: _table(path, f"themes.{name}", each, Theme) for name, each in found["themes"].items()}
        read["themes"] = MappingProxyType(themes)
    if "letters" in found:
        for tag, letters in found["letters"].items():
            _demand_text(path, f"letters.{tag}", letters)
        read["letters"] = MappingProxyType(found["letters"])
    return Settings(root=root, **read)


def _read(path: Path) -> str:
    """Return the text of the settings, without a byte order mark. Raises SettingsError, and FileNotFoundError."""
    try:
        if path.exists() and not path.is_file():
            raise SettingsError(f"{path}: is no file; write the settings into a file of this name")
        return path.read_bytes().decode("utf-8-sig")
    except PermissionError:
        raise SettingsError(f"{path}: you may not read it; allow it, as in chmod u+r") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def _table(path: Path, name: str, found: object, kind: type[Any]) -> Any:
    if not isinstance(found, dict):
        raise SettingsError(f"{path}: {name} is not a table; write [{name}] and its keys below")
    _refuse_unknown(path, f"{name}.", found, {each.name for each in fields(kind)})
    for key, value in found.items():
        if (kind, key) == (Region, "disputed"):
            found = {**found, key: _read_boxes(path, f"{name}.{key}", value)}
            continue
        (_demand_number if kind is Region else _demand_text)(path, f"{name}.{key}", value)
        if (kind is Palette or key == "colour") and not re.fullmatch(r"#[0-9a-fA-F]{6}", value):
            raise SettingsError(f"{path}: {name}.{key} “{value}” is not a colour; write six hex digits, #b2182b")
        if kind is Files and (not value or PurePosixPath(value).is_absolute() or re.search(r"\.\.|[\\:]", value)):
            raise SettingsError(f"{path}: {name}.{key} “{value}” leads out of the report; write a path below it")
    try:
        made = kind(**found)
        if isinstance(made, Region) and not (made.west < made.east and made.south < made.north):
            raise SettingsError(f"{path}: {name} holds no ground; write west below east, and south below north")
        return made
    except TypeError:
        missing = [each.name for each in fields(kind) if each.default is MISSING and each.name not in found]
        raise SettingsError(f"{path}: {name} lacks {', '.join(missing)}; add it") from None


def _read_run(path: Path, found: object) -> Run:
    if not isinstance(found, dict):
        raise SettingsError(f"{path}: run is not a table; write [run] and its keys below")
    _refuse_unknown(path, "run.", found, {each.name for each in fields(Run)})
    seconds, variables = found.get("seconds", Run.seconds), found.get("variables", [])
    if not isinstance(seconds, int) or isinstance(seconds, bool) or seconds < 1:
        raise SettingsError(f"{path}: run.seconds is {seconds!r}, not a number of seconds; write 600")
    return Run(seconds, _read_names(path, "run.variables", variables, "NAME"))


def _read_names(path: Path, name: str, found: object, example: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise SettingsError(f'{path}: {name} is {found!r}, not a list of names; write ["{example}"]')
    return tuple(found)


def _read_boxes(path: Path, name: str, found: object) -> tuple[tuple[float, ...], ...]:
    if not isinstance(found, list) or not all(isinstance(box, list) and len(box) == 4 for box in found):
        raise SettingsError(f"{path}: {name} is no list of boxes; write [[west, south, east, north]] in degrees")
    for box in found:
        for number in box:
            _demand_number(path, name, number)
    return tuple(map(tuple, found))


def _demand_text(path: Path, name: str, found: object) -> None:
    if not isinstance(found, str):
        raise SettingsError(f"{path}: {name} is {found!r}, not a text; put it in quotation marks")
    if printable(found) != found or "\n" in found:
        raise SettingsError(f"{path}: {name} “{found[:60]}” has a sign in it that nobody sees; remove it")


def _demand_number(path: Path, name: str, found: object) -> None:
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise SettingsError(f"{path}: {name} is {found!r}, not a number; write degrees, 47.5")
    if not abs(found) <= MOST_DEGREES:
        raise SettingsError(f"{path}: {name} is {found!r}, beyond the world; write degrees, 47.5")


def _refuse_unknown(path: Path, prefix: str, found: dict[str, object], known: set[str]) -> None:
    if unknown := sorted(found.keys() - known):
        near = offer(unknown[0], sorted(known))
        also = f"; {near}" if near.startswith("did you mean") else ""
        raise SettingsError(f"{path}: unknown setting {prefix}{unknown[0]}; there are {', '.join(sorted(known))}{also}")
