"""Rows go where their id puts them, all files or none, and can be taken back."""

import json
import shutil
import subprocess
import sys

import pytest

from dossier.cli import main
from dossier.coding.rows import with_cells, with_rows, write_files, writing
from dossier.corpus.tables import CorpusError, read_schema


@pytest.fixture
def folder(tmp_path, ruritania_folder):
    return shutil.copytree(ruritania_folder, tmp_path / "data")


@pytest.fixture
def claims(folder):
    return read_schema(folder)["claims"]


def test_a_row_stands_where_its_id_puts_it_and_all_other_lines_stay(folder, claims):
    before = (folder / "claims.csv").read_bytes()
    after = with_rows(folder, claims, [{"claim": "courier-1921-fish", "quote": "boats, and fish"}])
    lines = after.decode().split("\n")
    [place] = [number for number, line in enumerate(lines) if line.startswith("courier-1921-fish,")]
    assert lines[place - 1].startswith("courier-1921-ferry,")
    assert lines[place] == 'courier-1921-fish,,,,,"boats, and fish"' + "," * 16
    assert "\n".join(lines[:place] + lines[place + 1 :]).encode() == before


def test_windows_line_ends_and_a_byte_order_mark_are_kept(folder, claims):
    path = folder / "claims.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    after = with_rows(folder, claims, [{"claim": "zz"}])
    assert after.startswith(b"\xef\xbb\xbfclaim,")
    assert after.endswith(b"\r\nzz" + b"," * 21 + b"\r\n")
    assert after.count(b"\n") == after.count(b"\r\n")


def test_integers_are_sorted_by_size(folder):
    resource = read_schema(folder)["exclusions"]
    path = folder / "exclusions.csv"
    path.write_text("source,start,end,reason\na,9,10,x\na,10,12,x\n")
    after = with_rows(folder, resource, [{"source": "a", "start": "8", "end": "9", "reason": "y"}])
    assert after.decode().split("\n")[1] == "a,8,9,y"


def test_an_id_that_is_taken_is_named_with_its_line(folder, claims):
    with pytest.raises(
        CorpusError, match=r"claims\.csv:3: there is a row “courier-1921-ferry”; give the new one an id"
    ):
        with_rows(folder, claims, [{"claim": "courier-1921-ferry"}])


def test_all_files_are_written_or_none(tmp_path):
    (tmp_path / "one").write_bytes(b"old")
    with pytest.raises(OSError):
        write_files({tmp_path / "one": b"new", tmp_path / "no folder" / "two": b"new"})
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"old"}


def test_a_change_is_taken_back_byte_for_byte_and_a_new_file_removed(tmp_path):
    (tmp_path / "one").write_bytes(b"old\r\n")
    change = write_files({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    assert (tmp_path / "one").read_bytes() == b"new"
    change.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"one": b"old\r\n"}


def test_what_has_changed_since_is_not_taken_back(tmp_path):
    change = write_files({tmp_path / "one": b"new", tmp_path / "two": b"new"})
    (tmp_path / "two").write_bytes(b"newer")
    with pytest.raises(CorpusError, match="two: changed since it was written"):
        change.undo()
    assert (tmp_path / "one").read_bytes() == b"new"


def test_cells_are_changed_in_the_rows_that_are_named_and_nowhere_else(folder, claims):
    before = (folder / "claims.csv").read_text(encoding="utf-8").split("\n")
    after = with_cells(folder, claims, {("courier-1921-ferry",): {"start": "7", "note": "a, b"}}).decode().split("\n")
    [place] = [number for number, line in enumerate(before) if line != after[number]]
    assert after[place] == (
        "courier-1921-ferry,courier-1921,7,327,3,agreed on a ferry in 1920,The two governments agreed on a ferry in "
        '1920.,lake,agreement,Freedonia;Ruritania,,1920,done,states,,,ferry-status,agreed,,1920-06,,"a, b"'
    )


def test_six_commands_at_once_lose_nothing(folder):
    code = (
        "import sys; from pathlib import Path; from dossier.coding.questions import add_question; "
        "add_question(Path(sys.argv[1]), {'question': sys.argv[2], 'text': 'What?', 'theme': 'lake', 'type': 'rank'})"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(folder), f"zz-{number}"]) for number in range(6)]
    assert [process.wait() for process in running] == [0] * 6
    assert sum(line.startswith("zz-") for line in (folder / "questions.csv").read_text().splitlines()) == 6


def test_a_line_that_is_no_row_is_told_with_its_place(folder, claims):
    path = folder / "claims.csv"
    lines = path.read_bytes().split(b"\n")
    path.write_bytes(b"\n".join([*lines[:3], lines[3] + b",more", *lines[4:]]))
    with pytest.raises(CorpusError, match=r"claims\.csv:4: 23 cells where the header has 22; run `dossier check`"):
        with_rows(folder, claims, [{"claim": "zz"}])


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to("real")
    write_files({tmp_path / "link": b"new"})
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


KILLED = """
import os, sys
from pathlib import Path
from dossier.coding import rows
folder, steps = Path(sys.argv[1]), int(sys.argv[2])
taken = []
def hear(event, arguments):
    if event == "os.rename":
        taken.append(event)
        if len(taken) == steps:
            os.kill(os.getpid(), 9)
sys.addaudithook(hear)
rows.write_files({folder / "claims.csv": b"new", folder / "facts.csv": b"new"})
"""


@pytest.mark.parametrize(("moment", "left"), [(1, "old"), (2, "new"), (3, "new")])
def test_a_change_that_was_killed_half_way_is_whole_or_gone_when_the_next_one_begins(tmp_path, moment, left):
    for name in ("claims.csv", "facts.csv"):
        (tmp_path / name).write_text("old", encoding="utf-8")
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(moment)], check=False)
    with writing(tmp_path):
        pass
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.csv")} == {
        "claims.csv": left,
        "facts.csv": left,
    }
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".") and "csv" in path.name] == []


def test_a_change_that_was_killed_half_way_is_told_and_finished(capsys, folder):
    rows = {name: (folder / name).read_bytes() for name in ("claims.csv", "facts.csv")}
    subprocess.run([sys.executable, "-c", KILLED, str(folder), "3"], check=False)
    assert main(["check", str(folder)]) == 1
    assert capsys.readouterr().out == (
        ".change.json: a command was stopped while it wrote into several tables; "
        "run `dossier check --fix`, which finishes it, or wait where it is still at work\n"
    )
    with writing(folder):
        assert {name: (folder / name).read_bytes() for name in rows} == dict.fromkeys(rows, b"new")


@pytest.mark.parametrize("journal", ["5", "[1]", "[[1, 2]]", '{"a": 1}', "[", "[[]]"])
def test_what_is_no_journal_is_passed_over(tmp_path, journal):
    (tmp_path / ".change.json").write_text(journal, encoding="utf-8")
    with writing(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_a_journal_moves_nothing_outside_the_report(tmp_path):
    data, outside = tmp_path / "report" / "data", tmp_path / "outside"
    data.mkdir(parents=True)
    outside.mkdir()
    (outside / ".settings.1").write_text("new", encoding="utf-8")
    (outside / "settings").write_text("old", encoding="utf-8")
    (data / "link").symlink_to(outside)
    for place in (f"{data}/../../outside", f"{data}/link"):
        moves = [[f"{place}/.settings.1", f"{place}/settings"]]
        (data / ".change.json").write_text(json.dumps(moves), encoding="utf-8")
        with writing(data):
            pass
    assert (outside / "settings").read_text(encoding="utf-8") == "old"
