"""Runs single notebooks: parameters, failures, the same bytes again."""

import nbformat
import pytest

from dossier.build.notebooks import NotebookError, execute

PARAMETERS = "without = []"


@pytest.fixture
def run(tmp_path):
    """Runs a notebook with these parameters, and returns the path of its result."""

    def run(source, name="result", **parameters):
        execute(source, tmp_path / f"{name}.ipynb", parameters, tmp_path, tmp_path / "data")
        return tmp_path / f"{name}.ipynb"

    return run


def test_the_injected_cell_is_hidden_and_each_run_gives_the_same_bytes(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "print({'a', 'b', 'c'}, without)")
    first, second = (run(source, name, without=["some"]) for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    result = nbformat.read(first, as_version=4)
    assert [(cell.id, cell.metadata) for cell in result.cells] == [
        ("title", {}),
        ("code-1", {"tags": ["parameters"]}),
        ("made-3", {"tags": ["injected-parameters", "remove-cell"]}),
        ("code-2", {}),
    ]
    assert "papermill" not in result.metadata


def test_an_unknown_parameter_is_refused(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "print(1)")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb: no cell tagged 'parameters' sets without$"):
        run(source, without=["some"])


def test_a_failing_cell_below_the_injected_one_is_counted_as_in_the_source(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "len(without) / 0")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb, cell 3 \(len\(without\) / 0\): ZeroDiv"):
        run(source, without=["some"])


def test_a_failure_removes_the_older_result(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "import os", "os._exit(1)")
    (tmp_path / "result.ipynb").write_text("older")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb: DeadKernelError: Kernel died$"):
        run(source)
    assert not (tmp_path / "result.ipynb").exists()


def test_a_notebook_finds_the_data_folder_in_its_environment(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "import os\nprint(os.environ['DOSSIER_DATA'])")
    [output] = nbformat.read(run(source), as_version=4).cells[1].outputs
    assert output.text == f"{tmp_path}/data\n"
