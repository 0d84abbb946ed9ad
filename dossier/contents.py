"""Reads `_toc.yml`: which pages a report has, and which of them are made from notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from dossier.errors import DossierError, offer

FILE = "_toc.yml"
EXECUTED = "executed/"
"""How the name of a page begins that is made from a notebook."""


class ContentsError(DossierError):
    """The contents cannot be used; the message is one line that names the file, the line and how to mend it."""


class Entry(NamedTuple):
    """A page by its name, without ending, and the line that names it."""

    name: str
    line: int

    @property
    def notebook(self) -> str:
        """The notebook that the page is made from, or nothing for a page written by hand."""
        return f"notebooks/{self.name.removeprefix(EXECUTED)}.ipynb" if self.name.startswith(EXECUTED) else ""


def read_contents(root: Path) -> list[Entry]:
    """Return the pages of the report in `root`, in their order. Raises ContentsError."""
    path = root / FILE
    try:
        text = path.read_text(encoding="utf-8")
        found = yaml.safe_load(text)
    except FileNotFoundError:
        raise ContentsError(f"{path}: no such file; name the pages of the report in it") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        said = " ".join(str(error).split())
        raise ContentsError(f"{path}: {said}; write YAML, in UTF-8") from None
    if not isinstance(found, dict) or "root" not in found:
        raise ContentsError(f"{path}: names no root; write `root: index`")
    return [Entry(name, line) for name, line in _walk(yaml.compose(text))]


def list_notebooks(root: Path) -> list[Path]:
    """Return the notebooks that the contents of a report name, sorted: no other is a part of it.

    Raises ContentsError for one that is not there.
    """
    found = []
    for entry in read_contents(root):
        if not entry.notebook:
            continue
        path = root / entry.notebook
        if not path.is_file():
            there = [each.stem for each in (root / "notebooks").glob("*.ipynb")]
            name = entry.name.removeprefix(EXECUTED)
            raise ContentsError(f"{FILE}:{entry.line}: there is no {entry.notebook}; {offer(name, there)}")
        found.append(path)
    return sorted(found)


def _walk(node: yaml.Node | None) -> Iterator[tuple[str, int]]:
    """Yield the pages that a part of the contents names, each with its line."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value in ("root", "file") and isinstance(value, yaml.ScalarNode):
                yield value.value.removesuffix(".md").removesuffix(".ipynb"), value.start_mark.line + 1
        for _, value in node.value:
            yield from _walk(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _walk(value)
