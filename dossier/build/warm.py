"""Starts processes that have the library and what it stands on already imported.

Imports are most of what a short notebook costs. Where the system can fork, one process imports them all once and each
further one begins as its copy; elsewhere each imports for itself. All begin with the environment that `inherited`
lists. What must not be shared is set anew in the copy: folder, session, the state of random numbers, further variables.
"""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import current_process, forkserver, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Lock, Thread
from types import ModuleType
from typing import Any
from weakref import WeakSet

from dossier.build import inherited

CAN_FORK = sys.platform == "linux"
"""Elsewhere the libraries under numpy and matplotlib do not all survive a fork."""

PRELOADED = "dossier.build.preloaded"
"""What is imported before the first copy is made."""


def may_start() -> bool:
    """Tell whether this process may start copies of a warm one: a daemon, such as a worker of Dask, may not."""
    return CAN_FORK and not current_process().daemon


def start(
    action: Callable[..., int],
    *arguments: object,
    folder: Path,
    environment: Mapping[str, str],
    log: Path | None = None,
) -> BaseProcess:
    """Start a process that does an action in a folder, and return it; its exit status is what the action returns.

    `environment` is added to what a process of a build inherits; what is written goes to the end of `log`. The
    process has a session of its own, so that it is not interrupted together with this one, and all that it starts ends
    with it.
    """
    context: Any = get_context("forkserver" if CAN_FORK else "spawn")
    begun = (str(folder), dict(environment), str(log) if log else None)
    process: BaseProcess = context.Process(target=_begin, args=(begun, action, arguments))
    prepare()
    with _lock, inherited.handing_on(), _without_main():
        process.start()
    _started.add(process)
    return process


def prepare() -> None:
    """Begin to import what processes are to have, while something else is done."""
    if CAN_FORK:
        with _lock, inherited.handing_on(), _without_main():
            get_context("forkserver").set_forkserver_preload([PRELOADED])
            forkserver.ensure_running()


_started: WeakSet[BaseProcess] = WeakSet()

_lock = Lock()
"""What a process begins with is set for all of this one, so only one begins at a time."""


def stop_all() -> None:
    """Kill every process that was started here and has not ended."""
    for process in list(_started):
        if process.exitcode is None and process.pid:
            kill_session(process.pid)
            process.kill()
            process.join()


def stop() -> None:
    """End what was started here, and the process that others begin as copies of: its work is counted to this one's."""
    stop_all()
    if CAN_FORK:
        forkserver._forkserver._stop()  # type: ignore[attr-defined]  # there is no public way to wait for it


def _begin(begun: tuple[str, dict[str, str], str | None], action: Callable[..., int], arguments: tuple) -> None:
    folder, environment, log = begun
    if hasattr(os, "setsid"):
        os.setsid()
    _watch(parent_process())
    if log:
        _write_to(Path(log))
    os.environ.update(environment)
    tempfile.tempdir = None  # it is named in the environment
    os.chdir(folder)
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()  # a copy would repeat the numbers of its fellows
    sys.exit(action(*arguments))


def _watch(parent: Any) -> None:
    """See to it that this process, and all of its session, ends with the one that asked for it, however that ended."""
    if not CAN_FORK:
        Thread(target=_end_with, args=(parent,), daemon=True).start()
    # A process, since a thread gets no turn while a cell holds the interpreter.
    elif not os.fork():
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)  # it ends with what it watches
            _end_with(parent)
        finally:
            os._exit(1)


def _end_with(parent: Any) -> None:
    parent.join()
    kill_session(os.getpid())
    os._exit(1)


def kill_session(number: int) -> None:
    """Kill a process that was started here with all that it has started, or, in that session, the session itself."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(os.getpgid(number), signal.SIGKILL)
        else:
            os.kill(number, signal.SIGTERM)


PR_SET_PDEATHSIG = 1
"""Asks Linux for a signal when the process that started this one ends."""


def _write_to(log: Path) -> None:
    file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.dup2(file, 1)
    os.dup2(file, 2)
    os.close(file)


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the program that runs: a new process would run it again where it is not guarded against that."""
    before = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = before
