"""Plants contradictions in the corpus and counts how many the engine finds: a test of the instrument, not the sources.

Each claim that stands beside another answer without conflict is changed in one way at a time; the change is found if
the changed claim then conflicts with one of the answers that it stood beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import LADDER
from dossier.verdicts.judge import Answer, Question, judge


def plant(value: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield each mutation of a value as its name and the new text; nothing where the value has no such part."""
    if kind == "date":
        yield from _plant_dates(value)
    elif kind == "amount":
        yield from _plant_amounts(value)
    elif kind == "rank" and value.isdigit():
        yield "place up", str(int(value) + 1)
        if int(value) > 1:
            yield "place down", str(int(value) - 1)
    elif kind == "status" and value in LADDER:
        place = LADDER.index(value)
        yield from (("rung up", rung) for rung in LADDER[place + 1 : place + 2])
        yield from (("rung down", rung) for rung in LADDER[max(place - 1, 0) : place])
    elif kind == "absence":
        yield "polarity", "some-member" if value == "none" or value.startswith("only ") else "none"
    elif kind == "category":
        yield "another actor or answer", "something-else"


def _plant_dates(value: str) -> Iterator[tuple[str, str]]:
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", value)
    if not match:
        return
    year, month, day = match.groups()
    yield "year + 1", f"{int(year) + 1}{value[4:]}"
    yield "year − 1", f"{int(year) - 1}{value[4:]}"
    if month:
        yield "another month", f"{year}-{int(month) % 12 + 1:02}{'-15' if day else ''}"
    if day:
        yield "day + 3", str(date.fromisoformat(value) + timedelta(days=3))
        yield "day − 3", str(date.fromisoformat(value) - timedelta(days=3))
        if int(day) <= 12 and day != month:
            yield "day and month swapped", f"{year}-{day}-{month}"


def _plant_amounts(value: str) -> Iterator[tuple[str, str]]:
    match = re.fullmatch(r"(~|>=|<=|)(\d+(?:\.\d+)?)(±.+)?", value)
    if match:
        mark, number, rounding = match[1], float(match[2]), match[3] or ""
        yield "× 10", f"{mark}{number * 10:g}{rounding}"
        yield "thousand for million", f"{mark}{number / 1000:f}{rounding}"


def run_selftest(corpus: Corpus) -> pd.DataFrame:
    """Plant every mutation in every claim that stands beside another answer without conflict.

    Returns one row a kind of mutation: mutation, planted and found (counts), rate (a share).
    """
    counts: dict[str, list[int]] = {}
    for claim, others, question in _undisputed(corpus):
        for mutation, value in plant(claim.value, question.type):
            changed = Answer(value, claim.date, claim.as_of, claim.measure, claim.modality)
            found = any(judge(changed, other, question).verdict == "conflict" for other in others)
            tally = counts.setdefault(mutation, [0, 0])
            tally[0] += 1
            tally[1] += found
    rows = [(mutation, planted, found, found / planted) for mutation, (planted, found) in counts.items()]
    return pd.DataFrame(rows, columns=["mutation", "planted", "found", "rate"])


def _undisputed(corpus: Corpus) -> Iterator[tuple[Answer, list[Answer], Question]]:
    """Yield each claim with the answers that it agrees or is compatible with."""
    questions = {row.question: Question.from_row(row) for row in corpus.questions.itertuples()}
    facts = corpus.facts.rename(columns={"fact": "claim"}).assign(as_of=corpus.facts["date"], modality="asserted")
    answered = pd.concat([corpus.claims, facts])
    for name, group in answered[answered["question"] != ""].groupby("question"):
        question = questions[name]
        answers = {row.claim: Answer.from_row(row) for row in group.itertuples()}
        for claim in group["claim"][group["source"].notna()]:
            others = [
                other
                for key, other in answers.items()
                if key != claim and judge(answers[claim], other, question).verdict in ("agree", "compatible")
            ]
            if others:
                yield answers[claim], others, question


def count_false_alarms(corpus: Corpus, findings: pd.DataFrame) -> tuple[int, int]:
    """Return how many comparable pairs of the corpus as it is are false alarms, and how many pairs there are.

    A conflict is a false alarm where the editor's ruling says that the two differ in precision only, or that one
    speaks of a plan and the other of a deed. Different events told as one are the sources' confusion, not the engine's.
    """
    reasons = corpus.rulings.set_index("finding")["reason"]
    comparable = findings[findings["verdict"].isin(["agree", "compatible", "conflict"])]
    conflicts = comparable[comparable["verdict"] == "conflict"]["finding"]
    alarms = conflicts.map(reasons).isin(["precision", "planned-against-done"]).sum()
    return int(alarms), len(comparable)
