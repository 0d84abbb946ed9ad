"""Sees to it that one build of a report runs at a time, and that nothing stays of one that was killed."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import util
from pathlib import Path

from filelock import FileLock, Timeout

from dossier.build.publishing import finish

LOCK = ".lock"
BUILDER = ".builder"
"""Who builds, while it does: its process, and where it has its sockets."""

SCRATCH = ".scratch-"


@contextmanager
def building(build: Path) -> Iterator[Path]:
    """Hand out a scratch folder in the folder `build`, when no other build is under way; say so where one is.

    Editions that were about to be put in their places are, and what a killed build has left is removed. Raises OSError
    where nothing can be written.
    """
    build.mkdir(exist_ok=True)
    lock = FileLock(build / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        print(f"another build of this report is under way{_name_builder(build)}; waiting for its end", flush=True)
        lock.acquire()
    except NotImplementedError:
        pass  # a disk without locks
    try:
        finish(build)
        _remove_remains(build)
        sockets = util.get_temp_dir()
        (build / BUILDER).write_text(json.dumps({"process": os.getpid(), "sockets": sockets}), encoding="utf-8")
        folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=build))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            (build / BUILDER).unlink(missing_ok=True)
    finally:
        lock.release()


def _read_builder(build: Path) -> dict[str, object]:
    with suppress(OSError, ValueError):
        found = json.loads((build / BUILDER).read_text(encoding="utf-8"))
        return found if isinstance(found, dict) else {}
    return {}


def _name_builder(build: Path) -> str:
    number = _read_builder(build).get("process")
    return f" (process {number})" if isinstance(number, int) else ""


def _remove_remains(build: Path) -> None:
    """Remove what a build left that could not clean up; nobody else can have made it, while the lock is held."""
    for folder in build.glob(f"{SCRATCH}*"):
        shutil.rmtree(folder, ignore_errors=True)
    sockets = Path(str(_read_builder(build).get("sockets", "")))
    is_ours = sockets.name.startswith("pymp-") and str(sockets) != util.get_temp_dir()
    if is_ours and sockets.parent == Path(tempfile.gettempdir()):
        shutil.rmtree(sockets, ignore_errors=True)
