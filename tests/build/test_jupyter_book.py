"""Jupyter Book without its start-up costs still finds what is wrong with a configuration."""

import json
import subprocess
import sys

import pytest

FIND = """
import json, sys
from pathlib import Path
from dossier.build.jupyter_book import find_mistakes, skip_address_grammars
skip_address_grammars()
print(json.dumps(find_mistakes(Path(sys.argv[1]))))
"""


def find_mistakes(config):
    """What is wrong with a configuration, found in a process of its own, as the build does."""
    run = subprocess.run([sys.executable, "-c", FIND, str(config)], capture_output=True, encoding="utf-8", check=True)
    return json.loads(run.stdout)


@pytest.mark.parametrize(
    ("config", "mistakes"),
    [
        ("title: A report\n", []),
        ("title: [A, report]\n", ["['A', 'report'] is not of type 'string' [key path: 'title']"]),
        (
            "html:\n  use_issues_button: perhaps\n",
            ["'perhaps' is not of type 'boolean' [key path: 'html/use_issues_button']"],
        ),
    ],
)
def test_the_schema_of_the_configuration_is_still_checked(tmp_path, config, mistakes):
    (tmp_path / "_config.yml").write_text(config)
    assert find_mistakes(tmp_path / "_config.yml") == mistakes


@pytest.mark.parametrize("path", ["_config.yml", "tests/roots/ruritania/_config.yml"])
def test_the_configurations_here_are_valid(root, path):
    assert find_mistakes(root / path) == []
