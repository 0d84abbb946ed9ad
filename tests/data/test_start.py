"""The ten questions of the start notebook are answered by this report."""

import ast
import json

import pytest

import dossier


def test_each_question_of_the_start_notebook_has_an_answer_of_one_line_of_code(root, monkeypatch):
    monkeypatch.chdir(root)
    cells = json.loads((root / "lab/start.ipynb").read_text(encoding="utf-8"))["cells"]
    first, *asked = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    assert len(asked) == 10
    names = {"report": dossier.load()}
    for line in asked:
        assert isinstance(ast.parse(line).body[0], ast.Expr)
        answer = eval(line, dict(names))
        assert repr(answer).count("\n") >= 1 or "Figure" in repr(answer), line
    assert first.endswith("report")


@pytest.mark.parametrize("words", ["LNG", "SOCAR", "JF-17", "rice"])
def test_what_the_analyst_types_finds_something(report, words):
    assert len(report.claims(words)) + len(report.facts(words)) > 0
