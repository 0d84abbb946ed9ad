"""What several tests share: the evidence, the articles where they are present, and the built book."""

import os
from pathlib import Path

import pytest

from dossier import corpus, verdicts
from dossier.build import build

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def evidence():
    return corpus.read()


@pytest.fixture(scope="session")
def findings(evidence):
    return verdicts.find(evidence)


@pytest.fixture(scope="session")
def articles():
    """The folder of the articles' texts, which the repository does not contain."""
    folder = Path(os.environ.get("DOSSIER_ARTICLES", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        pytest.skip("the articles' texts are not here: name their folder in DOSSIER_ARTICLES")
    return folder


@pytest.fixture(scope="session")
def book():
    """The folder of the built editions; what is unchanged is not built again."""
    assert build(ROOT) == 0
    return ROOT / "_build"
