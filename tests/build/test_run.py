"""Builds small reports for real: their notebooks run, Jupyter Book builds them, signals interrupt them."""

import os
import re
import select
import signal
import subprocess
import sys

import nbformat
import pytest

from dossier.build.run import build, find_report

PARAMETERS = "without = []"


def outputs(path):
    cells = nbformat.read(path, as_version=4).cells
    return [output.text for cell in cells if cell.cell_type == "code" for output in cell.outputs]


def bytes_below(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "durations.json"  # how long it took is another each time
    }


KEPT = [".lock", "documents", "durations.json", "html", "lite", "pdf", "receipts", "verdicts"]
"""What a build leaves in `_build`."""


@pytest.fixture(scope="module")
def report(tmp_path_factory, write_report):
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
        return set(re.findall(r"^(.*) done in [\d.]+ s(?:; \d+ left)?$", capsys.readouterr().out, re.MULTILINE))

    return again


def test_a_report_is_built_whole_and_a_second_run_does_nothing(report, capsys, monkeypatch):
    monkeypatch.chdir(report)
    assert outputs(report / "book/executed/one.ipynb") == ["one []\n"]
    assert bytes_below(report / "_build/pdf") == dict.fromkeys(["report.pdf", "brief.pdf"], b"%PDF-1.7\n")
    assert "<h1>A small report" in (report / "_build/html/index.html").read_text()
    assert sorted(path.name for path in (report / "_build").iterdir()) == KEPT
    assert build(report) == 0
    assert capsys.readouterr().out == "_build/html/index.html\n_build/pdf/report.pdf\n_build/pdf/brief.pdf\n"


# The tests below build the PDF alone, which spares them the browser notebooks.


def test_a_failing_notebook_is_named_and_once_mended_only_what_holds_it_is_redone(report, done, capsys, write_notebook):
    pdf = bytes_below(report / "_build/pdf")
    write_notebook(report / "notebooks/two.ipynb", PARAMETERS, "", "\n# half\n1 / 0")
    assert build(report, ["pdf"]) == 1
    said = capsys.readouterr()
    assert re.findall(r"^(.*) … \((.*), [\d.]+ s last time\)$", said.out, re.MULTILINE) == [
        ("notebooks/two.ipynb", "code changed")
    ]
    assert said.err == "notebooks/two.ipynb, cell 4, line 3 (1 / 0): ZeroDivisionError: division by zero\n"
    assert [path.name for path in (report / "book/executed").iterdir()] == ["one.ipynb"]
    assert sorted(path.name for path in (report / "_build").iterdir()) == KEPT
    assert bytes_below(report / "_build/pdf") == pdf

    write_notebook(report / "notebooks/two.ipynb", PARAMETERS, "print('mended')")
    assert done(formats=["pdf"]) == {"notebooks/two.ipynb", "pdf"}
    assert outputs(report / "book/executed/two.ipynb") == ["mended\n"]


def test_a_deleted_result_comes_back_with_the_same_bytes_and_the_pages_stay(report, done):
    result = report / "book/executed/one.ipynb"
    before = result.read_bytes()
    result.unlink()
    assert done(formats=["pdf"]) == {"notebooks/one.ipynb"}
    assert result.read_bytes() == before


def test_a_touched_page_is_built_again_with_the_same_bytes(report, done):
    pdf = report / "_build/pdf"
    before = bytes_below(pdf)
    (pdf / "report.pdf").write_text("touched")
    assert done(formats=["pdf"]) == {"pdf"}
    assert bytes_below(pdf) == before


def test_a_result_without_a_source_is_removed(report, done):
    orphan = report / "book/executed/gone.ipynb"
    orphan.write_text("{}")
    assert done(formats=["pdf"]) == set()
    assert not orphan.exists()


def test_invalid_data_runs_no_notebook(tmp_path, capsys, write_report):
    root = write_report(tmp_path, one=("print(1)",))
    (root / "data/datapackage.json").unlink()
    assert build(root) == 1
    said = capsys.readouterr()
    assert "notebooks/one.ipynb …" not in said.out
    assert said.err == f"{root}/data/datapackage.json: no such file; name the folder of the data package\n"


def test_ctrl_c_stops_the_kernel_and_keeps_what_was_there(report, done, write_notebook):
    source = report / "notebooks/one.ipynb"
    before = bytes_below(report)
    os.mkfifo(report / "started")
    wait = "import os, threading\nopen('../started', 'w').write(str(os.getpid()))\nthreading.Event().wait()"
    write_notebook(source, wait)
    command = f"import sys; from dossier.build.run import build; sys.exit(build({str(report)!r}, ['pdf']))"
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
    assert done(formats=["pdf"]) == set()


@pytest.mark.skipif(sys.platform != "linux", reason="waits for a process in a way that Linux has")
def test_a_build_that_is_killed_leaves_no_kernel_behind(tmp_path, write_report):
    wait = "import os, threading\nopen('../started', 'w').write(str(os.getpid()))\nthreading.Event().wait()"
    root = write_report(tmp_path, one=(wait,))
    os.mkfifo(root / "started")
    command = f"from dossier.build.run import build; build({str(root)!r}, ['pdf'])"
    with subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.DEVNULL, start_new_session=True) as run:
        kernel = os.pidfd_open(int((root / "started").read_text()))
        run.kill()
    ended, _, _ = select.select([kernel], [], [], 20)
    assert ended


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"formats": ["epub"]}, "no output format is called epub; choose from html, pdf\n"),
        ({"jobs": 0}, "0 jobs are not enough; give 1 or more\n"),
        ({}, "{root} is not a report: it has no _config.yml, _toc.yml, book, notebooks\n"),
    ],
)
def test_bad_input_is_refused_in_one_line(tmp_path, capsys, options, message):
    assert build(tmp_path, **options) == 1
    assert capsys.readouterr().err == message.format(root=tmp_path)


def test_a_change_of_words_is_on_the_page_without_a_run(report, done, capsys, write_notebook):
    source = report / "notebooks/one.ipynb"
    before = source.read_text(encoding="utf-8")
    source.write_text(before.replace("# A question", "# Another question"), encoding="utf-8")
    assert done(formats=["pdf"]) == {"pdf"}
    executed = report / "book/executed/one.ipynb"
    assert nbformat.read(executed, as_version=4).cells[0].source == "# Another question"
    made = executed.read_bytes()
    executed.unlink()
    assert done(formats=["pdf"]) == {"notebooks/one.ipynb"}
    assert executed.read_bytes() == made  # as if it had run
    source.write_text(before, encoding="utf-8")
    assert done(formats=["pdf"]) == {"pdf"}


def test_a_build_tells_what_runs_why_and_what_is_left(tmp_path, capsys, write_report):
    root = write_report(tmp_path, one=("print(1)",), two=("print(2)",))
    assert build(root, ["pdf"], jobs=1) == 0
    capsys.readouterr()
    (root / "notebooks/two.ipynb").write_text(
        (root / "notebooks/two.ipynb").read_text().replace("print(2)", "print(3)")
    )
    assert build(root, ["pdf"], jobs=1) == 0
    said = [re.sub(r"[\d.]+ s\b", "N s", line) for line in capsys.readouterr().out.splitlines()]
    assert said[:5] == [
        "2 parts to make: notebooks/two.ipynb, pdf; last time it took N s of work",
        "notebooks/two.ipynb … (code changed, N s last time)",
        "notebooks/two.ipynb done in N s; 1 left",
        "1 of 2 notebooks unchanged, not run",
        "pdf … (book/executed/two.ipynb changed, N s last time)",
    ]


def test_two_folders_two_days_and_any_number_of_jobs_give_the_same_bytes(tmp_path, write_report, monkeypatch):
    made = []
    for name, jobs, day in (("one", 1, "1000000000"), ("other", 2, "1700000000")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", day)
        root = write_report(
            tmp_path / name, one=("print({'a', 'b'})",), two=("import dossier\nreport = dossier.load()",)
        )
        assert build(root, ["html", "pdf"], jobs=jobs) == 0
        made.append({part: bytes_below(root / part) for part in ("book/executed", "_build/html", "_build/pdf")})
    assert made[0] == made[1]


def test_pages_that_were_read_before_give_what_a_build_from_nothing_gives(report, done):
    assert build(report, ["html"]) == 0
    page = report / "book/index.md"
    before = page.read_text(encoding="utf-8")
    page.write_text(before + "\nA new line.\n", encoding="utf-8")
    assert done(formats=["html"]) == {"html"}
    kept = bytes_below(report / "_build/html")
    assert b"A new line." in kept["index.html"]
    assert build(report, ["html"], force=True) == 0
    assert bytes_below(report / "_build/html") == kept
    page.write_text(before + "\n[this](nowhere.md)\n", encoding="utf-8")
    assert build(report, ["html"]) == 1
    page.write_text(before, encoding="utf-8")
    assert build(report) == 0


def test_an_unknown_source_is_refused_before_any_notebook_runs(tmp_path, capsys, write_report):
    root = write_report(tmp_path, one=(PARAMETERS,))
    assert build(root, without=["nobody"]) == 1
    said = capsys.readouterr()
    assert "notebooks/one.ipynb …" not in said.out
    assert re.fullmatch("no source “nobody”; there are .*\n", said.err)


def test_the_report_is_the_one_around_the_data_folder_or_around_the_current_folder(tmp_path, monkeypatch):
    for name in ("one", "two"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "_config.yml").write_text("")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "one" / "data")
    assert find_report() == tmp_path / "one"
    assert find_report(tmp_path / "two" / "data") == tmp_path / "two"
    assert find_report(tmp_path / "elsewhere") == tmp_path / "one"
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_report() == tmp_path / "elsewhere"


def test_a_report_can_be_built_from_data_that_lie_elsewhere(tmp_path, write_report, capsys):
    root = write_report(tmp_path / "report", one=("import os\nprint(os.environ['DOSSIER_DATA'])",))
    data = (root / "data").rename(tmp_path / "elsewhere")
    assert build(root, ["pdf"]) == 1
    assert capsys.readouterr().err == f"{root}/data is not a folder; name the folder that holds datapackage.json\n"
    assert build(root, ["pdf"], data=data) == 0
    assert outputs(root / "book/executed/one.ipynb") == [f"{data}\n"]
