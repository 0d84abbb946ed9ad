"""Tests on the live data and on the repository that teach the curator."""

import json
import re
import subprocess

import pytest
from pybtex.database import parse_file

from dossier.corpus import check
from dossier.corpus.rules import MAX_QUOTE_WORDS


@pytest.fixture(scope="module")
def committed(root):
    """The text of every file under version control, by path."""
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    if not any(listed):
        pytest.skip("not a checkout: there is no list of committed files")
    texts = {}
    for name in filter(None, listed):
        path = root / name
        if path.is_file():
            texts[name] = path.read_text(encoding="utf-8")
    return texts


def words(text):
    return re.findall(r"\w+", text.lower())


def test_every_citekey_is_in_the_bibliography(evidence, root):
    keys = set(parse_file(root / "book" / "references.bib").entries)
    for table in (evidence.sources, evidence.facts, evidence.series):
        assert set(table["citekey"]) <= keys


def test_every_work_says_where_it_was_read_or_that_this_was_not_kept(root):
    for key, work in parse_file(root / "book" / "references.bib").entries.items():
        note = work.fields.get("note", "").lower()
        read = {"url", "doi", "isbn"} & set(work.fields)
        assert read or re.search(r"address not kept|no address|not open", note), key


def test_every_question_is_answered_by_two_or_by_one_and_the_record(evidence):
    claims = evidence.claims.groupby("question").size()
    facts = evidence.facts.groupby("question").size()
    lonely = [q for q in evidence.questions["question"] if claims.get(q, 0) + facts.get(q, 0) < 2]
    assert lonely == []


def test_no_statement_repeats_the_words_of_its_quote(evidence):
    for claim in evidence.claims.itertuples():
        statement, quote = words(claim.statement), words(claim.quote)
        runs = {tuple(quote[i : i + 7]) for i in range(len(quote) - 6)}
        assert not any(tuple(statement[i : i + 7]) in runs for i in range(len(statement) - 6)), claim.claim


def test_no_run_of_an_article_longer_than_a_quote_stands_anywhere(committed, articles):
    length = MAX_QUOTE_WORDS + 1
    runs = {}
    for path in sorted(articles.glob("*.txt")):
        text = words(path.read_bytes().decode("utf-8"))
        runs |= {tuple(text[i : i + length]): path.name for i in range(len(text) - length + 1)}
    for name, text in committed.items():
        spoken = words(text)
        for i in range(len(spoken) - length + 1):
            assert tuple(spoken[i : i + length]) not in runs, f"{name}: {' '.join(spoken[i : i + length])}"


def test_no_private_address_registry_or_machine_path_is_committed(committed):
    private = re.compile(
        r"[\w.]+@gmail|(pypi|pythonhosted|deb[.]debian)[.]org|npmjs[.](org|com)|(^|[^\w.])/(work|root)/"
    )
    for name, text in committed.items():
        if name != "tests/data/test_data.py":
            assert not private.search(text), name


def test_reporters_of_a_series_do_not_change_within_it(evidence):
    assert (evidence.series.groupby("series")[["reporter", "unit"]].nunique() == 1).all(axis=None)


def test_csv_files_are_plain(committed):
    for name, text in committed.items():
        if name.endswith(".csv"):
            assert "\r" not in text and text.endswith("\n") and not text.startswith("\ufeff"), name


def test_the_evidence_keeps_its_schema_and_its_rules(data_folder):
    assert [str(problem) for problem in check(data_folder)] == []


def test_the_made_up_package_has_the_schema_of_the_live_one(root, data_folder):
    """The two differ in name, title, description, version and list of themes; all else is one schema."""
    live, made_up = (
        json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        for folder in (data_folder, root / "tests" / "roots" / "ruritania" / "data")
    )
    for package in (live, made_up):
        for own in ("name", "title", "description", "version"):
            del package[own]
        for resource in package["resources"]:
            for field in resource["schema"]["fields"]:
                if field["name"] == "theme":
                    field.get("constraints", {}).pop("enum", None)
    assert made_up == live, (
        "change the same field in tests/roots/ruritania/data/datapackage.json, and the columns of its tables with it"
    )
