"""The command line: what each verb prints, and with which status it leaves."""

import json
import subprocess
import sys

import pytest

from dossier.cli import main


@pytest.fixture
def data(root, monkeypatch):
    """The folder of the made-up package, found by every verb of this process and of those that it starts."""
    folder = root / "tests" / "roots" / "ruritania" / "data"
    monkeypatch.setenv("DOSSIER_DATA", str(folder))
    return folder


@pytest.fixture
def articles(data):
    return data.parent / "articles"


def test_without_a_verb_the_verbs_are_listed(capsys):
    assert main([]) == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: dossier ")
    for verb in ("check", "anchors", "verdicts", "origins", "build", "new-claim"):
        assert f"\n    {verb}" in out


@pytest.mark.parametrize("arguments", [[], ["{data}"], ["{data}/datapackage.json"], ["--data", "{data}"]])
def test_check_says_what_is_there(capsys, data, arguments, monkeypatch):
    monkeypatch.chdir(data.parent)
    assert main(["check", *(each.format(data=data) for each in arguments)]) == 0
    assert capsys.readouterr().out == (
        "data: valid: 2 sources, 18 claims, 8 questions, 4 reference facts\n"
    )  # fmt: skip


def test_check_of_nothing_is_one_line_and_status_one(capsys):
    assert main(["check", "no-such-folder"]) == 1
    assert capsys.readouterr().err == (
        "dossier: no-such-folder/datapackage.json: no such file; name the folder of the data package\n"
    )


@pytest.mark.parametrize(
    "arguments", [["check"], ["verdicts"], ["anchors", "articles"], ["new-claim", "articles", "gazette-1920", "words"]]
)
def test_every_verb_looks_where_it_is_told_to(capsys, data, tmp_path, arguments):
    assert main([*arguments, "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"dossier: {tmp_path}/datapackage.json: no such file; name the folder of the data package\n"
    )


def test_verdicts_print_every_finding(capsys, data, ruritania):
    assert main(["verdicts"]) == 0
    out = capsys.readouterr().out
    assert "conflict (chronology, within, 32 days)" in out
    assert f"{len(ruritania.findings)} findings:" in out


def test_verdicts_as_json_under_a_profile_and_without_a_source(capsys, data):
    assert main(["verdicts", "--json", "--profile", "strict", "--without", "courier-1921"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["profile"] == "strict"
    assert {claim["source"] for finding in told["findings"] for claim in finding["claims"]} == {"gazette-1920"}


def test_origins_are_proposed_and_nothing_fails(capsys, data):
    assert main(["origins"]) == 0
    assert capsys.readouterr().out == (
        "courier-1921-gulls ~ gazette-1920-gulls: gulls, isle, over\n"
        "1 proposal; write what is known into the column derived_from\n"
    )


def test_anchors_reports_exact_offsets(capsys, articles):
    assert main(["anchors", str(articles)]) == 0
    assert capsys.readouterr().out == (
        "18 claims: 18 exact, 0 wrong; 0 dates, amounts or names that no claim covers\n"
    )  # fmt: skip


def test_anchors_without_the_texts_is_one_line(capsys, data, tmp_path):
    assert main(["anchors", str(tmp_path)]) == 1
    assert capsys.readouterr().err == (
        f"dossier: {tmp_path}/courier.txt: no such file; put the articles' texts into one folder and name it\n"
    )


def test_new_claim_prints_a_row(capsys, articles):
    assert main(["new-claim", str(articles), "gazette-1920", "reached 12 million crowns"]) == 0
    assert capsys.readouterr().out.startswith("gazette-1920-,gazette-1920,166,191,3,reached 12 million crowns,,")


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge"],
        ["verdicts", "--profile", "mild"],
        ["build", "epub"],
        ["new-claim", "x"],
        ["build", "--jobs", "two"],
        ["verdicts", "--data"],
    ],
)
def test_bad_usage_is_one_line_and_status_two(capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize("verb", ["verdicts", "build"])
def test_an_unknown_source_is_one_line_and_status_one(capsys, data, verb):
    assert main([verb, "--without", "nobody", "--data", str(data)]) == 1
    assert capsys.readouterr().err == "dossier: no source “nobody”; there are courier-1921, gazette-1920\n"


def test_a_closed_pipe_is_not_a_traceback(data):
    command = f"{sys.executable} -m dossier verdicts --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{\n", "")
