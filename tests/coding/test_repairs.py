"""What needs no judgement is mended, and nothing else."""

import shutil

import pytest

from dossier.coding.repairs import repair
from dossier.corpus.checks import check


@pytest.fixture
def folder(tmp_path, ruritania_folder):
    return shutil.copytree(ruritania_folder, tmp_path / "data")


def test_what_is_in_order_is_left_alone(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert repair(folder) == []
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_rows_cells_and_rulings_are_put_in_order(folder):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    claims = (folder / "claims.csv").read_text(encoding="utf-8").splitlines()
    claims[1], claims[2] = claims[2].replace(",lake,", ", lake ,"), claims[1]
    (folder / "claims.csv").write_text("\n".join([*claims, ""]), encoding="utf-8")
    rulings = (folder / "rulings.csv").read_text(encoding="utf-8")
    (folder / "rulings.csv").write_text(rulings.replace("1919-01 ~ 1919-06", "1919-06 ~ 1919-01"), encoding="utf-8")
    assert repair(folder) == ["claims.csv: trimmed, sorted", "rulings.csv: sides put in order"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert check(folder) == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"other,header\n1,2\n", b"claim,ground,reason\na,b\n", b'claim,ground,reason\n"a,b,c\n'],
)
def test_a_table_that_cannot_be_read_is_left_to_the_check(folder, content):
    (folder / "unquestioned.csv").write_bytes(content)
    assert repair(folder) == []
    assert (folder / "unquestioned.csv").read_bytes() == content
