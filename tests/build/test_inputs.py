"""What a result depends on: modules through modules, rows by what chose them, files by their content."""

import pytest

from dossier.build.inputs import PACKAGE, Modules, Rows, digest_below, digest_file


def names(code, folder):
    found = Modules().list(code, folder)
    return {(path.relative_to(PACKAGE.parent if path.is_relative_to(PACKAGE) else folder)).as_posix() for path in found}


def test_modules_are_followed_through_modules_within_functions_and_beside_the_code(tmp_path):
    (tmp_path / "helper.py").write_text("def draw():\n    from other import colour\n    return colour\n")
    (tmp_path / "other.py").write_text("import json\ncolour = 'blue'\n")
    assert names("import helper", tmp_path) == {"helper.py", "other.py"}
    assert names("if True:\n    import other", tmp_path) == {"other.py"}
    assert names("import json, pandas", tmp_path) == set()


def test_a_module_of_the_package_brings_its_package_and_what_that_needs(tmp_path):
    found = names("from dossier.notebook import figures", tmp_path)
    assert {"dossier/notebook/figures/bars.py", "dossier/notebook/__init__.py", "dossier/report.py"} <= found
    assert "dossier/notebook/figures/report.mplstyle" in found
    assert not any(name.startswith(("dossier/build", "dossier/sphinx", "dossier/typst")) for name in found)


def test_code_that_is_not_python_alone_counts_as_importing_all_there_is(tmp_path):
    assert "dossier/sphinx/roles.py" in names("%matplotlib inline\nimport dossier", tmp_path)


def test_rows_are_told_apart_by_what_chose_them(tmp_path):
    path = tmp_path / "facts.csv"
    path.write_text("fact,question,value\na,one,1\nb,one,2\nc,two,3\n", encoding="utf-8")
    wanted = [("facts", {"fact": ["a"]}), ("facts", {"question": ["one"]}), ("facts", {})]
    before = [Rows(tmp_path).digest(*each) for each in wanted]
    assert len(set(before)) == 3
    path.write_text("fact,question,value\na,one,1\nb,one,5\nc,two,3\n", encoding="utf-8")
    after = [Rows(tmp_path).digest(*each) for each in wanted]
    assert [one == other for one, other in zip(before, after, strict=True)] == [True, False, False]
    path.write_text("fact,question,value\na,one,1\nb,one,5\nc,two,3\nd,one,4\n", encoding="utf-8")
    assert Rows(tmp_path).digest("facts", {"question": ["one"]}) != after[1]


@pytest.mark.parametrize("change", ["touch", "add", "rename"])
def test_the_digest_of_a_folder_changes_with_what_is_in_it(tmp_path, change):
    (tmp_path / "a").write_text("one")
    before = digest_below(tmp_path)
    if change == "touch":
        (tmp_path / "a").write_text("two")
    elif change == "add":
        (tmp_path / "b").write_text("")
    else:
        (tmp_path / "a").rename(tmp_path / "c")
    assert digest_below(tmp_path) != before


def test_what_is_not_there_has_no_digest(tmp_path):
    assert digest_file(tmp_path / "none") == digest_below(tmp_path / "none") == ""
    assert digest_file(PACKAGE / "cli.py") == digest_below(PACKAGE / "cli.py") != ""
