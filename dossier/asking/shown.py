"""What an answer to an analyst shows of itself: a title, sentences and a table, as text and as HTML."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

MOST = 60
"""How many rows are shown; `frame` has all."""


@dataclass(frozen=True, repr=False, eq=False)
class Shown:
    """An answer: `title` and `sentences` say it, `shown` is the table that readers see, `frame` what lies behind.

    Len, iteration (one named tuple a row), and item access by column or by place are those of `frame`.
    """

    title: str
    sentences: Sequence[str] = ()
    shown: pd.DataFrame = field(default_factory=pd.DataFrame)
    frame: pd.DataFrame = field(default_factory=pd.DataFrame)

    def __len__(self) -> int:
        return len(self.frame)

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return self.frame.itertuples(index=False)

    def __getitem__(self, key: Any) -> Any:
        return self.frame.iloc[key] if isinstance(key, int) else self.frame[key]

    def _ipython_key_completions_(self) -> list[str]:
        return list(self.frame.columns)

    def __repr__(self) -> str:
        return "\n".join([self.title, *self.sentences, *self._lines()])

    def _lines(self) -> Iterator[str]:
        for row in self.shown.head(MOST).itertuples(index=False):
            first, *rest = (str(cell) for cell in row)
            yield f"• {first}" + (f" ({'; '.join(cell for cell in rest if cell)})" if any(rest) else "")
        if self._more:
            yield self._more

    @property
    def _more(self) -> str:
        return f"… and {len(self.shown) - MOST} more; .frame has all" if len(self.shown) > MOST else ""

    def _repr_html_(self) -> str:
        parts = [f"<p><strong>{html.escape(self.title)}</strong></p>"]
        parts += [f"<p>{html.escape(sentence)}</p>" for sentence in self.sentences]
        if len(self.shown):
            parts.append(_table(self.shown.head(MOST)))
        if self._more:
            parts.append(f"<p>{html.escape(self._more)}</p>")
        return f'<div class="dossier">{"".join(parts)}</div>'


def _table(frame: pd.DataFrame) -> str:
    """Return a table as HTML, each cell escaped, texts from the left and whole."""

    def row(tag: str, cells: Sequence[object]) -> str:
        return "<tr>" + "".join(f"<{tag}{_LEFT}>{html.escape(str(cell))}</{tag}>" for cell in cells) + "</tr>"

    body = "".join(row("td", cells) for cells in frame.itertuples(index=False, name=None))
    return f"<table><thead>{row('th', list(frame.columns))}</thead><tbody>{body}</tbody></table>"


_LEFT = ' style="text-align:left;vertical-align:top;white-space:normal"'


def head(counted: str, words: str = "") -> str:
    """Return the title of what was found on some words.

    >>> head("two claims", "LNG")
    'Two claims on “LNG”'
    """
    title = counted[:1].upper() + counted[1:]
    return f"{title} on “{words.strip()}”" if words.strip() else title
