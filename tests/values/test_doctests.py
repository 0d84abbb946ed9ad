"""What the docstrings of the values and of the judge show is what happens."""

import doctest
import importlib
import pkgutil

import pytest

import dossier.values

MODULES = [f"dossier.values.{module.name}" for module in pkgutil.iter_modules(dossier.values.__path__)]


@pytest.mark.parametrize("name", ["dossier.values", *MODULES, "dossier.verdicts.judge", "dossier.verdicts.mutation"])
def test_the_examples_of_a_module_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
