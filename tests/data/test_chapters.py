"""The budgets of the chapters, checked in every notebook that `_toc.yml` names."""

import ast
import builtins
import re
from pathlib import Path

import nbformat
import pytest
import yaml

from dossier.build.notebooks import list_remarks
from dossier.notebook import figures

ROOT = Path(__file__).resolve().parents[2]
"""Where the chapters are collected from, before any fixture runs."""

LANDING = ROOT / "book" / "index.md"

SETUP = """\
import dossier
from dossier.notebook import answers, certainty, claims, facts, figures, finding, glue
from dossier.notebook import listed, look_up, number, table

report = dossier.load(without=without)
figures.use_style(report.settings)"""

ANNEX = "instrument"
"""The notebook without a number: it has neither the shape nor the place of a chapter."""

FREE = "07-consistency"
"""The chapter whose sections end as its question needs: nothing happens to contradictions since."""

WORDS = {
    "01-sources": 800,
    "02-diplomacy": 1300,
    "03-defence": 950,
    "04-energy": 1000,
    "05-trade": 950,
    "06-connectivity": 850,
    "07-consistency": 1250,
    "instrument": 450,
}
"""The most words that the prose of a chapter has. With its tables and captions too: see test_wording.py."""

MOST = 1300
"""The most words of a chapter that came later."""

SHOWN = range(1, 6)
"""How many figures and tables a chapter shows."""

SET_UP = {"use_style", "colour_of", "describe", "explain_verdicts", "label_of", "palette", "period", "show", "themes"}
"""What `figures` offers beside drawings that show themselves."""

SUBJECTS: dict[str, str] = {}
"""Captions of tables that are typed as they stand, each with the reason why it states no finding: a noun phrase."""

MODULES = {"sensitivity"}
"""Modules of the library whose functions chapters call."""

READERS = {"listed", "contradictions", "words_against_words"}
"""Functions that read a list of the data; its name is their second argument."""

LINES, COLUMNS = 12, 100
"""The most that a cell of code has, and how long its lines are."""


def list_chapters():
    """Return the names of the notebooks in the order of the report."""
    parts = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    files = [chapter["file"] for part in parts for chapter in part["chapters"]]
    return [file.removeprefix("executed/") for file in files if file.startswith("executed/")]


CHAPTERS = list_chapters()


@pytest.fixture(params=CHAPTERS)
def name(request):
    return request.param


@pytest.fixture
def chapter(name):
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def code(chapter):
    return [cell for cell in chapter.cells if cell.cell_type == "code"]


def prose(chapter):
    return [cell for cell in chapter.cells if cell.cell_type == "markdown"]


def visible(source):
    """Return the text that a reader sees: a glued number is one word, a mark none."""
    source = re.sub(r"\{glue:text\}`[^`]*`", "0", source)
    return re.sub(r"\{[a-z:]+\}`[^`]*`|^```.*|^:class:.*", "", source, flags=re.MULTILINE)


def headings(chapter):
    return [line for cell in prose(chapter) for line in cell.source.splitlines() if line.startswith("## ")]


def calls(chapter):
    """Return the calls of a chapter's code, each with the name of its function: `glue`, `figures.bars`."""
    tree = ast.parse("\n".join(cell.source for cell in code(chapter)))
    return [(ast.unparse(node.func), node) for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_each_notebook_with_a_budget_is_a_chapter():
    assert set(WORDS) <= set(CHAPTERS)


def test_a_chapter_is_led_by_prose(name, chapter):
    assert len(chapter.cells) <= 30
    assert name == ANNEX or len(prose(chapter)) >= len(code(chapter))


def test_a_cell_of_code_is_short(chapter):
    for cell in code(chapter):
        lines = cell.source.splitlines()
        assert len(lines) <= LINES, cell.source
        assert max(map(len, lines)) <= COLUMNS, cell.source


def test_the_prose_of_a_chapter_keeps_to_its_budget(name, chapter):
    words = sum(len(visible(cell.source).split()) for cell in prose(chapter))
    assert words <= WORDS.get(name, MOST)


def test_a_chapter_shows_few_figures_and_tables(chapter):
    drawn = sum("figure" in cell.metadata.get("mystnb", {}) for cell in code(chapter))
    tables = sum(called == "table" for called, _ in calls(chapter))
    assert drawn + tables in SHOWN


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
    names = {called for called, _ in calls(chapter)}
    assert not {
        called for called in names if called.startswith(("ax.", "fig.", "plt.", "figures.draw_", "figures.show"))
    }
    used = {called.removeprefix("figures.") for called in names if re.fullmatch(r"figures\.\w+", called)}
    assert used <= set(figures.__all__)


def test_a_chapter_answers_before_its_first_section(name, chapter):
    """The answer is one paragraph; but for the chapter on the articles it says how certain it is."""
    if name != ANNEX:
        before = "\n\n".join(cell.source for cell in prose(chapter)).partition("\n## ")[0]
        [answer] = [text for text in before.split("\n\n") if not text.startswith("# ")]
        assert len(visible(answer).split()) <= 130
        assert name == "01-sources" or "{certainty}`" in answer


def test_a_chapter_ends_with_what_came_since(name, chapter):
    if name not in (ANNEX, FREE):
        assert headings(chapter)[-1] == "## Since then"
    gone = ("further reading", "what this does not show", "what happened since", "borderline cases")
    assert not [line for line in headings(chapter) if line.removeprefix("## ").lower() in gone]


def test_the_last_cell_of_a_chapter_is_the_box_of_its_limits(name, chapter):
    if name != ANNEX:
        box = chapter.cells[-1].source
        assert box.startswith("```{admonition} Limits and borderline cases\n:class: limits\n")
        assert box.rstrip().endswith("```")
        lines = [line for line in visible(box).splitlines() if line.strip()]
        assert all(line.startswith("- ") for line in lines[1:] or lines)
        assert len(visible(box).split()) <= 130


def is_drawing(called):
    """Tell whether a function of that name shows a figure."""
    of, _, function = called.partition(".")
    return of == "figures" and function in {*figures.__all__} - SET_UP and not function.startswith("draw_")


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
        assert any(map(is_drawing, drawn)) == ("figure" in cell.metadata.get("mystnb", {})), cell.source


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
    read = set()
    for name in CHAPTERS:
        for called, call in calls(nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)):
            if called in READERS:
                read.add(call.args[1].value)
    # The timeline on the landing page is a list of its own name.
    read |= {"timeline"} & {*evidence.lists["list"]} if "{timeline}" in LANDING.read_text(encoding="utf-8") else set()
    assert read == set(evidence.lists["list"])


MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(\d{{1,2}} ((to|and) \d{{1,2}} )?)?({MONTH})( \d{{1,2}})?( (19|20)\d\d)?\b|\b(19|20)\d\d(–(19|20)?\d\d)?\b"
)
NAME = re.compile(r"\bJF-17\b|COVID-19|\bresolution \d+(/\d+)?")


def test_no_number_is_typed_in_prose_but_dates_of_record(chapter):
    for cell in prose(chapter):
        text = re.sub(r"^```.*", "", cell.source, flags=re.MULTILINE)
        text = re.sub(r"\{[a-z:]+\}`[^`]*`|`[^`]*`", "", text)
        text = NAME.sub("", DATE.sub("", text))
        assert not re.search(r"\d", text), re.search(r".{0,40}\d.{0,20}", text)[0]


class Names(ast.NodeVisitor):
    """What the names in a chapter's code were assigned: for each name the expressions, in their order."""

    def __init__(self, chapter):
        self.values = {}
        self.visit(ast.parse("\n".join(cell.source for cell in code(chapter))))

    def visit_Assign(self, node):
        for target in node.targets:
            self._note(target, node.value)

    def visit_AugAssign(self, node):
        self._note(node.target, node.value)

    def _note(self, target, value):
        """Note a name and its value; to set a column or an attribute leaves the name what it was."""
        if isinstance(target, ast.Name):
            self.values.setdefault(target.id, []).append((target.lineno, value))
        elif isinstance(target, ast.Starred):
            self._note(target.value, value)
        elif isinstance(target, ast.Tuple | ast.List):
            for each in target.elts:
                self._note(each, value)

    def last(self, name):
        """Return what a name was assigned last before it is used in `name`, a node; None for what was not assigned."""
        before = [(line, value) for line, value in self.values.get(name.id, []) if line < name.lineno]
        return max(before, key=lambda each: each[0])[1] if before else None


def is_computed(node, names, seen=()):
    """Tell whether an expression depends on what a function of the library returns, and not on what is typed alone."""
    if isinstance(node, ast.Name):
        value = names.last(node)
        return value is not None and value not in seen and is_computed(value, names, (*seen, value))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id not in {*dir(builtins), "finding"}:
            return True
    elif isinstance(node, ast.Call) and ast.unparse(node.func).partition(".")[0] in {"dossier", "figures", *MODULES}:
        return True
    return any(is_computed(each, names, seen) for each in ast.iter_child_nodes(node))


def resolve(node, names):
    """Return the expression that a name stands for, or the expression."""
    while isinstance(node, ast.Name) and (value := names.last(node)) is not None:
        node = value
    return node


def titles_of(chapter):
    """Yield the title of each figure and the caption of each table: what is drawn, and the expression."""
    for called, call in calls(chapter):
        wanted = "caption" if called == "table" else "title" if is_drawing(called) else ""
        found = [keyword.value for keyword in call.keywords if keyword.arg == wanted]
        if wanted:
            yield ast.unparse(call), found[0] if found else ast.Constant("")


def is_finding(node):
    return isinstance(node, ast.Call) and ast.unparse(node.func) == "finding"


def test_a_title_is_held_to_the_data_or_computed_from_them(chapter):
    """A text that is typed can be false of the data; it stands only in `finding`, which checks it."""
    names = Names(chapter)
    for drawn, title in titles_of(chapter):
        title = resolve(title, names)
        typed = isinstance(title, ast.Constant) and title.value
        assert is_finding(title) or is_computed(title, names) or typed in SUBJECTS, drawn


def test_what_a_title_is_held_to_depends_on_the_data(chapter):
    names = Names(chapter)
    for called, call in calls(chapter):
        if called == "finding":
            [holds] = [keyword.value for keyword in call.keywords if keyword.arg == "holds"]
            assert is_computed(holds, names), ast.unparse(call)


def test_an_edition_without_sources_has_another_title(chapter):
    """What stands instead of a finding states none: it is not the finding itself."""
    for called, call in calls(chapter):
        if called == "finding":
            [instead] = [keyword.value for keyword in call.keywords if keyword.arg == "instead"]
            assert ast.unparse(instead) != ast.unparse(call.args[1])


def make_chapter(*cells):
    cells = ("rows = listed(report, 'deals')", *cells)
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in cells])


@pytest.mark.parametrize(
    ("source", "is_held"),
    [
        ("caption = 'Trade doubled'\ntable(rows, caption=caption)", False),
        ("table(rows, caption='Trade doubled')", False),
        ("figures.bars(rows, title=f'{1} of two')", False),
        ("rows.columns = ['a']\nn = len(rows)\nfigures.bars(rows, title=f'{n} of two')", True),
        ("title = finding(report, 'Trade doubled', holds=True, instead='Trade')\ntable(rows, caption=title)", True),
        ("title = 'Trade'\ntitle = finding(report, title, holds=x, instead='T')\ntable(rows, caption=title)", True),
        ("table(rows)", False),
    ],
)
def test_the_test_of_titles_tells_a_finding_from_a_bare_text(source, is_held):
    made = make_chapter(source)
    names = Names(made)
    [(_, title)] = titles_of(made)
    title = resolve(title, names)
    assert (is_finding(title) or is_computed(title, names)) is is_held


@pytest.mark.parametrize(
    ("holds", "is_bound"),
    [
        ("True", False),
        ("2 > 1", False),
        ("bool(1)", False),
        ("'a'.islower()", False),
        ("typed > 1", False),
        ("counted > 1", True),
        ("derived", True),
        ("rows['a'].max() > 2", True),
    ],
)
def test_the_test_of_conditions_tells_a_constant_from_the_data(holds, is_bound):
    made = make_chapter(
        "typed = 2\ncounted = len(rows)\nderived = counted > typed",
        f"finding(report, 'T', holds={holds}, instead='t')",
    )
    [call] = [call for called, call in calls(made) if called == "finding"]
    assert is_computed(call.keywords[0].value, Names(made)) is is_bound


def test_every_title_states_what_the_data_bear(book, root, as_begun):
    executed = sorted((root / "book/executed").glob("*.ipynb"))
    assert executed
    remarks = {path.stem: list_remarks(nbformat.read(path, as_version=4)) for path in executed}
    assert {name: said for name, said in remarks.items() if said} == {}
