"""The verb that begins a report of one's own: init."""

from __future__ import annotations

import argparse
import shlex
import sys
from pathlib import Path

from dossier.commands.parsing import Verbs

INIT = {
    "parties": "the countries or other parties, with commas",
    "from": "the first year of the period",
    "to": "its last year",
    "title": "the title (default: the parties and the period)",
    "subtitle": "the subtitle",
    "language": "the language of the report, en-GB, then those of other words in it, with commas",
    "themes": "one to six themes, with commas",
    "authors": "persons or bodies, with commas; with semicolons, where a name has a comma",
    "licence": "CC-BY-4.0, CC-BY-SA-4.0 or CC0-1.0",
}
"""What a new report is asked for, by flag."""


def add_verbs(verbs: Verbs) -> None:
    """Add the verb of this group."""
    init = verbs.add_parser(
        "init",
        help="begin a report of your own in a new folder",
        description="Begins a report in a new folder. At a terminal what no flag says is asked for.",
        epilog='example:\n  dossier init sound --parties "Norland, Estmark" --from 1948 --to 1963 --themes ties,trade',
    )
    init.add_argument("folder", type=Path, metavar="FOLDER", help="a folder that is empty or not there yet")
    for name, meaning in INIT.items():
        init.add_argument(f"--{name}", metavar="TEXT", help=meaning)
    init.set_defaults(run=_init)


def _init(options: argparse.Namespace) -> int:
    from dossier.starting import ask_for_answers, read_answers, refuse_folder, start_report

    refuse_folder(options.folder)  # before anything is asked
    given = {name: text for name in INIT if (text := getattr(options, name)) is not None}
    read = ask_for_answers if sys.stdin.isatty() else read_answers
    written = start_report(options.folder, read(options.folder, given))
    print(f"{options.folder}: a report of {len(written)} files; its README.md says how to go on")
    print(f"next: cd {shlex.quote(str(options.folder))} && dossier check && dossier build")
    return 0
