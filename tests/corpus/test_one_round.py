"""Everything that is wrong is told in one round: what breaks the schema, and what breaks a rule elsewhere."""

import shutil

import pytest

from dossier.corpus.checks import check


@pytest.fixture
def folder(tmp_path, ruritania_folder):
    return shutil.copytree(ruritania_folder, tmp_path / "data")


def edit(folder, table, before, after):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_rules_speak_although_a_cell_breaks_the_schema(folder):
    edit(folder, "claims", "Boats may cross the lake by 1922.", "Boats may cross")
    edit(folder, "questions", "ferry-status,How far did the ferry come?,lake", "ferry-status,How far?,sea")
    assert [(problem.file, problem.line, problem.column) for problem in check(folder)] == [
        ("claims.csv", 2, "statement"),
        ("questions.csv", 2, "theme"),
    ]


def test_a_cell_is_told_once(folder):
    edit(folder, "claims", ",1919-03-03,done", ",1919-33-33,done")
    problems = check(folder)
    assert len({(problem.file, problem.line, problem.column) for problem in problems}) == len(problems)


def test_a_rule_that_cannot_be_asked_says_nothing(folder):
    edit(folder, "claims", ",recognition-date,", ",recognition-dat,")
    assert [(problem.file, problem.column) for problem in check(folder)] == [("claims.csv", "question")]


def test_a_table_without_the_shape_of_one_silences_the_rules(folder):
    edit(folder, "claims", "Boats may cross the lake by 1922.", "Boats may cross")
    edit(folder, "questions", "question,text,", "question,words,")
    assert "statement" not in {problem.column for problem in check(folder)}
