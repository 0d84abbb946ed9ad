"""What the schema catches, through Frictionless: a few cases, since each takes half a second."""

import pytest

from dossier.corpus import CorpusError, check


def change(folder, table, old, new):
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def complaints(folder):
    return [str(problem) for problem in check(folder)]


def test_a_sound_package_has_no_problem(spoilt):
    assert check(spoilt) == []


def test_faults_of_several_tables_are_told_at_once_each_with_its_remedy(spoilt):
    change(spoilt, "claims", ",lake,prediction,", ",lakes,prediction,")
    change(spoilt, "claims", "courier-1921-ferry,courier-1921,", "courier-1921-ferry,courier-1922,")
    change(spoilt, "facts", "ferry-opens,ferry-status,", "ferry-opens,ferry-state,")
    change(spoilt, "questions", ",rank,", ",order,")
    change(spoilt, "series", ",million crowns,", ",")
    change(spoilt, "rulings", "clusters,", "pairs,")
    told = complaints(spoilt)
    for beginning, remedy in [
        ("claims.csv:2: column theme: “lakes”: ", "; write a value that the column allows"),
        ("claims.csv:3: ", "; correct the id, or add the row that it points to"),
        ("facts.csv:2: ", "; correct the id, or add the row that it points to"),
        ("questions.csv:6: column type: “order”: ", "; write a value that the column allows"),
        ("series.csv:2: ", "; add the missing cells, or quote a cell that has a comma"),
        ("rulings.csv", "; restore the header row"),
    ]:
        assert any(line.startswith(beginning) and line.endswith(remedy) for line in told), (beginning, told)
    assert not any("\n" in line for line in told)


def test_a_fault_that_only_our_rules_know_is_told_with_its_line(spoilt):
    change(spoilt, "claims", "relations-date,1919-05,", "relations-date,1919-5,")
    [complaint] = complaints(spoilt)
    assert complaint.startswith("claims.csv:8: column value: “1919-5” is ")
    assert "; write 1919-05" in complaint


def test_a_check_changes_nothing(spoilt):
    before = {path: path.read_bytes() for path in spoilt.iterdir()}
    check(spoilt)
    assert {path: path.read_bytes() for path in spoilt.iterdir()} == before


def test_without_a_schema_there_is_nothing_to_check(tmp_path):
    with pytest.raises(CorpusError, match="name the folder of the data package"):
        check(tmp_path)
