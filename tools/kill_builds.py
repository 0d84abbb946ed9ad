"""Kills builds of a report, each at another moment, and says after each whether what readers have is whole.

    python tools/kill_builds.py REPORT [--moments 20] [--seed 1]

A moment is a step that the build takes with a file, counted from its beginning, so that the same seed gives the same
kills. The report is built, and its page `book/index.md` gets another last line before each build that is killed.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

STEPS = ("os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.putenv", "open")

CHILD = """
import os, signal, sys
root, last, steps = sys.argv[1], int(sys.argv[2]), sys.argv[3].split(",")
taken = 0
def hear(event, arguments):
    global taken
    if event not in steps or event == "open" and not (arguments[2] & os.O_CREAT and root in str(arguments[0])):
        return
    taken += 1
    if taken == last:
        os.kill(0, signal.SIGKILL)
from dossier.build.run import build
sys.addaudithook(hear)
status = build(root, jobs=1, draft=True)
from dossier.build import warm
warm.stop()
print(f"steps: {taken}")
sys.exit(status)
"""


def run_build(root: Path, last: int = 0) -> tuple[int, str]:
    """Build a report in a session of its own, which is killed at step `last`; return the status and what was said."""
    command = [sys.executable, "-c", CHILD, str(root), str(last), ",".join(STEPS)]
    done = subprocess.run(command, capture_output=True, text=True, start_new_session=True, check=False)
    return done.returncode, done.stdout + done.stderr


def mark(root: Path, text: str) -> None:
    """Give the first page another last line."""
    page = root / "book" / "index.md"
    kept = page.read_text(encoding="utf-8").partition("\n\nMark ")[0].rstrip()
    page.write_text(f"{kept}\n\nMark {text}.\n", encoding="utf-8")


def kill_builds(root: Path, moments: int, seed: int) -> Iterator[int]:
    """Build a report, then kill `moments` builds of it; yield each step at which one was killed."""
    mark(root, "0")
    status, said = run_build(root)
    if status:
        raise SystemExit(said)
    mark(root, "1")
    status, said = run_build(root)
    steps = int(said.rpartition("steps: ")[2])
    chosen = random.Random(seed)
    for number in range(moments):
        mark(root, str(number + 2))
        last = chosen.randint(1, steps)
        status, said = run_build(root, last)
        if status == -signal.SIGKILL:
            yield last
        elif status:
            raise SystemExit(f"step {last} of {steps}: the build failed by itself:\n{said}")


def find_remains(root: Path) -> list[str]:
    """Return what no build may leave when it has ended well."""
    return sorted(
        path.name for path in (root / "_build").iterdir() if path.name.startswith((".scratch", ".coming", ".builder"))
    )


def main() -> int:
    """Kill builds of the report that the call names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("report", type=Path)
    parser.add_argument("--moments", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    root = options.report.resolve()
    for step in kill_builds(root, options.moments, options.seed):
        pages = [root / "_build" / name for name in ("html/index.html", "pdf/report.pdf")]
        print(f"killed at step {step}: {', '.join(f'{page.name} {page.stat().st_size} bytes' for page in pages)}")
    status, said = run_build(root)
    print(said, *find_remains(root), sep="\n")
    return status


if __name__ == "__main__":
    os.environ.pop("DOSSIER_DATA", None)
    sys.exit(main())
