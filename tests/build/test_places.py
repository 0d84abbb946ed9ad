"""Places as an author counts them: the notebook, the cell and its line."""

import json

from dossier.build.places import name_places


def cell(kind, source, *tags):
    return {"cell_type": kind, "metadata": {"tags": list(tags)}, "source": source}


def test_a_place_in_an_executed_copy_is_named_as_that_in_its_source(tmp_path):
    place = tmp_path / "book/executed/part/one.ipynb"
    place.parent.mkdir(parents=True)
    cells = [cell("code", "without = []", "parameters"), cell("code", "without = [1]", "injected-parameters")]
    cells += [cell("markdown", "# One\n\ntwo"), cell("code", "print(1)")]
    place.write_text(json.dumps({"nbformat": 4, "metadata": {}, "cells": cells}), encoding="utf-8")
    said = "book/executed/part/one.ipynb:{}: WARNING: x"
    assert name_places(said.format(30004), tmp_path) == "notebooks/part/one.ipynb, cell 2, line 3: WARNING: x"
    assert name_places(said.format(40002), tmp_path) == "notebooks/part/one.ipynb, cell 3: WARNING: x"
    assert name_places(said.format(10002), tmp_path) == "notebooks/part/one.ipynb, cell 1: WARNING: x"
    assert name_places("book/executed/gone.ipynb: no", tmp_path) == "notebooks/gone.ipynb: no"
    assert name_places("image executed/part/one.ipynb and book/a.md:3", tmp_path) == (
        "image notebooks/part/one.ipynb and book/a.md:3"
    )
