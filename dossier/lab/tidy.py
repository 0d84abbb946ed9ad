"""The committed form of a notebook: without what a run leaves in it, and with its keys in the order that they had."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from dossier.corpus.files import read_bytes
from dossier.errors import DossierError

Notebook = dict[str, Any]

OF_A_RUN = {"papermill", "signature", "widgets", "orig_nbformat", "vscode"}
"""Metadata of a notebook that say how it was run or by which program."""

OF_A_VIEW = {"ExecuteTime", "collapsed", "execution", "jupyter", "papermill", "scrolled", "trusted", "vscode"}
"""Metadata of a cell that say how it was run, or how one reader had it on the screen."""

DEFAULTS: dict[str, Any] = {"editable": True, "slideshow": {"slide_type": ""}, "tags": []}
"""Metadata of a cell that say nothing: what JupyterLab writes when its property inspector was open."""


def tidy(notebook: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> Notebook:
    """Return the committed form of a notebook: no outputs, no counts, no traces of a run or of a view.

    Keys stand in the order that they have in `before`, the notebook as it was (its cells are known by their ids), so
    that a program that sorts them changes nothing; without it they stay as they are. The kernel keeps the name under
    which `before` shows it, since that differs from machine to machine. Neither argument is changed.

    >>> cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1 + 1", "execution_count": 3, "outputs": []}
    >>> tidy({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})["cells"]
    [{'cell_type': 'code', 'id': 'a', 'metadata': {}, 'source': ['1 + 1'], 'execution_count': None, 'outputs': []}]
    """
    old_cells = list(before.get("cells", ())) if before else []
    known = {cell["id"]: cell for cell in reversed(old_cells) if "id" in cell}
    models = {cell.get("cell_type"): cell for cell in reversed(old_cells)}
    cells = []
    for cell in map(_tidy_cell, notebook.get("cells", ())):
        model = known.get(cell.get("id"))
        if model is None and (first := models.get(cell.get("cell_type"))):
            # A new cell has the order of the first of its kind; its metadata are its own.
            model = {**first, "metadata": {}}
        cells.append(_in_order_of(model or cell, cell))
    metadata = _tidy_metadata(notebook.get("metadata", {}), before.get("metadata", {}) if before else {})
    return dict(_in_order_of(before or notebook, {**notebook, "cells": cells, "metadata": metadata}))


def _tidy_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    clean = dict(cell)
    source = cell.get("source", "")
    text = source if isinstance(source, str) else "".join(source)
    clean["source"] = text.splitlines(keepends=True)
    clean["metadata"] = {
        key: value
        for key, value in cell.get("metadata", {}).items()
        if key not in OF_A_VIEW and value != DEFAULTS.get(key, ...)
    }
    if cell.get("cell_type") == "code":
        clean |= {"execution_count": None, "outputs": []}
    return clean


def _tidy_metadata(metadata: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    clean = {key: value for key, value in metadata.items() if key not in OF_A_RUN}
    if kernel := clean.get("kernelspec"):
        old = before.get("kernelspec", {})
        same = old.get("name") == kernel.get("name")
        clean["kernelspec"] = old if same else {key: kernel[key] for key in kernel if key != "path"}
    if language := clean.get("language_info"):
        clean["language_info"] = {"name": language["name"]} if "name" in language else {}
    return clean


def _in_order_of(model: Any, value: Any) -> Any:
    """Return a value whose keys, at all depths, stand as in the model; those that it does not have come last."""
    if not isinstance(value, Mapping) or not isinstance(model, Mapping):
        return value
    keys = [key for key in model if key in value] + [key for key in value if key not in model]
    return {key: _in_order_of(model.get(key), value[key]) for key in keys}


def write_out(notebook: Mapping[str, Any]) -> str:
    """Return a notebook as the text of its file: JSON with one space a level, letters as they are, a last line feed."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def read_notebook(file: Path) -> Notebook:
    """Read a notebook of format 4. Raises DossierError, with line and column, where the file holds none."""
    try:
        notebook = json.loads(read_bytes(file).decode("utf-8"))
    except FileNotFoundError:
        raise DossierError(f"{file}: no such file; name a notebook") from None
    except UnicodeDecodeError:
        raise DossierError(f"{file}: not UTF-8; save it as a notebook again") from None
    except RecursionError:
        raise DossierError(f"{file}: nested too deep; take the committed one") from None
    except json.JSONDecodeError as error:
        where = f"{file}:{error.lineno}:{error.colno}"
        raise DossierError(f"{where}: no JSON: {error.msg}; mend the file, or take the committed one") from None
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4 or not isinstance(notebook.get("cells"), list):
        raise DossierError(f"{file}: no notebook of format 4; open and save it in JupyterLab first")
    return notebook


def tidy_files(files: Iterable[Path]) -> list[Path]:
    """Bring notebooks into their committed form, each written whole or not at all; return those that changed.

    The order of keys is that of the commit, where there is one. Raises DossierError for a file that is no notebook;
    the files before it are tidy then.
    """
    changed = []
    for file in files:
        notebook = read_notebook(file)
        text = write_out(tidy(notebook, _read_committed(file)))
        if text != file.read_text(encoding="utf-8"):
            write_whole(file, text)
            changed.append(file)
    return changed


def write_whole(file: Path, text: str) -> None:
    """Write a text beside its file and move it there when it is whole; the file keeps its permissions."""
    handle, beside = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as opened:
            opened.write(text)
        Path(beside).chmod(file.stat().st_mode & 0o777 if file.exists() else 0o644)
        Path(beside).replace(file)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def list_notebooks(root: Path) -> list[Path]:
    """Return the notebooks of a report that are committed: its chapters, and those of its `lab/`."""
    return [file for folder in ("notebooks", "lab") for file in sorted((root / folder).glob("*.ipynb"))]


def is_committed(root: Path, file: Path) -> bool:
    """Tell whether a file is, or would be, one of the notebooks that `list_notebooks` lists."""
    # Not by the list: a new chapter is saved for the first time before it is in the folder.
    folders: Sequence[Path] = [(root / folder).resolve() for folder in ("notebooks", "lab")]
    return file.suffix == ".ipynb" and file.resolve().parent in folders


def _read_committed(file: Path) -> Notebook | None:
    command = ["git", "--no-optional-locks", "-C", str(file.parent), "show", f"HEAD:./{file.name}"]
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
        found = json.loads(text)
    except (OSError, subprocess.CalledProcessError, ValueError):
        return None
    return found if isinstance(found, dict) else None
