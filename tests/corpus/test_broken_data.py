"""Ways to break data, each with the exact line that is said of it: where, what was found, how to mend it."""

import csv
import io
import json
import os
import shutil
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from dossier.cli import main
from dossier.corpus import CorpusError, check, read

BROKEN = json.loads(Path(__file__).with_name("broken_data.json").read_text(encoding="utf-8"))
CELLS, DESCRIPTORS = BROKEN["cells"], BROKEN["descriptors"]
"""Cells with another text each, by table, line and column; keys of the descriptor with another value, or without."""

RESTORE = "restore it from version control"
UNREADABLE = {
    "no descriptor": (None, "no such file; name the folder of the data package"),
    "an empty descriptor": (b"", f":1: the file is empty; {RESTORE}"),
    "no JSON": (b'{\n  "name": oh\n}', f":2: not a data package: Expecting value at column 11; {RESTORE}"),
    "a number of 5,000 digits": (
        b'{"name": ' + b"9" * 5000 + b"}",
        f": not a data package: a number has too many digits; {RESTORE}",
    ),
    "no number": (b'{"name": NaN}', f": not a data package: NaN is no number of JSON; {RESTORE}"),
    "lists in lists": (b"[" * 100_000 + b"]" * 100_000, f": not a data package: nested too deep; {RESTORE}"),
    "objects in objects": (b'{"a":' * 100_000 + b"1" + b"}" * 100_000, ": not a data package: nested too deep"),
    "Latin-1": (b'{"name": "\xfc"}', ":1: byte 10 (0xfc) is not UTF-8; save the file as UTF-8"),
    "UTF-16": ('{"name": "a"}'.encode("utf-16"), ":1: the file is UTF-16; save the file as UTF-8"),
}

WHOLE = {
    "a key twice": (
        b'{"resources": [{"path": "../x.csv",\n"path": "claims.csv"}]}',
        "datapackage.json:2: resources[0].path: the key stands twice in one object; remove one of the two",
    ),
    "a list": (b"[]", "datapackage.json:1: the whole is a list, not an object"),
    "null": (b"null", "datapackage.json:1: the whole is null, not an object"),
    "no tables": (b'{"name": "a"}', "datapackage.json:1: resources: it lists no tables"),
    "tables that are none": (
        b'{"name": "a",\n"resources": {}}',
        "datapackage.json:2: resources: it is an object, not a list",
    ),
}


def separate(sign):
    def change(path):
        rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=sign, lineterminator="\n").writerows(rows)

    return change


def encode(name):
    return lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode(name))


def replace(old, new):
    return lambda path: path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def put(content):
    return lambda path: path.write_bytes(content)


def make_folder(path):
    path.unlink()
    path.mkdir()


def make_pipe(path):
    path.unlink()
    os.mkfifo(path)


def link_to(target):
    def change(path):
        path.unlink()
        path.symlink_to(target)

    return change


def lines(pick):
    def change(path):
        kept = pick(path.read_text(encoding="utf-8").splitlines())
        path.write_text("\n".join([*kept, ""]), encoding="utf-8")

    return change


PUT_BACK = "put the file back or correct its path in datapackage.json"
COMMAS = "save the table with commas between its columns"
LEADS = "is a link that leads out of the folder, and is not followed; put the table itself there"
FILES = {
    "semicolons": ("names", separate(";"), [f"names.csv:1: the columns are separated by semicolons; {COMMAS}"]),
    "tabs": ("claims", separate("\t"), [f"claims.csv:1: the columns are separated by tabs; {COMMAS}"]),
    "strokes": ("waivers", separate("|"), [f"waivers.csv:1: the columns are separated by upright strokes; {COMMAS}"]),
    "UTF-16": ("claims", encode("utf-16"), ["claims.csv:1: the file is UTF-16; save the file as UTF-8"]),
    "UTF-32": ("facts", encode("utf-32"), ["facts.csv:1: the file is UTF-32; save the file as UTF-8"]),
    "Latin-1": (
        "waivers",
        put(b"source,text,reason\n,Z\xfcrich,Named.\n"),
        ["waivers.csv:2: byte 21 (0xfc) is not UTF-8; save the file as UTF-8"],
    ),
    "nothing": ("claims", put(b""), [f"claims.csv: the file is empty; {PUT_BACK}"]),
    "a byte order mark alone": ("claims", put(b"\xef\xbb\xbf"), [f"claims.csv: the file is empty; {PUT_BACK}"]),
    "no file": ("claims", lambda path: path.unlink(), [f"claims.csv: there is no such file; {PUT_BACK}"]),
    "a folder": ("claims", make_folder, ["claims.csv: is a folder, not a file; put the file itself there"]),
    "a pipe": ("claims", make_pipe, ["claims.csv: is a named pipe, not a file; put the file itself there"]),
    "a link to a device": (
        "claims",
        link_to("/dev/zero"),
        [f"datapackage.json:268: resources[2].path: “claims.csv” {LEADS}"],
    ),
    "a link out": (
        "waivers",
        link_to("../x.csv"),
        [f"datapackage.json:1251: resources[11].path: “waivers.csv” {LEADS}"],
    ),
    "a link to itself": (
        "waivers",
        link_to("waivers.csv"),
        [f"datapackage.json:1251: resources[11].path: “waivers.csv” {LEADS}"],
    ),
    "a quotation mark that is never closed": (
        "orders",
        replace("A state cannot", '"A state cannot'),
        ["orders.csv:2: a quotation mark is opened in this row and never closed; close it, or double it inside a cell"],
    ),
    "a quotation mark in a cell": (
        "orders",
        replace("A state cannot", '"A state" cannot'),
        [
            "orders.csv:2: in this row a quotation mark stands in the middle of a cell; "
            "double it inside a cell that stands in quotation marks"
        ],
    ),
    "a cell without end": (
        "waivers",
        replace("Named throughout.", "x" * 131_073),
        [
            "waivers.csv:2: a cell of this row has more than 131,072 characters; "
            "shorten it, or close a quotation mark before it"
        ],
    ),
    "a cell more": (
        "orders",
        replace("A state cannot", "A state, cannot"),
        [
            "orders.csv:2: “ cannot be recognised before it exists.” is beyond the last column; "
            "remove the surplus cells, or quote a cell that has a comma"
        ],
    ),
    "a cell less": (
        "waivers",
        replace(",Freedonia,", ",Freedonia"),
        [
            "waivers.csv:2: column reason: there is no cell for it; "
            "add the missing cells, or quote a cell that has a comma",
            "waivers.csv:2: column reason: a cell of this column is never empty; write a value that the column allows",
        ],
    ),
    "a header renamed": (
        "series",
        replace("reporter", "source"),
        ["series.csv:1: column reporter: column 5 is called “source”, not “reporter”; restore the header row"],
    ),
    "a header in capitals": (
        "waivers",
        replace("source,text", "source,Text"),
        ["waivers.csv:1: column text: column 2 is called “Text”, not “text”; restore the header row"],
    ),
    "a header in another order": (
        "waivers",
        replace("text,reason", "reason,text"),
        [
            "waivers.csv:1: column text: column 2 is called “reason”, not “text”; restore the header row",
            "waivers.csv:1: column reason: column 3 is called “text”, not “reason”; restore the header row",
        ],
    ),
    "a column twice": (
        "waivers",
        replace("text,reason", "text,text"),
        ["waivers.csv:1: column reason: column 3 is called “text”, not “reason”; restore the header row"],
    ),
    "a column less": (
        "waivers",
        replace(",reason", ""),
        ["waivers.csv:1: column reason: there is no column “reason”; restore the header row"],
    ),
    "the header twice": (
        "waivers",
        lines(lambda rows: [rows[0], *rows]),
        ["waivers.csv:3: column source: “, Freedonia” comes after “source, text”; sort the rows by source, text"],
    ),
    "an empty line": (
        "waivers",
        lines(lambda rows: [*rows[:2], "", *rows[2:]]),
        ["waivers.csv:3: the line is empty; remove the empty line"],
    ),
    "a row twice": (
        "waivers",
        lines(lambda rows: [*rows[:2], *rows[1:]]),
        ["waivers.csv:3: “, Freedonia” is the id of line 2 too; give the row an id of its own"],
    ),
    "a line break in a cell, and a problem after it": (
        "waivers",
        put(b'source,text,reason\n,A,"one\ntwo"\n,B,\n'),
        [
            "waivers.csv:2: column reason: “one\\ntwo” has a line break, or space at an end; remove it",
            "waivers.csv:4: column reason: a cell of this column is never empty; write a value that the column allows",
        ],
    ),
}

SETTINGS = {
    "title = ": "Invalid value (at end of document); write TOML",
    "titel = 'x'": "unknown setting titel; there are files, language, letters, map, outside, palette, period, run, "
    "subtitle, themes, title; did you mean “title” or “subtitle”?",
    "period = '1922/1915'": "period “1922/1915” ends before it begins; write 1915/1922",
    "language = 'the Queen’s'": "language “the Queen’s” is no tag of a language; write en, en-GB or az",
    "outside = 'example.org'": "outside is 'example.org', not a list of names; write [\"maps.example.org\"]",
    "themes = ['lake']": "themes is not a table; write [themes] and its keys below",
    "letters = ['a']": "letters is not a table; write [letters] and its keys below",
    'title = "a\\u202eb"': "title “a\\u202eb” has a sign in it that nobody sees; remove it",
    "[files]\nbibliography = '/etc/passwd'": "files.bibliography “/etc/passwd” leads out of the report; "
    "write a path below it",
    "[files]\nbibliography = '../x.bib'": "files.bibliography “../x.bib” leads out of the report; "
    "write a path below it",
    "[map]\nwest = 9\neast = 1\nsouth = 1\nnorth = 2": "map holds no ground; "
    "write west below east, and south below north",
    "[map]\nwest = nan\neast = 1\nsouth = 1\nnorth = 2": "map.west is nan, beyond the world; write degrees, 47.5",
}


def state_of(folder):
    """Return what is in a folder, byte for byte, and what is no file."""
    return {
        each.name: each.read_bytes() if each.is_file() and not each.is_symlink() else "" for each in folder.iterdir()
    }


def told(folder):
    """Return what a check says of a folder, which it leaves as it is."""
    before = state_of(folder)
    said = [str(problem) for problem in check(folder)]
    assert state_of(folder) == before
    return said


@pytest.fixture
def place(ruritania_folder, tmp_path, monkeypatch):
    """A copy of the report without its chapters, which is the one that a verb finds."""
    shutil.copytree(ruritania_folder, tmp_path / "data")
    shutil.copytree(ruritania_folder.parent / "book", tmp_path / "book")
    shutil.copy(ruritania_folder.parent / "dossier.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOSSIER_DATA", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", CELLS)
def test_a_broken_cell_is_told_with_its_place_and_its_remedy(spoilt, name):
    for table, line, column, text in CELLS[name]["cells"]:
        path = spoilt / f"{table}.csv"
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        rows[line - 1][rows[0].index(column)] = text
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(rows)
    assert told(spoilt) == CELLS[name]["said"]


@pytest.mark.parametrize("name", DESCRIPTORS)
def test_a_broken_descriptor_is_told_with_its_line_and_is_not_followed(spoilt, name):
    *path, last = DESCRIPTORS[name]["at"]
    file = spoilt / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    within = package
    for key in path:
        within = within[key]
    if "value" in DESCRIPTORS[name]:
        within[last] = DESCRIPTORS[name]["value"]
    else:
        del within[last]
    file.write_text(json.dumps(package, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert told(spoilt) == DESCRIPTORS[name]["said"]
    with pytest.raises(CorpusError):
        read(spoilt)


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_descriptor_is_one_line(spoilt, name):
    content, said = UNREADABLE[name]
    file = spoilt / "datapackage.json"
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(CorpusError) as error:
        check(spoilt)
    assert str(error.value).startswith(str(file))
    assert said in str(error.value)


@pytest.mark.parametrize("name", WHOLE)
def test_a_descriptor_of_another_form_is_told_with_its_line(spoilt, name):
    content, said = WHOLE[name]
    (spoilt / "datapackage.json").write_bytes(content)
    assert any(line.startswith(said) for line in told(spoilt))


def describe(folder, change):
    """Have the descriptor of a folder changed."""
    file = folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    change({each["name"]: each["schema"] for each in package["resources"]})
    file.write_text(json.dumps(package, indent=2), encoding="utf-8")


def write_keys_shorter(schemas):
    schemas["claims"]["primaryKey"] = "claim"
    schemas["claims"]["foreignKeys"][0] = {"fields": "source", "reference": {"resource": "sources", "fields": "source"}}
    schemas["vocabulary"]["foreignKeys"] = [{"fields": "broader", "reference": {"fields": "code"}}]


def test_keys_may_be_written_as_texts_and_point_into_their_own_table(spoilt):
    describe(spoilt, write_keys_shorter)
    assert told(spoilt) == []
    claims = spoilt / "claims.csv"
    replace("boats,courier-1921,333", "boats,courier-1922,333")(claims)
    said = "“courier-1922” is no source of sources.csv; correct the id, or add the row that it points to"
    assert f"claims.csv:2: column source: {said}" in told(spoilt)


def test_a_pattern_that_would_take_for_ever_is_given_up(spoilt):
    pattern = "([a-z]+ ?)*!"
    describe(spoilt, lambda schemas: schemas["waivers"]["fields"][2].update(constraints={"pattern": pattern}))
    replace("Named throughout.", "e" * 60)(spoilt / "waivers.csv")
    assert told(spoilt)[0] == (
        f"waivers.csv:2: column reason: “{'e' * 60}”: it takes too long to tell whether it has the form {pattern}; "
        "write a pattern into datapackage.json without a repeat in a repeat"
    )


@pytest.mark.parametrize("name", FILES)
def test_a_broken_table_is_told_with_its_line(spoilt, name):
    table, change, said = FILES[name]
    change(spoilt / f"{table}.csv")
    assert told(spoilt) == said


@pytest.mark.parametrize("text", SETTINGS)
def test_broken_settings_are_one_line_and_status_one(capsys, place, text):
    (place / "dossier.toml").write_text(text, encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().err == f"dossier: {place}/dossier.toml: {SETTINGS[text]}\n"


def test_a_byte_order_mark_and_the_line_ends_of_windows_are_read(capsys, place):
    for path in [*place.glob("data/*"), place / "dossier.toml"]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "data: valid: 2 sources, 18 claims, 8 questions, 4 reference facts\n"


def test_what_lies_beyond_the_tables_is_told_by_the_verb(capsys, place):
    bibliography = place / "book/references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8").replace("courier1921", "courier1999"), "utf-8")
    facts = place / "data/facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace("Lake Office", "Lake Office \U00012000"), "utf-8")
    (place / "dossier.toml").write_text("[themes.ties]\nlabel = 'Ties'\ncolour = '#123456'\n", encoding="utf-8")
    questions = place / "data/questions.csv"
    questions.write_text(questions.read_text(encoding="utf-8").replace(",lake,", ",ties,"), encoding="utf-8")
    claims = place / "data/claims.csv"
    claims.write_text(claims.read_text(encoding="utf-8").replace(",lake,prediction", ",ties,prediction"), "utf-8")
    assert main(["check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[-2:] == [
        "facts.csv:2: column authority: no font has character 13, U+12000 CUNEIFORM SIGN A, “\U00012000”; "
        "write it in other letters, or in words: the PDF could not show it",
        "sources.csv:2: column citekey: “courier1921” is not in book/references.bib; did you mean “courier1999”?",
    ]
    assert all(line.startswith("claims.csv:") and "“lake” is no theme of dossier.toml" in line for line in said[:-2])


def test_a_citation_file_that_cannot_be_used_is_told_by_the_verb(capsys, place):
    (place / "CITATION.cff").write_text("preferred-citation: {title: 1990, authors: [name: A]}\n", encoding="utf-8")
    assert main(["check"]) == 1
    assert capsys.readouterr().out == (
        "CITATION.cff: 1990 is no title and no name of an author; "
        "write it below preferred-citation, in one line, in quotation marks\n"
    )


def test_verbs_say_what_is_wrong_with_the_data_that_they_stumble_over(capsys, place):
    facts = place / "data/facts.csv"
    facts.write_text(facts.read_text(encoding="utf-8").replace(",ferry-status,", ",ferry-state,"), encoding="utf-8")
    assert main(["verdicts"]) == 1
    assert capsys.readouterr().err == (
        f"dossier: {place}/data/facts.csv:2: column question: “ferry-state” is no question of questions.csv; "
        "correct the id, or add the row that it points to; dossier check says all\n"
    )


@pytest.mark.parametrize("named", ["data/claims.csv", "x.json"])
def test_a_file_that_is_no_descriptor_is_not_checked(capsys, place, named):
    (place / "x.json").write_text("{}", encoding="utf-8")
    assert main(["check", named]) == 1
    assert capsys.readouterr().err == (
        f"dossier: {named}: is a file, not a data package; name the folder that holds datapackage.json\n"
    )


@pytest.fixture
def server():
    """An address at which nobody may ask, and what was asked there."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *words):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}/canary.json", asked
    http.shutdown()
    http.server_close()


def test_a_descriptor_calls_nothing_and_reads_nothing_outside(spoilt, server):
    address, asked = server
    (spoilt.parent / "outside.csv").write_text("canary\n", encoding="utf-8")
    whole = (spoilt / "datapackage.json").read_text(encoding="utf-8")
    places = [("profile",), ("$schema",)]
    places += [("resources", 2, key) for key in ("path", "schema", "dialect", "profile", "data")]
    for place in places:
        for reached in (address, "../outside.csv", str(spoilt.parent / "outside.csv"), "file:///etc/hostname"):
            package = json.loads(whole)
            within = package["resources"][2] if len(place) > 1 else package
            within[place[-1]] = reached
            (spoilt / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
            said = told(spoilt)
            assert len(said) == 1, (place, reached, said)
            assert "canary\n" not in said[0]
    assert asked == []
