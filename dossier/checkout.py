"""Asks version control about a report: which commit it is at, when that was made, and whether files changed since."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from dossier.errors import DossierError

EPOCH = 946_684_800
"""2000-01-01 in seconds since 1970: the time stated by what must depend neither on the clock nor on a commit."""

ALONE = ("-c", "core.fsmonitor=false", "-c", "log.showSignature=false")
"""Settings under which git runs no program of the repository's and says no more than is asked."""

NEW = ("data", "notebooks", "book", "_config.yml", "_toc.yml", "dossier.toml", "CITATION.cff")
"""What of a report is a part of it though it was never added to version control, but for what is made."""


WITHIN = "the folder lies within the store of a repository of git"


class CheckoutError(DossierError):
    """Version control does not have what is asked for; the message is one line that says what to name."""


class _Refusal(Exception):
    """git did not answer; the text says why, in a few words."""


@dataclass(frozen=True)
class State:
    """What version control says of a report.

    Without a `commit`, `why_not` says why in a few words, and `time`, in seconds since 1970, is EPOCH.
    """

    commit: str = ""
    time: int = EPOCH
    is_changed: bool = False
    why_not: str = ""


def read_state(folder: Path) -> State:
    """Return the commit that a folder of a report is at, where the checkout around it is the report's own.

    For a folder of data it is the report around that counts, where there is one. A repository that holds no file of
    the report, or none of its data, is somebody else's, and its commit says nothing of the report.
    """
    folder = folder.resolve()
    root = folder.parent if (folder.parent / "_config.yml").is_file() else folder
    try:
        if _ask(root, "rev-parse", "--is-inside-work-tree") != "true":
            return State(why_not=WITHIN)
        parts = {root: ".", folder: folder.relative_to(root).as_posix()}
        if not all(_ask(root, "ls-files", "--", part) for part in parts.values()):
            return State(why_not="the repository of git around the folder does not hold its files; add and commit them")
        try:
            commit = _ask(root, "rev-parse", "--verify", "HEAD")
        except _Refusal:
            return State(why_not="its repository of git has no commit yet, or has lost it")
        time = int(_ask(root, "log", "-1", "--format=%ct"))
        changed = _ask(root, "status", "--porcelain", "--untracked-files=no") or _list_new(root)
        return State(commit, time, bool(changed))
    except _Refusal as error:
        return State(why_not=str(error))


def _list_new(root: Path) -> str:
    """Return the files that are not under version control but a part of the report: they would be in the edition."""
    there = [name for name in NEW if (root / name).exists()] or ["."]
    return _ask(root, "ls-files", "--others", "--exclude-standard", "--", *there, ":(exclude)book/executed")


def _ask(folder: Path, *question: str) -> str:
    """Ask git. Raises _Refusal."""
    # Variables that name another repository, as a hook of git sets them, are left out.
    kept = {name: text for name, text in os.environ.items() if not name.startswith("GIT_") or "CONFIG" in name}
    environment = {**kept, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    command = ["git", *ALONE, "-C", str(folder), *question]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", errors="replace", env=environment, check=False
        )
    except OSError:
        raise _Refusal("git is not installed") from None
    if done.returncode:
        raise _Refusal(_explain(done.stderr, folder))
    return done.stdout.strip()


def _explain(said: str, folder: Path) -> str:
    if "dubious ownership" in said:
        remedy = "git config --global --add safe.directory"
        return f"git refuses a folder that belongs to another user; allow it with `{remedy}` and its path"
    if "not a git repository" in said:
        return "it is in no repository of git"
    if "must be run in a work tree" in said:
        return WITHIN
    lines = said.strip().splitlines()
    return f"git says: {lines[-1].replace(str(folder), '.')}" if lines else "git does not answer"


def _ask_git(folder: Path, *question: str) -> str:
    try:
        return _ask(folder, *question)
    except _Refusal:
        return ""


def read_at(folder: Path, revision: str, out: Path) -> Path:
    """Write a folder as it was at a commit into `out`, and return where it is there.

    Raises CheckoutError outside a checkout, and for a commit or a folder that there is not.
    """
    top = _ask_git(folder, "rev-parse", "--show-toplevel")
    if not top:
        raise CheckoutError(f"{folder}: is in no checkout of git; name a folder that is")
    name = folder.resolve().relative_to(Path(top).resolve()).as_posix()
    commit = _ask_git(folder, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    if not commit:
        raise CheckoutError(f"{revision}: no such commit; name a commit, such as HEAD or HEAD~1")
    command = ["git", "-C", top, "archive", "--format=tar", commit, "--", name]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()[-1:]
        raise CheckoutError(f"{revision}: {''.join(said) or 'no such commit'}; name a commit, such as HEAD or HEAD~1")
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(out, filter="data")
    return out / name
