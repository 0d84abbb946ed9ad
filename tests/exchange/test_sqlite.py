"""The database, as SQLite itself and sqlite-utils see it."""

import json
import sqlite3
from contextlib import closing

import pandas as pd
import pytest
import sqlite_utils

from dossier.corpus.tables import TABLES
from dossier.exchange import FORMATS


@pytest.fixture
def database(exported):
    with closing(sqlite3.connect(exported("sqlite"))) as connection:
        yield connection


def test_sqlite_finds_nothing_wrong(database):
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in ("claims", "facts", "questions"):
        database.execute(f"INSERT INTO {table}_fts ({table}_fts) VALUES ('integrity-check')")


def test_every_table_is_read_back_as_it_is(both, database):
    report, _ = both
    for name in TABLES:
        wanted = getattr(report.corpus, name)
        found = pd.read_sql(f'SELECT * FROM "{name}"', database)
        texts = [column for column in wanted if wanted[column].dtype == "str"]
        found = found.assign(**{column: found[column].astype("str").fillna("") for column in texts})
        pd.testing.assert_frame_equal(found.astype(wanted.dtypes.to_dict()), wanted)


def test_sqlite_utils_sees_keys_and_search(both, exported):
    report, _ = both
    database = sqlite_utils.Database(exported("sqlite"))
    claims = database["claims"]
    assert claims.pks == ["claim"]
    assert {(key.column, key.other_table) for key in claims.foreign_keys} == {
        ("source", "sources"),
        ("question", "questions"),
    }
    assert claims.detect_fts() == "claims_fts"
    assert claims.columns_dict["start"] is int
    word = report.corpus.claims.loc[0, "statement"].split()[0]
    assert report.corpus.claims.loc[0, "claim"] in {row["claim"] for row in claims.search(word)}


def test_contradictions_show_both_sides(ruritania, tmp_path):
    FORMATS["sqlite"].write(ruritania, tmp_path / "lake.sqlite")
    database = sqlite_utils.Database(tmp_path / "lake.sqlite")
    [row] = database.query("SELECT * FROM contradictions WHERE finding = 'gazette-1920-recognition~recognition-note'")
    assert (row["one_from"], row["one_quote"]) == ("Gazette 1920", "had done so in April 1919")
    assert (row["other_from"], row["other_quote"]) == ("Foreign Ministry of Freedonia", None)
    assert row["other_statement"] == "The note of recognition is dated 3 March 1919."
    assert database["contradictions"].count == (ruritania.findings["verdict"] == "conflict").sum()


def test_views_speak_in_words(ruritania, tmp_path):
    FORMATS["sqlite"].write(ruritania, tmp_path / "lake.sqlite")
    database = sqlite_utils.Database(tmp_path / "lake.sqlite")
    [judged] = database.query("SELECT * FROM judged_questions WHERE question = 'recognition-date'")
    assert (judged["answer_in_words"], judged["judgement"]) == ("3 March 1919", "likely")
    [claim] = database.query("SELECT * FROM claims_in_full WHERE claim = 'courier-1921-trade'")
    assert (claim["source_label"], claim["question_text"]) == ("Courier 1921", "How large is the trade?")
    assert (claim["value"], claim["unit"]) == ("~40", "million crowns")


def test_the_same_data_give_the_same_bytes(ruritania, tmp_path):
    for name in ("one", "other"):
        FORMATS["sqlite"].write(ruritania, tmp_path / f"{name}.sqlite")
    assert (tmp_path / "one.sqlite").read_bytes() == (tmp_path / "other.sqlite").read_bytes()


def test_datasette_is_told_what_tables_and_columns_mean(ruritania, tmp_path):
    FORMATS["sqlite"].write(ruritania, tmp_path / "lake.sqlite")
    told = json.loads((tmp_path / "lake-metadata.json").read_text(encoding="utf-8"))
    tables = told["databases"]["lake"]["tables"]
    assert told["license"]
    assert tables["claims"]["columns"]["told"] == ("Whether the thing is told as done, under way, planned or possible.")
    with closing(sqlite3.connect(tmp_path / "lake.sqlite")) as database:
        query = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE '%_fts%'"
        assert {name for (name,) in database.execute(query)} == tables.keys()


def test_without_a_source_no_key_is_left_hanging(ruritania, tmp_path):
    FORMATS["sqlite"].write(ruritania.without("gazette-1920"), tmp_path / "half.sqlite")
    with closing(sqlite3.connect(tmp_path / "half.sqlite")) as database:
        assert database.execute("SELECT DISTINCT source FROM claims").fetchall() == [("courier-1921",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_hostile_text_stays_text(spoilt, tmp_path):
    hostile = "'); DROP TABLE claims; --\""
    FORMATS["sqlite"].write(spoilt("note", hostile), tmp_path / "lake.sqlite")
    with closing(sqlite3.connect(tmp_path / "lake.sqlite")) as database:
        assert database.execute("SELECT note FROM claims LIMIT 1").fetchone() == (hostile,)
