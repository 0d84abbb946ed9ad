"""All that pages, notebooks and data name exists, or is told with its place and what is like it."""

import json
import shutil

import pytest

import dossier
from dossier.contents import ContentsError
from dossier.prose.checks import prose_problems


@pytest.fixture
def place(tmp_path, root):
    """A copy of the made-up report."""
    return shutil.copytree(root / "tests/roots/ruritania", tmp_path / "report")


@pytest.fixture
def problems(place):
    def problems():
        report = dossier.load(place / "data")
        return [str(problem) for problem in prose_problems(report.settings, report.corpus)]

    return problems


def edit(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_report_in_which_all_is_there_has_no_problems(problems):
    assert problems() == []


def test_this_report_names_nothing_that_is_not_there(report):
    assert prose_problems(report.settings, report.corpus) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("{claim}`courier-1921-fery`", "no claim “courier-1921-fery”; did you mean “courier-1921-ferry”"),
        ("{fact}`trade-1920,trade-1921`", "no fact “trade-1921”; did you mean “trade-1920”?"),
        ("{question}`gull`", "no question “gull”; did you mean “gulls”?"),
        ("{certainty}`gulls;nothing-like-it`", "no question, claim or fact “nothing-like-it”; there are"),
        ("{cite:p}`courier1912`", "“courier1912” is not in the bibliography; did you mean “courier1921”"),
        ("{numref}`fig-nowhere`", "no figure, table or place “fig-nowhere”; "),
        ("{chapter}`02-lakes`", "no chapter “02-lakes”; did you mean “02-lake”?"),
        ("[there](reding.md)", "the link leads to “reding.md”, which is not there; "),
        ("{glue:text}`executed/02-lake.ipynb::nothing`", "no cell of notebooks/02-lake.ipynb glues “nothing”; "),
        ("{glue:text}`executed/03-lake.ipynb::n`", "there is no chapter “executed/03-lake.ipynb”; did you mean"),
    ],
)
def test_what_a_page_names_and_is_not_there_is_told_with_its_line(place, problems, words, told):
    page = place / "book/index.md"
    lines = len(page.read_text(encoding="utf-8").rstrip().splitlines())
    page.write_text(f"{page.read_text(encoding='utf-8').rstrip()}\n\nSaid here {words}.\n", encoding="utf-8")
    [problem] = problems()
    assert problem.startswith(f"book/index.md:{lines + 2}: {told}")


def test_in_a_notebook_cell_and_line_are_told(place, problems):
    path = place / "notebooks/02-lake.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": ["One\n", "two {glue:text}`nothing`"]}
    )
    path.write_text(json.dumps(notebook), encoding="utf-8")
    [problem] = problems()
    number = len(notebook["cells"])
    assert problem.startswith(
        f"notebooks/02-lake.ipynb, cell {number}, line 2: no cell of notebooks/02-lake.ipynb glues"
    )


def test_a_notebook_that_glues_what_only_a_run_can_tell_is_believed(place, problems):
    path = place / "notebooks/02-lake.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = {"cell_type": "code", "id": "y", "metadata": {}, "execution_count": None, "outputs": []}
    notebook["cells"] += [
        code | {"source": ["glue(**numbers)"]},
        {"cell_type": "markdown", "id": "x", "metadata": {}, "source": ["two {glue:text}`any`"]},
    ]
    path.write_text(json.dumps(notebook), encoding="utf-8")
    assert problems() == []


def test_a_work_that_data_name_is_in_the_bibliography(place, problems):
    edit(place / "data/sources.csv", "gazette1920", "gazette1290")
    assert problems() == [
        "sources.csv:3: column citekey: “gazette1290” is not in book/references.bib; did you mean “gazette1920”?"
    ]


def test_a_notebook_that_the_contents_do_not_name_is_told_unless_it_is_scratch(place, problems):
    for name in ("03-harbour", "scratch-7", "Untitled", "start"):
        shutil.copy(place / "notebooks/02-lake.ipynb", place / f"notebooks/{name}.ipynb")
    assert problems() == [
        "notebooks/03-harbour.ipynb: is in no chapter of the contents; "
        "add “- file: executed/03-harbour” to _toc.yml, or move it to scratch/"
    ]


def test_a_page_that_the_contents_name_and_is_not_there_is_told(place, problems):
    edit(place / "_toc.yml", "executed/02-lake", "executed/02-lakes")
    assert any(
        problem.endswith(": there is no notebooks/02-lakes.ipynb; did you mean “02-lake”?") for problem in problems()
    )


def test_contents_that_are_no_yaml_are_told_in_one_line(place, problems):
    (place / "_toc.yml").write_text("root: [index\n")
    with pytest.raises(ContentsError, match=r"_toc\.yml: .*; write YAML, in UTF-8") as told:
        problems()
    assert "\n" not in str(told.value)
