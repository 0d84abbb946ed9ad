"""Runs single notebooks: parameters, failures, what is read, the same bytes again."""

import copy
import json
from pathlib import Path

import nbformat
import pytest

from dossier.build import notebooks, warm
from dossier.build.execution import NotebookError
from dossier.build.notebooks import Surroundings, compose, digest_code, digest_outputs, take_receipt
from dossier.build.reading import UnreadableNotebook, read_notebook, refuse_language
from dossier.build.receipts import Receipt

PARAMETERS = "without = []"


@pytest.fixture
def run(tmp_path, ruritania_folder):
    """Runs a notebook with these parameters."""

    def run(source, **parameters):
        notebook = read_notebook(source)
        return notebooks.run(source, notebook, parameters, Surroundings(tmp_path, ruritania_folder, tmp_path))

    yield run
    warm.stop()


@pytest.fixture
def ruritania_folder(root):
    return root / "tests" / "roots" / "ruritania" / "data"


def make(source, ran, parameters="{}"):
    notebook = read_notebook(source)
    receipt = Receipt({"code": digest_code(notebook), "parameters": parameters}, digest_outputs(ran.notebook))
    return compose(notebook, ran.notebook, receipt, ran.reads)


def printed(ran):
    return [output["text"] for cell in ran.notebook["cells"] for output in cell.get("outputs", ())]


def test_the_injected_cell_is_hidden_and_each_run_gives_the_same_bytes(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "print({'a', 'b', 'c'}, without)")
    targets = [tmp_path / "first.ipynb", tmp_path / "second.ipynb"]
    for target in targets:
        notebooks.put(make(source, run(source, without=["some"]), '{"without": ["some"]}'), target, tmp_path)
    assert targets[0].read_bytes() == targets[1].read_bytes()
    result = nbformat.read(targets[0], as_version=4)
    assert [(cell.id, cell.metadata) for cell in result.cells] == [
        ("title", {}),
        ("code-1", {"tags": ["parameters"]}),
        ("made-2", {"tags": ["injected-parameters", "remove-cell"]}),
        ("code-2", {}),
    ]
    assert "papermill" not in result.metadata
    nbformat.validate(result)


def test_an_unknown_parameter_is_refused(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "print(1)")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb: no cell tagged 'parameters' sets without$"):
        run(source, without=["some"])


def test_a_failing_cell_below_the_injected_one_is_counted_as_in_the_source(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, "len(without) / 0")
    with pytest.raises(NotebookError, match=r"^notebooks/one.ipynb, cell 3, line 1 \(len\(without\) / 0\): ZeroDiv"):
        run(source, without=["some"])


def test_a_kernel_that_dies_is_named(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "import os", "os._exit(1)")
    with pytest.raises(
        NotebookError, match=r"^notebooks/one.ipynb, cell 3 \(os._exit\(1\)\): the kernel ended with status 1; "
    ):
        run(source)


def test_a_notebook_runs_in_its_folder_and_finds_the_data_in_its_environment(
    tmp_path, run, write_notebook, ruritania_folder
):
    code = "import os\nprint(os.environ['DOSSIER_DATA'], os.getcwd())"
    source = write_notebook(tmp_path / "notebooks/one.ipynb", code)
    before = Path.cwd()
    assert printed(run(source)) == [f"{ruritania_folder} {tmp_path / 'notebooks'}\n"]
    assert Path.cwd() == before


def test_runs_share_neither_state_nor_random_numbers_nor_figures(tmp_path, run, write_notebook):
    code = (
        "import dossier.notebook as shared, numpy\nprint(hasattr(shared, 'own'), numpy.random.random())\nshared.own = 1"
    )
    figure = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()"
    source = write_notebook(tmp_path / "notebooks/one.ipynb", code, figure)
    one, other = run(source), run(source)
    said = [each["cells"][1]["outputs"][0]["text"].split() for each in (one.notebook, other.notebook)]
    assert [text for text, _ in said] == ["False", "False"]
    assert said[0][1] != said[1][1]
    assert "image/png" in one.notebook["cells"][2]["outputs"][0]["data"]


def test_what_is_read_is_noted_rows_by_what_chose_them_and_files_by_name(tmp_path, run, write_notebook):
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks/own.txt").write_text("of the notebook")
    code = (
        "import dossier\nreport = dossier.load()",
        "from dossier.notebook import look_up\n[row] = look_up(report, 'ferry-opens')",
        "places = report.corpus.places",
        "print(open('own.txt').read())",
    )
    ran = run(write_notebook(tmp_path / "notebooks/one.ipynb", *code))
    assert ("facts", {"fact": ["ferry-opens"]}) in ran.reads
    assert ("places", {}) in ran.reads
    assert ("file", {"path": ["notebooks/own.txt"]}) in ran.reads
    assert "series" not in {table for table, _ in ran.reads}


def test_a_table_that_a_notebook_opens_by_itself_is_read_whole(tmp_path, run, write_notebook):
    code = "import os, pandas\nlen(pandas.read_csv(os.environ['DOSSIER_DATA'] + '/orders.csv'))"
    assert run(write_notebook(tmp_path / "notebooks/one.ipynb", code)).reads == [("orders", {})]


FAILING = """from dossier.notebook import finding
import dossier
finding(dossier.load(without=without), 'Trade doubled', holds=False, instead='Trade by year')"""


def test_a_title_that_the_data_do_not_bear_is_remarked_on_with_its_cell_and_on_no_page(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", PARAMETERS, FAILING)
    [remark] = run(source).remarks
    assert remark == (
        "cell 3: the data do not bear the title “Trade doubled”, so “Trade by year” stands in its place; "
        "state what they show"
    )
    ran = run(source, without=["courier-1921"])
    assert ran.remarks == []
    assert [output["data"] for output in ran.notebook["cells"][-1]["outputs"]] == [{"text/plain": "'Trade by year'"}]


def test_the_code_of_a_notebook_is_its_cells_with_the_tags_that_bear_on_them(tmp_path, write_notebook):
    source = write_notebook(tmp_path / "one.ipynb", PARAMETERS, "print(1)")
    first = read_notebook(source)
    words, style, tagged, code = (copy.deepcopy(first) for _ in range(4))
    words["cells"][0]["source"] = "# Another question"
    style["cells"][2]["metadata"]["tags"] = ["hide-input"]
    tagged["cells"][2]["metadata"]["tags"] = ["raises-exception"]
    code["cells"][2]["source"] = "print(2)"
    digests = [digest_code(each) for each in (words, style, tagged, code)]
    assert [each == digest_code(first) for each in digests] == [True, True, False, False]


def test_a_result_is_hollow_until_every_cell_has_run(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "print(1)", "", "print(2)")
    assert digest_outputs(read_notebook(source)) == ""
    ran = run(source)
    digest = digest_outputs(ran.notebook)
    target = tmp_path / "one.ipynb"
    notebooks.put(make(source, ran), target, tmp_path)
    assert digest == digest_outputs(read_notebook(target)) != ""


def test_a_receipt_that_does_not_fit_its_key_is_none(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "print(1)")
    made = make(source, run(source))
    receipt, reads = take_receipt(made)
    assert receipt.parts["code"] == digest_code(made) and reads == []
    made["metadata"]["dossier"]["receipt"]["parts"]["code"] = "another"
    assert take_receipt(made) == (None, [])
    assert take_receipt({"metadata": {}}) == (None, [])


def test_an_error_that_is_meant_is_shown_and_a_cell_that_is_skipped_is_not_missing(tmp_path, run, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "1 / 0", "print(2)", "print(3)")
    text = source.read_text(encoding="utf-8")
    for cell, tag in (("code-1", "raises-exception"), ("code-3", "skip-execution")):
        whole = json.loads(text)
        [chosen] = [each for each in whole["cells"] if each["id"] == cell]
        chosen["metadata"]["tags"] = [tag]
        text = json.dumps(whole)
    source.write_text(text, encoding="utf-8")
    ran = run(source)
    assert [each["output_type"] for each in ran.notebook["cells"][1]["outputs"]] == ["error"]
    assert ran.notebook["cells"][2]["outputs"][0]["text"] == "2\n"
    assert digest_outputs(ran.notebook)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "\n\n# why\ndef f():\n    raise ValueError('x')\nf()",
            ", cell 2, line 5 (raise ValueError('x')): ValueError: x",
        ),
        ("x = 1\nx = (", ", cell 2, line 2 (x = (): SyntaxError: incomplete input (<ipython-input>, line 2)"),
        ("import sys\nsys.exit()", ", cell 2, line 2 (sys.exit()): sys.exit() would leave out what follows; "),
        (
            "input()",
            ", cell 2, line 1 (input()): asks for input, and in a build nobody answers; ",
        ),
        (
            "import os\nos.kill(os.getpid(), 9)",
            ", cell 2 (import os): the kernel was killed (signal 9), ",
        ),
        (
            "print('x' * 2_000_000)",
            ", cell 2 (print('x' * 2_000_000)): prints 2,000,001 characters; let it print less, or write them into",
        ),
    ],
)
def test_a_cell_that_fails_is_named_with_its_line_and_its_cause(tmp_path, run, write_notebook, code, said):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", code)
    with pytest.raises(NotebookError) as raised:
        run(source)
    assert str(raised.value).startswith("notebooks/one.ipynb" + said.partition(" (<ipython")[0])


def test_a_cell_that_does_not_end_is_stopped_and_the_setting_named(tmp_path, ruritania_folder, write_notebook):
    source = write_notebook(tmp_path / "notebooks/one.ipynb", "while True:\n    pass")
    around = Surroundings(tmp_path, ruritania_folder, tmp_path, seconds=1)
    with pytest.raises(NotebookError) as raised:
        notebooks.run(source, read_notebook(source), {}, around)
    warm.stop()
    assert str(raised.value) == (
        "notebooks/one.ipynb, cell 2 (while True:): has run for more than 1 seconds; "
        "make it shorter, or raise “seconds” below [run] in dossier.toml"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a notebook (line 1, column 1: Expecting value); save it in JupyterLab"),
        ("[]", "not a notebook (no object of JSON); save it in JupyterLab"),
        (
            '{"nbformat": 3, "worksheets": []}',
            "is of notebook format 3; open it in JupyterLab and save it, ",
        ),
        ('{"nbformat": 4}', "not a notebook (no cells); save it in JupyterLab"),
        ('{"nbformat": 4, "cells": [{}]}', "cell 1 is of no type of cell (None); save it in JupyterLab"),
        (
            '{"nbformat": 4, "cells": [{"cell_type": "raw", "id": "a"}, {"cell_type": "raw", "id": "a"}]}',
            "cells 1 and 2 have the same id “a”; save it in JupyterLab, which gives each its own",
        ),
        (
            '{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "ir", "language": "R"}}}',
            "is written in R; a build runs Python alone: leave it out of _toc.yml",
        ),
    ],
)
def test_a_file_that_is_no_notebook_of_python_is_refused_in_one_line(tmp_path, text, said):
    place = tmp_path / "one.ipynb"
    place.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableNotebook) as raised:
        refuse_language(read_notebook(place))
    assert str(raised.value).startswith(said)
