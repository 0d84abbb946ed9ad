"""A copy of the made-up report that a desk may write to, and a session on one of its articles."""

import shutil

import pytest

from dossier.desk.opening import open_session


@pytest.fixture
def copied(root, tmp_path):
    """The made-up report in a folder of its own, with the articles' texts."""
    return shutil.copytree(root / "tests" / "roots" / "ruritania", tmp_path / "ruritania")


@pytest.fixture
def session(copied):
    return open_session(copied / "data", "courier-1921", copied / "articles")
