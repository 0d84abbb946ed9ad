"""Treats the date of an undated source as a variable: what repeats it moves with it.

A source is undated where its date is inferred and not printed. Its claims that hold “now”, or up to “now”, repeat that
date, so an error in it is an error in all of them.
"""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import PROFILES, day_text, read_days
from dossier.verdicts.findings import find

COLUMNS = ("date", "value", "as_of")
"""Columns of a claim that may repeat the date of its source."""


def list_undated(corpus: Corpus) -> list[str]:
    """Return the ids of the sources whose date is inferred."""
    return list(corpus.sources["source"][corpus.sources["published_basis"].str.startswith("inferred")])


def list_tied(corpus: Corpus) -> pd.DataFrame:
    """Return the cells of claims that repeat the inferred date of their source: claim, source, column and text.

    A cell repeats the date where it is the date, or its month, with or without a mark of doubt, or where that is an end
    of it.
    """
    undated = corpus.sources[corpus.sources["source"].isin(list_undated(corpus))]
    forms = {row.source: _forms(row.published) for row in undated.itertuples()}
    rows = [
        (claim.claim, claim.source, column, getattr(claim, column))
        for claim in corpus.claims[corpus.claims["source"].isin(forms)].itertuples()
        for column in COLUMNS
        if set(forms[claim.source]) & {part.rstrip("~?%") for part in getattr(claim, column).split("/")}
    ]
    return pd.DataFrame(rows, columns=["claim", "source", "column", "text"])


def _forms(published: str) -> tuple[str, str]:
    """Return a date of publication as it is written, and its month, or the date again where it spans several."""
    days = read_days(published)
    first, last = day_text(days.low)[:7], day_text(days.high)[:7]
    return published, first if first == last else published


def move_source(corpus: Corpus, source: str, published: str) -> Corpus:
    """Return the corpus as it would be if an undated source were of another date, with all claims that repeat it.

    >>> from dossier import load
    >>> moved = move_source(load("tests/roots/ruritania/data").corpus, "gazette-1920", "1921-12")
    >>> moved.claims.set_index("claim").at["gazette-1920-ferry", "as_of"]
    '1921-12'
    """
    before = corpus.sources.set_index("source").at[source, "published"]
    tied = list_tied(corpus)
    claims = corpus.claims.set_index("claim", drop=False)
    for cell in tied[tied["source"] == source].itertuples():
        text = cell.text
        for old, new in zip(_forms(before), _forms(published), strict=True):
            text = "/".join(part.replace(old, new) if part.rstrip("~?%") == old else part for part in text.split("/"))
        claims.at[cell.claim, cell.column] = text
    moved = corpus.sources["published"].mask(corpus.sources["source"] == source, published)
    return corpus.with_tables(claims=claims.reset_index(drop=True), sources=corpus.sources.assign(published=moved))


def find_bounds(corpus: Corpus, source: str) -> tuple[str, str]:
    """Return the first and the last day that an inferred date allows: its month, marked as about, with the margin.

    >>> from dossier import load
    >>> find_bounds(load("tests/roots/ruritania/data").corpus, "gazette-1920")
    ('1920-10-31', '1921-01-31')
    """
    published = corpus.sources.set_index("source").at[source, "published"].rstrip("~?%")
    about = read_days(f"{_forms(published)[1]}~").ranges.widened(PROFILES["default"])
    return day_text(about.low), day_text(about.high)


def find_dependent(corpus: Corpus, source: str, published: str) -> pd.DataFrame:
    """Return the findings that change when an undated source is of another date.

    The index is finding; the columns before and after hold a verdict, or nothing where there is no such finding.
    """
    before = find(corpus).set_index("finding")["verdict"]
    after = find(move_source(corpus, source, published)).set_index("finding")["verdict"]
    both = pd.DataFrame({"before": before, "after": after}).fillna("")
    return both[both["before"] != both["after"]]
