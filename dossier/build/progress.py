"""Tells how a build goes: what runs and why, how long it took last time, and what is left."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path


class Progress:
    """Prints a line when a part of the report begins, ends or fails.

    `durations` is the file that keeps how long each part took, in seconds by name.
    """

    def __init__(self, durations: Path) -> None:
        self._path = durations
        self._last = _read(durations)
        self._begun: dict[str, float] = {}
        self._left: list[str] = []

    def announce(self, names: Iterable[str]) -> None:
        """Say how much there is to do."""
        self._left = list(names)
        known = [self._last[name] for name in self._left if name in self._last]
        before = f"; last time it took {_say(sum(known))} of work" if len(known) == len(self._left) > 0 else ""
        noun = "part" if len(self._left) == 1 else "parts"
        print(f"{len(self._left)} {noun} to make: {', '.join(self._left)}{before}", flush=True)

    def begin(self, name: str, why: str) -> None:
        """Say that a part is begun, why, and how long it took last time."""
        self._begun[name] = time.monotonic()
        before = f", {_say(self._last[name])} last time" if name in self._last else ""
        print(f"{name} … ({why}{before})", flush=True)

    def end(self, name: str) -> None:
        """Say that a part is done, how long it took, and what is left."""
        took = time.monotonic() - self._begun[name]
        self._last[name] = round(took, 1)
        self._left = [each for each in self._left if each != name]
        left = f"; {len(self._left)} left" if self._left else ""
        print(f"{name} done in {_say(took)}{left}", flush=True)

    def say(self, text: str) -> None:
        """Print a line."""
        print(text, flush=True)

    def complain(self, text: str) -> None:
        """Print what went wrong, on standard error."""
        print(text, file=sys.stderr, flush=True)

    def save(self) -> None:
        """Keep how long each part took, for the next time."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._path.write_text(json.dumps(self._last, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _read(path: Path) -> dict[str, float]:
    try:
        return {str(name): float(took) for name, took in json.loads(path.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}


def _say(seconds: float) -> str:
    return f"{seconds:.1f} s"
