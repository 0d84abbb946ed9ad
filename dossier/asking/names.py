"""What an analyst may name: columns, codes, ids; and how claims and facts are called in an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from dossier.corpus.tables import Corpus, CorpusError
from dossier.errors import UnusableValue, offer


def demand_columns(table: pd.DataFrame, columns: Mapping[str, Any], name: str) -> None:
    """Raise CorpusError where a table lacks a column, or a column a code."""
    for column, codes in columns.items():
        if column not in table:
            raise CorpusError(f"{name} have no column “{column}”; {offer(column, table)}")
        if not isinstance(codes, str) and not isinstance(codes, Iterable):
            raise UnusableValue(f"{column}: {codes!r} is no code; write it in quotation marks")
        for code in [codes] if isinstance(codes, str) else codes:
            demand_word(code, table[column], column)


def demand_word(word: str, known: Iterable[str], kind: str) -> None:
    """Raise CorpusError, with what is like it, for a word that is not known."""
    names = sorted({name for name in known if name})
    if word not in names:
        raise CorpusError(f"no {kind} “{word}”; {offer(str(word), names)}")


def describe(corpus: Corpus) -> pd.DataFrame:
    """Return the claims and facts with who says them in what words: id, statement, who, words, source."""
    labels = corpus.sources.set_index("source")["label"]
    claims = corpus.claims.rename(columns={"claim": "id"})
    claims = claims.assign(who=claims["source"].map(labels), words="“" + claims["quote"] + "”")
    facts = corpus.facts.rename(columns={"fact": "id", "authority": "who"}).assign(words="", source="")
    columns = ["id", "statement", "who", "words", "source"]
    return pd.concat([claims[columns], facts[columns]], ignore_index=True)
