"""Writes a new chapter: a notebook with what every chapter begins with, and its line in the contents."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path
from string import Template

from dossier.coding.rows import Change, write_files
from dossier.contents import EXECUTED, FILE, Entry, read_contents
from dossier.errors import DossierError

TEMPLATE = "chapter.ipynb"
"""The notebook beside this module that a new chapter is made of."""


CERTAINTY = " ({certainty}`$question`)"
"""What the answer ends with, where the evidence has a question on the matter."""


class ChapterError(DossierError):
    """A chapter cannot be made; the message is one line that says why and what to do."""


def new_chapter(root: Path, name: str, title: str, theme: str, question: str = "") -> tuple[Change, Path]:
    """Write a notebook that runs as it is, with one question as its title, and name it behind the last chapter.

    It lists the claims of a theme, and says how certain the answer to a question of the evidence is, where one is
    named. `name` becomes a file name in small letters, with the next number before it where the others have one.
    Returns what was written, and the notebook. Raises ChapterError where there is such a notebook, or no place for it.
    """
    entries = read_contents(root)
    chapters = [entry for entry in entries if entry.notebook]
    stem = _number(re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-"), [Path(each.name).name for each in chapters])
    path = root / "notebooks" / f"{stem}.ipynb"
    same = [each for each in (root / "notebooks").glob("*.ipynb") if _bare(each.stem) == _bare(stem)]
    if same:
        raise ChapterError(f"{same[0].relative_to(root)}: is there already; give another name")
    contents = {
        path: _notebook(title, theme, question, stem).encode("utf-8"),
        root / FILE: _contents(root, stem, chapters),
    }
    return write_files(contents), path


def _bare(stem: str) -> str:
    """Return the name of a chapter without its number, which the labels of its tables bear."""
    return re.sub(r"^\d+-", "", stem)


def _number(stem: str, others: list[str]) -> str:
    numbers = [int(match[1]) for other in others if (match := re.match(r"(\d+)-", other))]
    if not stem:
        raise ChapterError("the chapter has no name; give one of letters")
    return f"{max(numbers) + 1:02d}-{stem}" if numbers and not re.match(r"\d+-", stem) else stem


def _contents(root: Path, stem: str, chapters: list[Entry]) -> bytes:
    """Return the contents with a line more, behind the last chapter that has a number, set as that one is."""
    text = (root / FILE).read_text(encoding="utf-8")
    numbered = [each for each in chapters if re.match(r"\d+-", Path(each.name).name)] or chapters
    if not numbered:
        raise ChapterError(f"{FILE}: names no chapter yet; add a line “- file: {EXECUTED}{stem}” where it belongs")
    lines = text.splitlines()
    last = numbered[-1]
    indent = re.match(r"\s*-\s*", lines[last.line - 1])
    if indent is None:
        raise ChapterError(
            f"{FILE}:{last.line}: is no line of its own; add “- file: {EXECUTED}{stem}” where it belongs"
        )
    lines.insert(last.line, f"{indent[0]}file: {EXECUTED}{stem}")
    return "\n".join([*lines, ""]).encode("utf-8")


def _notebook(title: str, theme: str, question: str, stem: str) -> str:
    notebook = json.loads(files(__package__).joinpath(TEMPLATE).read_text(encoding="utf-8"))
    words = {"title": title, "theme": theme, "question": question, "name": _bare(stem)}
    for cell in notebook["cells"]:
        lines = [line if question else line.replace(CERTAINTY, "") for line in cell["source"]]
        cell["source"] = [Template(line).substitute(words) for line in lines]
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
