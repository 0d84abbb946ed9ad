"""The command line: `dossier check · anchors · verdicts · build · new-claim`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import NoReturn

import pandas as pd

from dossier import corpus, verdicts
from dossier.corpus import quotes
from dossier.corpus.tables import CorpusError
from dossier.settings import read_settings
from dossier.values import PROFILES

FORMATS = {"html": ("html",), "pdf": ("pdf",), "all": ("html", "pdf")}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the call in one line, and leave with status 2."""
        print(f"{self.prog}: {message}; see {self.prog} --help", file=sys.stderr)
        sys.exit(2)


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0, or 1 with problems; bad usage leaves with 2."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except CorpusError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dossier", description="Checks, judges and builds the report.")
    verbs = parser.add_subparsers(required=True, metavar="VERB", parser_class=_Parser)

    check = verbs.add_parser("check", help="validate the data package")
    check.add_argument("data", nargs="?", default=corpus.FOLDER, type=Path, metavar="DATA")
    check.set_defaults(run=_check)

    anchor = verbs.add_parser("anchors", help="verify quotes and offsets against the articles' texts")
    anchor.add_argument("folder", type=Path, metavar="FOLDER")
    anchor.set_defaults(run=_anchors)

    verdict = verbs.add_parser("verdicts", help="print all findings")
    verdict.add_argument("--json", action="store_true", help="as one JSON object")
    verdict.add_argument("--profile", choices=PROFILES, default="default")
    verdict.add_argument("--without", action="append", default=[], metavar="SOURCE")
    verdict.set_defaults(run=_verdicts)

    build = verbs.add_parser("build", help="make the report")
    build.add_argument("format", nargs="?", choices=FORMATS, default="all")
    build.add_argument("--data", type=Path, metavar="DIR", help="the folder of the evidence, where it is elsewhere")
    build.add_argument("--jobs", type=int, metavar="N", help="how many notebooks run at a time")
    build.add_argument("--force", action="store_true", help="redo what is unchanged")
    build.add_argument("--without", action="append", default=[], metavar="SOURCE")
    build.set_defaults(run=_build)

    new = verbs.add_parser("new-claim", help="print the row of a claim, ready to complete")
    new.add_argument("folder", type=Path, metavar="FOLDER")
    new.add_argument("source", metavar="SOURCE")
    new.add_argument("words", metavar="WORDS")
    new.set_defaults(run=_new_claim)
    return parser


def _check(options) -> int:
    folder = options.data.parent if options.data.suffix == ".json" else options.data
    problems = corpus.check(folder)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    evidence = corpus.read(folder)
    print(
        f"{folder}: valid: {len(evidence.sources)} sources, {len(evidence.claims)} claims, "
        f"{len(evidence.questions)} questions, {len(evidence.facts)} reference facts"
    )
    return 0


def _anchors(options) -> int:
    evidence = corpus.read()
    texts = quotes.read_texts(evidence, options.folder)
    problems = quotes.verify(evidence, texts)
    uncovered = quotes.audit(evidence, texts)
    for problem in problems:
        print(problem)
    for mark in uncovered.itertuples():
        print(f"{mark.source} [{mark.start}] “{mark.text}”: no claim covers it: …{mark.context}…")
    print(
        f"{len(evidence.claims)} claims: {len(evidence.claims) - len(problems)} exact, {len(problems)} wrong; "
        f"{len(uncovered)} dates, amounts or names that no claim covers"
    )
    return 1 if problems or len(uncovered) else 0


def _verdicts(options) -> int:
    evidence = corpus.read(without=options.without)
    findings = verdicts.find(evidence, options.profile)
    ratings = verdicts.rate_questions(evidence, findings)
    if options.json:
        print(json.dumps(verdicts.to_json(evidence, findings, ratings, options.profile), ensure_ascii=False, indent=1))
        return 0
    for question, group in findings.groupby("question"):
        print(question)
        for finding in group.itertuples():
            gap = f", {finding.gap}" if finding.gap else ""
            print(
                f"  {finding.verdict} ({finding.subtype}, {finding.scope}{gap}): "
                f"{' ~ '.join((*finding.claims, *finding.facts))}: {finding.reason}"
            )
    print(_summary(findings, ratings))
    return 0


def _summary(findings: pd.DataFrame, ratings: pd.DataFrame) -> str:
    verdict = ", ".join(f"{number} {name}" for name, number in findings["verdict"].value_counts().items())
    status = ", ".join(f"{number} {name}" for name, number in ratings["status"].value_counts().items())
    return f"{len(findings)} findings: {verdict}\n{len(ratings)} questions: {status}"


def _build(options) -> int:
    from dossier.build.run import build, find_report  # brings doit, which the other verbs do not need

    root = find_report(options.data)
    if options.without:
        corpus.read(options.data or read_settings(root).data, options.without)  # refuses an unknown source at once
    return build(root, FORMATS[options.format], options.jobs, options.force, options.without, options.data)


def _new_claim(options) -> int:
    evidence = corpus.read()
    print(quotes.new_claim(evidence, quotes.read_texts(evidence, options.folder), options.source, options.words))
    return 0
