"""The made-up package as texts, and as a copy on disk that a test may spoil."""

import shutil

import pytest

from dossier.corpus.tables import TABLES, read_rows, read_schema


@pytest.fixture(scope="session")
def texts(ruritania_folder):
    """The tables of Ruritania as texts, indexed by line number."""
    return {name: read_rows(ruritania_folder, name) for name in TABLES}


@pytest.fixture(scope="session")
def schema(ruritania_folder):
    return read_schema(ruritania_folder)


@pytest.fixture
def spoilt(ruritania_folder, tmp_path):
    """A copy of the package in a folder of its own."""
    return shutil.copytree(ruritania_folder, tmp_path / "data")
