"""Checks that all exists that pages, notebooks and data refer to: evidence, works, glued values, labels, pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import Parser
from pybtex.exceptions import PybtexError

from dossier.contents import EXECUTED, read_contents
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus
from dossier.errors import offer
from dossier.prose.mentions import Mention
from dossier.prose.texts import Text, Written, read_report
from dossier.settings import FILE, Settings

CITED = ("sources", "facts", "series")
"""The tables whose rows name a work of the bibliography."""

APART = ("scratch", "untitled", "start")
"""How the names of notebooks begin that are nobody's chapter, though they may lie beside the chapters."""

Finder = Callable[[str], Iterator[tuple[str, str]]]
"""Yields what is wrong with what a role refers to, and what to write."""


def prose_problems(settings: Settings, corpus: Corpus) -> list[Problem]:
    """Return what pages, notebooks and data refer to without its being there, by file and line.

    A report without `_toc.yml` has no prose. Raises ContentsError or ProseError where one of its texts cannot be read.
    """
    root = settings.root
    works, broken = read_works(root / settings.files.bibliography)
    problems = [Problem(settings.files.bibliography, 0, "", broken, "mend the entry")] if broken else []
    if works is None and not broken and (root / FILE).is_file() and any(_list_cited(corpus)):
        remedy = f"put it there, or name another in {FILE}: [files] bibliography"
        problems.append(Problem(settings.files.bibliography, 0, "", "there is no such file", remedy))
    if works is not None:
        problems += _check_works(corpus, works, settings.files.bibliography)
    if (root / "_toc.yml").is_file():
        written = read_report(root)
        problems += _check_contents(root)
        problems += _check_texts(root, corpus, written, works)
        for label, first, other in written.repeated:
            problems.append(
                Problem(other, 0, "", f"the label “{label}” is in {first} too", "give one of them another name")
            )
    return problems


def read_works(path: Path) -> tuple[Mapping[str, Any] | None, str]:
    """Return the works of a bibliography by citekey, None where there is no file, and why it cannot be read if so."""
    if path.exists() and not path.is_file():
        return None, "is no file"
    if not path.is_file():
        return None, ""
    try:
        return dict(Parser().parse_file(str(path)).entries.items()), ""
    except (PybtexError, UnicodeDecodeError) as error:
        return None, f"cannot be read ({' '.join(str(error).split())})"


def _list_cited(corpus: Corpus) -> Iterator[str]:
    for name in CITED:
        yield from getattr(corpus, name)["citekey"]


def _check_works(corpus: Corpus, works: Mapping[str, Any], bibliography: str) -> Iterator[Problem]:
    for name in CITED:
        for line, key in enumerate(getattr(corpus, name)["citekey"], start=2):
            if key and key not in works:
                yield Problem(f"{name}.csv", line, "citekey", f"“{key}” is not in {bibliography}", offer(key, works))


def _check_contents(root: Path) -> Iterator[Problem]:
    entries = read_contents(root)
    notebooks = {path.stem for path in (root / "notebooks").glob("*.ipynb")}
    pages = {path.stem for path in (root / "book").glob("*.md")}
    for entry in entries:
        file = entry.notebook or f"book/{entry.name}.md"
        if not (root / file).is_file():
            near = offer(Path(entry.name).name, notebooks if entry.notebook else pages)
            yield Problem("_toc.yml", entry.line, "", f"there is no {file}", near)
    for name in sorted(notebooks - {Path(entry.notebook).stem for entry in entries if entry.notebook}):
        if not name.lower().startswith(APART):
            remedy = f"add “- file: executed/{name}” to _toc.yml, or move it to scratch/"
            yield Problem(f"notebooks/{name}.ipynb", 0, "", "is in no chapter of the contents", remedy)


def _check_texts(root: Path, corpus: Corpus, written: Written, works: Mapping[str, Any] | None) -> Iterator[Problem]:
    finders = _make_finders(root, corpus, written, works)
    for text in written.texts:
        for mention in text.prose.mentions:
            for found, remedy in _look(mention, text, written, finders, root):
                yield Problem(text.file, mention.line, "", found, remedy, text.cell)


def _look(
    mention: Mention, text: Text, written: Written, finders: Mapping[str, Finder], root: Path
) -> Iterator[tuple[str, str]]:
    if mention.role in ("glue:text", "glue"):
        yield from _find_glued(mention.target, text, written)
    elif mention.role == "link":
        yield from _find_page(root, text, mention.target)
    elif mention.role in finders:
        yield from finders[mention.role](mention.target)


def _find_glued(target: str, text: Text, written: Written) -> Iterator[tuple[str, str]]:
    """Look for a value by its name, in this notebook or, as in `executed/page.ipynb::name`, in another."""
    page, colons, named = target.rpartition("::")
    name = named.partition(":")[0]
    file = f"notebooks/{Path(page).stem}.ipynb" if colons else text.file
    if file not in written.glued:
        pages = [f"{EXECUTED}{Path(each).name}" for each in written.glued]
        yield f"there is no chapter “{page or text.file}”", offer(page, pages)
        return
    names = written.glued[file]
    if names is not None and name not in names:
        yield f"no cell of {file} glues “{name}”", offer(name, sorted(names)) if names else "glue it in a cell"


def _make_finders(
    root: Path, corpus: Corpus, written: Written, works: Mapping[str, Any] | None
) -> Mapping[str, Finder]:
    claims, facts = list(corpus.claims["claim"]), list(corpus.facts["fact"])
    questions, every = list(corpus.questions["question"]), [*claims, *facts]
    chapters = [Path(entry.notebook).stem for entry in read_contents(root) if entry.notebook]
    vouched = _find_each("question, claim or fact", [*questions, *every], "[,;]")
    cited = _find_each("work", works or (), ",", prefix="“{}” is not in the bibliography")
    finders: dict[str, Finder] = {
        "claim": _find_each("claim", claims, ","),
        "fact": _find_each("fact", facts, ","),
        "question": _find_each("question", questions, ","),
        "certainty": vouched,
        "basis": vouched,
        "chapter": _find_each("chapter", chapters, ","),
        "numref": _find_label(written.labels),
        "ref": _find_label(written.labels),
    }
    if works is None:
        return finders
    return finders | {f"cite:{form}": cited for form in ("p", "t", "ps", "ts", "author", "year")} | {"cite": cited}


def _find_each(kind: str, known: Any, separators: str, prefix: str = "") -> Finder:
    names = frozenset(known)

    def find(target: str) -> Iterator[tuple[str, str]]:
        for part in re.split(separators, _inside(target)):
            name = part.strip()
            if name and name not in names:
                yield (prefix.format(name) if prefix else f"no {kind} “{name}”"), offer(name, known)

    return find


def _find_label(labels: frozenset[str]) -> Finder:
    def find(target: str) -> Iterator[tuple[str, str]]:
        name = _inside(target)
        # The labels of entries and of headings are given by the build.
        if name not in labels and not name.startswith(("claim-", "fact-", "question-", "name-", "source-")):
            yield f"no figure, table or place “{name}”", offer(name, sorted(labels))

    return find


def _inside(target: str) -> str:
    """Return what a role refers to: what stands in angle brackets behind its words, else all of it."""
    match = re.fullmatch(r".*<([^<>]+)>", target, re.DOTALL)
    return match[1] if match else target


def _find_page(root: Path, text: Text, target: str) -> Iterator[tuple[str, str]]:
    path, _, _ = target.partition("#")
    if not path or "://" in path or path.startswith(("mailto:", "/")) or not path.endswith((".md", ".ipynb")):
        return
    folder = (root / text.file).parent if not text.cell else root / "book" / "executed"
    there = (folder / path).resolve()
    source = root / "notebooks" / there.name
    if not there.is_file() and not (there.parent.name == "executed" and source.is_file()):
        pages = [each.name for each in (root / "book").glob("*.md")]
        yield f"the link leads to “{path}”, which is not there", offer(there.name, pages)
