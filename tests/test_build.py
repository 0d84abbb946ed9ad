"""Builds small reports for real: their notebooks run, Jupyter Book binds them, signals interrupt them."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from dossier.build.formats import BindingError, bind, complaints
from dossier.build.notebooks import NotebookError, execute
from dossier.build.plan import PACKAGE, plan
from dossier.build.run import build

CONFIG = """\
title: A small report
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  local_extensions:
    stand_in: ./
  config:
    nb_mime_priority_overrides: [["typst", "text/plain", 1]]
"""

# Stands in for the report's own Typst builder, which needs fonts and a template.
STAND_IN = """\
from pathlib import Path
from sphinx.builders.text import TextBuilder

class Typst(TextBuilder):
    name = "typst"

    def finish(self):
        super().finish()
        for name in ("report", "brief"):
            Path(self.outdir, f"{name}.pdf").write_bytes(b"%PDF-1.7\\n")

def setup(app):
    app.add_builder(Typst)
"""

PARAMETERS = "without = []"


def write_notebook(path, *code):
    cells = [v4.new_markdown_cell("# A question", id="title")]
    for number, source in enumerate(code, start=1):
        tags = {"tags": ["parameters"]} if source == PARAMETERS else {}
        cells.append(v4.new_code_cell(source, id=f"code-{number}", metadata=tags))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
    return path


def write_report(root, **notebooks):
    shutil.copytree(PACKAGE.parent / "data", root / "data")
    (root / "book").mkdir()
    (root / "book" / "index.md").write_text("# A small report\n")
    (root / "_config.yml").write_text(CONFIG)
    (root / "stand_in.py").write_text(STAND_IN)
    chapters = [f"  - file: executed/{name}" for name in notebooks]
    toc = ["format: jb-book", "root: index", *(["chapters:", *chapters] if chapters else [])]
    (root / "_toc.yml").write_text("\n".join(toc))
    for name, code in notebooks.items():
        write_notebook(root / "notebooks" / f"{name}.ipynb", *code)
    return root


def outputs(path):
    cells = nbformat.read(path, as_version=4).cells
    return [output.text for cell in cells if cell.cell_type == "code" for output in cell.outputs]


def bytes_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A built report; each test that edits it leaves it built."""
    notebooks = {"one": (PARAMETERS, "print('one', without)"), "two": (PARAMETERS, "print('two')")}
    root = write_report(tmp_path_factory.mktemp("report"), **notebooks)
    assert build(root, jobs=2) == 0
    return root


@pytest.fixture
def done(report, capsys):
    """Builds the report again and returns the names of the tasks that were done."""

    def again(status=0, **options):
        capsys.readouterr()
        assert build(report, **options) == status
        return set(re.findall(r"^(.*) done in [\d.]+ s$", capsys.readouterr().out, re.MULTILINE))

    return again


def test_a_report_is_built_whole_and_a_second_run_does_nothing(report, capsys, monkeypatch):
    monkeypatch.chdir(report)
    assert outputs(report / "book/executed/one.ipynb") == ["one []\n"]
    assert bytes_below(report / "_build/pdf") == dict.fromkeys(["report.pdf", "brief.pdf"], b"%PDF-1.7\n")
    assert "<h1>A small report" in (report / "_build/html/index.html").read_text()
    assert sorted(path.name for path in (report / "_build").iterdir()) == [".doit.db", "html", "lite", "pdf"]
    assert build(report) == 0
    assert capsys.readouterr().out == "_build/html/index.html\n_build/pdf/report.pdf\n_build/pdf/brief.pdf\n"


def test_a_failing_notebook_is_named_and_once_mended_only_what_holds_it_is_redone(report, done, capsys):
    html = bytes_below(report / "_build/html")
    write_notebook(report / "notebooks/two.ipynb", PARAMETERS, "", "\n# half\n1 / 0")
    assert build(report, ["html"]) == 1
    said = capsys.readouterr()
    assert set(re.findall(r"^(.*) …$", said.out, re.MULTILINE)) == {"notebooks/two.ipynb", "lite"}
    assert said.err == "notebooks/two.ipynb, cell 4 (# half): ZeroDivisionError: division by zero\n"
    assert [path.name for path in (report / "book/executed").iterdir()] == ["one.ipynb"]
    assert sorted(path.name for path in (report / "_build").iterdir()) == [".doit.db", "html", "lite", "pdf"]
    assert bytes_below(report / "_build/html") == html

    write_notebook(report / "notebooks/two.ipynb", PARAMETERS, "print('mended')")
    assert done(editions=["html"]) == {"notebooks/two.ipynb", "lite", "html"}
    assert outputs(report / "book/executed/two.ipynb") == ["mended\n"]


def test_a_deleted_result_comes_back_with_the_same_bytes_and_the_edition_stays(report, done):
    result = report / "book/executed/one.ipynb"
    before = result.read_bytes()
    result.unlink()
    assert done(editions=["html"]) == {"notebooks/one.ipynb"}
    assert result.read_bytes() == before


def test_a_touched_edition_is_bound_again_with_the_same_bytes(report, done):
    html = report / "_build/html"
    before = bytes_below(html)
    (html / "index.html").write_text("touched")
    assert done(editions=["html"]) == {"html"}
    assert bytes_below(html) == before


def test_a_result_without_a_source_is_removed(report, done):
    stranger = report / "book/executed/gone.ipynb"
    stranger.write_text("{}")
    assert done(editions=["html"]) == set()
    assert not stranger.exists()


def test_a_warning_fails_the_edition_and_keeps_the_one_before(tmp_path):
    root = write_report(tmp_path)
    (root / "book/index.md").write_text("# A small report\n\nSee [this](nowhere.md).\n")
    before = root / "_build/html/index.html"
    before.parent.mkdir(parents=True)
    before.write_text("good")
    with pytest.raises(BindingError) as failure:
        bind(root, "html", tmp_path)
    assert str(failure.value).splitlines() == [
        "html is not built; Jupyter Book says:",
        "book/index.md:3: WARNING: 'myst' cross-reference target not found: 'nowhere.md' [myst.xref_missing]",
    ]
    assert before.read_text() == "good"


def test_invalid_data_runs_no_notebook(tmp_path, capsys):
    root = write_report(tmp_path, one=("print(1)",))
    (root / "data/datapackage.json").unlink()
    assert build(root) == 1
    said = capsys.readouterr()
    assert said.out == "check …\n"
    assert said.err == f"{root}/data/datapackage.json: no such file; name the folder that holds datapackage.json\n"


def test_ctrl_c_stops_the_kernel_and_keeps_what_was_there(report, done):
    source = report / "notebooks/one.ipynb"
    before = bytes_below(report)
    os.mkfifo(report / "started")
    wait = "import os, threading\nopen('../started', 'w').write(str(os.getpid()))\nthreading.Event().wait()"
    write_notebook(source, wait)
    command = f"import sys; from dossier.build.run import build; sys.exit(build({str(report)!r}))"
    with subprocess.Popen(
        [sys.executable, "-c", command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as run:
        kernel = int((report / "started").read_text())
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=20)
    assert (run.returncode, said) == (130, "interrupted; nothing half-written\n")
    with pytest.raises(ProcessLookupError):
        os.kill(kernel, 0)
    (report / "started").unlink()
    source.write_bytes(before["notebooks/one.ipynb"])
    assert bytes_below(report) == before
    assert done(editions=["html"]) == set()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"editions": ["epub"]}, "no edition is called epub: choose from html, pdf\n"),
        ({"jobs": 0}, "0 jobs: at least one is needed\n"),
        ({}, "{root} is not a report: it has no _config.yml, _toc.yml, book, data, notebooks\n"),
    ],
)
def test_bad_input_is_refused_in_one_line(tmp_path, capsys, options, message):
    assert build(tmp_path, **options) == 1
    assert capsys.readouterr().err == message.format(root=tmp_path)


def test_a_damaged_record_is_named(tmp_path, capsys):
    root = write_report(tmp_path, one=("print(1)",))
    (root / "_build").mkdir()
    (root / "_build/.doit.db").write_text("not a database")
    assert build(root) == 1
    assert capsys.readouterr().err == f"{root}/_build/.doit.db is damaged: remove it and build again\n"


def test_the_injected_cell_is_hidden_and_each_run_gives_the_same_bytes(tmp_path):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "print({'a', 'b', 'c'}, without)")
    for name in ("first.ipynb", "second.ipynb"):
        execute(source, tmp_path / name, {"without": ["some"]}, tmp_path)
    assert (tmp_path / "first.ipynb").read_bytes() == (tmp_path / "second.ipynb").read_bytes()
    result = nbformat.read(tmp_path / "first.ipynb", as_version=4)
    assert [(cell.id, cell.metadata) for cell in result.cells] == [
        ("title", {}),
        ("code-1", {"tags": ["parameters"]}),
        ("made-3", {"tags": ["injected-parameters", "remove-cell"]}),
        ("code-2", {}),
    ]
    assert "papermill" not in result.metadata


def test_an_unknown_parameter_is_refused(tmp_path):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "print(1)")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb: no cell tagged 'parameters' sets without$"):
        execute(source, tmp_path / "one.ipynb", {"without": ["some"]}, tmp_path)


def test_an_unknown_source_is_refused_before_any_notebook_runs(tmp_path, capsys):
    root = write_report(tmp_path, one=(PARAMETERS,))
    assert build(root, without=["nobody"]) == 1
    said = capsys.readouterr()
    assert said.out == "check …\n"
    assert re.fullmatch("no source “nobody”; there are .*\n", said.err)


def test_a_failing_cell_below_the_injected_one_is_counted_as_in_the_source(tmp_path):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "len(without) / 0")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb, cell 3 \(len\(without\) / 0\): ZeroDiv"):
        execute(source, tmp_path / "one.ipynb", {"without": ["some"]}, tmp_path)


def test_a_failure_removes_the_older_result(tmp_path):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "import os", "os._exit(1)")
    (tmp_path / "one.ipynb").write_text("older")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb: DeadKernelError: Kernel died$"):
        execute(source, tmp_path / "one.ipynb", {}, tmp_path)
    assert not (tmp_path / "one.ipynb").exists()


def test_each_task_reads_what_it_depends_on(tmp_path):
    root = write_report(tmp_path, one=("print(1)",), two=("print(2)",))
    (root / "requirements.txt").write_text("")
    tasks = {task["name"]: task for task in plan(root, ["html", "pdf"], [], tmp_path, print)}
    assert {name: task["task_dep"] for name, task in tasks.items()} == {
        "check": [],
        "notebooks/one.ipynb": ["check"],
        "notebooks/two.ipynb": ["check"],
        "lite": ["check"],
        "html": ["check", "notebooks/one.ipynb", "notebooks/two.ipynb", "lite"],
        "pdf": ["check", "notebooks/one.ipynb", "notebooks/two.ipynb", "lite", "html"],
    }

    def readers(path):
        return [name for name, task in tasks.items() if str(path) in task["file_dep"]]

    assert readers(root / "data/datapackage.json") == list(tasks)
    assert readers(root / "requirements.txt") == list(tasks)
    assert readers(PACKAGE / "execute.py") == list(tasks)
    assert readers(PACKAGE / "binding.py") == ["lite", "html", "pdf"]
    assert readers(root / "notebooks/one.ipynb") == ["notebooks/one.ipynb", "lite", "html"]
    for page in ("_config.yml", "_toc.yml", "book/index.md", "book/executed/one.ipynb"):
        assert readers(root / page) == ["html", "pdf"]


def test_complaints_are_picked_out_of_a_log():
    crash = """\
\x1b[01mreading sources... \x1b[39;49;00mdone
\x1b[91m/r/book/a.md:2: WARNING: No key 'k' found [mystnb.glue]\x1b[39;49;00m
\x1b[91mExtension error (a.b):\x1b[39;49;00m
Could not import extension x
Traceback (most recent call last):
  File "a.py", line 1
"""
    found = ["book/a.md:2: WARNING: No key 'k' found [mystnb.glue]", "Could not import extension x"]
    assert complaints(crash, Path("/r")) == found
    assert complaints("one\ntwo\n\n=====\nthree\n=====\nfour\n", Path("/r")) == ["two", "three", "four"]
