"""The environment is made where it is needed, and a Python that will not do is named."""

import runpy
import sys
from types import SimpleNamespace

import pytest


@pytest.fixture(scope="module")
def prepare(root):
    return SimpleNamespace(**runpy.run_path(str(root / "tools/prepare.py")))


@pytest.fixture
def place(tmp_path, prepare):
    """A folder with an environment that looks whole: its Python is the one of this test."""
    (tmp_path / "requirements.txt").write_text("pandas==3\n")
    (tmp_path / "pyproject.toml").write_text("")
    python = prepare.find_python(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    (tmp_path / ".venv/.ready").write_text(prepare.make_key(tmp_path, sys.version_info))
    return tmp_path


def test_an_old_python_is_named_with_what_to_do(prepare):
    assert prepare.refuse_python((3, 9, 6), "python3") == (
        "python3 is Python 3.9.6; 3.11 or later is needed. Name one: make report PYTHON=python3.11"
    )
    assert prepare.refuse_python((3, 11, 0), "python3") == ""
    assert prepare.refuse_python((4, 0, 0), "python3") == ""


def test_what_is_whole_is_left_alone(prepare, place):
    assert prepare.explain(place / ".venv", place) == ""


def test_what_is_not_there_half_made_moved_or_out_of_date_is_made_anew(prepare, place):
    venv = place / ".venv"
    (place / "requirements.txt").write_text("pandas==4\n")
    assert "has changed" in prepare.explain(venv, place)
    (place / "requirements.txt").write_text("pandas==3\n")
    moved = place.rename(place.parent / "moved")
    assert "has changed" in prepare.explain(moved / ".venv", moved)
    prepare.find_python(moved / ".venv").unlink()
    assert prepare.explain(moved / ".venv", moved) == ".venv was moved, or its Python is gone"
    (moved / ".venv/.ready").unlink()
    assert prepare.explain(moved / ".venv", moved) == ".venv is half made"
    assert prepare.explain(moved / "nothing", moved) == "there is no .venv yet"
