"""Broken evidence gets messages that name file, line, column, what was found and how to mend it."""

import shutil

import pytest

from dossier import corpus


@pytest.fixture
def data(tmp_path):
    return shutil.copytree(corpus.FOLDER, tmp_path / "data")


def change(data, table, old, new, times=1):
    path = data / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, times), encoding="utf-8")


def complaints(data):
    return [str(problem) for problem in corpus.check(data)]


def line_of(data, table, text):
    lines = (data / f"{table}.csv").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def test_the_evidence_is_valid():
    assert corpus.check() == []


def test_the_tables_are_typed_and_complete(evidence):
    assert evidence.claims["start"].dtype == "int64"
    assert evidence.series["value"].dtype == "float64"
    assert not evidence.claims.isna().any(axis=None)
    assert list(evidence.claims.columns) == [
        field["name"] for field in corpus.read_schema()["claims"]["schema"]["fields"]
    ]


@pytest.mark.parametrize(
    ("table", "old", "new", "parts"),
    [
        ("claims", ",1992-06,asserted,,relations-date,", ",1992-13,asserted,,relations-date,",
         ["claims.csv", "column date", "“1992-13” is not an EDTF date", "write 1992"]),
        ("claims", "relations-date,1992-06,", "relations-date,June 1992,",
         ["claims.csv", "column value", "“June 1992” is not an EDTF date", "write 1992"]),
        ("claims", ",diplomacy,event,Pakistan;Azerbaijan,,1992-06", ",diplomatic,event,Pakistan;Azerbaijan,,1992-06",
         ["claims.csv", "column theme", "diplomatic"]),
        ("claims", ",asserted,,relations-date,1992-06", ",asserted,,relation-date,1992-06",
         ["claims.csv", "correct the id"]),
        ("claims", "caci-2004,1", "caci-2005,1", ["claims.csv", "correct the id"]),
        ("claims", ",event,Pakistan;Azerbaijan,,1992-06", ",event,Pakistan;Azerbaidjan,,1992-06",
         ["column actor", "“Azerbaidjan” is no canonical name", "names.csv"]),
        ("facts", "azerbaijan-state-basis,", "azerbaijan-state-base,", ["facts.csv", "correct the id"]),
        ("questions", ",rank,place,", ",order,place,", ["questions.csv", "column type"]),
        ("series", ",US$ million,", ",", ["series.csv"]),
        ("vocabulary", "modality,reported,", "modality,rumoured,", ["vocabulary.csv", "modality “reported”"]),
        ("uncited", "table,id,reason\n", "table,id,reason\nclaims,no-such-claim,It is not there.\n",
         ["uncited.csv:2", "column id", "“no-such-claim” is not in claims.csv", "correct the id"]),
        ("rulings", "finding,", "findings,", ["rulings.csv", "restore the header row"]),
    ],
)  # fmt: skip
def test_each_fault_is_named_with_its_place_and_remedy(data, table, old, new, parts):
    change(data, table, old, new)
    told = complaints(data)
    assert told
    for part in parts:
        assert part in told[0], told[0]
    assert "\n" not in told[0]


def test_a_fault_names_its_line(data):
    line = line_of(data, "claims", "tdi-2022-relations-june-1992,")
    change(data, "claims", "relations-date,1992-06,", "relations-date,1992-6,")
    assert complaints(data)[0].startswith(f"claims.csv:{line}: column value: “1992-6” is not an EDTF date; write ")


def test_rows_out_of_order_are_told_apart(data):
    path = data / "claims.csv"
    header, first, second, *rest = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([header, second, first, *rest]), encoding="utf-8")
    assert complaints(data)[0].startswith("claims.csv:3: column claim: ")
    assert "sort the rows by claim" in complaints(data)[0]


def test_a_quote_is_held_to_its_length(data):
    change(data, "claims", "newfound independence in 1991,Azerbaijan's", "newfound independence in 199,Azerbaijan's")
    assert "code points" in complaints(data)[0]


def test_a_surplus_comma_is_found(data):
    change(data, "orders", "A state cannot", "A state, cannot")
    assert complaints(data)[0].startswith("orders.csv:")
    with pytest.raises(corpus.CorpusError, match=r"orders\.csv:\d+: 4 cells where the header has 3"):
        corpus.read(data)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda data: (data / "facts.csv").unlink(), "facts.csv: no such file"),
        (lambda data: (data / "facts.csv").write_bytes(b"fact\xff\n"), "facts.csv: cannot be read"),
        (lambda data: (data / "datapackage.json").unlink(), "datapackage.json: no such file"),
        (lambda data: (data / "datapackage.json").write_text("{"), "datapackage.json: no data package"),
    ],
)
def test_what_cannot_be_read_is_one_clear_error(data, damage, message):
    damage(data)
    with pytest.raises(corpus.CorpusError, match=message) as error:
        corpus.read(data)
    assert "\n" not in str(error.value)


def test_reading_leaves_the_data_alone(data):
    before = {path: path.read_bytes() for path in data.iterdir()}
    corpus.read(data)
    corpus.check(data)
    assert {path: path.read_bytes() for path in data.iterdir()} == before
