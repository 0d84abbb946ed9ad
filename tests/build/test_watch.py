"""Pages that are shown while they are written: a saved word is served, a port that is taken is named."""

import re
import socket
import subprocess
import sys
import urllib.request

import pytest

from dossier.build import watch

SECONDS = 60


@pytest.fixture
def port():
    """A port that was free a moment ago."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def read(port):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/index.html", timeout=SECONDS) as page:
        return page.read().decode("utf-8")


def test_a_saved_word_is_built_and_served(tmp_path, write_report, port):
    root = write_report(tmp_path / "report", one=("print(1)",))
    command = [sys.executable, "-m", "dossier", "build", "html", "--watch", "--port", str(port)]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as run:
        lines = iter(run.stdout.readline, "")
        assert any(f":{port} shows the pages" in line for line in lines)
        # The browser's request is what the server begins to watch with.
        assert "A small report" in read(port)
        (root / "book/index.md").write_text("# A small report\n\nA new line.\n")
        assert any(line.startswith("html done") for line in lines)
        assert "A new line." in read(port)
        run.terminate()


def test_a_port_that_is_taken_is_named(tmp_path, write_report, port, capsys):
    root = write_report(tmp_path / "report", one=("print(1)",))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        assert watch.watch(root, lambda: 0, port) == 1
    assert re.fullmatch(rf"port {port} cannot be used \(.*\); name another with --port\n", capsys.readouterr().err)


@pytest.mark.parametrize(
    ("path", "made"),
    [
        ("book/method.md", False),
        ("book/executed/01.ipynb", True),
        ("notebooks/.01.ipynb.swp", True),
        ("notebooks/__pycache__/helper.cpython-311.pyc", True),
        ("data/facts.csv~", True),
    ],
)
def test_what_a_build_or_an_editor_leaves_begins_no_build(path, made):
    assert watch._is_made(path) is made
