"""Puts new editions in the place of the old ones, all together, and finishes that where a build broke off in it.

Editions that are whole are gathered in one hidden folder, which gets its name by one rename. From then on they will be
put in their places, by this build or by the next, so that no reader has the pages of one state beside the PDF of
another for longer than that takes.
"""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path

COMING = ".coming"
GATHERED = ".coming-new"
ORDER = "order.json"

AT_FDCWD = -100
RENAME_EXCHANGE = 2


def publish(made: Mapping[str, Path], build: Path) -> None:
    """Put the folders `made` into `build`, each under its name, on the same disk. Raises OSError."""
    gathered = build / GATHERED
    shutil.rmtree(gathered, ignore_errors=True)
    gathered.mkdir()
    for name, folder in made.items():
        folder.rename(gathered / name)
    order = {name: (gathered / name).stat().st_ino for name in made}
    (gathered / ORDER).write_text(json.dumps(order), encoding="utf-8")
    gathered.rename(build / COMING)
    finish(build)


def finish(build: Path) -> None:
    """Put in their places what an earlier call, in this process or in one that was killed, has gathered."""
    coming = build / COMING
    if coming.is_dir():
        order = json.loads((coming / ORDER).read_text(encoding="utf-8"))
        for name, number in order.items():
            # A folder keeps its number when it is renamed.
            if not ((build / name).is_dir() and (build / name).stat().st_ino == number):
                _put(coming / name, build / name)
        coming.rename(build / GATHERED)
    shutil.rmtree(build / GATHERED, ignore_errors=True)


def _put(new: Path, place: Path) -> None:
    if place.exists() and _exchange(new, place):
        return
    if place.exists():
        place.rename(new.with_name(f"{new.name}-before"))
    new.rename(place)


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, and tell whether the system can."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    return rename is not None and not rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), RENAME_EXCHANGE)
