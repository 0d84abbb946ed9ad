"""The command line: `dossier check · anchors · verdicts · origins · build · new-claim`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from dossier.errors import DossierError

if TYPE_CHECKING:
    import pandas as pd

    from dossier.report import Report

# What a verb needs is imported where it is done: pandas alone takes longer than a build that has nothing to do.

PORT = 8765
"""Where pages are shown while they are written, if the call names no other port."""

FORMATS = {"html": ("html",), "pdf": ("pdf",), "all": ("html", "pdf")}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in one line, and leave with status 2."""
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0, or 1 with problems; bad usage leaves with 2."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if "run" not in options:
        parser.print_help()
        return 0
    try:
        status: int = options.run(options)
        return status
    except DossierError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dossier", description="Checks, judges and builds the report.")
    verbs = parser.add_subparsers(metavar="VERB", parser_class=_Parser)

    everywhere = _Parser(add_help=False)
    everywhere.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="the folder of the data package (default: $DOSSIER_DATA, else the nearest data/ here or above)",
    )
    leaving_out = _Parser(add_help=False)
    leaving_out.add_argument(
        "--without", action="append", default=[], metavar="SOURCE", help="leave out a source; may be repeated"
    )

    check = verbs.add_parser("check", parents=[everywhere], help="validate the data package")
    check.add_argument("folder", nargs="?", type=Path, metavar="DATA", help="the same as --data")
    check.set_defaults(run=_check)

    anchors = verbs.add_parser(
        "anchors", parents=[everywhere], help="verify quotes and offsets against the articles' texts"
    )
    anchors.add_argument("folder", type=Path, metavar="FOLDER")
    anchors.set_defaults(run=_anchors)

    verdict = verbs.add_parser("verdicts", parents=[everywhere, leaving_out], help="print all findings")
    verdict.add_argument("--json", action="store_true", help="as one JSON object")
    verdict.add_argument("--profile", type=_read_profile, default="default", help="how much a value may be off")
    verdict.set_defaults(run=_verdicts)

    origins = verbs.add_parser(
        "origins", parents=[everywhere], help="propose which claims of two sources may have one origin"
    )
    origins.set_defaults(run=_origins)

    build = verbs.add_parser("build", parents=[everywhere, leaving_out], help="make the report")
    build.add_argument("format", nargs="?", choices=FORMATS, default="all")
    build.add_argument("--jobs", type=int, metavar="N", help="how many notebooks run at a time")
    build.add_argument("--force", action="store_true", help="redo what is unchanged")
    build.add_argument("--check", action="store_true", help="build nothing; tell what is not made of what is there now")
    build.add_argument("--watch", action="store_true", help="show the pages, and build them whenever a file is saved")
    build.add_argument(
        "--port", type=int, default=PORT, metavar="N", help=f"where --watch shows them (default: {PORT})"
    )
    build.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="run the notebooks on the workers of this Dask scheduler"
    )
    build.set_defaults(run=_build)

    new = verbs.add_parser("new-claim", parents=[everywhere], help="print the row of a claim, ready to complete")
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.add_argument("source", metavar="SOURCE")
    new.add_argument("words", metavar="WORDS")
    new.set_defaults(run=_new_claim)
    return parser


def _read_profile(name: str) -> str:
    from dossier.values import PROFILES

    if name not in PROFILES:
        raise argparse.ArgumentTypeError(f"there is no profile “{name}”; choose from {', '.join(PROFILES)}")
    return name


def _load(options: argparse.Namespace) -> Report:
    from dossier.report import load

    return load(options.data, without=getattr(options, "without", ()))


def _check(options: argparse.Namespace) -> int:
    from dossier import corpus
    from dossier.report import find_data

    named = options.folder or options.data or find_data()
    folder = named.parent if named.suffix == ".json" else named
    problems = corpus.check(folder)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    tables = corpus.read(folder)
    here = Path.cwd()
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    print(
        f"{shown}: valid: {len(tables.sources)} sources, {len(tables.claims)} claims, "
        f"{len(tables.questions)} questions, {len(tables.facts)} reference facts"
    )
    return 0


def _anchors(options: argparse.Namespace) -> int:
    from dossier.corpus import quotes

    tables = _load(options).corpus
    texts = quotes.read_texts(tables, options.folder)
    problems = quotes.verify(tables, texts)
    uncovered = quotes.audit(tables, texts)
    for problem in problems:
        print(problem)
    for mark in uncovered.itertuples():
        print(f"{mark.source} [{mark.start}] “{mark.text}”: no claim covers it: …{mark.context}…")
    print(
        f"{len(tables.claims)} claims: {len(tables.claims) - len(problems)} exact, {len(problems)} wrong; "
        f"{len(uncovered)} dates, amounts or names that no claim covers"
    )
    return 1 if problems or len(uncovered) else 0


def _verdicts(options: argparse.Namespace) -> int:
    from dossier import verdicts

    tables = _load(options).corpus
    findings = verdicts.find(tables, options.profile)
    ratings = verdicts.rate_questions(tables, findings)
    if options.json:
        print(json.dumps(verdicts.to_json(tables, findings, ratings, options.profile), ensure_ascii=False, indent=1))
        return 0
    for question, group in findings.groupby("question"):
        print(question)
        for finding in group.itertuples():
            gap = f", {finding.gap}" if finding.gap else ""
            print(
                f"  {finding.verdict} ({finding.subtype}, {finding.scope}{gap}): "
                f"{' ~ '.join((*finding.claims, *finding.facts))}: {finding.reason}"
            )
    print(f"{len(findings)} findings: {_tally(findings['verdict'])}")
    print(f"{len(ratings)} questions: {_tally(ratings['judgement'])}")
    return 0


def _origins(options: argparse.Namespace) -> int:
    from dossier.verdicts.copies import propose_origins

    proposals = propose_origins(_load(options).corpus)
    for each in proposals.itertuples():
        print(f"{each.one} ~ {each.other}: {each.shared}")
    noun = "proposal" if len(proposals) == 1 else "proposals"
    print(f"{len(proposals)} {noun}; write what is known into the column derived_from")
    return 0


def _tally(words: pd.Series) -> str:
    return ", ".join(f"{number} {word}" for word, number in words.value_counts().items())


def _build(options: argparse.Namespace) -> int:
    from dossier.build.run import build, check_build, find_report

    root = find_report(options.data)
    if options.without:
        from dossier.corpus import read
        from dossier.settings import read_settings

        read(options.data or read_settings(root).data, options.without)  # refuses an unknown source at once
    formats = FORMATS[options.format]
    if options.check:
        return check_build(root, formats, options.without, options.data)
    if options.watch:
        from dossier.build.watch import watch

        def build_pages() -> int:
            return build(root, ["html"], options.jobs, without=options.without, data=options.data, draft=True)

        return watch(root, build_pages, options.port, options.data)
    call = {"without": options.without, "data": options.data, "scheduler": options.scheduler}
    return build(root, formats, options.jobs, options.force, **call)


def _new_claim(options: argparse.Namespace) -> int:
    from dossier.corpus import quotes

    tables = _load(options).corpus
    print(quotes.new_claim(tables, quotes.read_texts(tables, options.folder), options.source, options.words))
    return 0
