"""Executes the cells of a notebook on a kernel of its own, and says which cell failed, at which line and why."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from dossier.build.kernel import FAILED

INJECTED = "injected-parameters"
STOPPED = (9, 137)
"""How a process ends that the system kills, mostly because memory is short: its signal, or its status."""

SHOWN = 20
"""How many lines of an error are told."""

MOST_PRINTED = 1_000_000
"""How many characters a cell may print: more is data, which nobody reads on a page."""

CONTROL = re.compile(r"\x1b\[[0-9;]*m|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class NotebookError(RuntimeError):
    """A notebook cannot be run; the text says which one, where and why, in one line or a few."""


class _CellError(NotebookError):
    """A cell failed; the text begins with its place within the notebook."""


def execute(
    notebook: Any, parameters: Mapping[str, object], folder: Path, variables: Mapping[str, str], reads: Path, limit: int
) -> Any:
    """Execute a notebook, as nbformat reads it, in a folder, with further variables; return it with its outputs.

    A cell may take `limit` seconds. Raises NotebookError, whose text begins with the place in the notebook.
    """
    prepare_runs()
    from jupyter_client.kernelspec import NoSuchKernel
    from jupyter_core.utils import run_sync
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from dossier.build.kernels import make_kernel

    for name in ("papermill", "traitlets"):
        # What goes wrong is raised, and told once.
        logging.getLogger(name).addHandler(logging.NullHandler())
    notebook = _parameterize(notebook, parameters)
    kernel = make_kernel(variables, reads.with_name("connection.json"))
    begun = {"cell": notebook.cells[0] if notebook.cells else None, "number": 0}

    def begin(cell: Any, cell_index: int) -> None:
        before = notebook.cells[: cell_index + 1]
        begun.update(cell=cell, number=sum(not _is_injected(each) for each in before))

    def end(cell: Any, cell_index: int, execute_reply: Any) -> None:
        if (signs := _count_printed(cell)) > MOST_PRINTED:
            why = f"prints {signs:,} characters; let it print less, or write them into a file"
            raise _CellError(f"{_place(begun)}: {why}")

    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=limit,
        record_timing=False,
        coalesce_streams=True,
        shutdown_kernel="immediate",
        resources={"metadata": {"path": str(folder)}},
        on_cell_start=begin,
        on_cell_executed=end,
    )
    try:
        client.execute(cleanup_kc=True)
    except _CellError:
        raise
    except CellExecutionError as error:
        raise _CellError(_place(begun, _read_line(reads)) + _say(error.ename, error.evalue)) from error
    except CellTimeoutError as error:
        why = f"has run for more than {limit} seconds; make it shorter, or raise “seconds” below [run] in dossier.toml"
        raise _CellError(f"{_place(begun)}: {why}") from error
    except DeadKernelError as error:
        raise _CellError(_place(begun) + _say_death(kernel)) from error
    except (RuntimeError, NoSuchKernel, TimeoutError) as error:
        raise NotebookError(f": the kernel does not start ({error})") from error
    finally:
        # Ours to stop, because it is forgotten where it is interrupted while it starts.
        if kernel.has_kernel:
            run_sync(kernel.shutdown_kernel)(now=True)
    return notebook


def prepare_runs() -> None:
    """Import what runs notebooks, which takes a moment, while something else is done."""
    from dossier.build.jupyter_book import skip_address_grammars

    skip_address_grammars()
    import papermill  # noqa: F401


def _parameterize(notebook: Any, parameters: Mapping[str, object]) -> Any:
    import papermill
    from nbformat import NotebookNode
    from papermill.parameterize import parameterize_notebook

    if unknown := set(parameters) - set(papermill.inspect_notebook(notebook)):
        raise NotebookError(f": no cell tagged 'parameters' sets {', '.join(sorted(unknown))}")
    if not parameters:
        return notebook
    notebook.metadata["papermill"] = NotebookNode()
    for cell in notebook.cells:
        cell.metadata.setdefault("tags", [])  # papermill takes it for given
    return parameterize_notebook(notebook, dict(parameters), kernel_name="python3", language="python")


def _count_printed(cell: Any) -> int:
    texts = (output.get("text", output.get("data", {}).get("text/plain", "")) for output in cell.outputs)
    return sum(map(len, texts))


def _is_injected(cell: Any) -> bool:
    return INJECTED in cell["metadata"].get("tags", [])


def _place(begun: Mapping[str, Any], line: int = 0) -> str:
    """Return the place of a cell as its author counts it, with the line that failed, or else the first that says much.

    `line` is counted from 1 in the cell without its empty lines at the beginning, which the kernel never sees.
    """
    lines = begun["cell"]["source"].splitlines() if begun["cell"] else []
    first = next((number for number, text in enumerate(lines, start=1) if text.strip()), 1)
    at = line + first - 1 if line else 0
    if at and at <= len(lines):
        return f", cell {begun['number']}, line {at} ({lines[at - 1].strip()})"
    code = next((text.strip() for text in lines if text.strip() and not text.strip().startswith(("#", "%"))), "")
    return f", cell {begun['number']} ({code or ''.join(lines[first - 1 : first]).strip()})"


def _read_line(reads: Path) -> int:
    """Return the line at which the last cell failed, or 0."""
    with suppress(OSError, ValueError):
        return int(json.loads(reads.with_name(FAILED).read_text(encoding="utf-8")))
    return 0


def _say(name: str, value: str) -> str:
    if name == "SystemExit":
        return f": sys.exit({value}) would leave out what follows; take it out, or let the cell end by itself"
    if name == "StdinNotImplementedError":
        return ": asks for input, and in a build nobody answers; set the value in the cell"
    lines = CONTROL.sub("", value).splitlines()
    more = [f"(and {len(lines) - SHOWN} lines more)"] if len(lines) > SHOWN else []
    return f": {name}: " + "\n".join([*lines[:SHOWN], *more])


def _say_death(kernel: Any) -> str:
    status = _find_status(kernel)
    if status is None:
        return ": the kernel died; run the notebook in JupyterLab to see why"
    if abs(status) in STOPPED:
        return ": the kernel was killed (signal 9), mostly because memory is short; let the cell hold less at a time"
    how = f"by signal {-status}" if status < 0 else f"with status {status}"
    return f": the kernel ended {how}; the cell, or a library that it calls, ends Python"


def _find_status(kernel: Any) -> int | None:
    """Return how the process of a kernel ended: its status, or minus its signal."""
    process = getattr(kernel.provisioner, "process", None)
    status: int | None = process.poll() if process else None
    return status
