"""Finds where claims and facts come from, so that echoes count once and no record confirms its own source.

The graph has claims, sources, facts and named outlets as nodes. A claim comes from what `derived_from` names, else from
whom the article cites in `attributed_to`, else from its article; an article from its upstream, if one is known; a fact
from what `derived_from` names, else from its authority and the work cited. The leaves are the origins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from dossier.corpus.tables import Corpus


class Origins:
    """The graph of one corpus.

    >>> from dossier import load
    >>> origins = Origins(load("tests/roots/ruritania/data").corpus)
    >>> sorted(origins.of("courier-1921-trade")), sorted(origins.of("gazette-1920-trade"))
    (['the chamber'], ['gazette-1920'])
    """

    def __init__(self, corpus: Corpus):
        self.articles = frozenset(corpus.sources["source"])
        self._parents: dict[str, tuple[str, ...]] = {}
        for source, derived in _columns(corpus.sources, "source", "derived_from"):
            self._parents[source] = _split(derived)
        for claim, *named in _columns(corpus.claims, "claim", "derived_from", "attributed_to", "source"):
            self._parents[claim] = _split(next(filter(None, named)))
        for fact, derived, *named in _columns(corpus.facts, "fact", "derived_from", "authority", "citekey"):
            self._parents[fact] = _split(derived or ";".join(named))
        self._known: dict[str, tuple[frozenset[str], frozenset[str]]] = {}

    def of(self, name: str) -> frozenset[str]:
        """Return the origins of a claim, a fact or a source: the leaves that its derivations lead to."""
        return self._trace(name)[0]

    def is_circular(self, fact: str, claim: str) -> bool:
        """Whether a fact goes back to an article of the corpus or to the claim's origin, and so says nothing on it."""
        leaves, passed = self._trace(fact)
        return bool(passed & self.articles or leaves & self.of(claim))

    def count_independent(self, names: Iterable[str]) -> int:
        """Return how many witnesses these claims and facts are: those that share an origin, by a chain, are one."""
        groups: list[frozenset[str]] = []
        for name in names:
            joined = self.of(name)
            apart = []
            for group in groups:
                if group & joined:
                    joined |= group
                else:
                    apart.append(group)
            groups = [*apart, joined]
        return len(groups)

    def _trace(self, name: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the leaves above a node, and all nodes passed; a circle without a leaf is all leaves."""
        if name not in self._known:
            leaves, passed, waiting = set(), set(), [name]
            while waiting:
                node = waiting.pop()
                if node in passed:
                    continue
                passed.add(node)
                parents = self._parents.get(node, ())
                waiting += parents
                if not parents:
                    leaves.add(node)
            self._known[name] = frozenset(leaves or passed), frozenset(passed)
        return self._known[name]


def _columns(table: pd.DataFrame, *names: str) -> Iterator[tuple[str, ...]]:
    return zip(*(table[name].tolist() for name in names), strict=True)


def _split(names: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in names.split(";"))))
