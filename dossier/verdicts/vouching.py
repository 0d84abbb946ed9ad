"""Says how certain a statement is that rests on named claims and reference facts, whatever questions they answer.

A question is judged by the answers of the articles (see `ratings`). A sentence about the state of things often rests on
records alone, or on several questions at once: here the writer names what vouches for it, and the rule gives the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.labels import label_of
from dossier.corpus.tables import Corpus
from dossier.verdicts.consistency import judge_facts
from dossier.verdicts.judgements import name_authority, say_number
from dossier.verdicts.origins import Origins
from dossier.verdicts.weighing import KEPT, is_witness
from dossier.vocabulary import Judgement, Outcome, Subtype, Verdict

NAMED = 3
"""How many origins a basis names; it counts the others."""

_ACROSS = {Subtype.CHRONOLOGY, Subtype.CONSTRAINT}
"""Conflicts between two questions; they are booked on the answer that breaks the order, and speak against no other."""

_SCALE = list(Judgement)
_RECORDS = ("record", "divided")


class Vouched(NamedTuple):
    """How certain a statement is, and who says so: `basis` names the origins, and who speaks against it."""

    word: Judgement
    basis: str


class Vouching:
    """The rule for one corpus and its findings.

    >>> from dossier import load
    >>> report = load("tests/roots/ruritania/data")
    >>> Vouching(report.corpus, report.findings).vouch(["gazette-1920-grain"])
    Vouched(word=<Judgement.ONE_SOURCE: 'one source'>, basis='Gazette 1920')
    """

    def __init__(self, corpus: Corpus, findings: pd.DataFrame):
        self._claims = {row.claim: row for row in corpus.claims.assign(modality="").itertuples()}
        self._facts = {row.fact: row for row in corpus.facts.itertuples()}
        self._questions = {row.question: row for row in corpus.questions.itertuples()}
        self._names = corpus.sources.set_index("source")["label"].to_dict()
        self._origins = Origins(corpus)
        self._clashes = [row for row in findings.itertuples() if row.verdict == Verdict.CONFLICT]
        self._fitting = [row for row in findings.itertuples() if row.facts and row.verdict in KEPT]
        apart = judge_facts(corpus)
        self._facts_apart = [row.facts for row in apart[apart["verdict"] == Verdict.CONFLICT].itertuples()]

    def vouch_parts(self, parts: Iterable[Iterable[str]]) -> Vouched | None:
        """Judge a statement of several parts, each with what it rests on: it is as certain as its weakest part."""
        found = [vouched for vouched in map(self.vouch, parts) if vouched]
        if not found:
            return None
        weakest = max(found, key=lambda vouched: _SCALE.index(vouched.word))
        basis = "; ".join(dict.fromkeys(vouched.basis for vouched in found))
        return Vouched(weakest.word, basis)

    def vouch(self, names: Iterable[str]) -> Vouched | None:
        """Judge a statement that rests on these claims and facts; None where this edition has none of them.

        Two or more independent origins make it *well established*: articles that state the thing, and facts of high
        confidence. One such fact, one article beside a fact of medium confidence, or two facts of medium confidence
        make it *likely*, as does an editor's preference for it. One article or one such fact alone is *one source*.
        It is *unclear* where another answer excludes it and nothing decides, and *probably wrong* where records alone
        speak against it. Facts of low confidence are not heard; claims and facts of one origin count once.
        """
        known = [name for name in dict.fromkeys(names) if name in self._claims or name in self._facts]
        if not known:
            return None
        firm = [name for name in known if self._is_firm(name)]
        leaning = [name for name in known if name not in firm and self._is_heard(name)]
        against = list(self._speak_against(set(known)))
        has_record = any(name in self._facts for name in firm)
        if not has_record and self._is_borne_out(known):
            against = [("divided" if side == "record" else side, name) for side, name in against]
        word = self._choose(firm, leaning, against, has_record=has_record)
        basis = self._name_origins(firm + leaning or known)
        # A record is named before an article.
        others = [name for side, name in sorted(against, key=lambda each: each[0] not in _RECORDS) if name]
        return Vouched(word, f"{basis}; against {others[0]}" if others else basis)

    def _choose(
        self, firm: list[str], leaning: list[str], against: list[tuple[str, str]], *, has_record: bool
    ) -> Judgement:
        sides = {side for side, _ in against}
        if sides & {"record", "overturned"} and not has_record:
            return Judgement.PROBABLY_WRONG
        if sides & {"record", "overturned", "divided"} or ("article" in sides and not has_record):
            return Judgement.UNCLEAR
        origins = self._origins.count_independent(firm)
        if origins > 1:
            return Judgement.LIKELY if "overruled" in sides and not has_record else Judgement.WELL_ESTABLISHED
        heard = self._origins.count_independent(firm + leaning)
        return Judgement.LIKELY if (origins and has_record) or heard > 1 else Judgement.ONE_SOURCE

    def _is_firm(self, name: str) -> bool:
        if name in self._facts:
            return bool(self._facts[name].confidence == "high")
        return is_witness(self._claims[name])

    def _is_heard(self, name: str) -> bool:
        return name in self._facts and self._facts[name].confidence == "medium"

    def _speak_against(self, known: set[str]) -> Iterator[tuple[str, str]]:
        """Yield what excludes the named entries, and who says so.

        It is a record, a record of which the editor leaves open whether it does (“divided”), an article, an answer that
        the editor sets behind ours (“overruled”), or one that the editor prefers to it (“overturned”).
        """
        for clash in self._clashes:
            ends = {*clash.claims, *clash.facts}
            if len(ends & known) != 1 or clash.outcome == Outcome.BOTH_STAND:
                continue
            [ours], [other] = ends & known, ends - known
            if clash.subtype in _ACROSS and (ours in self._facts or self._claims[ours].question != clash.question):
                continue
            ruled = {Outcome.PREFER_ONE: True, Outcome.DEPRECATED: False}.get(clash.outcome)
            if ruled is not None and ruled == self._is_named(clash, ours):
                yield "overruled", ""
            elif other in self._facts:
                if self._facts[other].confidence != "low":
                    yield "divided" if clash.outcome == Outcome.OPEN else "record", self._name(other)
            elif ruled is not None:
                yield "overturned", self._name(other)
            elif is_witness(self._claims[other]):
                yield "article", self._name(other)
        for pair in self._facts_apart:
            if len(known & set(pair)) == 1:
                [other] = set(pair) - known
                if self._facts[other].confidence == "high":
                    yield "record", self._name(other)

    def _is_borne_out(self, known: list[str]) -> bool:
        """Whether some record that is not named fits these claims, and does not go back to them."""
        return any(
            fit.claims[0] in known
            and self._facts[fit.facts[0]].confidence != "low"
            and not self._origins.is_circular(fit.facts[0], fit.claims[0])
            for fit in self._fitting
        )

    def _is_named(self, clash: Any, name: str) -> bool:
        """Whether a ruling's `which` names this side of a conflict."""
        which = str(clash.which).removeprefix(f"{clash.question} ")
        claim = self._claims.get(name)
        return which == (label_of(claim, self._questions[claim.question]) if claim else name)

    def _name(self, name: str) -> str:
        """Return who says so: the label of an article, the first authority of a fact."""
        claim = self._claims.get(name)
        return self._names[claim.source] if claim else name_authority(self._facts[name].authority)

    def _name_origins(self, names: list[str]) -> str:
        said = list(dict.fromkeys(map(self._name, names)))
        first, rest = said[:NAMED], len(said) - NAMED
        if rest > 0:
            return f"{', '.join(first)} and {say_number(rest)} more"
        *head, last = first
        return f"{', '.join(head)} and {last}" if head else last
