"""The front door for an analyst: a report that answers questions in one line each.

`dossier.load` opens it. What it returns shows itself in a notebook and in a terminal, and has the rows behind it in
`frame`, for pandas.
"""

from dossier.asking.changes import Changes
from dossier.asking.open_report import OpenReport, load
from dossier.asking.shown import Shown

__all__ = ["Changes", "OpenReport", "Shown", "load"]
