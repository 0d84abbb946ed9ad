"""The rule of judgements as a page prints it, and a judgement in an entry."""

import csv

import pytest

from dossier.sphinx.judgements import WORDS, say_judgement
from dossier.verdicts.judgements import TABLE, Origins, Others, Record, judge_question


@pytest.fixture(scope="module")
def rows(small_book):
    """What the printed table says, row by row, its head first."""
    table = small_book.page("method").find(id="tab-rule")
    return [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tr")]


def test_the_rule_is_printed_row_by_row_from_the_code(rows):
    assert rows[0] == ["Origins", "Other answers", "Record", "Judgement"]
    assert [row[-1] for row in rows[1:]] == [row.word.label for row in TABLE]
    assert rows[1] == ["any", "any", "contradicts it", "probably wrong"]
    assert rows[2] == ["any", "one excludes it", "any", "unclear"]


def test_a_reader_of_the_page_reaches_the_words_that_the_rule_reaches(rows):
    for origins in Origins:
        for others in Others:
            for record in Record:
                seen = [WORDS[origins], WORDS[others], WORDS[record]]
                fits = [
                    row[-1]
                    for row in rows[1:]
                    if all(cell in ("any", each) for cell, each in zip(row, seen, strict=False))
                ]
                assert fits[0] == judge_question(origins, others, record).label


def test_every_condition_of_the_rule_has_words_of_its_own():
    assert set(WORDS) == {*Origins, *Others, *Record}
    for conditions in (Origins, Others, Record):
        assert len({WORDS[each] for each in conditions}) == len(conditions)


def test_the_printed_rule_can_be_saved_as_data(small_book):
    with (small_book.out / "data" / "tab-rule.csv").open(encoding="utf-8") as file:
        saved = list(csv.reader(file))
    assert len(saved) == len(TABLE) + 1 and saved[1][-1] == "probably wrong"


def test_the_rule_is_printed_on_paper_too(small_print):
    assert "leaves room" in small_print


def test_the_line_of_a_judgement_says_what_agreeing_answers_share_and_marks_what_is_wrong():
    rating = {"judgement": "probably wrong", "basis": "one article", "answer": "1991", "shared": "to the year"}
    line = say_judgement(rating, "1991")
    assert line.astext() == "Probably wrong: one article. Leading answer: 1991, shared to the year."
    assert line[0]["classes"] == ["in-conflict"]


def test_a_question_that_nobody_answers_has_no_leading_answer():
    rating = {"judgement": "unclear", "basis": "no source gives an answer", "answer": "", "shared": ""}
    assert say_judgement(rating, "no answer").astext() == "Unclear: no source gives an answer."
