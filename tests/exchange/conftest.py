"""The two reports that everything is exported of, and the articles' texts of each."""

import pytest

import dossier
from dossier.exchange import FORMATS


@pytest.fixture(scope="session")
def lake_texts(root):
    """The folder of the made-up articles."""
    return root / "tests" / "roots" / "ruritania" / "articles"


@pytest.fixture(scope="session", params=["made-up", "live"])
def both(request, root):
    """A report, and the folder of its texts: the made-up one, then that of this repository."""
    if request.param == "live":
        return request.getfixturevalue("report"), request.getfixturevalue("articles")
    return request.getfixturevalue("ruritania"), root / "tests" / "roots" / "ruritania" / "articles"


@pytest.fixture(scope="session")
def exported(both, tmp_path_factory):
    """Returns the file that a report is exported to in a format, made once."""
    report, texts = both
    folder = tmp_path_factory.mktemp("exported")
    made = {}

    def export(name):
        if name not in made:
            made[name] = folder / FORMATS[name].name_file(report)
            FORMATS[name].write(report, made[name], texts)
        return made[name]

    return export


@pytest.fixture
def spoilt(root, ruritania, tmp_path):
    """Returns the made-up report with one cell of a claim changed."""

    def spoil(column, value, row=0):
        claims = ruritania.corpus.claims.copy()
        claims.loc[row, column] = value
        return dossier.Report(ruritania.settings, ruritania.corpus.with_tables(claims=claims))

    return spoil
