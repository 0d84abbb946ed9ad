"""Saves the notebooks of a report in their committed form; all others are saved as JupyterLab saves them.

A hook before saving would not do: the server sorts all keys after it, so that most chapters would differ from what is
committed; and one after saving would change the file behind the back of JupyterLab, which then asks whether to
overwrite it. What is open on the screen keeps its outputs.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

from dossier.errors import DossierError
from dossier.lab.tidy import Notebook, is_committed, read_notebook, tidy, write_out


class TidyContents(AsyncLargeFileManager):
    """The files below the root of the server, which is a report."""

    async def _save_notebook(
        self, os_path: str, nb: Mapping[str, Any], capture_validation_error: dict[str, Any] | None = None
    ) -> None:
        file = Path(os_path)
        if not is_committed(Path(self.root_dir), file):
            await super()._save_notebook(os_path, nb, capture_validation_error)
            return
        check = partial(nbformat.write, version=nbformat.NO_CONVERT, capture_validation_error=capture_validation_error)
        check(nb, io.StringIO())
        text = write_out(tidy(nb, _read_before(file)))
        with self.atomic_writing(os_path, encoding="utf-8", newline="\n") as opened:
            opened.write(text)


def _read_before(file: Path) -> Notebook | None:
    """Return the notebook as it is on the disk; None where it is new, or no notebook now and so no model."""
    try:
        return read_notebook(file)
    except DossierError:
        return None
