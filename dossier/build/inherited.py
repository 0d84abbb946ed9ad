"""Says what the processes of a build get of the environment and of the interpreter that it was called in.

A result must not depend on who builds it, so that what they get is on a list, and all else is left out: settings of
Python, Jupyter, matplotlib, Sphinx and terminals, the language and the time zone, folders of further modules.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing import util
from pathlib import Path

PACKAGE = Path(__file__).parents[1]

PASSED = frozenset(
    {
        # where programs and their libraries are
        "PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "VIRTUAL_ENV", "CONDA_PREFIX",
        # whose session it is
        "HOME", "USER", "LOGNAME", "USERNAME", "USERPROFILE", "HOMEDRIVE", "HOMEPATH", "APPDATA", "LOCALAPPDATA",
        # what Windows needs to start a program
        "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC", "PATHEXT", "PROGRAMDATA", "PROGRAMFILES",
        # how the network is reached
        "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR",
        # which settings of git its owner chose; a build asks git for the commit
        "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",
    }
)  # fmt: skip
"""The variables that are handed on as they are, in capitals."""

FIXED = {
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PYTHONUTF8": "1",
    "PYTHONIOENCODING": "utf-8",
    "PYTHONHASHSEED": "0",  # the order of sets
    "OPENBLAS_NUM_THREADS": "1",  # no threads that a fork would lose
    "OMP_NUM_THREADS": "1",
}
"""What is the same for every build."""


def list_variables() -> dict[str, str]:
    """Return the environment that a process of a build begins with."""
    passed = {name: text for name, text in os.environ.items() if name.upper() in PASSED}
    where = {"PYTHONPATH": str(PACKAGE.parent)} if PACKAGE.parent in _list_added() else {}
    return {
        **passed,
        **where,
        **FIXED,
        "TMPDIR": tempfile.gettempdir(),
        "MPLCONFIGDIR": str(find_cache()),
        "JUPYTER_CONFIG_DIR": str(find_cache()),
        "JUPYTER_NO_CONFIG": "1",
    }


def list_places() -> list[str]:
    """Return where a process of a build looks for modules: where this one does, but for what was added to it.

    That is what PYTHONPATH names and the folder that a program was started from or in; the library's own place stays.
    """
    added = _list_added()
    return [place for place in sys.path if Path(place or ".").absolute() not in added - {PACKAGE.parent}]


def _list_added() -> set[Path]:
    named = [place for place in os.environ.get("PYTHONPATH", "").split(os.pathsep) if place]
    return {Path(place).absolute() for place in named} | {Path.cwd()}


@cache
def find_cache() -> Path:
    """Return a folder of ours for what matplotlib knows of the fonts of this machine, and for no one's settings."""
    import platformdirs

    with suppress(OSError):
        folder = Path(platformdirs.user_cache_dir("dossier", appauthor=False)).absolute()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    room = tempfile.TemporaryDirectory(prefix="dossier-")
    _rooms.append(room)  # until this process ends
    return Path(room.name)


_rooms: list[tempfile.TemporaryDirectory[str]] = []


@contextmanager
def handing_on(variables: Mapping[str, str] | None = None) -> Iterator[None]:
    """Have a process that is started in this block begin with what is on the list, and no options of the interpreter.

    Meanwhile the list is this process's own environment, so that no other thread may start a process in the block.
    """
    environment, places, options = dict(os.environ), list(sys.path), util._args_from_interpreter_flags  # type: ignore[attr-defined]
    wanted = {**list_variables(), **(variables or {})}
    kept = list_places()
    try:
        _set(wanted)
        sys.path[:] = kept
        util._args_from_interpreter_flags = list  # type: ignore[attr-defined]  # it has no public name
        yield
    finally:
        util._args_from_interpreter_flags = options  # type: ignore[attr-defined]
        sys.path[:] = places
        _set(environment)


def _set(variables: Mapping[str, str]) -> None:
    """Set the environment of this process, without a moment in which it is empty."""
    os.environ.update(variables)
    for name in set(os.environ) - set(variables):
        del os.environ[name]
