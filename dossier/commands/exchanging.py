"""Verbs that hand a report to other programs, and take from them: export, import."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dossier.commands.parsing import Verbs, add_data, add_without, load
from dossier.errors import DossierError
from dossier.exchange import FORMATS


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this group."""
    kinds = "\n".join(f"  {name:<12} {each.description}" for name, each in FORMATS.items())
    export = verbs.add_parser(
        "export",
        help="write the report for other programs",
        epilog=f"formats:\n{kinds}\n\nexample:\n  dossier export sqlite report.db",
    )
    export.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    export.add_argument(
        "out", nargs="?", type=Path, metavar="OUT", help="the file (default: name and version of the data package)"
    )
    export.add_argument("--texts", type=Path, metavar="FOLDER", help="the folder of the articles' texts")
    add_data(export)
    add_without(export)
    export.set_defaults(run=_export)

    taken = verbs.add_parser(
        "import",
        help="print rows for claims.csv from a file of coders",
        description="Reads Web Annotations, Hypothesis, REFI-QDA and Taguette; prints what is new as rows to complete.",
        epilog="example:\n  dossier import project.qdpx --texts texts --out drafts.csv",
    )
    taken.add_argument(
        "file", type=Path, metavar="FILE", help="Web Annotations or Hypothesis (.json, .jsonld), .qdpx, Taguette's .csv"
    )
    taken.add_argument("--texts", type=Path, metavar="FOLDER", help="the articles' texts, to find offsets in")
    taken.add_argument("--out", type=Path, metavar="FILE", help="write the rows to a file, and not to the screen")
    add_data(taken)
    taken.set_defaults(run=_import)


def _export(options: argparse.Namespace) -> int:
    report = load(options)
    chosen = FORMATS[options.format]
    path = options.out or Path(chosen.name_file(report))
    chosen.write(report, path, options.texts)
    print(f"{path}: {chosen.description}")
    return 0


def _import(options: argparse.Namespace) -> int:
    from dossier.exchange import read_drafts
    from dossier.exchange.drafts import as_csv
    from dossier.exchange.outputs import new_file

    if options.out and options.out.exists():
        raise DossierError(f"{options.out}: is there already; name a new file")
    report = load(options)
    found = read_drafts(options.file, report, options.texts)
    rows = as_csv(found.rows, report)
    if options.out:
        with new_file(options.out) as file:
            file.write_text(rows, encoding="utf-8")
    else:
        print(rows, end="")
    for number, draft in enumerate(found.rows, start=2):
        for remark in draft.remarks:
            print(f"line {number} (“{str(draft.row['quote'])[:40]}”): {remark}", file=sys.stderr)
    for unplaced in found.unplaced:
        print(f"{options.file}: {unplaced}", file=sys.stderr)
    noun = "row" if len(found.rows) == 1 else "rows"
    print(
        f"{len(found.rows)} {noun} to complete, {found.known} in claims.csv as they are, "
        f"{len(found.unplaced)} without a place; nothing is saved in the data",
        file=sys.stderr,
    )
    return 1 if found.unplaced else 0
