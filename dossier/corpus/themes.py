"""Finds themes of the evidence that the settings do not have: pages and figures would show their codes."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus
from dossier.errors import offer
from dossier.settings import FILE, Settings


def unknown_themes(settings: Settings, corpus: Corpus) -> Iterator[Problem]:
    """Yield a problem for each question and claim whose theme the settings lack, if they have themes at all."""
    for table in ("questions", "claims") if settings.themes else ():
        for line, theme in enumerate(getattr(corpus, table)["theme"], start=2):
            if theme not in settings.themes:
                remedy = f"{offer(theme, settings.themes)}; or add [themes.{theme}]"
                yield Problem(f"{table}.csv", line, "theme", f"“{theme}” is no theme of {FILE}", remedy)
