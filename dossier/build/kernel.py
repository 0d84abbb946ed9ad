"""The kernel that runs a notebook of a build: ipykernel, in a process that notes which files are read.

Run as `python -m dossier.build.kernel -f FILE`, where it cannot begin as a copy (see `dossier.build.warm`).
"""

from __future__ import annotations

import os
import sys
from importlib.util import source_from_cache
from pathlib import Path

from dossier import environment
from dossier.settings import FILE as SETTINGS

FILE = "file"
"""What stands for a table where a read is one of a file."""

BACKEND = "module://matplotlib_inline.backend_inline"


def run(connection: str) -> int:
    """Run a kernel that listens where the connection file says, until it is told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    _note_files()
    os.environ["MPLBACKEND"] = BACKEND
    if matplotlib := sys.modules.get("matplotlib"):
        matplotlib.rcParams["backend"] = BACKEND
    # It ends when what started it has ended.
    parent = f"--IPKernelApp.parent_handle={os.getppid()}"
    # Nobody will ask it what was typed.
    memory = "--HistoryManager.enabled=False"
    IPKernelApp.launch_instance(["-f", connection, parent, memory, "--log-level=ERROR"])
    return 0


def _note_files() -> None:
    """Write each file of the report that is opened to be read to the end of the file of reads.

    A table that a notebook opens by itself counts as read whole; what `dossier.load` opens is noted where its rows are
    asked for. The settings are a part of every key.
    """
    if not (reads := os.environ.get(environment.READS)) or not (root := os.environ.get(environment.ROOT)):
        return
    from dossier.corpus.watched import is_loading, write_to

    folder, data, package = Path(root), Path(os.environ[environment.DATA]), Path(__file__).parents[1]
    note = write_to(Path(reads))

    def hear(event: str, arguments: tuple) -> None:
        if event != "open" or not isinstance(arguments[0], str) or arguments[1] not in (None, "r", "rb"):
            return
        path = Path(os.path.abspath(arguments[0]))  # noqa: PTH100 (links stay: a report is what it looks like)
        if path.suffix == ".pyc":
            path = Path(source_from_cache(str(path)))
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
