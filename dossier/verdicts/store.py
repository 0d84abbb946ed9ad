"""Keeps what the engine makes of the evidence in a file, so that a build judges once and all its processes read it.

The file is a cache of one build of one version of this package: it is never published, and made anew where its key
is another.
"""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions
from dossier.verdicts.sensitivity import judge_choices


class Verdicts(NamedTuple):
    """Findings and ratings under the default profile, and the judgements that change without some articles.

    `data` is the hash of the package that was judged, `left_out` the sources left out of it. `without` has for each
    choice of articles, their ids joined by commas, the judgements that change by question; an empty one where nobody
    answers any more.
    """

    data: str
    left_out: tuple[str, ...]
    findings: pd.DataFrame
    ratings: pd.DataFrame
    without: dict[str, dict[str, str]]


def reach_verdicts(corpus: Corpus, data: str) -> Verdicts:
    """Judge every pair, rate every question, and do it again without each choice of articles.

    `data` is the hash of the package that the corpus was read from.
    """
    findings = find(corpus)
    ratings = rate_questions(corpus, findings)
    return Verdicts(data, corpus.left_out, findings, ratings, dict(judge_choices(corpus, ratings)))


def write_verdicts(path: Path, verdicts: Verdicts) -> None:
    """Write them to a file."""
    path.write_bytes(pickle.dumps(verdicts))


def digest_verdicts(verdicts: Verdicts) -> dict[str, str]:
    """Return a digest of the findings and one of the ratings, each by its name."""
    frames = {"findings": verdicts.findings, "ratings": verdicts.ratings}
    return {
        name: hashlib.sha256(repr(frame.to_dict("records")).encode()).hexdigest()[:16] for name, frame in frames.items()
    }


def read_verdicts(path: Path) -> Verdicts:
    """Read what `write_verdicts` wrote. Raises OSError or pickle.UnpicklingError."""
    found = pickle.loads(path.read_bytes())
    assert isinstance(found, Verdicts)
    return found
