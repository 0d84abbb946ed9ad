"""Kills builds at twenty moments: what readers have is whole each time, and the next build gives the right bytes."""

import importlib.util
import re
import sys

import pytest

from dossier.build.publishing import COMING, GATHERED, ORDER, finish, publish
from dossier.build.run import build

MARKED = """\
from pathlib import Path
from sphinx.builders.text import TextBuilder

class Typst(TextBuilder):
    name = "typst"

    def finish(self):
        super().finish()
        Path(self.outdir, "report.pdf").write_bytes(Path(self.outdir, "index.txt").read_bytes())

def setup(app):
    app.add_builder(Typst)
    app.add_config_value("dossier_data", "", "env")
    app.add_config_value("dossier_without", [], "env")
    app.add_config_value("typst_beside", "", "")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
"""Stands in for the library's own extension, with a “PDF” that says what is on the first page."""


@pytest.fixture(scope="module")
def tool(root):
    """The tool that kills builds."""
    spec = importlib.util.spec_from_file_location("kill_builds", root / "tools" / "kill_builds.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bytes_below(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def marks(root):
    """What the editions say of the state that they are of."""
    html = (root / "_build/html/index.html").read_text(encoding="utf-8")
    pdf = (root / "_build/pdf/report.pdf").read_text(encoding="utf-8")
    return set(re.findall(r"Mark (\d+)\.", html)) | set(re.findall(r"Mark (\d+)\.", pdf))


@pytest.mark.skipif(sys.platform != "linux", reason="kills sessions in a way that Linux has")
def test_after_twenty_kills_editions_are_whole_and_the_next_build_gives_the_right_bytes(tmp_path, write_report, tool):
    root = write_report(tmp_path / "killed", one=("print(1)",))
    (root / "stand_in.py").write_text(MARKED, encoding="utf-8")
    killed = 0
    for _ in tool.kill_builds(root, 20, seed=1):
        killed += 1
        if not (root / "_build" / COMING).is_dir():
            assert len(marks(root)) == 1
    assert killed >= 15
    assert build(root, draft=True) == 0
    assert tool.find_remains(root) == []
    other = write_report(tmp_path / "whole", one=("print(1)",))
    (other / "stand_in.py").write_text(MARKED, encoding="utf-8")
    (other / "book/index.md").write_bytes((root / "book/index.md").read_bytes())
    assert build(other, draft=False, formats=["html", "pdf"]) == 0
    pages = bytes_below(other / "_build/html")
    without_lite = {name: content for name, content in pages.items() if not name.startswith("lite/")}
    assert bytes_below(root / "_build/html") == without_lite
    assert bytes_below(root / "_build/pdf") == bytes_below(other / "_build/pdf")


def test_editions_that_were_gathered_are_put_in_their_places_by_the_next_build(tmp_path):
    for name in ("html", "pdf"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text("old", encoding="utf-8")
        (tmp_path / "made" / name).mkdir(parents=True)
        (tmp_path / "made" / name / "page").write_text("new", encoding="utf-8")
    publish({"html": tmp_path / "made/html"}, tmp_path)
    assert (tmp_path / "html/page").read_text() == "new"
    # Killed when one of two was in its place.
    coming = tmp_path / COMING
    coming.mkdir()
    (tmp_path / "html").rename(coming / "old")
    (coming / "old" / "page").write_text("old", encoding="utf-8")
    (tmp_path / "html").mkdir()
    (tmp_path / "html/page").write_text("new", encoding="utf-8")
    (tmp_path / "made/pdf").rename(coming / "pdf")
    (coming / "old").rename(coming / "html")
    numbers = (tmp_path / "html").stat().st_ino, (coming / "pdf").stat().st_ino
    (coming / ORDER).write_text(f'{{"html": {numbers[0]}, "pdf": {numbers[1]}}}', encoding="utf-8")
    finish(tmp_path)
    assert [(tmp_path / name / "page").read_text() for name in ("html", "pdf")] == ["new", "new"]
    assert not coming.exists() and not (tmp_path / GATHERED).exists()
