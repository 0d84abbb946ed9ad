"""Hands values to the sentences of a page, formatted by their type, and shows the analyst what it handed over."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from numbers import Integral, Real

from IPython.display import display

from dossier.notebook.words import NO_FIGURE, count, join, unmark
from dossier.values import date_in_words

_PREFIX = "application/papermill.record/"


@dataclass(frozen=True)
class Glued:
    """What a cell handed to its page: each key with its text. JupyterLab shows it, the book leaves it out."""

    texts: dict[str, str]

    def _repr_mimebundle_(self, include=None, exclude=None) -> tuple[dict, dict]:
        rows = "".join(f"<tr><td>{key}</td><td>{html.escape(text)}</td></tr>" for key, text in self.texts.items())
        width = max(map(len, self.texts), default=0)
        lines = "\n".join(f"{key:<{width}}  {text}" for key, text in self.texts.items())
        # Declared as glued itself, so that MyST-NB takes it off the page.
        return {"text/html": f"<table>{rows}</table>", "text/plain": lines}, _name_as_glued(
            f"shown {', '.join(self.texts)}"
        )


def glue(**values: object) -> Glued:
    """Make values available to the page's sentences under their keys, for the role `glue:text`.

    A whole number becomes a word up to twelve and else digits with separators; another number keeps the decimals that
    it has, up to six digits; a date is written out; a list or a column is joined, “a, b and c”. A text stays as it is,
    without escapes. What is missing is “(no figure)”. Raises TypeError, which names the key, for anything else.
    """
    texts = {key: _format(key, value) for key, value in values.items()}
    for key, text in texts.items():
        # What MyST-NB reads, without MyST-NB: its own function imports all of Sphinx, which a browser does not have.
        display({f"{_PREFIX}text/plain": repr(text)}, raw=True, metadata=_name_as_glued(key))
    return Glued(texts)


def _name_as_glued(name: str) -> dict:
    return {"scrapbook": {"name": name, "mime_prefix": _PREFIX}}


def _format(key: str, value: object) -> str:
    match value:
        case None:
            return NO_FIGURE
        case str():
            return unmark(value) or NO_FIGURE
        case bool():
            pass
        case Integral():
            return count(int(value))
        case Real():
            return NO_FIGURE if value != value else f"{value:,.6g}"
        case date():
            return date_in_words(value.isoformat()[:10])
        case Iterable() if not isinstance(value, dict):
            return join(_format(key, each) for each in value)
    raise TypeError(f"glue {key}: {value!r} is not a text, a number, a date or a list of these; format it first")
