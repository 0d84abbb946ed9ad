"""Version and commit of an edition, and the licence of its data."""

import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from dossier.edition.edition import read_edition, read_licence


@pytest.fixture
def data(tmp_path, root):
    shutil.copytree(root / "tests" / "roots" / "ruritania" / "data", tmp_path / "data")
    return tmp_path / "data"


def git(folder, *arguments):
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    environment = {"GIT_COMMITTER_DATE": "2021-03-04T05:06:07Z", "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def test_an_edition_outside_version_control_has_the_version_of_its_data_and_no_date(data):
    edition = read_edition(data)
    assert (edition.version, edition.commit, edition.time) == ("0.1.0", "unversioned", datetime(2000, 1, 1, tzinfo=UTC))
    assert (edition.date, edition.day, edition.why_not) == (None, "no date", "it is in no repository of git")
    assert len(edition.data_hash) == 12


def test_an_edition_in_a_checkout_has_its_commit_and_says_where_files_were_changed(data):
    for step in (["init"], ["add", "."], ["commit", "-m", "All"]):
        git(data, *step)
    edition = read_edition(data)
    assert edition.time == datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    assert len(edition.commit) == 10
    (data / "claims.csv").write_text("changed")
    assert read_edition(data).commit == f"{edition.commit} with local changes"
    assert read_edition(data).data_hash != edition.data_hash


def test_the_licence_is_that_of_the_data_package(data):
    assert read_licence(data) == ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


def test_a_byte_order_mark_changes_nothing(data):
    file = data / "datapackage.json"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert read_licence(data).name == "CC BY 4.0"
    assert read_edition(data).version == "0.1.0"
