"""Verbs that add to a report: new-source, new-claim, new-question, new-chapter, suggest."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dossier.commands.parsing import Verbs, add_data, find_folder, load, say, shorten
from dossier.errors import DossierError

if TYPE_CHECKING:
    from dossier.coding.draft import Coder, Draft, Foresight
    from dossier.coding.rows import Change
    from dossier.corpus import Corpus

CELLS = {
    "claim": "the id (default: the source and the first words of the statement)",
    "statement": "what the words say, in one sentence of our own",
    "question": "the id of the question that the claim answers",
    "value": "the answer; a date may be written out",
    "unit": "the unit of the answer, where it is not that of the question",
    "date": "when the thing happened or held",
    "as-of": "the date of a stage",
    "measure": "what is counted",
    "theme": "default: that of the question",
    "kind": "default: that of most claims on the question",
    "actor": "who acts; several are joined by ;",
    "recipient": "towards whom",
    "told": "done, under-way, planned or possible (default: done)",
    "stated": "states, hedges or passes-on (default: states)",
    "attributed-to": "whom the article names as its own source",
    "derived-from": "what the claim is known to go back to",
    "note": "anything else",
}
"""The columns of a claim that can be given, each with what it says."""

SOURCE = {
    "source": "the id (default: publisher and year)",
    "label": "how pages name it (default: publisher, year)",
    "title": "default: the first line of the text",
    "author": "family name first, “Hasanova, Leyla”; left out where none is named",
    "publisher": "the outlet",
    "published": "when; a date may be written out",
    "published-basis": "“stated: …” or “inferred: …” with the evidence (default: stated: on the page)",
    "genre": "the kind of text (default: news report)",
    "standpoint": "who author and outlet are, and whose side's material they draw on",
    "place": "where it was written",
    "interest": "whose interest the author or the outlet has, in a few words",
    "derived-from": "works that it repeats",
    "citekey": "its key in the bibliography (default: the id without hyphens)",
}
"""The columns of a source that can be given, each with what it says."""

QUESTION = {
    "unit": "the unit of amounts",
    "time-role": "instant or extent, of a date",
    "cardinality": "one or many answers (default: one)",
    "comparable-on": "what two answers must share: measure, period, as_of; joined by ;",
    "ladder": "the stages of a status",
}
"""The columns of a question that can be given beside text, theme and type."""


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this group."""
    source = verbs.add_parser(
        "new-source",
        help="add an article",
        description="Adds an article: its row with hash and length, title and by-line as excluded, its entry in the "
        "bibliography, and its text in the folder of texts. What is not given is asked for.",
        epilog='example:\n  dossier new-source courier.txt --publisher "Caspian Courier" --published "14 October 2022"',
    )
    source.add_argument("file", type=Path, metavar="FILE", help="the text of the article, in UTF-8")
    source.add_argument("--texts", type=Path, default=Path("texts"), help="where the articles' texts are kept (texts)")
    source.add_argument("--url", default="", help="the address of the article")
    _add_cells(source, SOURCE)
    source.set_defaults(run=_new_source)

    claim = verbs.add_parser(
        "new-claim",
        help="add a claim, or print its row",
        description="Finds the words in the article, whatever their case and quotation marks. With a statement the "
        "claim is checked, its verdicts are shown, and its row is added; without one the row is printed, to complete.",
        epilog='example:\n  dossier new-claim texts tdi-2022 "second country to recognize" '
        '--question recognition-rank --value 2 --statement "Pakistan was the second to recognise Azerbaijan."',
    )
    claim.add_argument("folder", type=Path, metavar="FOLDER", help="where the articles' texts are")
    claim.add_argument("source", metavar="SOURCE", help="the id of the article")
    claim.add_argument("words", metavar="WORDS", help="at most twelve words of it")
    claim.add_argument("--at", type=int, metavar="N", help="which place is meant, where the words stand more than once")
    claim.add_argument("--ground", default="", help="why no question is asked, where none is: a code")
    claim.add_argument("--why", default="", help="the same in words")
    claim.add_argument(
        "--define",
        action="append",
        default=[],
        metavar="CODE=MEANING",
        help="add a code of the answer to the vocabulary",
    )
    claim.add_argument(
        "--name",
        action="append",
        default=[],
        metavar="NAME=AS WRITTEN",
        help="add a name of an actor, as the article has it",
    )
    claim.add_argument("--new-measure", action="store_true", help="nobody else counts what --measure says")
    claim.add_argument("--dry-run", action="store_true", help="show row and verdicts, and write nothing")
    _add_cells(claim, CELLS)
    claim.set_defaults(run=_new_claim)

    question = verbs.add_parser(
        "new-question",
        help="add a question",
        epilog='example:\n  dossier new-question ferry-fare "What does the ferry cost?" '
        '--theme trade --type amount --unit "US$"',
    )
    question.add_argument("question", metavar="ID", help="small letters, digits and hyphens")
    question.add_argument("text", metavar="TEXT", help="the question, as readers see it")
    question.add_argument("--theme", required=True, help="a theme of the report")
    question.add_argument("--type", required=True, help="date, amount, rank, category, status or absence")
    question.add_argument(
        "--option", action="append", default=[], metavar="CODE=MEANING", help="a code that may answer; may be repeated"
    )
    _add_cells(question, QUESTION)
    question.set_defaults(run=_new_question)

    draft = verbs.add_parser(
        "suggest",
        help="propose spans of an article that are worth a claim",
        description="Proposes spans of an article with offsets, what speaks for each, and the likely question.",
        epilog="example:\n  dossier suggest texts/courier.txt --least 4",
    )
    draft.add_argument("file", type=Path, metavar="FILE", help="the article's text, in UTF-8")
    draft.add_argument(
        "--source", default="", metavar="ID", help="the file is this source: pass over what is coded or excluded"
    )
    draft.add_argument(
        "--least", type=int, default=1, metavar="N", help="only proposals of this strength or more (default: 1, all)"
    )
    form = draft.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as a JSON list")
    form.add_argument("--csv", action="store_true", help="as CSV")
    add_data(draft)
    draft.set_defaults(run=_suggest)

    chapter = verbs.add_parser(
        "new-chapter",
        help="add a chapter",
        description="Writes a notebook that runs as it is, and names it in _toc.yml.",
        epilog='example:\n  dossier new-chapter students "How many students are there?" --theme society',
    )
    chapter.add_argument("name", metavar="NAME", help="the name of the file, in a word or two")
    chapter.add_argument("title", metavar="QUESTION", nargs="?", default="", help="its title, one question")
    chapter.add_argument(
        "--theme", default="", help="whose claims it lists (default: that of the question, or the first)"
    )
    chapter.add_argument(
        "--about",
        default="",
        metavar="ID",
        help="the question of the evidence that it answers (default: the one that its title is like)",
    )
    add_data(chapter)
    chapter.set_defaults(run=_new_chapter)


def _add_cells(verb: argparse.ArgumentParser, cells: dict[str, str]) -> None:
    for name, words in cells.items():
        verb.add_argument(f"--{name}", default="", metavar="TEXT", help=words)
    add_data(verb)


def _read_cells(options: argparse.Namespace, names: dict[str, str]) -> dict[str, str]:
    columns = [name.replace("-", "_") for name in names]
    return {column: getattr(options, column) for column in columns if getattr(options, column)}


def _new_source(options: argparse.Namespace) -> int:
    from dossier.coding.sources import add_source, missing_cells, propose_source

    folder, settings = find_folder(options), load(options).settings
    given = _read_cells(options, SOURCE)
    proposed = propose_source(options.file, given, options.url)
    if missing := missing_cells(proposed):
        given |= _ask(missing)
        proposed = propose_source(options.file, given, options.url)
    texts = settings.root / options.texts
    change = add_source(folder, proposed, settings.root / settings.files.bibliography, texts)
    for each in proposed.exclusions:
        print(f"not coded: [{each.start}:{each.end}] {each.reason}")
    _say_written(change)
    print(f"next: dossier suggest {shorten(texts / options.file.name)}, and dossier new-claim")
    return 0


def _ask(columns: list[str]) -> dict[str, str]:
    """Ask whoever sits at a terminal for what is missing; elsewhere nothing is asked."""
    if not sys.stdin.isatty():
        return {}
    return {name: _ask_one(name) for name in columns}


def _ask_one(name: str) -> str:
    """Ask for one cell until there is an answer, and, of a date, one that can be read."""
    from dossier.coding.sources import read_published

    words = SOURCE[name.replace("_", "-")]
    while True:
        said = input(f"{name} ({words}): ").strip()
        try:
            if said and (name != "published" or read_published(said)):
                return said
        except DossierError as error:
            print(error)


def _new_claim(options: argparse.Namespace) -> int:
    from dossier.coding.draft import Coder, Draft, locate
    from dossier.coding.places import Place
    from dossier.coding.questions import define, name_as_written
    from dossier.coding.sources import read_article
    from dossier.corpus.quotes import find_text
    from dossier.errors import offer

    coder = Coder(find_folder(options))
    files = dict(zip(coder.corpus.sources["source"], coder.corpus.sources["file"], strict=True))
    if options.source not in files:
        raise DossierError(f"no source “{options.source}”; {offer(options.source, files)}")
    text, digest = read_article(find_text(options.folder, files[options.source]))
    if (
        digest
        != dict(zip(coder.corpus.sources["source"], coder.corpus.sources["text_sha256"], strict=True))[options.source]
    ):
        raise DossierError(f"{files[options.source]}: not the text that was coded; run dossier anchors FOLDER --fix")
    place = locate(options.source, text, options.words, options.at)
    begun = coder.begin(options.source, text, Place(*place))
    given = _read_cells(options, CELLS)
    if "statement" not in given:
        print(coder.format(Draft({**begun.cells, **given})))
        return 0
    types = dict(zip(coder.corpus.questions["question"], coder.corpus.questions["type"], strict=True))
    if (question := given.get("question", "")) and question not in types:
        raise DossierError(f"no question “{question}”; {offer(question, types)}")
    if not question and not options.ground:
        grounds = coder.choices["ground"]
        raise DossierError(f"no question: give --question ID, or --ground CODE --why TEXT; codes: {', '.join(grounds)}")
    draft = coder.complete(Draft({**begun.cells, **given}, options.ground, options.why))
    _refuse_measure(coder, draft, is_new=options.new_measure)
    codes = define("member" if types.get(question) == "absence" else "category", options.define)
    names = name_as_written(options.name, options.source)
    if problems := coder.check(draft, text, codes, names):
        for problem in problems:
            print(problem)
        return 1
    print(coder.format(draft))
    _say_foresight(draft, coder.foresee(draft))
    if not options.dry_run:
        _say_written(coder.save(draft, text, codes, names))
    return 0


def _refuse_measure(coder: Coder, draft: Draft, *, is_new: bool) -> None:
    """Refuse a measure that no other answer has, unless it is meant: nothing would be compared with the claim."""
    claims, facts, cells = coder.corpus.claims, coder.corpus.facts, draft.cells
    both = [table.loc[table["question"] == cells.get("question"), "measure"] for table in (claims, facts)]
    known = sorted({measure for column in both for measure in column if measure})
    measure = cells.get("measure", "")
    if measure and known and measure not in known and not is_new:
        said = ", ".join(f"“{each}”" for each in known[:12])
        raise DossierError(
            f"no answer to {cells['question']} counts “{measure}”; there are {said}; or add --new-measure"
        )


def _say_foresight(draft: Draft, seen: Foresight) -> None:
    for finding in seen.findings.itertuples():
        other = next((each for each in (*finding.claims, *finding.facts) if each != draft.cells["claim"]), "itself")
        gap = f" ({finding.gap})" if finding.gap else ""
        say(f"{finding.verdict} with {other}{gap}: {finding.reason}")
    if seen.after:
        change = seen.after if seen.before == seen.after else f"{seen.before} → {seen.after}"
        print(f"{draft.cells['question']}: {change}, for the answer {seen.answer}")


def _new_question(options: argparse.Namespace) -> int:
    from dossier.coding.questions import add_question

    given = _read_cells(options, QUESTION)
    named = {"question": options.question, "text": options.text, "theme": options.theme, "type": options.type}
    _say_written(add_question(find_folder(options), named | given, options.option))
    return 0


def _new_chapter(options: argparse.Namespace) -> int:
    from dossier.coding.likely import Likely
    from dossier.errors import offer
    from dossier.prose.chapters import new_chapter

    report = load(options)
    asked = dict(zip(report.corpus.questions["question"], report.corpus.questions["theme"], strict=True))
    if options.about and options.about not in asked:
        raise DossierError(f"no question “{options.about}”; {offer(options.about, asked)}")
    themes = list(report.settings.themes) or sorted(set(asked.values()))
    theme = options.theme or asked.get(options.about) or next(iter(themes), "")
    if theme not in themes:
        raise DossierError(f"no theme “{theme}”; {offer(theme, themes)}")
    title = options.title or f"{options.name.replace('-', ' ').capitalize()}?"
    about = options.about or Likely(report.corpus).find(title, title, ())
    change, _ = new_chapter(report.settings.root, options.name, title, theme, about)
    _say_written(change)
    print(f"its answer is as certain as that to {about}" if about else "name its question of the evidence with --about")
    return 0


def _suggest(options: argparse.Namespace) -> int:
    from dossier.coding.sources import propose_exclusions, read_article
    from dossier.coding.suggest import as_frame, suggest

    text, digest = read_article(options.file)
    corpus = load(options).corpus
    if options.source:
        exclusions, coded = _find_coded(corpus, options.source, options.file, digest)
    else:
        exclusions, coded = [(each.start, each.end) for each in propose_exclusions(text)], []
    found = [each for each in suggest(text, corpus, exclusions, coded) if each.strength >= options.least]
    if options.csv:
        print(as_frame(found).to_csv(index=False, lineterminator="\n"), end="")
    elif options.json:
        print(as_frame(found).to_json(orient="records", force_ascii=False, indent=1))
    else:
        for each in found:
            asked = f" → {each.question}" if each.question else ""
            say(f"[{each.start}:{each.end}] ¶{each.paragraph} {', '.join(each.kinds)}: “{each.quote}”{asked}")
        noun = "proposal" if len(found) == 1 else "proposals"
        print(f"{len(found)} {noun}, {sum(bool(each.question) for each in found)} with a likely question")
    return 0


Spans = list[tuple[int, int]]


def _find_coded(corpus: Corpus, source: str, file: Path, digest: str) -> tuple[Spans, Spans]:
    """Return what is excluded of a source, and what is coded. Raises DossierError unless the file is its text."""
    from dossier.errors import offer

    described = corpus.rows("sources", source=source)
    if described.empty:
        raise DossierError(f"no source “{source}”; {offer(source, corpus.sources['source'])}")
    if described["text_sha256"].item() != digest:
        raise DossierError(
            f"{file}: not the text of {source} (its SHA-256 differs from sources.csv); leave out --source"
        )
    exclusions, claims = (
        [(row.start, row.end) for row in corpus.rows(table, source=source).itertuples()]
        for table in ("exclusions", "claims")
    )
    return exclusions, claims


def _say_written(change: Change) -> None:
    for path in change.files:
        print(f"written: {shorten(path)}")
