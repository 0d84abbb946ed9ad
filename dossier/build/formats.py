"""Binds the executed notebooks with the written pages into one edition, HTML or PDF.

Jupyter Book runs as a process of its own, from a clean environment with every warning an error, into a
scratch folder. The edition takes the place of the one before only when it is whole.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Used outside a git checkout: the end of the years that the report covers.
FALLBACK_TIME = "1704067200"

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMPLAINT = re.compile(r"^.*\b(?:WARNING|ERROR|CRITICAL|SEVERE): .*$", re.MULTILINE)
CRASH = re.compile(
    r"^(?:Exception occurred|[\w ]*[Ee]rror(?: \([\w.]+\))?):\n(.*?)(?=^The full traceback|^Traceback|\Z)",
    re.MULTILINE | re.DOTALL,
)


class BindingError(RuntimeError):
    """An edition cannot be bound; the text holds Jupyter Book's complaints, one a line."""


@dataclass(frozen=True)
class Binding:
    """How one edition is made, and what a reader opens."""

    builder: tuple[str, ...]
    output: str  # the folder that Jupyter Book writes below its own `_build`
    opens: tuple[str, ...]
    alone: bool  # whether readers get nothing but the files that they open
    carries: tuple[str, ...] = ()  # the folders of `_build` that go along, made before


BINDINGS = {
    "html": Binding(("--builder", "html"), "html", ("index.html",), alone=False, carries=("lite",)),
    "pdf": Binding(
        ("--builder", "custom", "--custom-builder", "typst"), "typst", ("report.pdf", "brief.pdf"), alone=True
    ),
}


def opening_pages(root: Path, name: str) -> list[Path]:
    """Return the files of the edition `name` that a reader opens."""
    return [root / "_build" / name / page for page in BINDINGS[name].opens]


def commit_time(root: Path) -> str:
    """Return the time of the last commit in seconds since 1970, or a fixed time outside a checkout."""
    return _ask_git(root, "log", "-1", "--format=%ct") or FALLBACK_TIME


def checkout_state(root: Path) -> str:
    """Return the last commit and whether it was changed since, which is what the colophon says."""
    changes = _ask_git(root, "status", "--porcelain", "--untracked-files=no")
    return f"{_ask_git(root, 'rev-parse', 'HEAD')} {'with' if changes else 'without'} local changes"


def _ask_git(root: Path, *question: str) -> str:
    command = ["git", "--no-optional-locks", "-C", str(root), *question]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def bind(root: Path, name: str, scratch: Path) -> None:
    """Make the edition `name` of the report in `root`; raises BindingError and keeps the edition before it.

    `scratch` is an existing folder on the same disk as `root / "_build"`, removed by the caller.
    """
    binding = BINDINGS[name]
    out = scratch / f"{name}-edition"
    out.mkdir()
    run = _run_jupyter_book(root, binding, out)
    made = out / "_build" / binding.output
    if run.returncode or not all((made / page).is_file() for page in binding.opens):
        raise BindingError("\n".join([f"{name} is not built; Jupyter Book says:", *complaints(run.stdout, root)]))
    if binding.alone:
        made = out / "alone"
        made.mkdir()
        for page in binding.opens:
            (out / "_build" / binding.output / page).rename(made / page)
    for folder in binding.carries:
        shutil.copytree(root / "_build" / folder, made / folder)
    swap(made, root / "_build" / name, spare=out / "before")


def _run_jupyter_book(root: Path, binding: Binding, out: Path) -> subprocess.CompletedProcess:
    # Absolute paths: a relative --toc is looked for below the source folder.
    command = [sys.executable, "-m", "dossier.build.jupyter_book", "build", str(root / "book"), *binding.builder]
    command += ["--config", str(root / "_config.yml"), "--toc", str(root / "_toc.yml")]
    command += ["--path-output", str(out), "--warningiserror", "--nitpick", "--keep-going", "--all"]
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "0",
        "PYTHONIOENCODING": "utf-8",
        "SOURCE_DATE_EPOCH": commit_time(root),
        "TMPDIR": str(out),  # Sphinx leaves a traceback file behind when it crashes
    }
    log = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8", "errors": "replace"}
    return subprocess.run(command, cwd=root, env=environment, **log)


def complaints(log: str, root: Path) -> list[str]:
    """Return what the log of a failed run complains of, a line each, with paths relative to `root`."""
    text = COLOUR.sub("", log).replace(f"{root}{os.sep}", "")
    found = [line.strip() for line in COMPLAINT.findall(text)]
    found += [line.strip() for crash in CRASH.findall(text) for line in crash.splitlines() if line.strip()]
    # The log's last words, without the frame that Jupyter Book draws around them.
    last_words = [line.strip() for line in text.splitlines() if line.strip(" =^")][-3:]
    return list(dict.fromkeys(found or last_words))


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
