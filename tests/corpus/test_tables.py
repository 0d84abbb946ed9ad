"""Tables come typed and whole, or with one line that says what is wrong."""

import pytest

from dossier.corpus import CorpusError, read, read_schema


def test_the_tables_are_typed_and_have_the_columns_of_the_schema(ruritania, ruritania_folder):
    claims = ruritania.corpus.claims
    assert (claims["start"].dtype, ruritania.corpus.series["value"].dtype) == ("int64", "float64")
    assert not claims.isna().any(axis=None)
    assert list(claims) == [field["name"] for field in read_schema(ruritania_folder)["claims"]["schema"]["fields"]]


def test_a_source_left_out_takes_its_rows_from_every_table(ruritania):
    rest = ruritania.corpus.without("courier-1921")
    for table in (rest.sources, rest.claims, rest.exclusions, rest.names):
        assert set(table["source"]) == {"gazette-1920"}
        assert list(table.index) == list(range(len(table)))
    assert len(rest.questions) == len(ruritania.corpus.questions)
    assert rest.left_out == ("courier-1921",)


def test_claims_and_facts_answer_in_one_form(ruritania):
    answers = ruritania.corpus.answers().set_index("id")
    assert len(answers) == 16 + 4
    claim, fact = answers.loc["courier-1921-trade"], answers.loc["trade-1920"]
    assert (claim["fact"], claim["source"], claim["told"], claim["stated"]) == (
        False, "courier-1921", "done", "passes-on",
    )  # fmt: skip
    assert (fact["fact"], fact["source"], fact["kind"], fact["told"], fact["stated"], fact["unit"]) == (
        True, "", "", "done", "states", "",
    )  # fmt: skip
    assert (fact["as_of"], fact["date"]) == ("1920", "1920")
    assert "courier-1921-boats" not in answers.index


def test_leaving_out_twice_adds_up(ruritania):
    assert ruritania.corpus.without("courier-1921").without("gazette-1920").left_out == ("courier-1921", "gazette-1920")


def test_an_unknown_source_cannot_be_left_out(ruritania_folder):
    with pytest.raises(CorpusError, match="no source “nobody”; there are courier-1921, gazette-1920"):
        read(ruritania_folder, without=["nobody"])


def test_a_surplus_comma_is_found_when_the_tables_are_read(spoilt):
    path = spoilt / "orders.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("A state cannot", "A state, cannot"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"orders\.csv:2: 6 cells where the header has 5; quote a cell"):
        read(spoilt)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda data: (data / "facts.csv").unlink(), "facts.csv: no such file; put it back"),
        (lambda data: (data / "facts.csv").write_bytes(b"fact\xff\n"), r"facts\.csv:1: byte 4 \(0xff\) is not UTF-8"),
        (lambda data: (data / "facts.csv").write_text(""), "facts.csv: the file is empty"),
        (lambda data: (data / "facts.csv").write_text("fact\n"), "facts.csv: .*; run `dossier check`"),
        (lambda data: (data / "datapackage.json").unlink(), "datapackage.json: no such file"),
        (lambda data: (data / "datapackage.json").write_text("{"), "datapackage.json:1: not a data package"),
        (
            lambda data: (data / "datapackage.json").write_text(
                '{"name": "a", "licenses": [{"name": "CC0-1.0", "path": "LICENCE"}], "resources": []}'
            ),
            "describes no table “sources”",
        ),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(spoilt, spoil, message):
    spoil(spoilt)
    with pytest.raises(CorpusError, match=message) as error:
        read(spoilt)
    assert "\n" not in str(error.value)


def test_reading_changes_nothing(spoilt):
    before = {path: path.read_bytes() for path in spoilt.iterdir()}
    read(spoilt)
    assert {path: path.read_bytes() for path in spoilt.iterdir()} == before
