"""What makes a result stale: each part of its key by itself, and nothing else."""

import json
import shutil

import pytest

from dossier.build import notebooks, warm
from dossier.build.formats import Variant
from dossier.build.inputs import digest_file
from dossier.build.plan import Plan, TaskError, refuse_text_notebooks
from dossier.build.run import build, check_build

PARAMETERS = "without = []"
LOAD = "import dossier\nfrom dossier.notebook import look_up\nreport = dossier.load(without=without)"
READER = "[row] = look_up(report, 'ferry-opens')\nprint(row.statement)"
HELPED = "from helper import VALUE\nprint(VALUE, open('note.txt').read())"


@pytest.fixture(scope="module")
def report(tmp_path_factory, write_report):
    """A built report: one notebook reads a fact, one a module and a file beside it, one what the engine makes of it."""
    notebooks = {
        "facts": (PARAMETERS, LOAD, READER),
        "helped": (PARAMETERS, HELPED),
        "judged": (PARAMETERS, LOAD, "print(len(report.findings))"),
    }
    root = write_report(tmp_path_factory.mktemp("plan") / "report", **notebooks)
    (root / "notebooks/helper.py").write_text("VALUE = 1\n")
    (root / "notebooks/note.txt").write_text("a note")
    (root / "requirements.txt").write_text("pandas==3.1.1\n")
    assert build(root, ["pdf"]) == 0
    return root


@pytest.fixture
def stale(report, tmp_path):
    """Returns why each part of the report is stale."""

    def ask(**options):
        plan = Plan(
            report, ["pdf"], Variant(options.pop("data", report / "data"), options.pop("without", ())), tmp_path
        )
        found = {task.name: task.why for task in (plan.judging(), *plan.chapters())} | plan.editions()
        return {name.removeprefix("notebooks/").removesuffix(".ipynb"): why for name, why in found.items() if why}

    return ask


@pytest.fixture
def change(report):
    """Replaces words in a file of the report, which is as before when the test is over."""
    before = {}

    def replace(name, old, new):
        path = report / name
        before.setdefault(path, path.read_bytes())
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    yield replace
    for path, content in before.items():
        path.write_bytes(content)


def test_nothing_is_stale_in_a_report_that_was_just_built(stale):
    assert stale() == {}


def test_a_changed_cell_makes_its_notebook_stale(stale, change):
    change("notebooks/facts.ipynb", "print(row.statement)", "print(row.id)")
    assert stale() == {"facts": "code changed"}


def test_a_changed_word_makes_no_notebook_stale(stale, change):
    change("notebooks/facts.ipynb", "# A question", "# Another question")
    assert stale() == {}


def test_a_changed_row_makes_stale_what_reads_it_and_what_is_judged_anew(stale, change):
    change("data/facts.csv", "The ferry sailed", "The new ferry sailed")
    found = stale()
    assert set(found) == {"check", "facts", "pdf"}
    assert found["facts"].startswith("data/facts.csv (fact: ferry-opens) ")


def test_a_row_that_a_notebook_does_not_read_leaves_it_alone(stale, change):
    change("data/facts.csv", "The note of", "A note of")
    assert set(stale()) == {"check", "pdf"}


def test_a_changed_module_or_file_beside_a_notebook_makes_it_stale(stale, change):
    change("notebooks/helper.py", "1", "2")
    assert stale() == {"helped": "notebooks/helper.py changed"}
    change("notebooks/note.txt", "note", "word")
    assert stale() == {"helped": "notebooks/helper.py and 1 more changed"}


def test_the_lock_the_settings_and_the_schema_are_parts_of_every_notebook(stale, change, report):
    change("requirements.txt", "3.1.1", "3.1.2")
    assert set(stale()) == {"check", "facts", "helped", "judged", "pdf"}
    change("requirements.txt", "3.1.2", "3.1.1")
    (report / "dossier.toml").write_text('title = "A lake"\n')
    assert {name: why for name, why in stale().items() if name == "judged"} == {"judged": "dossier.toml changed"}
    (report / "dossier.toml").unlink()
    change("data/datapackage.json", '"version"', '"edition"')
    assert stale()["helped"] == "datapackage.json changed"


def test_the_interpreter_is_a_part_of_every_notebook(stale, monkeypatch):
    monkeypatch.setattr("sys.version", "3.99")
    assert stale()["helped"] == "python changed"


def test_a_module_of_the_library_is_a_part_of_what_imports_it(stale, monkeypatch):
    def digest(path):
        return "another" if path.name == "frames.py" else digest_file(path)

    monkeypatch.setattr("dossier.build.plan.digest_file", digest)
    assert set(stale()) == {"facts", "judged", "pdf"}


def test_a_module_that_comes_to_import_another_brings_it_along(stale, change, report):
    change("notebooks/helper.py", "VALUE", "from other import VALUE  #")
    (report / "notebooks/other.py").write_text("VALUE = 1\n")
    plan = Plan(report, ["pdf"], Variant(report / "data"), report)
    [chapter] = [each for each in plan.chapters() if each.name.endswith("helped.ipynb")]
    assert "notebooks/other.py" in chapter.parts
    (report / "notebooks/other.py").unlink()


def test_what_is_saved_during_a_run_is_not_taken_for_what_ran(report, stale, change, tmp_path):
    executed = report / "book/executed/facts.ipynb"
    before = executed.read_bytes()
    plan = Plan(report, ["pdf"], Variant(report / "data"), tmp_path)
    [chapter] = [each for each in plan.chapters() if each.name.endswith("facts.ipynb")]
    ran = notebooks.run(chapter.source, chapter.notebook, plan.parameters, plan.around())
    change("notebooks/facts.ipynb", "print(row.statement)", "print(row.id)")
    change("data/facts.csv", "The ferry sailed", "The new ferry sailed")
    plan.keep(chapter, ran)
    assert executed.read_bytes() == before
    assert set(stale()) == {"check", "facts", "pdf"}
    warm.stop()


def test_what_is_left_out_is_a_part_of_everything(stale):
    assert set(stale(without=["courier-1921"])) == {"check", "facts", "helped", "judged", "pdf"}


def test_what_the_engine_makes_is_a_part_of_the_notebooks_that_read_it(stale, report):
    path = report / "_build/verdicts/digests.json"
    before = path.read_text()
    path.write_text(json.dumps(json.loads(before) | {"findings": "others"}))
    assert {name: why for name, why in stale().items() if name != "check"} == {"judged": "the findings changed"}
    path.write_text(before)


def test_after_a_build_on_other_data_nothing_is_stale(report, stale, capsys):
    path = report / "data/claims.csv"
    before = path.read_bytes()
    path.write_bytes(before.replace(b"relations-date,1919-05,", b"relations-date,1919-06,"))
    assert path.read_bytes() != before
    capsys.readouterr()
    assert build(report, ["pdf"]) == 0
    said = capsys.readouterr().out
    assert "check done" in said and "notebooks/judged.ipynb done" in said and "notebooks/helped.ipynb done" not in said
    assert stale() == {}
    path.write_bytes(before)
    assert build(report, ["pdf"]) == 0


def test_a_result_that_is_hollow_of_another_notebook_or_without_receipt_is_found_out(report, stale, capsys):
    target = report / "book/executed/facts.ipynb"
    before = target.read_text(encoding="utf-8")
    shutil.copy(report / "book/executed/helped.ipynb", target)
    assert stale()["facts"] == "the result is that of notebooks/helped.ipynb"
    shutil.copy(report / "notebooks/facts.ipynb", target)
    assert stale()["facts"] == "the result bears no receipt"
    made = json.loads(before)
    made["cells"][-1]["execution_count"] = None
    target.write_text(json.dumps(made), encoding="utf-8")
    assert stale()["facts"] == "the result is hollow: not every cell has run"
    made = json.loads(before)
    made["cells"][-1]["outputs"][0]["text"] = ["Another word.\n"]
    target.write_text(json.dumps(made), encoding="utf-8")
    assert stale()["facts"] == "the result was changed by hand"
    capsys.readouterr()
    assert check_build(report, ["pdf"]) == 1
    assert "notebooks/facts.ipynb: the result was changed by hand\n" in capsys.readouterr().err
    target.write_text(before, encoding="utf-8")
    assert check_build(report, ["pdf"]) == 0
    assert capsys.readouterr().out == "5 parts, each made of what is there now\n"


def test_a_word_that_is_not_in_the_result_yet_is_found_out(report, change, capsys):
    change("notebooks/facts.ipynb", "# A question", "# Another question")
    assert check_build(report, ["pdf"]) == 1
    assert capsys.readouterr().err == "notebooks/facts.ipynb: its words changed, not its code\n"


def test_a_page_is_a_part_of_the_editions_alone(stale, change):
    change("book/index.md", "A small report", "A report")
    assert stale() == {"pdf": "book/index.md changed"}


def test_a_page_that_is_a_notebook_as_text_is_refused_with_its_first_cell(tmp_path, write_report):
    root = write_report(tmp_path)
    shown = "# A page\n\n```{code-cell}\n1 + 1\n```\n"
    (root / "book/index.md").write_text(shown, encoding="utf-8")
    refuse_text_notebooks(root)
    (root / "book/index.md").write_text(f"---\nkernelspec:\n  name: python3\n---\n{shown}", encoding="utf-8")
    with pytest.raises(TaskError, match=r"^book/index\.md:7: a page runs no cells, and this one has some; save it as"):
        refuse_text_notebooks(root)
