"""The budgets of the chapters, held against every notebook."""

import re

import nbformat
import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SETUP = """from dossier import corpus, verdicts
from dossier.notebook import figures, prose
figures.use_style()
evidence = corpus.read(without=without)
findings = verdicts.find(evidence)
ratings = verdicts.rate_questions(evidence, findings)"""


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "markdown"]


def test_there_are_eight_chapters():
    assert [path.stem for path in NOTEBOOKS] == [
        "01-sources", "02-diplomacy", "03-defense", "04-energy", "05-trade", "06-connectivity", "07-consistency",
        "08-sensitivity",
    ]  # fmt: skip


def test_a_chapter_is_short_and_led_by_prose(notebook):
    assert len(notebook.cells) <= 30
    assert len(prose(notebook)) >= len(code(notebook))
    assert all(len(cell.source.splitlines()) <= 12 for cell in code(notebook))


def test_no_outputs_are_committed(notebook):
    assert all(not cell.outputs and cell.execution_count is None for cell in code(notebook))


def test_the_title_is_the_question(notebook):
    title = prose(notebook)[0].source.splitlines()[0]
    assert re.fullmatch(r"# .+\?", title)


def test_the_set_up_is_the_same_everywhere(notebook):
    parameters, setup = code(notebook)[:2]
    assert (parameters.source, parameters.metadata["tags"]) == ("without = []", ["parameters", "remove-cell"])
    assert setup.source == SETUP


def test_code_has_no_functions_paths_magics_or_installs(notebook):
    for cell in code(notebook):
        assert not re.search(r"\bdef |\bclass |^[%!]|pip install|pathlib|open\(|\.\./|read_csv", cell.source, re.M)


def test_every_chapter_has_its_sections(notebook):
    headings = [line for cell in prose(notebook) for line in cell.source.splitlines() if line.startswith("## ")]
    assert headings[-2:] == ["## What this does not show", "## What happened since"]


def test_at_least_two_figures_or_tables_each_with_words(notebook):
    shown = 0
    for cell in code(notebook):
        figure = cell.metadata.get("mystnb", {}).get("figure")
        if figure:
            assert figure["caption"] and figure["name"].startswith("fig-")
            assert len(cell.metadata["mystnb"]["image"]["alt"]) > 40
        shown += bool(figure) or "prose.table(" in cell.source
    assert shown >= 2


def test_every_claim_and_fact_cited_exists(notebook, evidence):
    known = {"claim": set(evidence.claims["claim"]), "fact": set(evidence.facts["fact"])}
    for cell in prose(notebook):
        for kind, ids in re.findall(r"\{(claim|fact)\}`([^`]+)`", cell.source):
            assert set(ids.split(",")) <= known[kind]


def test_every_glued_text_is_made_in_the_same_notebook(notebook):
    made = set(re.findall(r"(\w+)=", "\n".join(cell.source for cell in code(notebook))))
    for cell in prose(notebook):
        assert set(re.findall(r"\{glue:text\}`([^`]+)`", cell.source)) <= made


MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
DATE = re.compile(
    rf"\b(\d{{1,2}} (to \d{{1,2}} )?)?({MONTH})( \d{{1,2}})?( (19|20)\d\d)?\b|\b(19|20)\d\d(–(19|20)?\d\d)?\b"
)
NAME = re.compile(r"\bJF-17\b|COVID-19|SHA-256")


def test_no_number_is_typed_in_prose_but_dates_of_record(notebook):
    for cell in prose(notebook):
        text = re.sub(r"\{[a-z:]+\}`[^`]*`|`[^`]*`", "", cell.source)
        text = NAME.sub("", DATE.sub("", text))
        assert not re.search(r"\d", text), re.search(r".{0,40}\d.{0,20}", text)[0]


def test_a_chapter_has_at_most_six_figures_and_tables_and_is_of_a_length_to_read(notebook):
    shown = sum("prose.table(" in c.source or bool(c.metadata.get("mystnb", {}).get("figure")) for c in code(notebook))
    words = sum(len(re.sub(r"\{[a-z:]+\}`[^`]*`", "", cell.source).split()) for cell in prose(notebook))
    title = prose(notebook)[0].source
    if "contradict" in title or "survive" in title:
        assert words >= 400
    else:
        assert shown <= 6
        assert 600 <= words <= 1300
