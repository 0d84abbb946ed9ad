"""The kernel that runs a notebook of a build: ipykernel, in a process that notes which files are read.

Run as `python -m dossier.build.kernel -f FILE`, where it cannot begin as a copy (see `dossier.build.warm`).
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib.util import source_from_cache
from pathlib import Path
from typing import Any

from dossier import environment
from dossier.settings import FILE as SETTINGS

FILE = "file"
"""What stands for a table where a read is one of a file."""

FAILED = "failed.json"
"""The name of the file beside that of the reads which holds the line at which a cell failed."""

CELLS = "/tmp/ipykernel"
"""The folder in which tracebacks and warnings say that cells are; there is nothing in it."""

BACKEND = "module://matplotlib_inline.backend_inline"


def run(connection: str) -> int:
    """Run a kernel that listens where the connection file says, until it is told to stop."""
    from ipykernel import compiler
    from ipykernel.kernelapp import IPKernelApp

    _note_files()
    os.environ["MPLBACKEND"] = BACKEND
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams["backend"] = BACKEND
    # It ends when what started it has ended.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    # Nobody will ask it what was typed.
    memory = "--HistoryManager.enabled=False"
    # A warning names the file of its cell: without the number of this process, so that it is the same each time.
    compiler.get_tmp_directory = lambda: CELLS
    app = IPKernelApp.instance()
    app.initialize(["-f", connection, parent, memory, "--log-level=ERROR"])
    _note_failures(app.shell)
    app.start()
    return 0


def _note_failures(shell: Any) -> None:
    """Write the line of a cell at which it failed, counted from 1, beside the file of reads."""
    if not (reads := os.environ.get(environment.READS)):
        return
    place = Path(reads).with_name(FAILED)

    def hear(result: Any) -> None:
        if error := result.error_before_exec or result.error_in_exec:
            place.write_text(json.dumps(find_line(error, result.info.raw_cell)), encoding="utf-8")

    shell.events.register("post_run_cell", hear)


def find_line(error: BaseException, code: str) -> int:
    """Return the line of a cell at which an error was raised, or where the cell called what raised it; 0 for unknown.

    The first frame that is none of IPython's is that of the cell, and the last in the same file the one at fault.
    """
    if isinstance(error, SyntaxError) and not error.__traceback__:
        return error.lineno or 0
    import IPython

    shell = str(Path(IPython.__file__).parent)
    frames = [each for each in traceback.extract_tb(error.__traceback__) if not each.filename.startswith(shell)]
    if not frames:
        return (error.lineno or 0) if isinstance(error, SyntaxError) else 0
    # A magic for a whole cell, such as %%time, hands on what is below it.
    above = 1 if code.lstrip().startswith("%%") else 0
    return [each.lineno or 0 for each in frames if each.filename == frames[0].filename][-1] + above


def _note_files() -> None:
    """Write each file of the report that is opened to be read to the end of the file of reads.

    A table that a notebook opens by itself counts as read whole; what `dossier.load` opens is noted where its rows are
    asked for. The settings are a part of every key.
    """
    if not (reads := os.environ.get(environment.READS)) or not (root := os.environ.get(environment.ROOT)):
        return
    from dossier.corpus.watched import is_loading, write_to

    folder, data, package = Path(root), Path(os.environ[environment.DATA]), Path(__file__).parents[1]
    note, own_folder = write_to(Path(reads)), Path(reads).parent

    def hear(event: str, arguments: tuple) -> None:
        if event != "open" or not isinstance(arguments[0], str) or arguments[1] not in (None, "r", "rb"):
            return
        path = Path(os.path.abspath(arguments[0]))  # noqa: PTH100 (links stay: a report is what it looks like)
        if path.suffix == ".pyc":
            path = Path(source_from_cache(str(path)))
        if path.is_relative_to(own_folder):
            return
        if path.is_relative_to(data):
            if path.suffix == ".csv" and not is_loading():
                note(path.stem, {})
        elif path.is_relative_to(folder) and not path.is_relative_to(package) and path != folder / SETTINGS:
            own = path.relative_to(folder)
            if not any(part.startswith(".") or part == "_build" for part in own.parts):
                note(FILE, {"path": [own.as_posix()]})

    sys.addaudithook(hear)


if __name__ == "__main__":
    sys.exit(run(sys.argv[sys.argv.index("-f") + 1]))
