"""Checks and judges the evidence for a build, in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

PICKLE = "verdicts.pickle"
DIGESTS = "digests.json"
"""The files that hold what was reached, and digests of its parts."""


def judge_data(data: Path, without: Sequence[str], out: Path) -> int:
    """Check the package in `data`, judge it without some sources, and write what was reached into the folder `out`.

    Prints every problem, one per line, and returns 1 where there is one, else 0.
    """
    from dossier import corpus
    from dossier.corpus.package import hash_data
    from dossier.verdicts.store import digest_verdicts, reach_verdicts, write_verdicts

    try:
        problems = [str(problem) for problem in corpus.check(data)]
        if not problems:
            reached = reach_verdicts(corpus.read(data, without), hash_data(data))
            write_verdicts(out / PICKLE, reached)
            (out / DIGESTS).write_text(json.dumps(digest_verdicts(reached)), encoding="utf-8")
    except corpus.CorpusError as error:
        problems = [str(error)]
    if problems:
        print("\n".join(problems), flush=True)
    return 1 if problems else 0
