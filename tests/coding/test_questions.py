"""A question is added with the codes that may answer it, or not at all."""

import shutil

import pytest

from dossier.coding.questions import add_question, read_definition
from dossier.corpus.checks import check
from dossier.corpus.tables import CorpusError, read


@pytest.fixture
def folder(tmp_path, ruritania_folder):
    return shutil.copytree(ruritania_folder, tmp_path / "data")


def test_a_question_of_codes_brings_them_along(folder):
    cells = {"question": "ferry-flag", "text": "Which flag does the ferry fly?", "theme": "lake", "type": "category"}
    change = add_question(folder, cells, ["ruritanian=The flag of Ruritania", "freedonian=The flag of Freedonia."])
    assert check(folder) == []
    corpus = read(folder)
    [row] = corpus.questions.query("question == 'ferry-flag'").itertuples()
    assert (row.options, row.cardinality, row.time_role) == ("ruritanian;freedonian", "one", "")
    meanings = corpus.vocabulary.set_index("code")["definition"]
    assert meanings["ruritanian"] == "The flag of Ruritania."
    change.undo()
    assert "ferry-flag" not in set(read(folder).questions["question"])


def test_a_date_is_an_instant_unless_it_is_said_otherwise(folder):
    add_question(folder, {"question": "ferry-date", "text": "When?", "theme": "lake", "type": "date"})
    assert read(folder).questions.set_index("question").at["ferry-date", "time_role"] == "instant"


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"theme": "sea"}, "column theme: “sea”: it is not one of"),
        ({"type": "colour"}, "column type: “colour”: it is not one of"),
        ({"question": "gulls"}, "“gulls” is the id of line"),
        ({"question": "Ferry Date"}, "does not have the form"),
    ],
)
def test_a_question_that_breaks_a_rule_is_not_added(folder, cells, message):
    before = (folder / "questions.csv").read_bytes()
    asked = {"question": "ferry-date", "text": "When?", "theme": "lake", "type": "date"}
    with pytest.raises(CorpusError, match=message):
        add_question(folder, asked | cells)
    assert (folder / "questions.csv").read_bytes() == before


@pytest.mark.parametrize("text", ["", "code", "=meaning", "code="])
def test_half_a_definition_is_refused(text):
    with pytest.raises(CorpusError, match="write code=what it means"):
        read_definition(text)
