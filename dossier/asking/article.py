"""Shows an article with the words that claims rest on marked in place."""

from __future__ import annotations

import html
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pandas as pd

from dossier.asking.names import demand_word
from dossier.asking.shown import Shown
from dossier.corpus.quotes import read_texts
from dossier.notebook.words import count
from dossier.report import Report


@dataclass(frozen=True, repr=False, eq=False)
class Article(Shown):
    """The text of an article; `frame` are the claims that rest on it, in its order."""

    text: str = ""

    def _repr_html_(self) -> str:
        paragraphs = "".join(self._marked()).split("\n")
        body = "".join(f"<p>{each}</p>" for each in paragraphs if each.strip())
        return f'<div class="dossier"><p><strong>{html.escape(self.title)}</strong></p>{body}</div>'

    def _marked(self) -> Iterator[str]:
        """Yield the text in pieces; a mark says which claims rest on it. Marks that overlap are cut, not nested."""
        edges = sorted({0, len(self.text), *self.frame["start"], *self.frame["end"]})
        for start, end in pairwise(edges):
            over = self.frame[(self.frame["start"] < end) & (self.frame["end"] > start)]
            piece = html.escape(self.text[start:end])
            said = html.escape("\n".join(over["statement"] + " [" + over["claim"] + "]"), quote=True)
            # A mark does not span a line: each line becomes a paragraph.
            lines = piece.split("\n")
            yield "\n".join(f'<mark title="{said}">{line}</mark>' if said and line else line for line in lines)


def show_article(report: Report, source: str, folder: Path | str) -> Article:
    """Return an article whose text is in a folder. Raises CorpusError for an unknown source and a text that differs."""
    corpus = report.corpus
    demand_word(source, corpus.sources["source"], "source")
    row = corpus.sources[corpus.sources["source"] == source]
    text = read_texts(corpus.with_tables(sources=row), folder)[source]
    claims = corpus.rows("claims", source=source).sort_values("start", ignore_index=True)
    shown = pd.DataFrame(
        {"statement": claims["statement"], "words": "“" + claims["quote"] + "”", "id": claims["claim"]}
    )
    title = f"{row['label'].iloc[0]}: {row['title'].iloc[0]} ({count(len(claims), 'claim')})"
    return Article(title, (), shown, claims, text)
