"""A role that says how many articles a report has, and of when they are, so that no page needs an edit for one more.

`` {sources}`count` `` prints “five”, `` {sources}`Count` `` “Five”; `oldest` and `newest` print month and year.
"""

from __future__ import annotations

import math
from datetime import date

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from dossier.corpus.tables import Corpus
from dossier.errors import offer
from dossier.notebook.words import count
from dossier.sphinx.domain import EvidenceDomain
from dossier.values import read_days

ASKED = ("count", "Count", "oldest", "newest")
"""What can be asked of the articles."""

_log = logging.getLogger(__name__)


def setup_sizes(app: Sphinx) -> None:
    """Register the role."""
    app.add_role("sources", SourcesRole())


class SourcesRole(SphinxRole):
    """Prints the number of the articles, or the month of the oldest or the newest."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the words as text; a question that is none is a warning, which stops the build."""
        if self.text not in ASKED:
            _log.warning(
                "sources: nothing is known as “%s”; %s",
                self.text,
                offer(self.text, ASKED),
                location=self.get_location(),
            )
            return [], []
        domain = self.env.get_domain(EvidenceDomain.name)
        assert isinstance(domain, EvidenceDomain)
        return [nodes.Text(say_sources(domain.evidence.corpus, self.text))], []


def say_sources(corpus: Corpus, asked: str) -> str:
    """Return what the role prints; without any article nothing is known of when they are.

    >>> import dossier
    >>> corpus = dossier.load("tests/roots/ruritania/data").corpus
    >>> [say_sources(corpus, asked) for asked in ASKED]
    ['two', 'Two', 'December 1920', 'April 1921']
    """
    number = count(len(corpus.sources))
    if asked in ("count", "Count"):
        return number if asked == "count" else number.capitalize()
    spans = [read_days(published) for published in corpus.sources["published"]]
    ends = [span.low if asked == "oldest" else span.high for span in spans]
    known = [end for end in ends if math.isfinite(end)]
    if not known:
        return "an unknown month"
    day = date.fromordinal(int(min(known) if asked == "oldest" else max(known)))
    return f"{day:%B %Y}"
