"""Says places as an author knows them: the notebook, the cell and its line instead of the executed copy.

Jupyter Book numbers the lines of a notebook by ten thousand a cell, and counts the cells that a build has added.
"""

from __future__ import annotations

import re
from pathlib import Path

from dossier.build.execution import INJECTED
from dossier.build.reading import UnreadableNotebook, read_notebook

PER_CELL = 10_000

COPY = re.compile(r"(?:[^\s:'\"]*[/\\])?book[/\\]executed[/\\](?P<name>[^:\n]+?\.ipynb)(?::(?P<line>\d+))?")
DOCUMENT = re.compile(r"(?<![\w/])executed/(?P<name>[\w./-]+?\.ipynb)\b")


def name_places(text: str, root: Path) -> str:
    """Return a text with the places in executed notebooks of the report in `root` named as those of their sources."""

    def name(found: re.Match[str]) -> str:
        source = f"notebooks/{found['name'].replace(chr(92), '/')}"
        return source + (_name_cell(root, found["name"], int(found["line"])) if found["line"] else "")

    return DOCUMENT.sub(lambda found: f"notebooks/{found['name']}", COPY.sub(name, text))


def _name_cell(root: Path, name: str, line: int) -> str:
    """Return the cell and the line of a place in an executed notebook, counted from 1; nothing for its beginning.

    What is said of a cell of code is said of its outputs, which are at no line.
    """
    number, within = divmod(line, PER_CELL)
    if not number:
        return ""
    try:
        cells = read_notebook(root / "book" / "executed" / name)["cells"][:number]
    except (OSError, UnreadableNotebook):
        cells = []
    added = sum(INJECTED in cell["metadata"].get("tags", []) for cell in cells)
    is_code = bool(cells) and cells[-1]["cell_type"] == "code"
    return f", cell {number - added}" if is_code else f", cell {number - added}, line {max(within - 1, 1)}"
