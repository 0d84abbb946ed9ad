"""Starting a report: what is asked, what is refused, what is written, and that nothing of another subject is in it."""

import csv
import itertools
import json
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PathDistribution
from pathlib import Path

import pytest
import yaml

import dossier
from dossier.corpus import check
from dossier.settings import Palette
from dossier.starting import answers, read_answers, start_report
from dossier.starting.answers import COLOURS, FLAGS, AnswerError, ask_for_answers
from dossier.starting.installed import name_requirement
from dossier.starting.write import StartError

GIVEN = {
    "parties": "Norland, Kingdom of Estmark",
    "from": "1948",
    "to": "1963",
    "title": 'The "Sound": $5, 50 % & C:\\maps',
    "language": "en-GB, de",
    "themes": "diplomacy, coast=The coast",
    "authors": "Sound Institute; Estburg, University of",
}
OTHER_SUBJECTS = re.compile(
    r"pakistan|azerb|kashmir|karabakh|islamabad|\bbaku|armenia|new-delhi|yerevan|socar|jf-17|ruritania|freedonia",
    re.IGNORECASE,
)


@pytest.fixture
def started(tmp_path):
    """A folder with a new report."""
    folder = tmp_path / "sound"
    start_report(folder, read_answers(folder, GIVEN))
    return folder


def rows_of(folder, table):
    with (folder / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


# What is asked


def test_answers_are_read_from_flags():
    read = read_answers(Path("sound"), GIVEN)
    assert read == answers.Answers(
        title='The "Sound": $5, 50 % & C:\\maps',
        subtitle="A source-anchored report",
        parties=(answers.Named("norland", "Norland"), answers.Named("kingdom-of-estmark", "Kingdom of Estmark")),
        first=1948,
        last=1963,
        languages=("en-GB", "de"),
        themes=(answers.Named("diplomacy", "Diplomacy"), answers.Named("coast", "The coast")),
        authors=("Sound Institute", "Estburg, University of"),
        licence="CC-BY-4.0",
    )


def test_every_answer_has_a_default():
    read = read_answers(Path("north-sound"), {})
    assert (read.title, read.parties, read.first, read.languages) == ("North sound", (), None, ("en-GB",))
    assert [theme.code for theme in read.themes] == ["politics", "trade", "society"]
    given = {"parties": "Norland, Estmark", "from": "1948", "to": "1963"}
    assert read_answers(Path("north-sound"), given).title == "Norland and Estmark, 1948–1963"


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("title", " ", "--title “”: it is empty; write what the report is about"),
        ("title", "x" * 121, f"--title “{'x' * 60}”: it has 121 characters; write at most 120"),
        ("title", "a\tb", "--title “a\\x09b”: it has the control character '\\t'; write one plain line"),
        ("from", "48", "--from “48”: it is not a year; write four digits, 1990, or nothing"),
        ("to", "1947", "--to “1947”: the period begins in 1948; write that year or a later one"),
        ("to", "", "--to “”: a period has a first and a last year; write both, or neither"),
        ("parties", "a, A", "--parties “a, A”: “a” is there twice; write each once"),
        ("parties", "Outside", "--parties “Outside”: “outside” is a code of the library; name the party otherwise"),
        (
            "themes",
            "日本",
            "--themes “日本”: “日本” makes no code of small Latin letters, digits and hyphens; "
            "write code=Name, coast=The coast",
        ),
        (
            "themes",
            "a,b,c,d,e,f,g",
            "--themes “a,b,c,d,e,f,g”: 7 themes; write 1 to 6, with commas: more colours could not be told apart",
        ),
        ("language", "English", "--language “English”: “English” is not a language tag; write en, en-GB or sr-Latn"),
        ("authors", ";", "--authors “;”: it is empty; name a person or a body"),
        (
            "licence",
            "MIT",
            "--licence “MIT”: there is no such licence here; choose from CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_line(name, text, message):
    with pytest.raises(AnswerError) as refused:
        read_answers(Path("sound"), GIVEN | {name: text})
    assert str(refused.value) == message


def test_at_a_terminal_all_that_is_not_given_is_asked_and_asked_again():
    typed = iter(["Norland, Estmark", "48", "1948", "1900", "1963", "", "", "", "", "MIT", "CC0-1.0"])
    asked, said = [], []

    def ask(prompt):
        asked.append(prompt)
        return next(typed)

    read = ask_for_answers(Path("sound"), {"subtitle": "Told by two papers"}, ask, said.append)
    assert (read.first, read.last, read.licence) == (1948, 1963, "CC0-1.0")
    assert (read.title, read.subtitle) == ("Norland and Estmark, 1948–1963", "Told by two papers")
    assert "Title [Norland and Estmark, 1948–1963]: " in asked
    assert not [prompt for prompt in asked if prompt.startswith("Subtitle")]
    assert [line.split(":")[0] for line in said] == ["--from “48”", "--to “1900”", "--licence “MIT”"]


def test_an_end_of_the_answers_is_one_line():
    def ask(prompt):
        raise EOFError

    with pytest.raises(AnswerError, match=r"^no answer to “First year of the period”; type one, or give --from$"):
        ask_for_answers(Path("sound"), {"parties": ""}, ask, print)


def test_each_flag_is_asked_for():
    assert list(FLAGS) == [
        "parties",
        "from",
        "to",
        "title",
        "subtitle",
        "language",
        "themes",
        "authors",
        "licence",
    ]  # fmt: skip


# What is written


def test_a_fresh_report_is_valid_and_empty(started):
    assert check(started / "data") == []
    report = dossier.load(started / "data")
    assert report.settings.title == GIVEN["title"]
    assert report.settings.years == (1948, 1963)
    assert report.settings.themes["coast"].label == "The coast"
    tables = ("sources", "claims", "questions", "facts")
    assert [len(getattr(report.corpus, table)) for table in tables] == [0, 0, 0, 0]
    assert report.findings.empty and report.ratings.empty


def test_every_table_is_there_with_its_header(started):
    package = json.loads((started / "data" / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        assert rows_of(started, resource["name"])[0] == [column["name"] for column in resource["schema"]["fields"]]
        assert (resource["name"] == "vocabulary") == (len(rows_of(started, resource["name"])) > 1)


def test_the_descriptor_says_what_is_special(started):
    package = json.loads((started / "data" / "datapackage.json").read_text("utf-8"))
    assert package["name"] == "the-sound-5-50-c-maps"
    assert package["contributors"] == [
        {"title": "Sound Institute", "role": "author"},
        {"title": "Estburg, University of", "role": "author"},
    ]
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    columns = {
        (resource["name"], column["name"]): column
        for resource in package["resources"]
        for column in resource["schema"]["fields"]
    }
    assert columns["claims", "theme"]["constraints"]["enum"] == ["diplomacy", "coast"]
    assert columns["questions", "theme"]["constraints"]["enum"] == ["diplomacy", "coast"]
    sides = ["norland", "kingdom-of-estmark", "international", "outside"]
    assert columns["facts", "side"]["constraints"]["enum"] == sides


@pytest.mark.parametrize("other", ["data", "tests/roots/ruritania/data"])
def test_the_general_part_of_the_schema_is_that_of_every_report(started, root, other):
    def general(path):
        package = json.loads(path.read_text("utf-8"))
        for resource in package["resources"]:
            for column in resource["schema"]["fields"]:
                if column["name"] in ("theme", "side"):
                    del column["constraints"]["enum"]
        return package["resources"]

    assert general(started / "data" / "datapackage.json") == general(root / other / "datapackage.json")


def test_texts_that_hold_the_answers_can_be_read_back(started):
    config = yaml.safe_load((started / "_config.yml").read_text("utf-8"))
    assert config["title"] == GIVEN["title"]
    assert config["author"] == "Sound Institute and Estburg, University of"
    assert config["sphinx"]["config"]["language"] == "en"
    citation = yaml.safe_load((started / "CITATION.cff").read_text("utf-8"))
    assert citation["preferred-citation"]["title"] == f"{GIVEN['title']}: a source-anchored report"
    assert citation["authors"] == [{"name": "Sound Institute"}, {"name": "Estburg, University of"}]
    assert tomllib.loads((started / "dossier.toml").read_text("utf-8"))["period"] == "1948/1963"
    assert "# The \"Sound\": \\$5, 50 % & C:\\\\maps\n" in (started / "README.md").read_text("utf-8")  # fmt: skip


def test_nothing_is_left_to_fill_in_and_nothing_is_of_another_subject(started):
    for path in started.rglob("*"):
        if path.is_file():
            text = path.read_text("utf-8")
            assert "@@" not in text, path
            assert not OTHER_SUBJECTS.search(text), path


def test_the_articles_are_not_kept_under_version_control(started):
    lines = (started / ".gitignore").read_text("utf-8").splitlines()
    assert {"texts/*", "scratch/", "_build/", "book/executed/"} <= set(lines)


def test_a_report_without_parties_and_period_is_valid_too(tmp_path):
    folder = tmp_path / "coast"
    start_report(folder, read_answers(folder, {}))
    assert check(folder / "data") == []
    assert dossier.load(folder / "data").settings.years is None


def test_the_first_colours_of_themes_are_told_apart_by_everybody():
    """Simulated after Machado, Oliveira and Fernandes (2009), at full severity; distances in CIELAB."""
    seen = {
        "by most": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        "without red": [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ],
        "without green": [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ],
        "without blue": [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ],
    }
    for matrix in seen.values():
        for one, other in itertools.combinations([*COLOURS, Palette().conflict], 2):
            a, b = (
                lab([sum(map(float.__mul__, map(float, row), light(each))) for row in matrix]) for each in (one, other)
            )
            assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 20, (one, other)


def light(colour):
    """The three parts of a colour as light, from 0 to 1."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lab(parts):
    """Light in CIELAB."""
    red, green, blue = (min(1, max(0, part)) for part in parts)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


# What is refused


def test_a_folder_that_is_not_empty_is_refused_and_left_as_it_is(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StartError) as refused:
        start_report(tmp_path, read_answers(tmp_path, {}))
    assert str(refused.value) == f"{tmp_path}: it is not empty; name a folder that is empty or not there yet"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_refused(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(StartError, match=r"it is a file; name a folder that is empty or not there yet$"):
        start_report(tmp_path / "mine.txt", read_answers(tmp_path, {}))


def test_an_empty_folder_is_used_and_nothing_is_left_beside_it(tmp_path):
    folder = tmp_path / "sound"
    folder.mkdir()
    written = start_report(folder, read_answers(folder, GIVEN))
    assert set(written) == {path.relative_to(folder) for path in folder.rglob("*") if path.is_file()}
    assert list(tmp_path.iterdir()) == [folder]


# How the library is named


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (None, "dossier[report]==0.2.0"),
        ({"url": "file:///srv/dossier", "dir_info": {"editable": True}}, "dossier[report] @ file:///srv/dossier"),
        (
            {"url": "https://git.example/dossier.git", "vcs_info": {"vcs": "git", "commit_id": "abc1"}},
            "dossier[report] @ git+https://git.example/dossier.git@abc1",
        ),
    ],
)
def test_the_requirement_is_what_runs_here(tmp_path, noted, line):
    place = tmp_path / "dossier-0.2.0.dist-info"
    place.mkdir()
    (place / "METADATA").write_text("Metadata-Version: 2.1\nName: dossier\nVersion: 0.2.0\n")
    if noted:
        (place / "direct_url.json").write_text(json.dumps(noted))
    assert name_requirement("report", installed=PathDistribution(place)) == line


# The tests that a report brings


def run_tests(folder):
    found = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "tests"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.returncode, found.stdout


def test_the_tests_of_a_fresh_report_pass(started):
    status, said = run_tests(started)
    assert (status, "7 passed" in said) == (0, True), said


def test_the_tests_of_a_report_say_what_is_wrong(started):
    with (started / "data" / "names.csv").open("a", encoding="utf-8") as file:
        file.write("norland,Norland,Norland,tide-1959,\n")
    (started / "notebooks" / "02-coast.ipynb").write_text(
        json.dumps({"cells": [{"cell_type": "code", "outputs": [{}], "execution_count": 1, "source": []}]})
    )
    toc = started / "_toc.yml"
    toc.write_text(toc.read_text("utf-8").replace("file: reading", "file: reeding"), "utf-8")
    status, said = run_tests(started)
    assert status == 1
    assert "“tide-1959” is no source of sources.csv" in said
    assert "02-coast.ipynb: 1 cells have outputs; clear them and save" in said
    assert "notebooks/02-coast.ipynb: not in _toc.yml; add “file: executed/02-coast”, or move it to scratch/" in said
    assert "reeding.md is not there; correct the name" in said
