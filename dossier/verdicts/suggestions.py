"""Proposes, for a conflict, the least change that would dissolve it, where that can be computed.

A proposal is a sentence that begins with “if”. Where nothing can be computed, the editor's ruling says what would.
"""

from __future__ import annotations

import pandas as pd

from dossier.corpus.tables import Corpus
from dossier.values import date_in_words, read_value
from dossier.verdicts.judge import Answer, Question, judge
from dossier.verdicts.ordering import find_chains
from dossier.vocabulary import Subtype, Verdict


def propose_repairs(corpus: Corpus, findings: pd.DataFrame) -> pd.Series:
    """Return one sentence for each conflict among the findings, in their index; empty where none is known.

    Computed first (another event, another scale, a shorter interval, the missing days), else the smallest repair of
    the editor's ruling.
    """
    ruled = corpus.rulings.set_index("clusters")["smallest_repair"].to_dict()
    answers = corpus.answers().set_index("id")
    questions = corpus.questions.set_index("question")
    proposals = {}
    for index, finding in findings[findings["verdict"] == Verdict.CONFLICT].iterrows():
        sides = [answers.loc[name] for name in (*finding["claims"], *finding["facts"])]
        proposals[index] = _repair(finding, sides, corpus, questions) or ruled.get(finding["cluster"], "")
    return pd.Series(proposals, dtype=object)


def _repair(finding: pd.Series, sides: list[pd.Series], corpus: Corpus, questions: pd.DataFrame) -> str:
    question = questions.loc[sides[0]["question"]]
    if finding["subtype"] in (Subtype.DISJOINT_DATE, Subtype.CHRONOLOGY):
        for side in sides[: len(finding["claims"])]:
            if other := _other_event(side, corpus, questions):
                return f"If {date_in_words(side['value'])} were the answer to “{questions.at[other, 'text']}”."
        return f"If one of the two dates moved by {finding['gap']}."
    values = [read_value(question["type"], side["value"], date=side["date"], as_of=side["as_of"]) for side in sides]
    return values[0].repair(values[1])


def _other_event(side: pd.Series, corpus: Corpus, questions: pd.DataFrame) -> str:
    """Return an event that an order ties to the claim's own and whose facts the date fits, unlike those of its own."""
    facts = corpus.facts[(corpus.facts["confidence"] == "high") & (corpus.facts["question"] != "")]
    records = {str(name): group for name, group in facts.groupby("question") if questions.at[name, "type"] == "date"}
    own = side["question"]
    if own not in records or not _contradicted(side, records[own]):
        return ""
    tied = {event for chain in find_chains(corpus.orders) if own in chain for event in chain} - {own}
    near = [event for event in sorted(tied & records.keys()) if not _contradicted(side, records[event])]
    return near[0] if near else ""


def _contradicted(side: pd.Series, facts: pd.DataFrame) -> bool:
    return any(
        judge(Answer(side["value"]), Answer(fact.value), Question("date")).verdict == Verdict.CONFLICT
        for fact in facts.itertuples()
    )
