"""How the command line is read: bad usage is one line and status 2, and what verbs share is said once."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from dossier.errors import DossierError, printable

if TYPE_CHECKING:
    from dossier.report import Report

# What a verb needs is imported where it is done: pandas alone takes longer than a build that has nothing to do.


class Parser(argparse.ArgumentParser):
    """A parser that says what is wrong in one line; examples below the options stay as they are written."""

    def __init__(self, **words: Any) -> None:
        super().__init__(**{"formatter_class": argparse.RawDescriptionHelpFormatter} | words)

    def print_help(self, file: Any = None) -> None:
        """Print the help. Raises OSError where that cannot be done, which argparse would keep to itself."""
        print(self.format_help(), end="", file=file)

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in one line, and leave with status 2."""
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        sys.exit(2)


Verbs = Any
"""Where verbs are added: what `ArgumentParser.add_subparsers` returns, whose type argparse keeps to itself."""


def add_data(verb: argparse.ArgumentParser) -> None:
    """Let a verb be told which data package is meant."""
    verb.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the folder of the data package (default: $DOSSIER_DATA, else the nearest data/ here or above)",
    )


def add_without(verb: argparse.ArgumentParser) -> None:
    """Let a verb leave out sources."""
    verb.add_argument(
        "--without", action="append", default=[], metavar="SOURCE", help="leave out a source; may be repeated"
    )


def load(options: argparse.Namespace) -> Report:
    """Return the report that the options name, without the sources that they leave out."""
    from dossier.report import load

    return load(options.data, without=getattr(options, "without", ()))


def find_folder(options: argparse.Namespace) -> Path:
    """Return the folder of the data package that the options name."""
    from dossier.report import find_data

    return Path(options.data or find_data()).absolute()


def find_package(options: argparse.Namespace) -> Path:
    """Return the folder of the data package that the verb names by itself, by its descriptor, or by an option.

    Raises DossierError for a file that is no descriptor.
    """
    named: Path = options.folder or find_folder(options)
    if named.name == "datapackage.json":
        return named.parent
    if named.is_file():
        raise DossierError(f"{named}: is a file, not a data package; name the folder that holds datapackage.json")
    return named


def say(text: str) -> None:
    """Print words of the evidence, with no sign in them that a terminal would obey."""
    print(printable(text))


def shorten(path: Path) -> Path:
    """Return a path as it is seen from here, where it is below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
