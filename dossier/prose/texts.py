"""Opens the texts of a report: pages written by hand, and the cells of its notebooks, with what code hands to prose."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dossier.contents import read_contents
from dossier.errors import DossierError
from dossier.prose.mentions import Prose, read_prose


@dataclass(frozen=True)
class Text:
    """One page, or one cell of a notebook by its number from 1, with what it mentions and labels."""

    file: str
    cell: int
    prose: Prose


@dataclass(frozen=True)
class Written:
    """All texts of a report. `labels` can be referred to; `glued` has by notebook the names that its code hands over.

    `repeated` has each label that two files give, with the two.

    A notebook that hands over names that only a run can tell has None.
    """

    texts: tuple[Text, ...]
    labels: frozenset[str]
    repeated: tuple[tuple[str, str, str], ...]
    glued: dict[str, frozenset[str] | None]


class ProseError(DossierError):
    """A page or a notebook cannot be read; the message is one line that names it and how to mend it."""


def read_report(root: Path) -> Written:
    """Read every page and every chapter that the contents of a report name. Raises ContentsError or ProseError."""
    extensions = _read_extensions(root)
    texts: list[Text] = []
    given: dict[str, str] = {}
    repeated: list[tuple[str, str, str]] = []
    glued: dict[str, frozenset[str] | None] = {}

    def give(labels: Iterable[str], file: str) -> None:
        for label in sorted(labels):
            if given.setdefault(label, file) != file:
                repeated.append((label, given[label], file))

    for entry in read_contents(root):
        if entry.notebook:
            if not (root / entry.notebook).is_file():
                continue
            cells = _read_cells(root, entry.notebook)
            texts += _read_markdown(entry.notebook, cells, extensions)
            named, glued[entry.notebook] = _read_code(cells)
            give(named, entry.notebook)
        elif (page := root / "book" / f"{entry.name}.md").is_file():
            file = page.relative_to(root).as_posix()
            texts.append(Text(file, 0, read_prose(_read_text(page, file), extensions)))
    for text in texts:
        give(text.prose.labels, text.file)
    return Written(tuple(texts), frozenset(given), tuple(repeated), glued)


def _read_extensions(root: Path) -> Sequence[str]:
    try:
        found = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8")) or {}
        return list(found.get("parse", {}).get("myst_enable_extensions", ()))
    except FileNotFoundError:
        return []
    except (yaml.YAMLError, AttributeError) as error:
        raise ProseError(f"_config.yml: {' '.join(str(error).split())}; write YAML") from None


def _read_text(path: Path, file: str) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ProseError(f"{file}: byte {error.start} is not UTF-8; save the file as UTF-8") from None


def _read_cells(root: Path, file: str) -> list[dict[str, Any]]:
    try:
        cells = json.loads(_read_text(root / file, file))["cells"]
        return [{**cell, "source": "".join(cell["source"]), "metadata": cell.get("metadata", {})} for cell in cells]
    except (ValueError, KeyError, TypeError) as error:
        raise ProseError(f"{file}: not a notebook ({error}); save it in JupyterLab") from None


def _read_markdown(file: str, cells: Sequence[dict[str, Any]], extensions: Sequence[str]) -> Iterator[Text]:
    for number, cell in enumerate(cells, start=1):
        if cell["cell_type"] == "markdown":
            yield Text(file, number, read_prose(cell["source"], extensions))
        elif caption := cell["metadata"].get("mystnb", {}).get("figure", {}).get("caption"):
            yield Text(file, number, read_prose(caption, extensions))


def _read_code(cells: Sequence[dict[str, Any]]) -> tuple[set[str], frozenset[str] | None]:
    """Return the labels that code cells give, and the names that they hand over, None where that cannot be told."""
    labels: set[str] = set()
    glued: set[str] | None = set()
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        figure = cell["metadata"].get("mystnb", {}).get("figure", {})
        labels |= {figure["name"]} if "name" in figure else set()
        try:
            tree = ast.parse(cell["source"])
        except SyntaxError:
            glued = None  # a magic, or an error that the run will tell
            continue
        for node in ast.walk(tree):
            words = _words_of(node)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "glue":
                glued = None if glued is None or None in words else glued | {str(name) for name in words}
            elif isinstance(value := words.get("name"), ast.Constant) and isinstance(value.value, str):
                labels.add(value.value)
    return labels, None if glued is None else frozenset(glued)


def _words_of(node: ast.AST) -> dict[str | None, ast.expr]:
    """Return the named arguments of a call, or the entries of a dictionary, that code spells out."""
    if isinstance(node, ast.Call):
        return {word.arg: word.value for word in node.keywords}
    if isinstance(node, ast.Dict):
        pairs = zip(node.keys, node.values, strict=True)
        return {str(key.value): value for key, value in pairs if isinstance(key, ast.Constant)}
    return {}
