"""CONTRIBUTING.md says what is there."""

import runpy

TOOL = "tools/write_tree.py"


def test_the_tree_is_that_of_the_library(root):
    tool = runpy.run_path(str(root / TOOL))
    page = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert page == tool["write"](), f"run python {TOOL}"


def test_each_module_says_in_one_line_what_it_is_for(root):
    tool = runpy.run_path(str(root / TOOL))
    sentences = {path.as_posix(): tool["first_sentence"](path) for path in (root / "dossier").rglob("*.py")}
    assert [path for path, sentence in sentences.items() if not 10 < len(sentence) <= 200] == []
