"""The budgets of the chapters, checked in every notebook that `_toc.yml` names."""

import ast
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from dossier.notebook import figures

ROOT = Path(__file__).resolve().parents[2]
"""Where the chapters are collected from, before any fixture runs."""

SETUP = """\
import dossier
from dossier.notebook import answers, certainty, claims, facts, figures, finding, glue
from dossier.notebook import listed, look_up, number, table

report = dossier.load(without=without)
figures.use_style(report.settings)"""

SHOWN = range(1, 7)
"""How many figures and tables a chapter shows. How many words it has is measured on its page (see test_wording)."""

ANNEX = "instrument"
"""The notebook on the method itself, which has neither a record of later events nor a box of limits."""

PARSING = {
    *("split", "rsplit", "partition", "strip", "lstrip", "rstrip", "removeprefix", "removesuffix"),
    *("startswith", "endswith", "contains", "extract", "match", "fullmatch", "set_axis"),
}
"""Methods that take a text apart, and the one that names columns by their place."""

LINES, COLUMNS = 12, 100
"""The most that a cell of code has, and how long its lines are."""


def list_chapters():
    """Return the names of the notebooks in the order of the report."""
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    files = [chapter["file"] for part in parts for chapter in part["chapters"]]
    return [file.removeprefix("executed/") for file in files if file.startswith("executed/")]


CHAPTERS = list_chapters()


@pytest.fixture(params=CHAPTERS)
def chapter(request):
    return nbformat.read(ROOT / "notebooks" / f"{request.param}.ipynb", as_version=4)


def code(chapter):
    return [cell for cell in chapter.cells if cell.cell_type == "code"]


def prose(chapter):
    return [cell for cell in chapter.cells if cell.cell_type == "markdown"]


def calls(chapter):
    """Return the calls of a chapter's code, each with the name of its function: `glue`, `figures.bars`."""
    tree = ast.parse("\n".join(cell.source for cell in code(chapter)))
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_each_notebook_is_a_chapter():
    assert sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb")) == sorted(CHAPTERS)


def test_a_chapter_is_led_by_prose(chapter):
    """More words than code: an annex of tables may have a cell or two of code between its paragraphs."""
    assert len(chapter.cells) <= 30
    words = sum(len(cell.source.split()) for cell in prose(chapter))
    assert words > sum(len(cell.source.split()) for cell in code(chapter)) / 2
    assert len(prose(chapter)) >= len(code(chapter)) / 2


def test_a_cell_of_code_is_short(chapter):
    for cell in code(chapter):
        lines = cell.source.splitlines()
        assert len(lines) <= LINES, cell.source
        assert max(map(len, lines)) <= COLUMNS, cell.source


def test_a_chapter_shows_a_few_figures_and_tables(chapter):
    figures = sum("figure" in cell.metadata.get("mystnb", {}) for cell in code(chapter))
    tables = sum(name == "table" for name, _ in calls(chapter))
    assert figures + tables in SHOWN


def test_no_outputs_are_committed(chapter):
    assert all(not cell.outputs and cell.execution_count is None for cell in code(chapter))


def test_the_title_is_the_question(chapter):
    title = prose(chapter)[0].source.splitlines()[0]
    assert re.fullmatch(r"# .+\?", title)


def test_the_set_up_is_the_same_everywhere(chapter):
    parameters, setup = code(chapter)[:2]
    assert (parameters.source, parameters.metadata["tags"]) == ("without = []", ["parameters", "remove-cell"])
    assert setup.source == SETUP


def test_code_has_no_functions_paths_magics_or_installs(chapter):
    for cell in code(chapter):
        assert not re.search(
            r"\bdef |\blambda\b|\bclass |^[%!]|pip install|pathlib|\bopen\(|\.\./|read_csv", cell.source, re.M
        )


def test_values_come_typed_and_ids_are_not_taken_apart(chapter):
    """No text is parsed: not with methods of texts, not with regular expressions, not by the words of an id."""
    parsing = ("split", "rsplit", "partition", "strip", "lstrip", "rstrip", "extract", "contains", "match", "fullmatch")
    for name, call in calls(chapter):
        method = name.rpartition(".")[2]
        assert method not in (*parsing, "removeprefix", "removesuffix", "startswith", "endswith", "set_axis"), (
            ast.unparse(call)
        )
        assert not name.startswith("re."), ast.unparse(call)
        assert "regex=True" not in ast.unparse(call)


def test_figures_show_themselves(chapter):
    names = {name for name, _ in calls(chapter)}
    assert not {name for name in names if name.startswith(("ax.", "fig.", "plt.", "figures.draw_", "figures.show"))}


@pytest.mark.parametrize("name", [name for name in CHAPTERS if name != ANNEX])
def test_every_chapter_ends_with_later_events_and_its_limits(name):
    chapter = nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)
    assert chapter.cells[-1].source.startswith("```{admonition} Limits and borderline cases\n:class: limits\n")
    headings = [line for cell in prose(chapter) for line in cell.source.splitlines() if line.startswith("## ")]
    # What contradicts what does not change with later events.
    assert headings[-1] == "## Since then" or name == "07-consistency"


DRAWING = {name for name in figures.__all__ if not name.startswith(("draw_", "use_", "explain_", "describe"))}
DRAWING -= {"colour_of", "label_of", "palette", "period", "show", "themes"}
"""The functions that show a figure."""


def titles(chapter):
    """Return the titles of figures and the captions of tables, as expressions, with the assignments of their cells."""
    found = []
    for cell in code(chapter):
        tree = ast.parse(cell.source)
        named = [node for node in ast.walk(tree) if isinstance(node, ast.Assign)]
        values = {node.targets[0].id: node.value for node in named if isinstance(node.targets[0], ast.Name)}
        for node in [each for each in ast.walk(tree) if isinstance(each, ast.Call)]:
            keyword = {"table": "caption"}.get(ast.unparse(node.func))
            if ast.unparse(node.func) in {f"figures.{name}" for name in DRAWING}:
                keyword = "title"
            for given in [each.value for each in node.keywords if each.arg == keyword and keyword]:
                found.append(values.get(given.id, given) if isinstance(given, ast.Name) else given)
    return found


def test_a_title_is_computed_or_held_to_its_data(chapter):
    """A title that is typed could say what the data do not: it is built by `finding`, or from values."""
    for title in titles(chapter):
        assert isinstance(title, (ast.JoinedStr, ast.Call, ast.BoolOp)), ast.unparse(title)


def test_the_condition_of_a_title_looks_at_data(chapter):
    for name, call in calls(chapter):
        if name == "finding":
            [holds] = [keyword.value for keyword in call.keywords if keyword.arg == "holds"]
            assert {node.id for node in ast.walk(holds) if isinstance(node, ast.Name)} - {"True", "False"}


def test_each_figure_has_a_caption_a_name_and_words_for_who_does_not_see_it(chapter):
    for cell in code(chapter):
        if figure := cell.metadata.get("mystnb", {}).get("figure"):
            assert figure["caption"]
            assert figure["name"].startswith("fig-")
            assert len(cell.metadata["mystnb"]["image"]["alt"]) > 40


def test_a_cell_that_draws_has_the_metadata_of_a_figure(chapter):
    for cell in code(chapter):
        tree = ast.parse(cell.source)
        drawn = [ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)]
        draws = any(name in {f"figures.{each}" for each in DRAWING} for name in drawn)
        assert draws == ("figure" in cell.metadata.get("mystnb", {})), cell.source


def test_every_claim_and_fact_cited_exists(chapter, evidence):
    known = {"claim": set(evidence.claims["claim"]), "fact": set(evidence.facts["fact"])}
    for cell in prose(chapter):
        for kind, ids in re.findall(r"\{(claim|fact)\}`([^`]+)`", cell.source):
            assert set(ids.split(",")) <= known[kind]


def test_every_glued_text_is_made_in_the_same_chapter(chapter):
    made = {keyword.arg for name, call in calls(chapter) if name == "glue" for keyword in call.keywords}
    for cell in prose(chapter):
        assert set(re.findall(r"\{glue:text\}`([^`]+)`", cell.source)) <= made


def test_nothing_is_glued_twice(chapter):
    made = [keyword.arg for name, call in calls(chapter) if name == "glue" for keyword in call.keywords if keyword.arg]
    assert len(made) == len(set(made))


def test_every_list_that_is_read_exists_and_every_list_is_read(evidence):
    read = {"timeline"}  # by the directive of the landing page
    for name in CHAPTERS:
        for called, call in calls(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)):
            if called in ("listed", "contradictions", "words_against_words"):
                read.add(call.args[1].value)
    assert read == set(evidence.lists["list"])


MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(\d{{1,2}} (to \d{{1,2}} )?)?({MONTH})( \d{{1,2}})?( (19|20)\d\d)?\b|\b(19|20)\d\d(–(19|20)?\d\d)?\b"
)
NAME = re.compile(r"\bJF-17\b|COVID-19|SHA-256|\b[Rr]esolutions? \d[\d/]*")


def test_no_number_is_typed_in_prose_but_dates_of_record(chapter):
    for cell in prose(chapter):
        lines = [line for line in cell.source.splitlines() if not line.startswith("```")]
        text = re.sub(r"\{[a-z:]+\}`[^`]*`|`[^`]*`", "", "\n".join(lines))
        text = NAME.sub("", DATE.sub("", text))
        assert not re.search(r"\d", text), re.search(r".{0,40}\d.{0,20}", text)[0]
