"""Claims, questions and verdicts: the library of a source-anchored research report.

>>> import dossier
>>> report = dossier.load("tests/roots/ruritania/data")
>>> len(report.corpus.claims), len(report.findings)
(18, 20)
>>> day = dossier.Question("date")
>>> found = dossier.judge(dossier.Answer("1919"), dossier.Answer("1919-12-12"), day)
>>> str(found.verdict), str(found.subtype), str(found.gap)
('compatible', 'refines', '1 against 365 days')
>>> dossier.read_value("amount", "7.3±0.05").low
7.3
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dossier.asking import OpenReport, load
    from dossier.corpus.tables import CorpusError
    from dossier.report import Report
    from dossier.settings import Settings, SettingsError
    from dossier.values import UnreadableValue, read_value
    from dossier.verdicts.judge import Answer, Judgement, Question, judge

__all__ = [
    "Answer",
    "CorpusError",
    "Judgement",
    "OpenReport",
    "Question",
    "Report",
    "Settings",
    "SettingsError",
    "UnreadableValue",
    "judge",
    "load",
    "read_value",
]

_PLACES = {
    "dossier.asking": ("OpenReport", "load"),
    "dossier.corpus.tables": ("CorpusError",),
    "dossier.report": ("Report",),
    "dossier.settings": ("Settings", "SettingsError"),
    "dossier.values": ("UnreadableValue", "read_value"),
    "dossier.verdicts.judge": ("Answer", "Judgement", "Question", "judge"),
}


def __getattr__(name: str) -> Any:
    # Only when it is asked for: a build that has nothing to do needs no pandas, which takes longer than all else.
    for module, names in _PLACES.items():
        if name in names:
            return getattr(import_module(module), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
