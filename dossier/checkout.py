"""Asks version control about a report: which commit it is at, when that was made, and whether files changed since."""

from __future__ import annotations

import subprocess
from pathlib import Path

EPOCH = 946_684_800
"""2000-01-01 in seconds since 1970: the time stated by what must depend neither on the clock nor on a commit."""


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
