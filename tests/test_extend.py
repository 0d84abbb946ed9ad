"""The steps of book/extend.md are taken as they are written, on a copy of this report; they print what stands there."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from markdown_it import MarkdownIt

LEFT = shutil.ignore_patterns(".git", ".venv", "_build", "executed", "__pycache__", "texts", "scratch", ".*_cache")


@pytest.fixture(scope="module")
def place(root, tmp_path_factory):
    """A copy of the report under version control, with a `dossier` command that runs the copy."""
    place = tmp_path_factory.mktemp("extend") / "report"
    shutil.copytree(root, place, ignore=LEFT)
    (place.parent / "bin").mkdir()
    command = place.parent / "bin" / "dossier"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dossier "$@"\n')
    command.chmod(0o755)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run([*git, *arguments], check=True, cwd=place)
    return place


def run(place, command):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DOSSIER_")}
    environment |= {"PATH": f"{place.parent / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(place)}
    done = subprocess.run(command, shell=True, cwd=place, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


def split_console(content):
    """Yield each command of a block with the lines that it prints."""
    for part in re.split(r"^\$ ", content, flags=re.MULTILINE)[1:]:
        command, printed = re.fullmatch(r"((?:[^\n]*\\\n)*[^\n]*)\n(.*)", part, re.DOTALL).groups()
        yield command, printed


def matches(printed, expected):
    """Tell whether a text is what is expected; three dots stand for anything, on a line or over several."""
    parts = [re.escape(part) for part in expected.split("...")]
    return re.fullmatch(".*".join(parts), printed, re.DOTALL) is not None


@pytest.fixture(scope="module")
def extended(place, root):
    """The copy after all steps: what each command printed and what it should print."""
    told = []
    for token in MarkdownIt().parse((root / "book/extend.md").read_text(encoding="utf-8")):
        language, _, file = token.info.partition(" ") if token.type == "fence" else ("", "", "")
        if language == "text":
            (place / file).write_bytes(token.content.encode("utf-8"))
        elif language == "console":
            told += [(command, run(place, command), expected) for command, expected in split_console(token.content)]
    return told


def test_each_command_prints_what_stands_below_it(extended):
    assert len(extended) == 9
    for command, printed, expected in extended:
        assert matches(printed, expected), f"{command}\n{printed}"


def test_the_pages_have_what_was_added(extended, place):
    pages = place / "_build/html"
    assert "caspian-courier-2022-pakistan-recognised-azerbaijan-20" in (pages / "claims.html").read_text(
        encoding="utf-8"
    )
    chapter = (pages / "executed/08-students.html").read_text(encoding="utf-8")
    assert "How many students are there?" in chapter
    assert "one source" in chapter
    assert "starts from six articles" in re.sub(r"\s+", " ", (pages / "index.html").read_text(encoding="utf-8"))
