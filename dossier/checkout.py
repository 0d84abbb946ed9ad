"""Asks version control about a report: which commit it is at, when that was made, and whether files changed since."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from dossier.errors import DossierError

EPOCH = 946_684_800
"""2000-01-01 in seconds since 1970: the time stated by what must depend neither on the clock nor on a commit."""


class CheckoutError(DossierError):
    """Version control does not have what is asked for; the message is one line that says what to name."""


def find_commit(folder: Path) -> str:
    """Return the full id of the commit that the checkout around `folder` is at, or an empty text outside one."""
    return _ask_git(folder, "rev-parse", "HEAD")


def is_changed(folder: Path) -> bool:
    """Tell whether a file under version control differs from the commit; outside a checkout none does."""
    return bool(_ask_git(folder, "status", "--porcelain", "--untracked-files=no"))


def commit_time(folder: Path) -> int:
    """Return the time of the commit in seconds since 1970, or EPOCH outside a checkout."""
    return int(_ask_git(folder, "log", "-1", "--format=%ct") or EPOCH)


def _ask_git(folder: Path, *question: str) -> str:
    command = ["git", "--no-optional-locks", "-C", str(folder), *question]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
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
