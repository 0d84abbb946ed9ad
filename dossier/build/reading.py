"""Reads a notebook as a build needs it, or says in one line what is wrong with its file."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FORMAT = 4
"""The format of notebooks that can run, as Jupyter counts them."""

KINDS = ("code", "markdown", "raw")

FOREIGN = ("ir", "julia", "octave", "bash", "deno", "javascript", "rust", "sas", "stata", "matlab", "xcpp", "scala")
"""How the names of kernels begin that run another language, for a notebook that does not name its language."""


class UnreadableNotebook(ValueError):
    """A file is no notebook that can run; the text says what is wrong with it and how to mend it, without its name."""


def read_notebook(path: Path) -> dict[str, Any]:
    """Return a notebook as it is in its file, with every text in one piece. Raises UnreadableNotebook or OSError."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UnreadableNotebook(f"byte {error.start} is not UTF-8; save it in JupyterLab") from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise UnreadableNotebook(f"not a notebook ({where}: {error.msg}); save it in JupyterLab") from None
    except RecursionError:
        raise UnreadableNotebook("not a notebook (too deeply nested); save it in JupyterLab") from None
    if not isinstance(found, dict):
        raise UnreadableNotebook("not a notebook (no object of JSON); save it in JupyterLab")
    version = found.get("nbformat")
    if version != FORMAT or "worksheets" in found:
        said = f"is of notebook format {version}" if isinstance(version, int) else "not a notebook (no nbformat)"
        raise UnreadableNotebook(f"{said}; open it in JupyterLab and save it, which makes it format {FORMAT}")
    cells = found.get("cells")
    if not isinstance(cells, list):
        raise UnreadableNotebook("not a notebook (no cells); save it in JupyterLab")
    found.setdefault("metadata", {})
    for number, cell in enumerate(cells, start=1):
        _complete(cell, number)
    _refuse_same_ids(cells)
    return found


def refuse_language(notebook: Mapping[str, Any]) -> None:
    """Raise UnreadableNotebook for a notebook that is written in another language than Python."""
    about = notebook["metadata"]
    kernel = about.get("kernelspec") or {}
    language = str(kernel.get("language") or (about.get("language_info") or {}).get("name") or "").lower()
    name = str(kernel.get("name") or "").lower()
    is_foreign = not language.startswith(("python", "ipython")) if language else name.startswith(FOREIGN)
    if is_foreign:
        shown = (about.get("language_info") or {}).get("name") or kernel.get("language") or kernel.get("name")
        raise UnreadableNotebook(f"is written in {shown}; a build runs Python alone: leave it out of _toc.yml")


def _complete(cell: Any, number: int) -> None:
    """Give a cell what the format asks for, where it can be left out without harm."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS:
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        raise UnreadableNotebook(f"cell {number} is of no type of cell ({kind}); save it in JupyterLab")
    source = cell.get("source", "")
    lines = [source] if isinstance(source, str) else source
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise UnreadableNotebook(f"cell {number} has no text as its source; save it in JupyterLab")
    cell["source"] = "".join(lines)  # a text, or its lines
    cell["metadata"] = cell.get("metadata") or {}
    if not isinstance(cell["metadata"], dict) or not isinstance(cell["metadata"].get("tags", []), list):
        raise UnreadableNotebook(f"cell {number} has tags or metadata that are none; save it in JupyterLab")
    if cell["cell_type"] == "code":
        cell["outputs"] = cell.get("outputs") or []
        cell.setdefault("execution_count", None)


def _refuse_same_ids(cells: list[dict[str, Any]]) -> None:
    counted = Counter(cell["id"] for cell in cells if "id" in cell)
    for name, times in counted.items():
        if times > 1:
            same = [str(number) for number, cell in enumerate(cells, start=1) if cell.get("id") == name]
            raise UnreadableNotebook(
                f"cells {' and '.join(same)} have the same id “{name}”; save it in JupyterLab, which gives each its own"
            )
