"""Says what a result depends on: digests of files, of modules that code imports, and of rows of the evidence."""

from __future__ import annotations

import ast
import csv
import hashlib
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent
NAME = PACKAGE.name


def digest(content: bytes | str) -> str:
    """Return the first sixteen hex digits of a SHA-256."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()[:16]


def digest_file(path: Path) -> str:
    """Return the digest of a file, empty where there is none."""
    if not path.is_file():
        return ""
    state = path.stat()
    return _digest_file(path, state.st_mtime_ns, state.st_size)


@cache
def _digest_file(path: Path, changed: int, size: int) -> str:
    return digest(path.read_bytes())


def digest_below(place: Path) -> str:
    """Return the digest of a file, or of all files below a folder with their names; empty where there is nothing."""
    if not place.is_dir():
        return digest_file(place)
    whole = hashlib.sha256()
    for path in sorted(place.rglob("*")):
        if path.is_file():
            whole.update(f"{path.relative_to(place).as_posix()}\0{path.stat().st_size}\0".encode())
            whole.update(path.read_bytes())
    return whole.hexdigest()[:16]


def digest_names(folder: Path) -> str:
    """Return the digest of the names in a folder, without hidden and compiled ones; empty where there is none."""
    if not folder.is_dir():
        return ""
    names = sorted(path.name for path in folder.iterdir())
    return digest("\0".join(name for name in names if not name.startswith(".") and name != "__pycache__"))


def files_below(folder: Path, but: Sequence[str] = ()) -> list[Path]:
    """Return the files below `folder`, sorted, without hidden and compiled ones.

    `but` holds patterns for names directly in `folder` that are passed over too, with all that is below them.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_noise = any(part.startswith(".") or part == "__pycache__" for part in parts)
        is_left_out = any(Path(parts[0]).match(pattern) for pattern in but)
        if path.is_file() and not is_noise and not is_left_out:
            found.append(path)
    return found


# Modules


class Modules:
    """What modules import, of this package and beside a notebook, as their files are now."""

    def __init__(self) -> None:
        self._needed: dict[tuple[Path, Path], set[Path]] = {}

    def list(self, code: str, folder: Path) -> list[Path]:
        """Return the files of all modules that code imports, itself or through others, sorted.

        Modules are those of this package and those beside the code, in `folder`; all others are the lock's affair.
        Other files beside a module of the package, such as a style, go with it. Code that is not Python alone counts as
        importing all there is.
        """
        found: set[Path] = set()
        waiting = set(_find(_read_imports(code, ""), folder))
        while waiting:
            path = waiting.pop()
            found.add(path)
            waiting |= self._needs(path, folder) - found
        return sorted(found)

    def _needs(self, path: Path, folder: Path) -> set[Path]:
        """Return the files that a module, or a file beside one, needs."""
        if path.suffix != ".py":
            return set()
        # A module of the package imports nothing from the folder of a notebook.
        own = PACKAGE if path.is_relative_to(PACKAGE) else folder
        if (path, own) not in self._needed:
            imports = _read_imports(path.read_text(encoding="utf-8"), _package_of(path))
            self._needed[path, own] = {*_find(imports, own), *_beside(path)}
        return self._needed[path, own]


def _package_of(path: Path) -> str:
    if not path.is_relative_to(PACKAGE):
        return ""
    return ".".join([NAME, *path.relative_to(PACKAGE).parent.parts])


def _beside(path: Path) -> list[Path]:
    if path.name != "__init__.py" or not path.is_relative_to(PACKAGE):
        return []
    return [each for each in path.parent.iterdir() if each.is_file() and each.suffix not in (".py", ".pyc")]


def _read_imports(code: str, package: str) -> frozenset[str]:
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return frozenset({"*"})
    names = set()
    for node in _list_statements(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            within = {f"{base}.{alias.name}" for alias in node.names}
            names |= within if base == NAME and all(map(_is_module, within)) else {base, *within}
    return frozenset(names)


def _is_module(name: str) -> bool:
    place = PACKAGE.parent.joinpath(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def _list_statements(block: ast.AST) -> Iterator[ast.AST]:
    """Yield all statements in a block of code, and in blocks within it: imports are nothing else."""
    for part in ("body", "orelse", "finalbody", "handlers", "cases"):
        for statement in getattr(block, part, ()):
            yield statement
            yield from _list_statements(statement)


def _find(names: Iterable[str], folder: Path) -> Iterator[Path]:
    """Yield the files of modules, and of the packages that they are in.

    The library's own front, `dossier/__init__.py`, imports what it offers only when that is asked of it, so that a
    module within the library does not need what is offered there.
    """
    for name in names:
        if name == "*":
            yield from files_below(PACKAGE)
            yield from folder.glob("*.py")
            continue
        parts = name.split(".")
        base = PACKAGE.parent if parts[0] == NAME else folder
        first = 2 if parts[0] == NAME and len(parts) > 1 else 1
        for number in range(first, len(parts) + 1):
            place = base.joinpath(*parts[:number])
            yield from (path for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file())


# The evidence


class Rows:
    """The tables of a data package as texts, of which parts can be digested.

    They are read when this is made: what a build makes of them bears their digests, whatever is saved meanwhile.
    """

    def __init__(self, folder: Path) -> None:
        self._tables = {path.stem: path.read_bytes() for path in sorted(folder.glob("*.csv"))}
        self._read: dict[str, list[dict[str, str]]] = {}

    def digest(self, table: str, columns: Mapping[str, Iterable[str]]) -> str:
        """Return the digest of the rows whose columns have these codes, or of the whole table without any."""
        if not columns or table not in self._tables:
            return digest(self._tables.get(table, b""))
        if table not in self._read:
            text = self._tables[table].decode("utf-8", "replace")
            self._read[table] = list(csv.DictReader(io.StringIO(text, newline="")))
        chosen = {name: set(codes) for name, codes in columns.items()}
        rows = [row for row in self._read[table] if all(row.get(name) in codes for name, codes in chosen.items())]
        return digest(json.dumps(rows, ensure_ascii=False))
