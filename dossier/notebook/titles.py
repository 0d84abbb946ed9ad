"""Holds the title of a figure or a table to its data: a title states a finding, and the build fails when it is none."""

from __future__ import annotations

from dossier.report import Report


class FindingFails(ValueError):
    """Raised where the data do not bear the title that states a finding of them."""


def finding(report: Report, title: str, *, holds: bool, instead: str) -> str:
    """Return a title that states a finding, if it holds.

    `holds` is the finding as a condition on the data that the figure or table shows. In an edition that leaves sources
    out it may fail: then the title is `instead`, which names the subject and states nothing. In the whole report it may
    not. Raises FindingFails, which says what to mend.

    >>> import dossier
    >>> report = dossier.load("tests/roots/ruritania/data")
    >>> finding(report, "Trade doubled", holds=2 * 40 <= 81, instead="Trade by year")
    'Trade doubled'
    >>> finding(report.without("courier-1921"), "Trade doubled", holds=False, instead="Trade by year")
    'Trade by year'
    """
    if holds:
        return title
    if report.corpus.left_out:
        return instead
    raise FindingFails(f"the data do not bear the title “{title}”; state what they show, or correct the condition")
