"""Verbs that read the evidence: check, anchors, verdicts, origins."""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from dossier.commands.parsing import Verbs, add_data, add_without, find_folder, find_package, load, say, shorten
from dossier.errors import DossierError

if TYPE_CHECKING:
    import pandas as pd

    from dossier.corpus import Problem
    from dossier.report import Report


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this group."""
    check = verbs.add_parser(
        "check",
        help="find what is wrong in data, pages and notebooks",
        description="Checks the data against its schema and rules, and that all exists that pages and notebooks name.",
        epilog="example:\n  dossier check --fix",
    )
    check.add_argument("folder", nargs="?", type=Path, metavar="DATA", help="the same as --data")
    check.add_argument("--fix", action="store_true", help="sort rows, trim cells and put the sides of rulings in order")
    add_data(check)
    check.set_defaults(run=_check)

    anchors = verbs.add_parser(
        "anchors",
        help="verify quotations and offsets against the articles' texts",
        description="Checks that each claim's words stand where it says, and lists dates, sums and names that no claim "
        "covers. Where a text was corrected, the words are found again.",
        epilog="example:\n  dossier anchors texts --fix",
    )
    anchors.add_argument("folder", type=Path, metavar="FOLDER", help="where the articles' texts are")
    anchors.add_argument("--fix", action="store_true", help="write where the words of a corrected text stand now")
    add_data(anchors)
    anchors.set_defaults(run=_anchors)

    verdict = verbs.add_parser(
        "verdicts",
        help="print all findings",
        description="Prints every comparison of two answers, and how many questions are how certain.",
        epilog="examples:\n  dossier verdicts --profile strict\n  dossier verdicts --against HEAD",
    )
    form = verdict.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as one JSON object")
    verdict.add_argument("--profile", type=_read_profile, default="default", help="how much a value may be off")
    form.add_argument("--against", metavar="REV", help="only what is new or changed since a commit, such as HEAD")
    add_data(verdict)
    add_without(verdict)
    verdict.set_defaults(run=_verdicts)

    origins = verbs.add_parser("origins", help="propose which claims of two sources may have one origin")
    add_data(origins)
    origins.set_defaults(run=_origins)


def _read_profile(name: str) -> str:
    from dossier.values import PROFILES

    if name not in PROFILES:
        raise argparse.ArgumentTypeError(f"there is no profile “{name}”; choose from {', '.join(PROFILES)}")
    return name


def _check(options: argparse.Namespace) -> int:
    from dossier import corpus

    folder = find_package(options)
    if options.fix:
        from dossier.coding.repairs import repair

        for line in repair(folder):
            print(f"mended: {line}")
    problems = corpus.check(folder)
    problems += _check_report(folder, is_valid=not problems)
    for problem in problems:
        print(problem)
    if problems:
        return 1
    tables = corpus.read(folder)
    print(
        f"{shorten(folder)}: valid: {len(tables.sources)} sources, {len(tables.claims)} claims, "
        f"{len(tables.questions)} questions, {len(tables.facts)} reference facts"
    )
    return 0


def _check_report(folder: Path, *, is_valid: bool) -> list[Problem]:
    """Return what is wrong beyond the tables: stray rulings, if they are valid, and what pages and notebooks name."""
    from dossier.corpus import CorpusError
    from dossier.corpus.rare import letters_without_font
    from dossier.corpus.themes import unknown_themes
    from dossier.report import load as load_report
    from dossier.verdicts.stray import stray_rulings

    try:
        report = load_report(folder)
    except CorpusError:
        if is_valid:
            raise
        return []
    found = list(unknown_themes(report.settings, report.corpus))
    if is_valid:
        found += stray_rulings(report.corpus, report.findings)
        found += letters_without_font(report.corpus, _find_missing)
    try:
        from dossier.edition.citation import CitationError, read_cited
        from dossier.prose.checks import prose_problems
    except ImportError:  # the library alone, without what reads pages
        return found
    if (cited := report.settings.root / report.settings.files.citation).exists():
        try:
            read_cited(cited)
        except CitationError as error:
            found.append(error.problem)
    return [*found, *prose_problems(report.settings, report.corpus)]


def _find_missing(letters: Collection[str]) -> Collection[str]:
    try:
        from dossier.typst.compiler import fonts
        from dossier.typst.letters import list_lacking
    except ImportError:  # the library alone, without what makes a PDF
        return ()
    return list_lacking(letters, fonts())


def _anchors(options: argparse.Namespace) -> int:
    from dossier.coding.corrections import correct, find_moved, say_moved
    from dossier.coding.sources import read_article
    from dossier.corpus import quotes

    left: list[Problem] = []
    if options.fix:
        change, left = correct(find_folder(options), options.folder)
        for path in change.files:
            print(f"mended: {path.name}")
        for problem in left:
            print(problem)
    tables = load(options).corpus
    if not options.folder.is_dir():
        what = "is no folder" if options.folder.exists() else "no such folder"
        raise DossierError(f"{options.folder}: {what}; name the folder of the articles' texts")
    texts, changed = {}, len(left)
    absent = [file for file in tables.sources["file"] if not (options.folder / file).exists()]
    if absent and len(absent) < len(tables.sources):
        print(f"{len(absent)} of {len(tables.sources)} texts are not in {options.folder}: {', '.join(absent)}")
        tables = tables.without(*tables.sources["source"][tables.sources["file"].isin(absent)])
    for line, source in enumerate(tables.sources.itertuples(), start=2):
        texts[source.source], digest = read_article(quotes.find_text(options.folder, source.file))
        if digest != source.text_sha256:
            changed += 1
            print(f"sources.csv:{line}: column text_sha256: {source.file} is not the text that was coded; see --fix")
    moved = list(find_moved(tables, texts))
    problems = [say_moved(each) for each in moved] + quotes.verify(tables, texts, {each.claim for each in moved})
    uncovered = quotes.audit(tables, texts)
    for problem in problems:
        print(problem)
    for mark in uncovered.itertuples():
        say(f"{mark.source} [{mark.start}] “{mark.text}”: no claim covers it: …{mark.context}…")
    print(
        f"{len(tables.claims)} claims: {len(tables.claims) - len(problems)} exact, {len(problems)} wrong; "
        f"{len(uncovered)} dates, amounts or names that no claim covers"
    )
    return 1 if problems or len(uncovered) or changed else 0


def _verdicts(options: argparse.Namespace) -> int:
    from dossier import verdicts

    report = load(options)
    if options.against:
        return _compare(options, report)
    tables = report.corpus
    findings = verdicts.find(tables, options.profile)
    ratings = verdicts.rate_questions(tables, findings)
    if options.json:
        print(json.dumps(verdicts.to_json(tables, findings, ratings, options.profile), ensure_ascii=False, indent=1))
        return 0
    for question, group in findings.groupby("question"):
        print(question)
        for finding in group.itertuples():
            say(f"  {_say(finding)}")
    print(f"{len(findings)} findings: {_tally(findings['verdict'])}")
    print(f"{len(ratings)} questions: {_tally(ratings['judgement'])}")
    return 0


def _compare(options: argparse.Namespace, report: Report) -> int:
    """Print what is judged otherwise than at another commit."""
    from dossier import checkout, corpus
    from dossier.verdicts.difference import find_difference
    from dossier.verdicts.findings import find
    from dossier.verdicts.ratings import rate_questions
    from dossier.vocabulary import Verdict

    with TemporaryDirectory() as scratch:
        before = corpus.read(checkout.read_at(find_folder(options), options.against, Path(scratch)))
    states = []
    for tables in (before.without(*(set(options.without) & set(before.sources["source"]))), report.corpus):
        findings = find(tables, options.profile)
        states.append((tables, findings, rate_questions(tables, findings)))
    difference = find_difference(*states)
    for row in difference.judgements.itertuples():
        say(f"judgement: {row.text} {row.before} → {row.after} ({row.basis_after or 'nobody answers'})")
    for word, table in (("new", difference.new), ("gone", difference.gone)):
        told = table[table["verdict"] != Verdict.NOT_COMPARABLE]
        for finding in sorted(told.itertuples(), key=lambda each: each.verdict.gravity):
            say(f"{word}: {finding.question}: {_say(finding)}")
    judged, new = len(difference.judgements), len(difference.new)
    print(
        f"since {options.against}: {judged} judgement{'' if judged == 1 else 's'} changed, "
        f"{new} finding{'' if new == 1 else 's'} new, {len(difference.gone)} gone"
    )
    return 0


def _say(finding: Any) -> str:
    gap = f", {finding.gap}" if finding.gap else ""
    sides = " ~ ".join((*finding.claims, *finding.facts))
    kind = f"{finding.verdict} ({finding.subtype}, {finding.scope}{gap})"
    return f"{kind}: {sides}: {finding.reason}"


def _origins(options: argparse.Namespace) -> int:
    from dossier.verdicts.copies import propose_origins

    proposals = propose_origins(load(options).corpus)
    for each in proposals.itertuples():
        say(f"{each.one} ~ {each.other}: {each.shared}")
    noun = "proposal" if len(proposals) == 1 else "proposals"
    print(f"{len(proposals)} {noun}; write what is known into the column derived_from")
    return 0


def _tally(words: pd.Series) -> str:
    return ", ".join(f"{number} {word}" for word, number in words.value_counts().items())
