"""A page says what is selected, typed and pressed, and hears what the rules and the engine make of it."""

import csv

import pytest

from dossier.corpus.tables import CorpusError
from dossier.desk.opening import open_session

TYPED = {
    "statement": "Ruritania stays neutral over the Isle of Gulls.",
    "question": "gulls",
    "value": "neutral",
    "date": "1921",
    "actor": "Ruritania",
    "recipient": "Freedonia",
}


def select(session, words):
    start = session.text.index(words)
    return session.hear({"do": "select", "start": start, "end": start + len(words)})


def message(do, begun, cells):
    fixed = begun["fixed"]
    place = {"start": int(fixed["start"]), "end": int(fixed["end"])}
    return {"do": do, "draft": begun["draft"], "cells": cells} | place


def judge(session, begun, cells):
    return session.hear(message("judge", begun, cells))


def columns(judged):
    return [(problem["column"], problem["missing"]) for problem in judged["problems"]]


def ids(folder):
    with (folder / "data" / "claims.csv").open(encoding="utf-8", newline="") as file:
        return [row["claim"] for row in csv.DictReader(file)]


def test_selecting_fills_in_what_is_known_of_the_words(session):
    begun = select(session, "Ruritania backs Freedonia over")
    assert begun["fixed"] == {
        "source": "courier-1921",
        "start": "404",
        "end": "434",
        "paragraph": "4",
        "quote": "Ruritania backs Freedonia over",
    }


def test_space_around_the_words_is_left_out(session):
    begun = session.hear({"do": "select", "start": 413, "end": 420})
    assert (begun["fixed"]["start"], begun["fixed"]["end"], begun["fixed"]["quote"]) == ("414", "419", "backs")


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 40, "the words stand in two paragraphs; select within one"),
        (26, 28, "nothing but space is selected; select words"),
        (10, 9, "[10:9] is no stretch of courier-1921; select words in the article"),
        (0, 10_000, "[0:10000] is no stretch of courier-1921; select words in the article"),
        ("0", None, "[0:None] is no stretch of courier-1921; select words in the article"),
    ],
)
def test_what_cannot_be_quoted_is_refused_in_one_line(session, start, end, said):
    assert session.hear({"do": "select", "start": start, "end": end}) == {"do": "refused", "text": said}


def test_an_empty_form_lists_what_is_needed_and_is_not_ready(session):
    judged = judge(session, select(session, "backs Freedonia"), {})
    assert columns(judged) == [("statement", True), ("theme", True), ("kind", True), ("question", True)]
    assert judged["problems"][-1]["remedy"] == "ask one, or choose a ground and give the reason"
    assert (judged["ready"], judged["verdicts"], judged["said"]) == (False, [], "")


def test_a_chosen_question_proposes_the_rest_and_says_what_it_needs(session):
    judged = judge(session, select(session, "backs Freedonia"), {"question": "gulls"})
    proposed = {name: judged["cells"][name] for name in ("theme", "kind", "told", "stated", "claim")}
    assert proposed == {
        "theme": "ties",
        "kind": "position",
        "told": "done",
        "stated": "states",
        "claim": "courier-1921-backs-freedonia",
    }
    assert judged["asked"] == {
        "question": "gulls",
        "text": "What is Ruritania’s position on the Isle of Gulls?",
        "type": "category",
        "unit": "",
        "needs": [],
        "codes": ["neutral", "supports"],
        "examples": ["supports"],
    }


def test_a_question_of_amounts_says_its_unit_and_what_it_is_compared_on(session):
    asked = judge(session, select(session, "40 million"), {"question": "trade-turnover"})["asked"]
    assert (asked["type"], asked["unit"], asked["needs"]) == ("amount", "million crowns", ["measure", "date"])
    assert asked["examples"] == ["~40", "12±0.5", "12.4"]


def test_a_question_of_stages_lists_the_stages(session):
    asked = judge(session, select(session, "agreed on"), {"question": "ferry-status"})["asked"]
    assert asked["codes"][:4] == ["interest", "talks", "offered", "agreed"] and asked["needs"] == ["as_of"]


def test_what_was_typed_stands_even_where_it_was_emptied(session):
    begun = select(session, "40 million")
    question = {"question": "trade-turnover"}
    assert judge(session, begun, question)["cells"]["measure"] == "turnover"
    typed = judge(session, begun, question | {"measure": "", "kind": "opinion"})["cells"]
    assert (typed["measure"], typed["kind"]) == ("", "opinion")


def test_a_value_is_judged_while_another_cell_is_still_empty(session):
    begun = select(session, "3 March 1919")
    judged = judge(session, begun, {"question": "recognition-date", "value": "11 March"})
    assert columns(judged) == [("statement", True), ("value", False)]
    assert judged["problems"][1]["found"] == "“11 March” is not an EDTF date"
    assert judged["verdicts"] == []


def test_a_conflict_is_told_before_it_is_saved(session):
    begun = select(session, "3 March 1919")
    judged = judge(session, begun, {"question": "recognition-date", "value": "1919-03-11"})
    own = next(each for each in judged["verdicts"] if each["other"] == "courier-1921-recognition")
    assert own == {
        "other": "courier-1921-recognition",
        "who": "Courier 1921, ¶ 2",
        "quote": "recognised Ruritania on 3 March 1919",
        "statement": "Freedonia recognised Ruritania on 3 March 1919.",
        "value": "1919-03-03",
        "verdict": "conflict",
        "sign": "✕",
        "gap": "8 days",
        "reason": "no day is shared",
    }
    assert "courier-1921-recognition (8 days)" in judged["said"]
    assert (judged["before"], judged["after"]) == ("likely", "likely")
    [note] = [each for each in judged["verdicts"] if each["other"] == "recognition-note"]
    assert (note["who"], note["quote"], note["value"]) == ("on record: Foreign Ministry of Freedonia", "", "1919-03-03")


def test_the_judgement_is_told_before_and_after(session):
    judged = judge(session, select(session, "backs Freedonia"), TYPED)
    assert [(each["verdict"], each["other"]) for each in judged["verdicts"]] == [
        ("conflict", "courier-1921-gulls"),
        ("conflict", "gazette-1920-gulls"),
    ]
    assert judged["before"] == "well established" and judged["after"] == "unclear"
    assert judged["said"].endswith("Judgement: well established, then unclear.")


def test_a_date_in_words_is_read_and_what_was_typed_is_told_apart(session):
    begun = select(session, "3 March 1919")
    judged = judge(session, begun, {"question": "recognition-date", "value": "3 March 1919"})
    assert judged["read"] == {"value": "1919-03-03"}
    assert judged["cells"]["value"] == "1919-03-03"


def test_a_whole_sentence_is_a_problem_of_the_quotation(session):
    judged = judge(session, select(session, "Diplomatic relations followed in May 1919."), {})
    assert ("quote", False) in columns(judged)


def test_saving_adds_one_row_in_its_place_and_undoing_takes_it_back(session, copied):
    path = copied / "data" / "claims.csv"
    before, known = path.read_bytes(), ids(copied)
    begun = select(session, "Ruritania backs Freedonia")
    saved = session.hear(message("save", begun, TYPED))
    claim = "courier-1921-ruritania-stays-neutral-over"
    assert saved == {"do": "saved", "claim": claim}
    assert ids(copied) == sorted([*known, claim])
    assert len(path.read_bytes().splitlines()) == len(before.splitlines()) + 1
    article = session.article()
    assert article["undo"] == claim and article["claims"][claim]["value"] == "neutral"
    assert session.hear({"do": "undo"}) == {"do": "undone", "claim": claim}
    assert path.read_bytes() == before
    assert session.article()["undo"] == "" and claim not in session.article()["claims"]


def test_saves_are_undone_latest_first(session, copied):
    before = (copied / "data" / "claims.csv").read_bytes()
    first = session.hear(message("save", select(session, "backs Freedonia"), TYPED | {"claim": "courier-1921-a"}))
    second = session.hear(message("save", select(session, "Isle of Gulls"), TYPED | {"claim": "courier-1921-b"}))
    undone = [session.hear({"do": "undo"}), session.hear({"do": "undo"})]
    assert (
        [each["claim"] for each in undone] == [second["claim"], first["claim"]] == ["courier-1921-b", "courier-1921-a"]
    )
    assert (copied / "data" / "claims.csv").read_bytes() == before
    assert session.hear({"do": "undo"})["text"] == "nothing to undo; nothing has been saved at this desk"


def test_save_pressed_twice_writes_once(session, copied):
    known = ids(copied)
    pressed = message("save", select(session, "backs Freedonia"), TYPED)
    assert session.hear(pressed) == session.hear(pressed)
    assert len(ids(copied)) == len(known) + 1


def test_a_claim_without_a_question_is_saved_with_its_reason(session, copied):
    cells = {"statement": "A note says so.", "theme": "lake", "kind": "state", "ground": "detail"}
    begun = select(session, "told by")
    judged = judge(session, begun, cells)
    assert columns(judged) == [("reason", True)]
    cells |= {"reason": "It matters to nobody."}
    before = (copied / "data" / "unquestioned.csv").read_bytes()
    saved = session.hear(message("save", begun, cells))
    assert saved["do"] == "saved"
    reasons = (copied / "data" / "unquestioned.csv").read_text(encoding="utf-8")
    assert f"{saved['claim']},detail,It matters to nobody.\n" in reasons
    session.hear({"do": "undo"})
    assert (copied / "data" / "unquestioned.csv").read_bytes() == before


def test_a_draft_with_a_problem_is_not_written(session, copied):
    before = (copied / "data" / "claims.csv").read_bytes()
    refused = session.hear(message("save", select(session, "backs Freedonia"), TYPED | {"value": "sideways"}))
    assert refused["do"] == "refused" and "column value" in refused["text"]
    assert (copied / "data" / "claims.csv").read_bytes() == before


def test_a_draft_that_was_never_begun_is_not_written(session):
    message_of_another = {"do": "save", "draft": 7, "start": 404, "end": 430, "cells": TYPED}
    assert session.hear(message_of_another)["text"] == "no draft to save; select words first"


def test_a_file_that_changed_since_is_not_undone(session, copied):
    session.hear(message("save", select(session, "backs Freedonia"), TYPED))
    path = copied / "data" / "claims.csv"
    changed = path.read_bytes().replace(b"Boats may cross", b"Boats could cross")
    path.write_bytes(changed)
    assert "changed since it was written" in session.hear({"do": "undo"})["text"]
    assert path.read_bytes() == changed


def test_line_breaks_in_what_is_pasted_become_spaces(session):
    judged = judge(session, select(session, "backs Freedonia"), TYPED | {"note": " one\n\ttwo "})
    assert judged["cells"]["note"] == "one two" and judged["ready"]


def test_the_form_offers_closed_lists_questions_and_names(session):
    form = session.form()
    assert form["closed"]["told"] == [
        ["done", "done"],
        ["under-way", "under way"],
        ["planned", "planned"],
        ["possible", "possible"],
    ]
    assert ["gulls", "What is Ruritania’s position on the Isle of Gulls?"] in form["questions"]
    assert form["names"] == ["Freedonia", "Ruritania"]
    assert form["fields"]["statement"]["required"] and not form["fields"]["note"]["required"]


def test_an_unknown_message_is_refused(session):
    assert session.hear({"do": "dance"})["text"] == "“dance” is nothing that a desk does; load the page again"


def test_a_desk_needs_only_the_text_of_its_source(copied):
    (copied / "articles" / "gazette.txt").unlink()
    assert open_session(copied / "data", "courier-1921", copied / "articles").text.startswith("Neighbours")
    with pytest.raises(CorpusError, match="did you mean “gazette-1920”"):
        open_session(copied / "data", "gazette-192", copied / "articles")
