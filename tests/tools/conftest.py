"""The tools stand in a folder of scripts, each imported as if it were run from there."""

import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="session", autouse=True)
def tools():
    """The folder of the tools, from which they import each other."""
    folder = str(Path(__file__).resolve().parents[2] / "tools")
    sys.path.insert(0, folder)
    yield Path(folder)
    sys.path.remove(folder)
