"""A new chapter runs as it is, and is named in the contents."""

import json
import shutil

import pytest

from dossier.contents import list_notebooks
from dossier.prose.chapters import ChapterError, new_chapter


@pytest.fixture
def place(tmp_path, root):
    return shutil.copytree(root / "tests/roots/ruritania", tmp_path / "report")


def test_a_chapter_has_the_next_number_and_stands_behind_the_last(place):
    before = (place / "_toc.yml").read_text(encoding="utf-8").splitlines()
    _, path = new_chapter(place, "The harbour", "What became of the harbour?", "lake")
    assert path == place / "notebooks/03-the-harbour.ipynb"
    assert path in list_notebooks(place)
    after = (place / "_toc.yml").read_text(encoding="utf-8").splitlines()
    [line] = [line for line in after if line not in before]
    assert line == "      - file: executed/03-the-harbour"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    assert cells[0]["source"] == ["# What became of the harbour?"]
    assert not any("$" in line for cell in cells for line in cell["source"])


def test_a_chapter_that_is_there_is_not_written_over(place):
    before = (place / "notebooks/02-lake.ipynb").read_bytes()
    with pytest.raises(ChapterError, match="is there already; give another name"):
        new_chapter(place, "02-lake", "Another?", "lake")
    assert (place / "notebooks/02-lake.ipynb").read_bytes() == before


def test_a_chapter_needs_a_name_of_letters(place):
    with pytest.raises(ChapterError, match="has no name"):
        new_chapter(place, "???", "What?", "lake")
