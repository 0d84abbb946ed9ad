"""The live evidence: what is said of it here is true of this report, and of no other."""

import pytest


@pytest.fixture(scope="session")
def data_folder(root):
    return root / "data"
