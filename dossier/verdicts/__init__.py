"""The engine: judges pairs of answers, orders of events and whole questions. Pure: no files, no drawing."""

from dossier.verdicts.findings import Finding, find, to_json
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.verdicts.overview import gravest_by_source, rank_sources, worst_by_source
from dossier.verdicts.ratings import rate_questions

__all__ = [
    "Answer",
    "Finding",
    "Judgement",
    "Question",
    "find",
    "gravest_by_source",
    "judge",
    "rank_sources",
    "rate_questions",
    "to_json",
    "worst_by_source",
]
