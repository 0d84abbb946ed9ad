"""The kernel that runs a notebook of a build: ipykernel, in a process that notes which files are read.

Run as `python -m dossier.build.kernel -f FILE`, where it cannot begin as a copy (see `dossier.build.warm`).
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from importlib.util import source_from_cache
from pathlib import Path, PurePath
from types import FrameType
from typing import Any

from dossier import environment
from dossier.settings import FILE as SETTINGS

FILE = "file"
"""What stands for a table where a read is one of a file."""

LISTING = "listing"
"""What stands for a table where a read is one of the names in a folder."""

DATA = PurePath("(data)")
"""What stands for the folder of the data in the name of a file in it that is no table."""

FAILED = "failed.json"
"""The name of the file beside that of the reads which holds the line at which a cell failed."""

CELLS = "/tmp/ipykernel"
"""The folder in which tracebacks and warnings say that cells are; there is nothing in it."""

BACKEND = "module://matplotlib_inline.backend_inline"


def run(connection: str) -> int:
    """Run a kernel that listens where the connection file says, until it is told to stop."""
    from ipykernel import compiler
    from ipykernel.kernelapp import IPKernelApp

    # A file of bytecode beside a module would stand for it when both are changed within a second.
    sys.dont_write_bytecode = True
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
    """Write each file of the report that is opened to be read, and each folder listed, to the end of the file of reads.

    A table that a notebook opens by itself counts as read whole; what `dossier.load` opens is noted where its rows are
    asked for. The settings are a part of every key.
    """
    if not (reads := os.environ.get(environment.READS)) or not (root := os.environ.get(environment.ROOT)):
        return
    from dossier.corpus.watched import is_loading, write_to

    folder, data, package = Path(root), Path(os.environ[environment.DATA]), Path(__file__).parents[1]
    note, own_folder = write_to(Path(reads)), Path(reads).parent

    def note_place(kind: str, named: object) -> None:
        if not isinstance(named, str | bytes | os.PathLike):
            return
        path = Path(os.path.abspath(os.fsdecode(named)))  # noqa: PTH100 (links stay: a report is what it looks like)
        if path.suffix == ".pyc":
            path = Path(source_from_cache(str(path)))
        if path.is_relative_to(own_folder) or path.is_relative_to(package) or path == folder / SETTINGS:
            return
        if path.is_relative_to(data):
            own = path.relative_to(data)
            if kind == FILE and path.suffix == ".csv" and len(own.parts) == 1:
                if not is_loading():
                    note(path.stem, {})
            elif not is_loading():
                note(kind, {"path": [(DATA / own).as_posix()]})
        elif path.is_relative_to(folder):
            own = path.relative_to(folder)
            if not any(part.startswith(".") or part in ("_build", "__pycache__") for part in own.parts):
                note(kind, {"path": [own.as_posix()]})

    def hear(event: str, arguments: tuple) -> None:
        if event == "open":
            if not arguments[2] & (os.O_WRONLY | os.O_CREAT):
                note_place(FILE, arguments[0])
        elif event in ("os.listdir", "os.scandir"):
            if not _is_looking_for_modules():
                note_place(LISTING, arguments[0] if arguments[0] is not None else ".")
        elif event == "sqlite3.connect":
            note_place(FILE, arguments[0])

    sys.addaudithook(hear)


def _is_looking_for_modules() -> bool:
    """Tell whether a folder is listed by Python's own search for a module, of which the modules found are noted."""
    frame: FrameType | None = sys._getframe(2)
    return frame is not None and "importlib" in frame.f_code.co_filename


if __name__ == "__main__":
    sys.exit(run(sys.argv[sys.argv.index("-f") + 1]))
