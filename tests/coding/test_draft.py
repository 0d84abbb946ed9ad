"""A claim before it is saved: filled in, checked, foreseen, saved, undone."""

import shutil

import pytest

from dossier.coding.draft import Coder, Draft, locate
from dossier.corpus.checks import check
from dossier.corpus.tables import CorpusError


@pytest.fixture
def folder(tmp_path, ruritania_folder):
    return shutil.copytree(ruritania_folder, tmp_path / "data")


@pytest.fixture
def coder(folder):
    return Coder(folder)


@pytest.fixture(scope="module")
def text(root):
    return (root / "tests/roots/ruritania/articles/courier.txt").read_bytes().decode()


@pytest.fixture
def draft(coder, text):
    """A second date of the recognition, in the words of the same article."""
    begun = coder.begin("courier-1921", text, locate("courier-1921", text, "followed in May 1919"))
    said = {"statement": "Freedonia recognised Ruritania in May 1919.", "question": "recognition-date"}
    return coder.complete(Draft({**begun.cells, **said, "value": "May 1919", "date": "1919-05"}))


def test_a_draft_begins_with_what_the_words_say(coder, text):
    begun = coder.begin("courier-1921", text, locate("courier-1921", text, "followed in may  1919"))
    assert begun.cells == {
        "claim": "courier-1921-",
        "source": "courier-1921",
        "start": "124",
        "end": "144",
        "paragraph": "2",
        "quote": "followed in May 1919",
    }


def test_an_unknown_source_is_offered_the_nearest(coder, text):
    with pytest.raises(CorpusError, match="no source “courier-1912”; did you mean “courier-1921”"):
        coder.begin("courier-1912", text, locate("courier-1921", text, "May 1919"))


def test_what_can_be_told_is_filled_in_and_what_was_given_stays(draft):
    cells = draft.cells
    assert (cells["theme"], cells["kind"], cells["told"], cells["stated"]) == ("ties", "event", "done", "states")
    assert (cells["value"], cells["claim"]) == ("1919-05", "courier-1921-freedonia-recognised-ruritania-may")


def test_an_id_that_is_taken_is_counted_on(coder, draft):
    coder.save(draft)
    again = coder.complete(Draft({**draft.cells, "claim": "courier-1921-"}))
    assert again.cells["claim"] == "courier-1921-freedonia-recognised-ruritania-may-2"


def test_a_draft_that_keeps_the_rules_has_no_problems(coder, draft, text):
    assert coder.check(draft, text) == []


@pytest.mark.parametrize(
    ("cells", "column", "found"),
    [
        ({"value": "soon"}, "value", "“soon” is not an EDTF date"),
        ({"theme": "leisure"}, "theme", "“leisure”: it is not one of"),
        ({"statement": "No full stop"}, "statement", "“No full stop…” is not one sentence"),
        ({"actor": "Nobody"}, "actor", "“Nobody” is not a canonical name"),
        ({"quote": "other words entirely"}, "quote", "“other words entirely” is not at [124:144]"),
        ({"question": ""}, "claim", "answers no question"),
    ],
)
def test_the_rules_answer_before_anything_is_saved(coder, draft, text, cells, column, found):
    problems = coder.check(Draft({**draft.cells, **cells}), text)
    assert any(problem.column == column and found in problem.found for problem in problems), problems


def test_a_whole_sentence_is_not_quoted(coder, draft, text):
    sentence = "Diplomatic relations followed in May 1919"
    start = text.index(sentence)
    cells = {"start": str(start), "end": str(start + len(sentence)), "quote": sentence}
    [problem] = coder.check(Draft({**draft.cells, **cells}), text)
    assert (problem.found, problem.remedy) == ("a whole sentence", "quote a fragment of it")


def test_what_a_draft_would_contradict_is_known_before(coder, draft):
    seen = coder.foresee(draft)
    conflicts = seen.findings[seen.findings["verdict"] == "conflict"]
    assert {(each.finding.split("~")[0], str(each.gap)) for each in conflicts.itertuples()} >= {
        ("courier-1921-freedonia-recognised-ruritania-may", "1 day")
    }
    assert (seen.before, seen.after) == ("likely", "likely")
    other = coder.foresee(Draft({**draft.cells, "question": "relations-date", "value": "1921"}))
    assert (other.before, other.after) == ("likely", "unclear")


def test_a_draft_without_a_question_foresees_nothing(coder, draft):
    seen = coder.foresee(Draft({**draft.cells, "question": ""}))
    assert (len(seen.findings), seen.before, seen.after) == (0, "", "")


def test_what_is_saved_is_valid_and_taken_back_byte_for_byte(coder, draft, text, folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    change = coder.save(draft, text)
    assert check(folder) == []
    assert draft.cells["claim"] in set(coder.corpus.claims["claim"])
    coder.undo(change)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_claim_without_a_question_is_saved_with_its_reason(coder, draft, text, folder):
    silent = Draft({**draft.cells, "question": "", "value": ""}, "detail", "A detail of the matter.")
    coder.save(silent, text)
    assert "courier-1921-freedonia-recognised-ruritania-may,detail,A detail of the matter.\n" in (
        folder / "unquestioned.csv"
    ).read_text(encoding="utf-8")
    assert check(folder) == []


def test_what_breaks_a_rule_is_not_saved(coder, draft, text, folder):
    before = (folder / "claims.csv").read_bytes()
    with pytest.raises(CorpusError, match=r"claims\.csv:\d+: column value: “soon” is not an EDTF date"):
        coder.save(Draft({**draft.cells, "value": "soon"}), text)
    assert (folder / "claims.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("nothing of the kind in here at all", "is found nowhere in courier-1921; copy words"),
        ("agreed upon the ferry in 1920", "is found nowhere in courier-1921; did you mean “agreed on a ferry in 1920"),
        ("Ruritania", r"is found \d times in courier-1921; add a word, or say --at: 1 …"),
        ("a b c d e f g h i j k l m", "13 words; quote at most 12"),
    ],
)
def test_words_that_cannot_be_placed_say_why(text, words, message):
    with pytest.raises(CorpusError, match=message):
        locate("courier-1921", text, words)


def test_tables_that_do_not_keep_their_schema_are_mended_first(folder):
    path = folder / "claims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",lake,event,", ",sea,event,"), encoding="utf-8")
    with pytest.raises(
        CorpusError, match=r"claims\.csv:11: column theme: “sea”.*\(mend this before anything is added\)"
    ):
        Coder(folder)
