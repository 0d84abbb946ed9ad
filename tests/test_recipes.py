"""The recipes of CONTRIBUTING.md are followed as they are written, on a copy of the made-up report."""

import json
import os
import shutil
import subprocess
import sys
from io import StringIO

import pandas as pd
import pytest
from markdown_it import MarkdownIt

REPORT = "tests/roots/ruritania"


@pytest.fixture(scope="module")
def place(root, tmp_path_factory):
    """A copy of the package and of the made-up report, with a `dossier` command that runs the copy."""
    place = tmp_path_factory.mktemp("recipes")
    shutil.copytree(root / "dossier", place / "dossier", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(root / REPORT, place / "report")
    (place / "bin").mkdir()
    for name, arguments in {"dossier": "-m dossier", "python": ""}.items():
        command = place / "bin" / name
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments} "$@"\n')
        command.chmod(0o755)
    return place


def read_blocks(page):
    """Yield the language, the file and the content of each fenced block in the chapter on recipes."""
    chapter = page.partition("## Recipes")[2].partition("\n## ")[0]
    for token in MarkdownIt().parse(chapter):
        if token.type == "fence":
            language, _, file = token.info.partition(" ")
            yield language, file, token.content


def run(place, content):
    """Run the commands after `$` and compare what they print with the lines that follow."""
    command, *expected = content.splitlines()
    environment = {**os.environ, "PATH": f"{place / 'bin'}:{os.environ['PATH']}", "PYTHONPATH": str(place)}
    done = subprocess.run(
        command.removeprefix("$ "), shell=True, cwd=place / "report", env=environment, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.splitlines()) == (0, expected), done.stderr


def add_rows(path, content):
    """Add rows to a table and sort it by its primary key."""
    schema = json.loads((path.parent / "datapackage.json").read_text(encoding="utf-8"))
    [resource] = [each for each in schema["resources"] if each["path"] == path.name]
    numbers = [field["name"] for field in resource["schema"]["fields"] if field["type"] == "integer"]
    table = pd.read_csv(path, dtype="str", keep_default_na=False)
    added = pd.read_csv(StringIO(content), names=list(table), dtype="str", keep_default_na=False)
    both = pd.concat([table, added])
    keys = resource["schema"]["primaryKey"]
    both = both.sort_values(keys, key=lambda column: column.map(int) if column.name in numbers else column)
    both.to_csv(path, index=False, lineterminator="\n")


def add_lines(path, content):
    """Put the lines marked `+` behind the line before them, which the file has just once."""
    before, *added = content.splitlines()
    text, anchor = path.read_text(encoding="utf-8"), before[1:] + "\n"
    assert text.count(anchor) == 1, anchor
    assert all(line.startswith("+") for line in added)
    path.write_text(text.replace(anchor, anchor + "".join(f"{line[1:]}\n" for line in added)), encoding="utf-8")


def add_cell(path, source=None, metadata=None):
    """Add a code cell to a notebook, or metadata to its last one."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    if source:
        cell = {"cell_type": "code", "id": "made", "metadata": {}, "execution_count": None, "outputs": []}
        notebook["cells"].append(cell | {"source": source.strip()})
    else:
        notebook["cells"][-1]["metadata"] = metadata
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.fixture(scope="module")
def extended(place, root):
    """The copy after all recipes."""
    for language, file, content in read_blocks((root / "CONTRIBUTING.md").read_text(encoding="utf-8")):
        path = place / (file if file.startswith("dossier/") else f"report/{file}")
        match language:
            case "console":
                run(place, content)
            case "csv":
                add_rows(path, content)
            case "diff":
                add_lines(path, content)
            case "json":
                add_cell(path, metadata=json.loads(content))
            case "python" if path.suffix == ".ipynb":
                add_cell(path, source=content)
            case "text" | "python":
                path.write_text(content, encoding="utf-8")
            case "bib" | "md":
                path.write_text(f"{path.read_text(encoding='utf-8')}\n{content}", encoding="utf-8")
            case _:
                pytest.fail(f"a block of the recipes has an unknown language: {language}")
    return place


def test_what_the_recipes_add_is_valid(extended):
    run(extended, "$ dossier check\ndata: valid: 3 sources, 21 claims, 8 questions, 5 reference facts")


def test_the_extended_report_builds_with_the_new_chapter_figure_and_feature(extended):
    run(extended, "$ dossier build html > /dev/null")
    html = extended / "report" / "_build" / "html"
    chapter = (html / "executed" / "03-harbour.html").read_text(encoding="utf-8")
    assert 'id="fig-turnover"' in chapter
    assert "The record has 5 facts." in (html / "index.html").read_text(encoding="utf-8")
