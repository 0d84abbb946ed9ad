"""The command line: what each verb prints, and with which status it leaves."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from dossier.cli import main
from dossier.commands.starting import INIT
from dossier.starting.answers import FLAGS


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
    for verb in ("check", "anchors", "verdicts", "origins", "build", "new-claim", "new-source", "init", "export"):
        assert f"\n    {verb}" in out
    assert "\n  dossier build " in out


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
        f"dossier: {tmp_path}/courier.txt: no such file; name the file of the article's text\n"
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


def test_init_writes_a_report_that_passes_the_check(capsys, tmp_path, monkeypatch):
    assert list(INIT) == list(FLAGS)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    folder = tmp_path / "sound"
    assert main(["init", str(folder), "--parties", "Norland, Estmark"]) == 0
    assert capsys.readouterr().out.startswith(f"{folder}: a report of ")
    assert main(["check", str(folder / "data")]) == 0
    assert main(["init", str(folder)]) == 1


@pytest.mark.parametrize("form", ["sqlite", "parquet", "jsonld", "annotations", "csl"])
def test_an_export_says_what_it_wrote(capsys, data, tmp_path, form):
    out = tmp_path / "made"
    assert main(["export", form, str(out)]) == 0
    assert out.stat().st_size > 1000
    assert capsys.readouterr().out.startswith(f"{out}: ")


def test_what_was_exported_is_known_when_it_is_imported(capsys, articles, tmp_path):
    out = tmp_path / "made.jsonld"
    assert main(["export", "annotations", str(out)]) == 0
    assert main(["import", str(out), "--texts", str(articles)]) == 0
    assert capsys.readouterr().err == (
        "0 rows to complete, 18 in claims.csv as they are, 0 without a place; nothing is saved in the data\n"
    )


def test_a_file_that_is_not_there_is_one_line(capsys, data, tmp_path):
    assert main(["import", str(tmp_path / "none.qdpx")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


@pytest.fixture
def place(tmp_path, root, monkeypatch):
    """A copy of the made-up report, in which each verb works."""
    place = shutil.copytree(root / "tests/roots/ruritania", tmp_path / "report")
    monkeypatch.delenv("DOSSIER_DATA", raising=False)
    monkeypatch.chdir(place)
    return place


RANK = ["new-claim", "articles", "courier-1921", "followed in May 1919", "--question", "recognition-date"]


def test_a_new_claim_is_foreseen_and_added(capsys, place):
    said = ["--statement", "Freedonia recognised Ruritania in May 1919.", "--value", "May 1919", "--date", "1919-05"]
    assert main([*RANK, *said, "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert main([*RANK, *said]) == 0
    assert capsys.readouterr().out == f"{dry}written: data/claims.csv\n"
    assert dry.splitlines()[1:] == [
        "conflict with gazette-1920-independence (1 day): recognition-date by 1919-05-31, independence-date not before "
        "1919-06-01: A state cannot be recognised before it exists.",
        "conflict with courier-1921-recognition (59 days): no day is shared",
        "conflict with gazette-1920-recognition (1 day): no day is shared",
        "conflict with recognition-note (59 days): no day is shared",
        "recognition-date: likely, for the answer 1919-03-03",
    ]
    assert main(["check"]) == 0


def test_a_new_claim_that_breaks_a_rule_says_which_and_is_not_added(capsys, place):
    before = (place / "data/claims.csv").read_bytes()
    assert main([*RANK, "--statement", "Freedonia recognised Ruritania.", "--value", "soon"]) == 1
    assert capsys.readouterr().out.startswith("claims.csv:")
    assert (place / "data/claims.csv").read_bytes() == before


def test_words_that_stand_twice_are_chosen_by_number(capsys, place):
    assert main(["new-claim", "articles", "courier-1921", "Ruritania"]) == 1
    assert "say --at: 1 …" in capsys.readouterr().err
    assert main(["new-claim", "articles", "courier-1921", "Ruritania", "--at", "2"]) == 0
    assert capsys.readouterr().out.startswith("courier-1921-,courier-1921,146,155,2,Ruritania,")


def test_an_article_a_question_and_a_chapter_are_added_and_all_is_valid(capsys, place, tmp_path):
    herald = tmp_path / "herald.txt"
    herald.write_text("Grain over water\n\nThe ferry carried grain. By 1922 a fare was two crowns.\n", encoding="utf-8")
    about = {
        "publisher": "The Herald",
        "published": "June 1922",
        "standpoint": "A weekly of the port.",
        "place": "Gullport",
        "interest": "A weekly of the port",
    }
    assert (
        main(["new-source", str(herald), *(part for name, text in about.items() for part in (f"--{name}", text))]) == 0
    )
    assert (
        main(["new-question", "fare", "What is the fare?", "--theme", "lake", "--type", "amount", "--unit", "crowns"])
        == 0
    )
    said = ["--statement", "The fare was two crowns.", "--question", "fare", "--value", "2", "--kind", "quantity"]
    assert main(["new-claim", "texts", "the-herald-1922", "a fare was two crowns", *said]) == 0
    assert main(["new-chapter", "fare", "What does the ferry cost?", "--theme", "lake"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "data: valid: 3 sources, 19 claims, 9 questions, 4 reference facts\n"


def test_a_missing_word_on_an_article_is_named_where_nobody_can_be_asked(capsys, place, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    assert main(["new-source", "articles/courier.txt", "--publisher", "The Herald"]) == 1
    assert "not said yet: published, standpoint, place, interest; give --published" in capsys.readouterr().err


def test_check_mends_what_needs_no_judgement(capsys, place):
    path = place / "data/claims.csv"
    before = path.read_text(encoding="utf-8")
    header, first, *others = before.splitlines()
    path.write_text("\n".join([header, *others, first, ""]), encoding="utf-8")
    assert main(["check"]) == 1
    assert main(["check", "--fix"]) == 0
    assert "mended: claims.csv: sorted\n" in capsys.readouterr().out
    assert path.read_text(encoding="utf-8") == before


def test_check_finds_what_a_page_names_in_the_same_round(capsys, place):
    page = place / "book/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{claim}`courier-1921-fery`\n", encoding="utf-8")
    claims = place / "data/claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace("by 1922.", "by 1922", 1), encoding="utf-8")
    assert main(["check"]) == 1
    out = capsys.readouterr().out
    assert "no claim “courier-1921-fery”; did you mean “courier-1921-ferry”" in out
    assert "claims.csv:2: column statement: " in out


def test_anchors_finds_the_words_of_a_corrected_text_again(capsys, place):
    path = place / "articles/courier.txt"
    path.write_bytes(b"Corrected.\n" + path.read_bytes())
    assert main(["anchors", "articles"]) == 1
    out = capsys.readouterr().out
    assert "sources.csv:2: column text_sha256: courier.txt is not the text that was coded; see --fix" in out
    assert "claims.csv:3: column start: “agreed on a ferry in 1920” stands elsewhere; write 313,338,4" in out
    main(["anchors", "articles", "--fix"])
    assert "18 claims: 18 exact, 0 wrong; " in capsys.readouterr().out


def test_verdicts_against_a_commit_tell_what_is_judged_otherwise(capsys, place):
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@t.example"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run([*git, *command], check=True)
    main([*RANK, "--statement", "Freedonia recognised Ruritania in 1921.", "--value", "1921", "--date", "1921"])
    capsys.readouterr()
    assert main(["verdicts", "--against", "HEAD"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("new: recognition-date: conflict (disjoint-date, ")
    assert lines[-1] == "since HEAD: 0 judgements changed, 5 findings new, 0 gone"
    assert main(["verdicts", "--against", "nowhere"]) == 1
    assert capsys.readouterr().err == "dossier: nowhere: no such commit; name a commit, such as HEAD or HEAD~1\n"
    assert main(["verdicts", "--against=--output=x"]) == 1
    assert "no such commit" in capsys.readouterr().err


def test_a_report_that_is_not_built_cannot_be_opened(capsys, place):
    assert main(["open"]) == 1
    assert capsys.readouterr().err.endswith("_build/html/index.html: is not built yet; run dossier build\n")


def test_suggest_proposes_spans_of_an_article(capsys, place):
    assert main(["suggest", "articles/courier.txt", "--source", "courier-1921"]) == 0
    assert capsys.readouterr().out.endswith(" proposals, 0 with a likely question\n")
    assert main(["suggest", "articles/courier.txt", "--csv"]) == 0
    assert capsys.readouterr().out.startswith("start,end,")


SO = ["--statement", "So it was.", "--value", "1919"]
MAY = ["new-claim", "articles", "courier-1921", "May 1919"]


@pytest.mark.parametrize(
    ("call", "told"),
    [
        ([*RANK, *SO, "--at", "0"], "--at 0 is none of them"),
        ([*MAY, *SO], "no question: give --question ID, or"),
        ([*MAY, *SO, "--question", "recognition-dat"], "did you mean “recognition-date”"),
        (["new-chapter", "ties", "What?", "--theme", "ties"], "notebooks/01-ties.ipynb: is there already"),
        (["import", "data/claims.csv", "--out", "data/claims.csv"], "is there already; name a new file"),
        (["export", "csl", "data/works.json"], "lies in a data package, whose files are the evidence"),
        (["export", "parquet", "data"], "name another place"),
        (["verdicts", "--against=--output=x"], "is in no checkout of git; name a folder that is"),
        (["new-source", "articles/courier.txt", "--published", "32 July 1922"], "is no date; write 12 July 2023"),
    ],
)  # fmt: skip
def test_what_would_harm_or_mislead_is_refused_and_nothing_changes(capsys, place, monkeypatch, call, told):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert main(call) == 1
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_a_measure_that_nobody_shares_is_meant_or_refused(capsys, place):
    trade = ["new-claim", "articles", "courier-1921", "about 40 million crowns", "--question", "trade-turnover"]
    said = ["--statement", "Trade was about 40 million crowns.", "--value", "40", "--date", "1920"]
    assert main([*trade, *said, "--measure", "goods"]) == 1
    assert "no answer to trade-turnover counts “goods”; there are “turnover”; or add --new-measure" in (
        capsys.readouterr().err
    )
    assert main([*trade, *said, "--measure", "goods", "--new-measure", "--dry-run"]) == 0


def test_a_name_comes_along_with_a_claim(capsys, place):
    said = ["--statement", "Freedonia recognised Ruritania in May 1919.", "--value", "1919", "--actor", "Şuşa Line"]
    assert main([*RANK, *said, "--name", "Şuşa Line=the Line"]) == 0
    assert "susa-line,Şuşa Line,the Line,courier-1921,\n" in (place / "data/names.csv").read_text(encoding="utf-8")
    assert main(["check"]) == 0


def test_a_text_that_is_not_the_coded_one_gets_no_claim(capsys, place):
    path = place / "articles/courier.txt"
    path.write_bytes(b"X" + path.read_bytes())
    assert main([*RANK, "--statement", "So it was.", "--value", "1919"]) == 1
    assert "not the text that was coded; run dossier anchors FOLDER --fix" in capsys.readouterr().err


def test_the_same_claim_is_not_added_twice(capsys, place):
    said = ["--statement", "Freedonia recognised Ruritania in May 1919.", "--value", "May 1919"]
    assert main([*RANK, *said]) == 0
    capsys.readouterr()
    assert main([*RANK, *said]) == 1
    assert "these words are “courier-1921-freedonia-recognised-ruritania-may” already" in capsys.readouterr().out


def test_a_folder_in_the_place_of_a_table_is_one_line(capsys, place):
    (place / "data/claims.csv").unlink()
    (place / "data/claims.csv").mkdir()
    assert main(["check"]) == 1
    assert capsys.readouterr().out == ("claims.csv: is a folder, not a file; put the file itself there\n")


def test_modules_of_other_folders_do_not_stand_for_those_of_python(tmp_path, data, root):
    for name in ("random", "json", "string", "tempfile"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('another module')\n", encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": f"{root}{os.pathsep}{tmp_path}"}
    command = [sys.executable, "-m", "dossier", "check"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("valid: 2 sources, 18 claims, 8 questions, 4 reference facts\n")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (
            ["export", "sqlite", "pipe"],
            "dossier: pipe: is a device or a pipe, whose place no file may take; name a file",
        ),
        (["tidy", "pipe"], "dossier: pipe: is a named pipe, not a file; put the file itself there"),
        (["tidy", "folder"], "dossier: folder: is a folder, not a file; put the file itself there"),
    ],
)
def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path, data, monkeypatch, capsys, call, said):
    monkeypatch.chdir(tmp_path)
    os.mkfifo("pipe")
    (tmp_path / "folder").mkdir()
    assert main(call) == 1
    assert capsys.readouterr().err == f"{said}\n"
    assert (tmp_path / "pipe").is_fifo()


def test_a_port_that_there_is_not_is_bad_usage(data, capsys):
    with pytest.raises(SystemExit):
        main(["build", "html", "--watch", "--port", "99999"])
    assert "“99999” is no port; write a number from 1 to 65535" in capsys.readouterr().err
