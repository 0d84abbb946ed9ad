"""Holds the title of a figure or a table to its data: where they do not bear its finding, a neutral title stands."""

from __future__ import annotations

import os
import warnings

from IPython.display import display

from dossier import environment
from dossier.report import Report


class FindingFails(UserWarning):
    """Says that the data of the whole report do not bear a title that states a finding."""


def finding(report: Report, title: str, *, holds: bool, instead: str) -> str:
    """Return a title that states a finding, if it holds, else `instead`, which names the subject and states nothing.

    `holds` is the finding as a condition on the data that the figure or table shows. In an edition that leaves sources
    out it may fail. In the whole report that is worth a word to the author: the build prints it, and a notebook warns.

    >>> import dossier
    >>> report = dossier.load("tests/roots/ruritania/data")
    >>> finding(report, "Trade doubled", holds=2 * 40 <= 81, instead="Trade by year")
    'Trade doubled'
    >>> finding(report.without("courier-1921"), "Trade doubled", holds=False, instead="Trade by year")
    'Trade by year'
    """
    if holds:
        return title
    if not report.corpus.left_out:
        said = f"the data do not bear the title “{title}”, so “{instead}” stands in its place; state what they show"
        if os.environ.get(environment.READS):
            display({environment.REMARK: said}, raw=True)
        else:
            warnings.warn(said, FindingFails, stacklevel=2)
    return instead
