"""Builds one output format, HTML or PDF, from the executed notebooks and the pages written by hand.

Jupyter Book runs as a process of its own, from a clean environment with every warning an error, into a
scratch folder. The result replaces the one before only when it is complete.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier.checkout import commit_time

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMPLAINT = re.compile(r"^.*\b(?:WARNING|ERROR|CRITICAL|SEVERE): .*$", re.MULTILINE)
CRASH = re.compile(
    r"^(?:Exception occurred|[\w ]*[Ee]rror(?: \([\w.]+\))?):\n(.*?)(?=^The full traceback|^Traceback|\Z)",
    re.MULTILINE | re.DOTALL,
)


class FormatError(RuntimeError):
    """An output format cannot be built; the text holds Jupyter Book's complaints, one per line."""


@dataclass(frozen=True)
class Format:
    """How one output format is built, and what a reader opens.

    `builder` is the name of its Sphinx builder. The first of the `entry_pages` is always there. `includes` names
    folders of `_build` that are copied into it where they were built before.
    """

    builder: str
    entry_pages: tuple[str, ...]
    entry_pages_only: bool = False
    includes: tuple[str, ...] = ()


FORMATS = {
    "html": Format("html", ("index.html",), includes=("lite",)),
    "pdf": Format("typst", ("report.pdf", "evidence.pdf", "brief.pdf"), entry_pages_only=True),
}


@dataclass(frozen=True)
class Variant:
    """What one build of a report reads: the folder of its data, and the sources that it leaves out.

    `jobs` is how many processes Sphinx may use; the result has the same bytes for any number.
    """

    data: Path
    without: Sequence[str] = ()
    jobs: int = 1


def list_entry_pages(root: Path, name: str) -> list[Path]:
    """Return the files of the format `name` that a reader opens."""
    return [root / "_build" / name / page for page in FORMATS[name].entry_pages]


def build_format(root: Path, name: str, variant: Variant, scratch: Path) -> None:
    """Build the format `name` of the report in `root`; raises FormatError and keeps the result before it.

    `scratch` is an existing folder on the same disk as `root / "_build"`, removed by the caller.
    """
    wanted = FORMATS[name]
    out = scratch / f"{name}-format"
    out.mkdir()
    run = _run_jupyter_book(root, wanted.builder, variant, out)
    made = out / "_build" / wanted.builder
    if run.returncode or not (made / wanted.entry_pages[0]).is_file():
        raise FormatError("\n".join([f"{name} is not built; Jupyter Book says:", *complaints(run.stdout, root)]))
    if wanted.entry_pages_only:
        made = out / "entry-pages"
        made.mkdir()
        for page in wanted.entry_pages:
            if (built := out / "_build" / wanted.builder / page).is_file():
                built.rename(made / page)
    for folder in wanted.includes:
        if (root / "_build" / folder).is_dir():
            shutil.copytree(root / "_build" / folder, made / folder)
    swap(made, root / "_build" / name, spare=out / "before")


def _run_jupyter_book(root: Path, builder: str, variant: Variant, out: Path) -> subprocess.CompletedProcess[str]:
    order = {"root": str(root), "builder": builder, "out": str(out / "_build" / builder), **asdict(variant)}
    command = [sys.executable, "-m", "dossier.build.jupyter_book", json.dumps(order, default=str)]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "SOURCE_DATE_EPOCH": str(commit_time(root)),
        "TMPDIR": str(out),  # Sphinx leaves a traceback file behind when it crashes
    }
    return run_logged(command, root, environment)


def run_logged(command: list[str], folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder and return it with all that it said, in order, as `stdout`."""
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def complaints(log: str, root: Path) -> list[str]:
    """Return what the log of a failed run complains of, one item per line, with paths relative to `root`."""
    text = COLOUR.sub("", log).replace(f"{root}{os.sep}", "")
    found = [line.strip() for line in COMPLAINT.findall(text)]
    found += [line.strip() for crash in CRASH.findall(text) for line in crash.splitlines() if line.strip()]
    # The end of the log, without the frame that Jupyter Book draws around it.
    end = [line.strip() for line in text.splitlines() if line.strip(" =^")][-3:]
    return list(dict.fromkeys(found or end))


def swap(new: Path, place: Path, spare: Path) -> None:
    """Put the folder `new` at `place`; what was there goes to `spare`, or stays where it was if this fails."""
    try:
        if place.exists():
            place.rename(spare)
        new.rename(place)
    except BaseException:
        if spare.exists() and not place.exists():
            spare.rename(place)
        raise
