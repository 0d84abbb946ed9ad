"""The engine: judges pairs of answers, orders of events and whole questions. Pure: no files, no drawing."""

from dossier.verdicts.findings import VERDICTS, Finding, find, to_json
from dossier.verdicts.judge import Answer, Judgement, Question, judge
from dossier.verdicts.ratings import GRAVITY, RECORDS, STATUSES, rank_sources, rate_questions, worst_by_source

__all__ = [
    "GRAVITY",
    "RECORDS",
    "STATUSES",
    "VERDICTS",
    "Answer",
    "Finding",
    "Judgement",
    "Question",
    "find",
    "judge",
    "rank_sources",
    "rate_questions",
    "to_json",
    "worst_by_source",
]
