"""The examples in docstrings show what happens."""

import doctest
import importlib
from pathlib import Path

import pytest

import dossier

PACKAGE = Path(dossier.__file__).parent
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_examples_in_docstrings_hold(path, root, ruritania, monkeypatch):
    monkeypatch.chdir(root)  # the examples name the made-up report by its path
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    module = importlib.import_module(".".join(parts).removesuffix(".__init__"))
    tested = doctest.testmod(module, extraglobs={"report": ruritania} if "asking" in parts else None)
    assert tested.attempted and not tested.failed
