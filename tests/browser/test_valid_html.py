"""The Nu Html Checker over every page: no error. CI brings the checker; elsewhere this is skipped."""

import collections
import json
import os
import shutil
import subprocess

import pytest

CHECKER = os.environ.get("VNU_JAR", "")


@pytest.mark.skipif(
    not (CHECKER and shutil.which("java")), reason="no checker: CI installs vnu-jar and names it in VNU_JAR"
)
def test_every_page_is_valid_html(book, page_names):
    pages = [str(book / "html" / f"{name}.html") for name in [*page_names, "search"]]
    run = subprocess.run(
        ["java", "-jar", CHECKER, "--errors-only", "--format", "json", *pages], capture_output=True, text=True
    )
    messages = json.loads(run.stderr or run.stdout)["messages"]
    assert collections.Counter(message["message"] for message in messages) == {}
