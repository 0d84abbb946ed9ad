"""Judges a large corpus in parts, by question, on as many processes or machines as there are."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from itertools import chain

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.verdicts.findings import Finding, find_across, find_within, frame


def find_by_parts(corpus: Corpus, workers: Executor, parts: int, profile: str = "default") -> pd.DataFrame:
    """Return what `find` returns, judged in so many parts by the workers of an executor.

    The executor is one of `concurrent.futures`, or that of a Dask client (`client.get_executor()`). What lies between
    two questions is judged here.

    >>> from concurrent.futures import ThreadPoolExecutor
    >>> from dossier import load
    >>> report = load("tests/roots/ruritania/data")
    >>> with ThreadPoolExecutor(2) as workers:
    ...     found = find_by_parts(report.corpus, workers, 3)
    >>> found.equals(report.findings)
    True
    """
    futures = [workers.submit(judge_part, part, profile) for part in split(corpus, parts)]
    return frame([*chain.from_iterable(future.result() for future in futures), *find_across(corpus, profile)])


def split(corpus: Corpus, parts: int) -> Iterator[Corpus]:
    """Yield a corpus in so many parts, each with all answers to its questions."""
    names = sorted(corpus.questions["question"])
    for number in range(min(parts, len(names))):
        own = names[number::parts]
        yield corpus.with_tables(
            claims=corpus.claims[corpus.claims["question"].isin(own)],
            facts=corpus.facts[corpus.facts["question"].isin(own)],
        )


def judge_part(part: Corpus, profile: str) -> list[Finding]:
    """Return the findings within the questions of a part."""
    return list(find_within(part, profile))
