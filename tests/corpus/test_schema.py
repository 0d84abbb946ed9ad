"""Our reading of the descriptor finds what Frictionless finds: the same problems in hundreds of spoilt packages."""

import csv
import io
import random
import shutil

import frictionless
import pytest

from dossier.corpus.schema import REMEDIES, schema_problems
from dossier.corpus.tables import read_schema

PACKAGES = 120
GROUPS = 10

KINDS = {remedy: kind for kind, remedy in REMEDIES.items() if kind not in ("missing-file", "missing-label")}
"""The type of a problem by its remedy; two types of a file and two of a header share theirs."""


def ours(folder):
    return sorted({(each.file, each.line, KINDS[each.remedy]) for each in schema_problems(folder, read_schema(folder))})


def theirs(folder):
    with frictionless.system.use_context(trusted=True):
        report = frictionless.Package(str(folder / "datapackage.json")).validate()
    found = set()
    for task in report.tasks:
        for error in task.errors:
            kind = KINDS[REMEDIES[error.type]]
            line = getattr(error, "row_number", None) or (1 if "label" in error.type else 0)
            found.add((str(task.place), line, kind))
    blank = {(file, line) for file, line, kind in found if kind == "blank-row"}
    # Of an empty line it says that it has no id either.
    return sorted(each for each in found if each[:2] not in blank or each[2] == "blank-row")


def spoil(folder, chance):
    """Change one to three things at random in the tables of a folder."""
    for _ in range(chance.randint(1, 3)):
        path = chance.choice(sorted(folder.glob("*.csv")))
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))
        body = range(1, len(rows))
        if not body:
            continue
        line = chance.choice(body)
        cell = chance.randrange(len(rows[line]))
        match chance.choice(["empty", "text", "number", "double", "short", "long", "blank", "swap", "accent"]):
            case "empty":
                rows[line][cell] = ""
            case "text":
                rows[line][cell] = "no such thing"
            case "number":
                rows[line][cell] = str(chance.choice([-1, 0, 7, 400, 1.5]))
            case "double":
                rows.insert(line, list(rows[line]))
            case "short":
                rows[line] = rows[line][:-1]
            case "long":
                rows[line].append("more")
            case "blank":
                rows.insert(line, [""] * len(rows[0]))
            case "swap":
                other = chance.choice(body)
                rows[line][cell], rows[other][cell] = rows[other][cell], rows[line][cell]
            case "accent":
                rows[line][cell] += "é"
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        path.write_text(text.getvalue(), encoding="utf-8")


@pytest.mark.parametrize("group", range(GROUPS))
def test_the_same_problems_are_found_as_by_the_tool_of_the_standard(ruritania_folder, tmp_path, group):
    spoilt = 0
    for number in range(group, PACKAGES, GROUPS):
        folder = shutil.copytree(ruritania_folder, tmp_path / str(number))
        spoil(folder, random.Random(number))
        found = ours(folder)
        assert found == theirs(folder), number
        spoilt += bool(found)
    assert spoilt > PACKAGES / GROUPS / 2  # or what is spoilt would say little


@pytest.mark.parametrize(
    ("name", "content", "line", "kind"),
    [
        ("claims.csv", None, 0, "missing-file"),
        ("claims.csv", b"", 0, "empty-file"),
        ("claims.csv", b"claim,source\n\xff\xfe", 2, "encoding-error"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_problem_of_the_file(spoilt, name, content, line, kind):
    path = spoilt / name
    path.unlink() if content is None else path.write_bytes(content)
    problems = [each for each in schema_problems(spoilt, read_schema(spoilt)) if each.file == name]
    assert [(each.line, each.remedy) for each in problems] == [(line, REMEDIES[kind])]


def test_a_wrong_header_is_told_column_by_column(spoilt):
    path = spoilt / "series.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header.replace("date", "day") + ",more", *rows]) + "\n", encoding="utf-8")
    told = [str(each) for each in schema_problems(spoilt, read_schema(spoilt)) if each.file == "series.csv"]
    assert told == [
        "series.csv:1: column date: column 2 is called “day”, not “date”; restore the header row",
        "series.csv:1: column more: no column “more” is described; "
        "remove the column or describe it in datapackage.json",
    ]


def test_numbers_are_read_as_pandas_reads_them(spoilt):
    path = spoilt / "claims.csv"
    text = path.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    start = rows[0]["start"]
    for wrong in ("1_0", " 5", "٣", "1.0"):
        path.write_text(text.replace(f",{start},", f",{wrong},", 1), encoding="utf-8")
        [problem] = [each for each in schema_problems(spoilt, read_schema(spoilt)) if each.column == "start"]
        assert "it is not of type integer" in problem.found
