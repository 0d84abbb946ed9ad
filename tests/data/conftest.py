"""The live evidence: what is said of it here is true of this report, and of no other.

Exact verdicts are those on the articles that the report began with, so that a further article needs no edit of a test;
`everything` has all that is there.
"""

import pytest

import dossier

FIRST = ("abbassoy-2020", "caci-2004", "korybko-2021", "nawab-2023", "tdi-2022")
"""The articles that the report began with."""


@pytest.fixture(scope="session")
def data_folder(root):
    return root / "data"


@pytest.fixture(scope="session")
def everything(data_folder):
    """The report with whatever has been added to it."""
    return dossier.load(data_folder)


@pytest.fixture(scope="session")
def added(everything):
    """The articles that were added to those that the report began with."""
    return [source for source in everything.corpus.sources["source"] if source not in FIRST]


@pytest.fixture(scope="session")
def as_begun(added):
    """Skips what can be said of the report only as it began: budgets, titles, the figure of the README."""
    if added:
        pytest.skip(f"it was true of the articles that the report began with; {', '.join(added)} came since")


@pytest.fixture(scope="session")
def report(everything, added):
    """The report on the articles that it began with."""
    return everything.without(*added) if added else everything


@pytest.fixture(scope="session")
def evidence(report):
    return report.corpus


@pytest.fixture(scope="session")
def findings(report):
    return report.findings
