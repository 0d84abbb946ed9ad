"""Builds one output format: warnings are errors, and what was there before stays."""

from pathlib import Path

from dossier.build.formats import Variant, build_formats, complaints


def test_a_warning_fails_the_format_and_keeps_the_one_before(tmp_path, write_report):
    root = write_report(tmp_path)
    (root / "book/index.md").write_text("# A small report\n\nSee [this](nowhere.md).\n")
    before = root / "_build/html/index.html"
    before.parent.mkdir(parents=True)
    before.write_text("good")
    failures = build_formats(root, ["html"], Variant(root / "data"), tmp_path, tmp_path / "documents")
    assert failures["html"].splitlines() == [
        "html is not built; Jupyter Book says:",
        "book/index.md:3: WARNING: 'myst' cross-reference target not found: 'nowhere.md' [myst.xref_missing]",
    ]
    assert before.read_text() == "good"


def test_complaints_are_picked_out_of_a_log():
    crash = """\
\x1b[01mreading sources... \x1b[39;49;00mdone
\x1b[91m/r/book/a.md:2: WARNING: No key 'k' found [mystnb.glue]\x1b[39;49;00m
\x1b[91mExtension error (a.b):\x1b[39;49;00m
Could not import extension x
Traceback (most recent call last):
  File "a.py", line 1
"""
    found = ["book/a.md:2: WARNING: No key 'k' found [mystnb.glue]", "Could not import extension x"]
    assert complaints(crash, Path("/r")) == found
    assert complaints("[etoc] named twice: 'a'\n", Path("/r")) == ["_toc.yml: named twice: 'a'"]
    assert complaints("one\ntwo\n\n=====\nthree\n=====\nfour\n", Path("/r")) == ["two", "three", "four"]
