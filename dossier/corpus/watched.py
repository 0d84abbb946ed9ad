"""Notes what is read of a corpus, so that a build knows which notebook depends on which rows.

A read is a table and, by column, the codes that its rows were chosen by; without codes it is the whole table.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pandas as pd

from dossier.corpus.tables import TABLES, Corpus

Note = Callable[[str, Mapping[str, Iterable[str]]], None]
"""Is told of each read: the table, and the codes by column."""


class WatchedCorpus:
    """Stands before a corpus, hands out what it has, and notes what was asked for."""

    def __init__(self, corpus: Corpus, note: Note) -> None:
        self._corpus = corpus
        self._note = note

    def __getattr__(self, name: str) -> Any:
        """Return what the corpus has under this name; a table is noted as read whole."""
        if name in TABLES:
            self._note(name, {})
        return getattr(self._corpus, name)

    def __dir__(self) -> list[str]:
        return dir(self._corpus)

    def rows(self, table: str, **columns: str | Iterable[str]) -> pd.DataFrame:
        """Return some rows of a table, as `Corpus.rows` does."""
        self._note(table, {name: [codes] if isinstance(codes, str) else codes for name, codes in columns.items()})
        return self._corpus.rows(table, **columns)

    def answers(self) -> pd.DataFrame:
        """Return every answer, as `Corpus.answers` does."""
        self._note("claims", {})
        self._note("facts", {})
        return self._corpus.answers()

    def without(self, *sources: str) -> WatchedCorpus:
        """Return the evidence without these sources, watched in the same way."""
        return WatchedCorpus(self._corpus.without(*sources), self._note)

    def with_tables(self, **tables: pd.DataFrame) -> WatchedCorpus:
        """Return the evidence with other tables, watched in the same way."""
        return WatchedCorpus(self._corpus.with_tables(**tables), self._note)


_loading: ContextVar[bool] = ContextVar("loading", default=False)


@contextmanager
def loading() -> Iterator[None]:
    """Say that tables are opened to be handed out: what is asked of them then is noted by itself."""
    before = _loading.set(True)
    try:
        yield
    finally:
        _loading.reset(before)


def is_loading() -> bool:
    """Tell whether a table that is opened now is one of a corpus that is loaded."""
    return _loading.get()


def write_to(path: Path) -> Note:
    """Return what writes each read to the end of a file, once, as a line of JSON: table and codes by column."""
    written: set[str] = set()

    def note(table: str, columns: Mapping[str, Iterable[str]]) -> None:
        codes = {name: sorted(map(str, set(columns[name]))) for name in sorted(columns)}
        line = json.dumps([table, codes], ensure_ascii=False)
        if line not in written:
            written.add(line)
            with path.open("a", encoding="utf-8") as file:
                file.write(line + "\n")

    return note
