"""Rates each question: how far the sources agree, whether the reference facts support them, and how certain it is.

Left out is what says nothing, what a ruling sets aside, and every conflict that a ruling dissolves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.verdicts.clusters import Cluster, cluster_corpus
from dossier.verdicts.consistency import find_joint_clashes
from dossier.verdicts.judge import Question
from dossier.verdicts.judgements import Origins as Witnesses
from dossier.verdicts.judgements import Others, Record, describe_basis, judge_question, name_authority
from dossier.verdicts.origins import Origins
from dossier.verdicts.weighing import KEPT, SUPPORTING, is_open, is_witness, weigh_facts
from dossier.vocabulary import Judgement, Outcome, Scope, Status, Subtype, Support, Verdict

SHARED = {4: "to the year", 7: "to the month", 10: "to the day"}
"""What two agreeing dates share, by the length of their text."""


_LOUD = (Record.AGAINST, Record.DIVIDED, Record.SILENT, Record.LEANS, Record.SUPPORTS)


class Rating(NamedTuple):
    """What is made of one question.

    `answer` is the label of the leading answer, `shared` the precision to which the witnesses agree on it (“to the
    year”; empty where they do not, or where it has none), `sources` how many answer.
    """

    question: str
    status: Status
    record: Support
    self_contradicted: bool
    judgement: Judgement
    basis: str
    answer: str
    shared: str
    sources: int


def rate_questions(corpus: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Rate each question that at least one claim answers; returns one row per question with the columns of Rating.

    Corroborated needs two independent origins in plain agreement, and a record that does not contradict them:
    compatible is not confirmed. Facts of low confidence do not speak for the record, and circular ones support nothing.
    A broken order counts as self-contradiction of the answer that all others exclude, and not against the status, since
    it lies between two questions.
    """
    origins = Origins(corpus)
    facts = {row.fact: row for row in corpus.facts.itertuples()}
    own: dict[str, list[Any]] = {}
    for finding in findings.itertuples():
        own.setdefault(finding.question, []).append(finding)
    rows = []
    for name, question, clusters in cluster_corpus(corpus):
        if any(not cluster.fact for cluster in clusters):
            rows.append(_Rater(name, question, clusters, own.get(name, []), origins, facts).rate())
    return pd.DataFrame(rows, columns=list(Rating._fields))


class _Rater:
    """One question with its clusters and findings, as the steps of its rating share them."""

    def __init__(
        self,
        name: str,
        question: Question,
        clusters: list[Cluster],
        findings: list[Any],
        origins: Origins,
        facts: dict[str, Any],
    ):
        self.name, self.question, self.origins, self.facts = name, question, origins, facts
        self.findings = [finding for finding in findings if finding.subtype != Subtype.CHRONOLOGY]
        self.broken = [finding for finding in findings if finding.subtype == Subtype.CHRONOLOGY]
        claims = [cluster for cluster in clusters if not cluster.fact]
        self.all_sources = {row.source for cluster in claims for row in cluster.members}
        told = [cluster for cluster in claims if not cluster.says_nothing(question)]
        out = {finding.which for finding in findings if finding.outcome == Outcome.DEPRECATED}
        out = {which.removeprefix(f"{name} ") for which in out}
        aside = [cluster for cluster in told if out & set(cluster.names)]
        self.set_aside = aside if len(aside) < len(told) else []
        self.standing = [cluster for cluster in told if cluster not in self.set_aside]
        self.jointly = next(find_joint_clashes(question, self.standing), ())
        self.rows = {row.id: row for cluster in self.standing for row in cluster.members}
        self.label = {row.id: cluster.label for cluster in self.standing for row in cluster.members}

    def rate(self) -> Rating:
        record = self.record(self.rows)
        status = self.status(record)
        contradicted = any(is_open(finding) for finding in self._of(Scope.WITHIN, Verdict.CONFLICT)) or any(
            finding.scope == Scope.WITHIN for finding in self.broken
        )
        if not self.standing:
            silent = Judgement.UNCLEAR, "no source gives an answer", "", ""
            return Rating(self.name, status, record, contradicted, *silent, len(self.all_sources))
        leading = max(self.standing, key=self._weight)
        group = self._agreeing_with(leading)
        members = [row for cluster in group for row in cluster.members]
        witnesses = self.origins.count_independent(row.id for row in members if is_witness(row))
        others = self.others(group, witnesses)
        heard, support, authorities = self.hear_record(members)
        if others is Others.DISSENT and heard is Record.SUPPORTS and self._record_excludes(self._dissenting(group)):
            others = Others.RULED
        word = judge_question(
            Witnesses.NONE if not witnesses else Witnesses.ONE if witnesses == 1 else Witnesses.SEVERAL, others, heard
        )
        heard_from = [row for row in members if is_witness(row)] or members
        articles = len({row.source for row in heard_from})
        basis = describe_basis(witnesses, articles, authorities, support, heard, others, len(self.set_aside))
        shared = SHARED.get(len(leading.answer.value), "") if self._is_precise(leading, witnesses) else ""
        sources = len(self.all_sources)
        return Rating(self.name, status, record, contradicted, word, basis, leading.label, shared, sources)

    def status(self, record: Support) -> Status:
        sources = {row.source for row in self.rows.values()}
        if not sources:
            return Status.UNANSWERED
        if len(sources) == 1:
            return Status.SINGLE_SOURCED
        if any(map(is_open, self._of(Scope.BETWEEN, Verdict.CONFLICT))) or self.jointly:
            return Status.CONTESTED
        agreeing = [
            finding.claims
            for finding in self._of(Scope.BETWEEN, Verdict.AGREE)
            if all(is_witness(self.rows[claim]) for claim in finding.claims)
        ]
        if any(self.origins.count_independent(pair) > 1 for pair in agreeing):
            return Status.CONTESTED if record in (Support.AGAINST, Support.DIVIDED) else Status.CORROBORATED
        return Status.ECHOED if agreeing else Status.MIXED

    def record(self, claims: Iterable[str]) -> Support:
        """Say how the facts stand to these claims: the gravest that some claim meets."""
        by_claim: dict[str, list[Any]] = {claim: [] for claim in claims}
        for finding in self._facts_heard():
            if finding.claims[0] in by_claim:
                by_claim[finding.claims[0]].append(finding)
        found = {weigh_facts(met, self.origins, self.label) for met in by_claim.values()}
        return next((support for support in Support if support in found), Support.SILENT)

    def hear_record(self, members: list[Any]) -> tuple[Record, Support, list[str]]:
        """Return what the independent facts say on the leading answer, and the authorities of those that support it.

        A contradiction that the editor leaves open counts as a divided record.
        """
        names = {row.id for row in members}
        support = self.record(names)
        if support in (Support.AGAINST, Support.DIVIDED):
            clashes = [f for f in self._facts_heard() if f.claims[0] in names and f.verdict == Verdict.CONFLICT]
            is_left_open = all(f.outcome in (Outcome.OPEN, Outcome.BOTH_STAND) for f in clashes)
            return (Record.DIVIDED if is_left_open else Record(support.value)), support, []
        authorities: dict[str, str] = {}
        leans = False
        for finding in self._facts_heard():
            claim, fact = finding.claims[0], self.facts[finding.facts[0]]
            if claim not in names or finding.verdict not in KEPT or self.origins.is_circular(fact.fact, claim):
                continue
            leans = True
            supports = finding.subtype in SUPPORTING or finding.finer == fact.fact
            if supports and fact.confidence == "high":
                authorities[fact.fact] = name_authority(fact.authority)
        if authorities:
            return Record.SUPPORTS, support, list(dict.fromkeys(authorities.values()))
        return (Record.LEANS if leans else Record.SILENT), support, []

    def others(self, group: list[Cluster], witnesses: int) -> Others:
        """Say how far the answers outside a group of agreeing clusters go with it."""
        touching = self._touching(group)
        clashes = [finding for finding in touching if finding.verdict == Verdict.CONFLICT and is_open(finding)]
        labels = {name for cluster in group for name in cluster.names}
        if clashes:
            ruled = all(finding.outcome == Outcome.PREFER_ONE and finding.which in labels for finding in clashes)
            return Others.RULED if ruled else Others.DISSENT
        if labels & set(self.jointly):
            return Others.DISSENT
        if witnesses > 1:
            return Others.AGREE
        leaning = [f for f in touching if f.verdict == Verdict.COMPATIBLE and f.scope == Scope.BETWEEN]
        witness = [f for f in leaning if all(is_witness(self.rows[claim]) for claim in f.claims)]
        if any(self.origins.count_independent(finding.claims) > 1 for finding in witness):
            return Others.LEAN
        sources = {row.source for row in self.rows.values()}
        return Others.ALONE if len(sources) == 1 or witnesses else Others.LEAN

    def _touching(self, group: list[Cluster]) -> list[Any]:
        """Return the findings between a claim of these clusters and a claim outside."""
        inside = {row.id for cluster in group for row in cluster.members}
        both = (*self._of(Scope.BETWEEN), *self._of(Scope.WITHIN))
        return [finding for finding in both if len(inside & set(finding.claims)) == 1]

    def _dissenting(self, group: list[Cluster]) -> set[str]:
        """Return the claims outside these clusters that exclude what they say."""
        inside = {row.id for cluster in group for row in cluster.members}
        clashes = [f for f in self._touching(group) if f.verdict == Verdict.CONFLICT and is_open(f)]
        return {claim for finding in clashes for claim in finding.claims} - inside

    def _record_excludes(self, claims: set[str]) -> bool:
        return all(self.record([claim]) == Support.AGAINST for claim in claims)

    def _weight(self, cluster: Cluster) -> tuple[object, ...]:
        """Order clusters by what speaks for them: a ruling, origins, the record, and, on a ladder, the later date."""
        rows = [row for each in self._agreeing_with(cluster) for row in each.members]
        preferred = any(
            finding.outcome == Outcome.PREFER_ONE and finding.which in cluster.names and not finding.facts
            for finding in self.findings
        )
        witnesses = self.origins.count_independent(row.id for row in rows if is_witness(row))
        answer = cluster.answer
        date = (answer.as_of or answer.date).removeprefix("../") if self.question.type == "status" else ""
        is_plain = not any(mark in answer.value for mark in "/;~<>=±")
        return preferred, witnesses, _LOUD.index(self.hear_record(rows)[0]), date, is_plain, cluster.label

    def _agreeing_with(self, cluster: Cluster) -> list[Cluster]:
        agreeing = {cluster.label}
        for finding in (*self._of(Scope.BETWEEN, Verdict.AGREE), *self._of(Scope.WITHIN, Verdict.AGREE)):
            labels = {self.label[claim] for claim in finding.claims}
            if cluster.label in labels:
                agreeing |= labels
        return [each for each in self.standing if each.label in agreeing]

    def _of(self, scope: Scope, verdict: Verdict | None = None) -> Iterator[Any]:
        """Yield the findings of a scope, and of a verdict, in which all claims still stand."""
        for finding in self.findings:
            if finding.scope == scope and verdict in (None, finding.verdict) and self.rows.keys() >= {*finding.claims}:
                yield finding

    def _facts_heard(self) -> Iterator[Any]:
        for finding in self._of(Scope.REFERENCE):
            if self.facts[finding.facts[0]].confidence != "low":
                yield finding

    def _is_precise(self, cluster: Cluster, witnesses: int) -> bool:
        return self.question.type == "date" and witnesses > 1 and cluster.answer.value.replace("-", "").isdigit()
