"""The command line: what each verb prints, and with which status it leaves."""

import json
import subprocess
import sys

import pytest

from dossier import corpus
from dossier.cli import main


def test_check_says_what_is_there(capsys):
    assert main(["check"]) == 0
    assert "valid: 5 sources" in capsys.readouterr().out


def test_check_takes_a_folder_or_the_package(capsys):
    assert main(["check", str(corpus.FOLDER / "datapackage.json")]) == 0
    assert main(["check", "no-such-folder"]) == 1
    assert "no-such-folder/datapackage.json: no such file" in capsys.readouterr().err


def test_verdicts_print_every_finding(capsys, findings):
    assert main(["verdicts"]) == 0
    out = capsys.readouterr().out
    assert "conflict (chronology, within, 172 days)" in out
    assert f"{len(findings)} findings:" in out


def test_verdicts_as_json_under_a_profile(capsys):
    assert main(["verdicts", "--json", "--profile", "strict", "--without", "caci-2004"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["profile"] == "strict"
    assert not any(c["source"] == "caci-2004" for f in told["findings"] for c in f["claims"])


def test_anchors_reports_exact_offsets(capsys, articles, evidence):
    assert main(["anchors", str(articles)]) == 0
    assert f"{len(evidence.claims)} exact, 0 wrong; 0 dates" in capsys.readouterr().out


def test_anchors_without_the_texts_is_one_line(capsys, tmp_path):
    assert main(["anchors", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_new_claim_prints_a_row(capsys, articles):
    assert main(["new-claim", str(articles), "tdi-2022", "gained independence from the Soviet Union"]) == 0
    assert capsys.readouterr().out.startswith(
        "tdi-2022-,tdi-2022,969,1010,8,gained independence from the Soviet Union,"
    )


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["judge"],
        ["verdicts", "--profile", "mild"],
        ["build", "epub"],
        ["new-claim", "x"],
        ["build", "--jobs", "two"],
    ],
)
def test_bad_usage_is_one_line_and_status_two(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["verdicts", "--without", "nobody"], ["build", "--without", "nobody"]])
def test_an_unknown_source_is_one_line_and_status_one(capsys, arguments):
    assert main(arguments) == 1
    assert capsys.readouterr().err == (
        "dossier: no source “nobody”; there are abbassoy-2020, caci-2004, korybko-2021, nawab-2023, tdi-2022\n"
    )


def test_a_closed_pipe_is_no_traceback():
    command = f"{sys.executable} -m dossier verdicts --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")
