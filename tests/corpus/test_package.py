"""The package as one thing: its files, its hash, its name, and a zip with the same bytes each time."""

import zipfile
from datetime import datetime

import pytest

from dossier.corpus.package import hash_data, list_files, name_archive, pack_data


def test_its_files_are_the_tables_in_order_and_then_the_schema(spoilt):
    (spoilt / "notes.txt").write_text("not part of it", encoding="utf-8")
    names = [path.name for path in list_files(spoilt)]
    assert names[0] == "claims.csv"
    assert names[-1] == "datapackage.json"
    assert names[:-1] == sorted(names[:-1]) and "notes.txt" not in names


def test_the_hash_follows_every_file_and_nothing_else(spoilt):
    before = hash_data(spoilt)
    assert len(before) == 12
    (spoilt / "notes.txt").write_text("not part of it", encoding="utf-8")
    assert hash_data(spoilt) == before
    (spoilt / "errata.csv").write_bytes((spoilt / "errata.csv").read_bytes() + b"\n")
    assert hash_data(spoilt) != before


def test_the_archive_bears_the_name_of_the_package_and_the_version(spoilt):
    assert name_archive("1.2.0", spoilt) == "ruritania-freedonia-1.2.0.zip"


@pytest.mark.parametrize(("year", "stamp"), [(1923, (1980, 1, 1, 0, 0, 0)), (2023, (2023, 5, 6, 7, 8, 10))])
def test_the_zip_has_the_licence_and_the_same_bytes_each_time(spoilt, tmp_path, year, stamp):
    (spoilt.parent / "LICENSE-DATA").write_text("Free.", encoding="utf-8")
    for name in ("one.zip", "two.zip"):
        pack_data(tmp_path / name, datetime(year, 5, 6, 7, 8, 10), spoilt)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "one.zip") as archive:
        assert archive.namelist()[-2:] == ["datapackage.json", "LICENSE-DATA"]
        assert {entry.date_time for entry in archive.infolist()} == {stamp}
