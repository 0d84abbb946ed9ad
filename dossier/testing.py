"""Tests of a report, whatever it is about: `from dossier.testing import *` in a file of its tests runs them on it.

Each says in its message where something is wrong and how to mend it; pytest is needed, the report need not be built.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dossier.corpus import check, quotes
from dossier.corpus.tables import Corpus, read
from dossier.settings import FILE, Settings, read_settings

__all__ = [
    "report_corpus",
    "report_settings",
    "test_chapters_and_pages_of_the_contents_are_there",
    "test_every_chapter_is_in_the_contents",
    "test_every_work_is_in_the_bibliography",
    "test_notebooks_are_kept_without_outputs",
    "test_quotations_stand_where_their_claims_say",
    "test_the_evidence_is_valid",
    "test_themes_are_those_of_the_settings",
]

TEXTS = "texts"
"""The folder of the articles, which need not be there."""

EXECUTED = "executed/"
"""What the name of a chapter begins with in the contents."""


@pytest.fixture(scope="module")
def report_settings(request: pytest.FixtureRequest) -> Settings:
    """The settings of the report that the tests stand in: of the nearest `dossier.toml` above their file."""
    for folder in request.path.parents:
        if (folder / FILE).is_file():
            return read_settings(folder)
    pytest.fail(f"{request.path}: no {FILE} above it; move the tests into the folder of a report")


@pytest.fixture(scope="module")
def report_corpus(report_settings: Settings) -> Corpus:
    """The evidence of the report."""
    return read(report_settings.data)


def test_the_evidence_is_valid(report_settings: Settings) -> None:
    """Schema and rules are kept."""
    _demand_none(map(str, check(report_settings.data)))


def test_quotations_stand_where_their_claims_say(report_settings: Settings, report_corpus: Corpus) -> None:
    """Each quotation is at its place in its article, where the articles are here."""
    folder = report_settings.root / TEXTS
    if missing := [name for name in report_corpus.sources["file"] if not (folder / name).is_file()]:
        pytest.skip(f"the articles are not here: {folder / missing[0]}")
    _demand_none(map(str, quotes.verify(report_corpus, quotes.read_texts(report_corpus, folder))))


def test_every_work_is_in_the_bibliography(report_settings: Settings, report_corpus: Corpus) -> None:
    """Each key of a work in the tables has its entry."""
    path = report_settings.root / report_settings.files.bibliography
    known = set(re.findall(r"^\s*@\w+\s*\{\s*([^,\s]+)", path.read_text(encoding="utf-8"), re.MULTILINE))
    for table in ("sources", "facts", "series"):
        missing = sorted({*getattr(report_corpus, table)["citekey"]} - known)
        _demand_none(f"{path}: no entry “{key}”, which {table}.csv names; add it" for key in missing)


def test_themes_are_those_of_the_settings(report_settings: Settings, report_corpus: Corpus) -> None:
    """Each theme of the evidence has a label and a colour."""
    used = {*report_corpus.claims["theme"], *report_corpus.questions["theme"]}
    path = report_settings.root / FILE
    missing = sorted(used - report_settings.themes.keys())
    _demand_none(f"{path}: no theme “{name}”, which the data use; add it below [themes]" for name in missing)


def test_chapters_and_pages_of_the_contents_are_there(report_settings: Settings) -> None:
    """Each name in the table of contents is a notebook or a page."""
    root = report_settings.root
    places = [
        root / "notebooks" / f"{name.removeprefix(EXECUTED)}.ipynb"
        if name.startswith(EXECUTED)
        else root / "book" / f"{name}.md"
        for name in _list_contents(root)
    ]
    _demand_none(f"_toc.yml: {path} is not there; correct the name" for path in places if not path.is_file())


def test_every_chapter_is_in_the_contents(report_settings: Settings) -> None:
    """No notebook is run and then left out of the book."""
    listed = set(_list_contents(report_settings.root))
    names = [path.stem for path in _list_notebooks(report_settings.root)]
    left_out = [name for name in names if EXECUTED + name not in listed]
    _demand_none(
        f"notebooks/{name}.ipynb: not in _toc.yml; add “file: executed/{name}”, or move it to scratch/"
        for name in left_out
    )


def test_notebooks_are_kept_without_outputs(report_settings: Settings) -> None:
    """What a chapter shows is made by the build, and not kept with it."""
    for path in _list_notebooks(report_settings.root):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        filled = [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")]
        _demand_none(f"{path}: {len(filled)} cells have outputs; clear them and save" for _ in filled[:1])


def _list_notebooks(root: Path) -> list[Path]:
    return sorted((root / "notebooks").glob("*.ipynb"))


def _list_contents(root: Path) -> Iterator[str]:
    """Yield the names in the table of contents, in their order."""
    yaml = pytest.importorskip("yaml", reason="what builds the book is not installed: the extra “book”")

    def walk(entry: Any) -> Iterator[str]:
        if isinstance(entry, dict):
            yield from (entry[key] for key in ("root", "file") if key in entry)
            for value in entry.values():
                yield from walk(value)
        elif isinstance(entry, list):
            for each in entry:
                yield from walk(each)

    return walk(yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8")))


def _demand_none(problems: Iterator[str]) -> None:
    """Fail with every problem, one a line."""
    if found := list(problems):
        pytest.fail("\n".join(found), pytrace=False)
