"""Notebooks on the workers of a Dask scheduler: the same bytes as here, and a clear word where that cannot be."""

import pytest

from dossier.build import elsewhere
from dossier.build.execution import NotebookError
from dossier.build.run import build

distributed = pytest.importorskip("distributed")

LOAD = "import dossier\nreport = dossier.load()\nprint(len(report.findings))"
BESIDE = "from helper import VALUE\nprint(VALUE, {'a', 'b', 'c'})"


@pytest.fixture(scope="module")
def scheduler():
    """The address of a cluster of two workers on this machine."""
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:
        yield cluster.scheduler_address


def make(write_report, folder):
    root = write_report(folder, one=(LOAD,), two=(BESIDE,))
    (root / "notebooks/helper.py").write_text("VALUE = 1\n")
    return root


def test_workers_make_the_same_bytes(tmp_path, write_report, scheduler):
    made = []
    for name, address in (("here", ""), ("there", scheduler)):
        root = make(write_report, tmp_path / name)
        assert build(root, ["pdf"], jobs=2, scheduler=address) == 0
        made.append({path.name: path.read_bytes() for path in (root / "book/executed").iterdir()})
    assert set(made[0]) == {"one.ipynb", "two.ipynb"}
    assert made[0] == made[1]


def test_what_goes_wrong_there_is_told_here(tmp_path, write_report, scheduler, capsys):
    root = write_report(tmp_path, one=("1 / 0",))
    assert build(root, ["pdf"], scheduler=scheduler) == 1
    assert (
        capsys.readouterr().err == "notebooks/one.ipynb, cell 2, line 1 (1 / 0): ZeroDivisionError: division by zero\n"
    )


def test_a_scheduler_that_does_not_answer_is_named(tmp_path, write_report, capsys, monkeypatch):
    monkeypatch.setattr(elsewhere, "SECONDS", "1s")
    root = write_report(tmp_path, one=("print(1)",))
    assert build(root, ["pdf"], scheduler="tcp://127.0.0.1:9") == 1
    said = capsys.readouterr().err
    assert said.startswith("no Dask scheduler answers at tcp://127.0.0.1:9 (") and said.count("\n") == 1


def test_a_worker_of_another_version_is_refused():
    with pytest.raises(
        NotebookError, match=r"the worker has Python .*, not Python 2\.7; start it in the same environment"
    ):
        elsewhere.run_packed(b"", "one.ipynb", {}, {}, "Python 2.7")
