"""The committed form of a notebook: what it leaves out, what it keeps, and that committed notebooks have it."""

import asyncio
import copy
import json
from pathlib import Path

import nbformat
import pytest

from dossier.errors import DossierError
from dossier.lab.tidy import is_committed, list_notebooks, read_notebook, tidy, tidy_files, write_out

ROOT = Path(__file__).parents[2]
NOTEBOOKS = list_notebooks(ROOT) + list_notebooks(ROOT / "tests" / "roots" / "ruritania")


def run_and_sort(notebook):
    """A notebook as JupyterLab hands it over: run, viewed, with all keys sorted and each source one text."""
    run = copy.deepcopy(notebook)
    run["metadata"]["kernelspec"]["display_name"] = "Python 3 of another machine"
    run["metadata"]["language_info"] |= {"version": "3.99.0", "file_extension": ".py"}
    run["metadata"]["widgets"] = {"state": {}}
    for count, cell in enumerate(run["cells"], start=1):
        cell["source"] = "".join(cell["source"])
        cell["metadata"] |= {"editable": True, "scrolled": True, "slideshow": {"slide_type": ""}}
        if cell["cell_type"] == "code":
            cell |= {"execution_count": count, "outputs": [{"output_type": "stream", "name": "stdout", "text": "x\n"}]}
            cell["metadata"]["execution"] = {"iopub.status.busy": "2026-01-01T00:00:00Z"}
    return json.loads(json.dumps(run, sort_keys=True))


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_committed_notebook_is_in_its_committed_form(file):
    assert write_out(tidy(read_notebook(file))) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_run_leaves_no_trace_in_the_committed_form(file):
    before = read_notebook(file)
    assert write_out(tidy(run_and_sort(before), before)) == file.read_text(encoding="utf-8")


def test_the_chapters_of_both_reports_are_tried():
    assert {"01-ties", "02-lake"} < {file.stem for file in NOTEBOOKS}
    assert {file.name for file in (ROOT / "notebooks").glob("*.ipynb")} <= {file.name for file in NOTEBOOKS}


def test_what_an_author_changes_is_kept():
    cell = {"id": "a", "cell_type": "markdown", "metadata": {}, "source": ["Old."]}
    before = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    new = {"cell_type": "markdown", "id": "b", "metadata": {"tags": ["wide"]}, "source": "Two\nlines"}
    changed = {**before, "cells": [new, {**cell, "source": "New."}], "metadata": {"dossier": {"budget": "annex"}}}
    clean = tidy(changed, before)
    assert clean["metadata"] == {"dossier": {"budget": "annex"}}
    assert [each["source"] for each in clean["cells"]] == [["Two\n", "lines"], ["New."]]
    assert clean["cells"][0]["metadata"] == {"tags": ["wide"]}


def test_a_new_cell_has_its_keys_in_the_order_of_its_neighbours():
    cell = {"id": "a", "cell_type": "markdown", "source": ["Old."], "metadata": {}}
    new = {"cell_type": "markdown", "id": "b", "metadata": {"z": 1, "a": 2}, "source": "New."}
    before = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    [tidied] = tidy({**before, "cells": [new]}, before)["cells"]
    assert list(tidied) == ["id", "cell_type", "source", "metadata"]
    assert list(tidied["metadata"]) == ["z", "a"]


def test_another_kernel_is_a_change():
    metadata = {"kernelspec": {"display_name": "Python 3", "name": "python3"}}
    before = {"cells": [], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    other = {"display_name": "R", "name": "ir", "path": "/somewhere"}
    clean = tidy({**before, "metadata": {"kernelspec": other}}, before)
    assert clean["metadata"]["kernelspec"] == {"display_name": "R", "name": "ir"}


def test_the_arguments_stay_as_they_are():
    before = read_notebook(NOTEBOOKS[0])
    run = run_and_sort(before)
    kept = copy.deepcopy(run), copy.deepcopy(before)
    tidy(run, before)
    assert (run, before) == kept


def test_files_that_are_tidy_are_not_written(tmp_path):
    tidy_file, run_file = tmp_path / "a.ipynb", tmp_path / "b.ipynb"
    text = NOTEBOOKS[-1].read_text(encoding="utf-8")
    tidy_file.write_text(text, encoding="utf-8")
    run_file.write_text(json.dumps(run_and_sort(json.loads(text))), encoding="utf-8")
    seen = tidy_file.stat().st_mtime_ns
    assert tidy_files([tidy_file, run_file]) == [run_file]
    assert tidy_file.stat().st_mtime_ns == seen
    assert tidy_files([tidy_file, run_file]) == []
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.ipynb", "b.ipynb"]
    assert all(cell.get("outputs", []) == [] for cell in read_notebook(run_file)["cells"])


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('{"cells": [}', ":1:12: no JSON: Expecting value; mend the file, or take the committed one"),
        ('{"nbformat": 3}', ": no notebook of format 4; open and save it in JupyterLab first"),
        ("[]", ": no notebook of format 4; open and save it in JupyterLab first"),
    ],
)
def test_what_is_no_notebook_is_named_and_left(tmp_path, text, wrong):
    file = tmp_path / "c.ipynb"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DossierError) as raised:
        tidy_files([file])
    assert str(raised.value) == f"{file}{wrong}"
    assert file.read_text(encoding="utf-8") == text


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DossierError, match="no such file; name a notebook"):
        tidy_files([tmp_path / "none.ipynb"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("notebooks/01-ties.ipynb", True),
        ("lab/start.ipynb", True),
        ("scratch/notebooks/try.ipynb", False),
        ("try.ipynb", False),
        ("notebooks/ruff.toml", False),
    ],
)
def test_only_chapters_and_the_start_are_committed(tmp_path, name, expected):
    assert is_committed(tmp_path, tmp_path / name) is expected


@pytest.mark.parametrize(("folder", "keeps_outputs"), [("notebooks", False), ("scratch", True)])
def test_the_server_saves_chapters_tidy_and_others_as_they_are(tmp_path, folder, keeps_outputs):
    manager = pytest.importorskip("dossier.lab.contents", reason="jupyter_server is not installed").TidyContents
    file = tmp_path / folder / "x.ipynb"
    file.parent.mkdir()
    text = NOTEBOOKS[-1].read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    content = nbformat.from_dict(run_and_sort(json.loads(text)))
    model = {"type": "notebook", "format": "json", "content": content}
    saved = asyncio.run(manager(root_dir=str(tmp_path)).save(model, f"{folder}/x.ipynb"))
    assert (file.read_text(encoding="utf-8") != text) is keeps_outputs
    # What JupyterLab remembers of the file is what is on the disk, so that it does not ask before the next save.
    assert saved["size"] == file.stat().st_size
    assert saved["content"] is None
    # And what is open keeps its outputs.
    assert all(cell["outputs"] for cell in content["cells"] if cell["cell_type"] == "code")
