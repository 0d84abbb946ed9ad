"""Runs one notebook from source to result, atomically.

papermill would write its output file even when a cell fails, so it is given no file to write: the result
stays in memory, loses the stamps that differ from run to run, and is moved into place by one rename.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import nbformat
import papermill
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from dossier.checkout import EPOCH


class NotebookError(RuntimeError):
    """A notebook cannot be run; the text says which one, where and why, in one line or a few."""


def execute(source: Path, target: Path, parameters: Mapping[str, object], scratch: Path, data: Path) -> None:
    """Run `source` in its own folder and put the result at `target`, which is left alone if nothing changed.

    `data` is the folder of the evidence, which the kernel finds in DOSSIER_DATA. `scratch` is an existing folder on the
    same disk as `target`, removed by the caller. Raises NotebookError, and then there is no file at `target`: an older
    result would belong to other sources.
    """
    try:
        _put(_stripped(_run(source, parameters, scratch, data), _own_ids(source)), target, scratch)
    except Exception as error:
        target.unlink(missing_ok=True)
        cause = _cause(source, error, injected=bool(parameters))
        raise NotebookError(f"{source.parent.name}/{source.name}{cause}") from error


def _run(source: Path, parameters: Mapping[str, object], scratch: Path, data: Path) -> NotebookNode:
    notebook = nbformat.read(source, as_version=4)
    unknown = set(parameters) - set(papermill.inspect_notebook(notebook))
    if unknown:
        raise NotebookError(f"no cell tagged 'parameters' sets {', '.join(sorted(unknown))}")
    kernel = _native_kernel(scratch, data)
    try:
        return papermill.execute_notebook(
            notebook,
            None,
            parameters=dict(parameters),
            kernel_name=kernel.kernel_name,
            km=kernel,
            cwd=source.parent,
            extra_arguments=["--log-level=ERROR"],
            progress_bar=False,
            record_timing=False,
            coalesce_streams=True,
        )
    finally:
        # Ours to stop, because papermill forgets a kernel that is interrupted while it starts.
        if kernel.has_kernel:
            run_sync(kernel.shutdown_kernel)(now=True)


def _native_kernel(scratch: Path, data: Path) -> AsyncKernelManager:
    """Return a kernel of the running interpreter, whatever other `python3` kernels are installed."""
    kernel = AsyncKernelManager(kernel_name="python3", kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
    # The reader's own IPython profile must not change a result.
    assert kernel.kernel_spec is not None  # ipykernel's, which comes with papermill
    kernel.kernel_spec.env = {
        "IPYTHONDIR": str(scratch / "ipython"),
        "PYTHONHASHSEED": "0",
        # A result depends neither on the day it is computed nor on the commit: a new commit alone re-runs nothing.
        "SOURCE_DATE_EPOCH": str(EPOCH),
        "DOSSIER_DATA": str(data),
    }
    return kernel


def _own_ids(source: Path) -> set[str]:
    return {cell.get("id", "") for cell in json.loads(source.read_text(encoding="utf-8"))["cells"]}


def _stripped(notebook: NotebookNode, own_ids: set[str]) -> NotebookNode:
    """Return the notebook without what papermill adds, and with the same ids at each run."""
    notebook.metadata.pop("papermill")
    for number, cell in enumerate(notebook.cells, start=1):
        cell.metadata.pop("papermill", None)
        tags = cell.metadata.pop("tags", [])
        if "injected-parameters" in tags:
            tags.append("remove-cell")
        if tags:
            cell.metadata["tags"] = tags
        if cell.id not in own_ids:
            cell.id = f"made-{number}"
    return notebook


def _put(notebook: NotebookNode, target: Path, scratch: Path) -> None:
    text = nbformat.writes(notebook) + "\n"
    if target.is_file() and target.read_text(encoding="utf-8") == text:
        return
    whole = scratch / target.name
    whole.write_text(text, encoding="utf-8", newline="\n")
    target.parent.mkdir(parents=True, exist_ok=True)
    whole.replace(target)


def _cause(source: Path, error: Exception, *, injected: bool) -> str:
    if isinstance(error, NotebookError):
        return f": {error}"
    if not isinstance(error, PapermillExecutionError):
        return f": {type(error).__name__}: {error}"
    # Cells are counted from 1, as in the source, which lacks the one injected below the tag 'parameters'.
    tags = [cell.metadata.get("tags", []) for cell in nbformat.read(source, as_version=4).cells]
    tagged = [index for index, each in enumerate(tags) if "parameters" in each]
    number = error.cell_index + (0 if injected and error.cell_index > tagged[0] else 1)
    first_line = next((line.strip() for line in error.source.splitlines() if line.strip()), "")
    return f", cell {number} ({first_line}): {error.ename}: {error.evalue}"
