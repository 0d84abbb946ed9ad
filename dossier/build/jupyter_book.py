"""Runs Jupyter Book on one report with two costs removed, as `python -m dossier.build.jupyter_book ORDER`.

Jupyter Book's own command line hands neither a number of processes nor configuration values on to Sphinx; the function
under it does.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml


def main(order: Mapping) -> int:
    """Build one format and return Sphinx's status; every warning is an error, and nothing is taken from a build before.

    The order names the `root` of the report, the Sphinx `builder`, the folder `out`, the folder `data` of the evidence,
    the sources to leave `without`, and how many `jobs` run at a time.
    """
    skip_address_grammars()
    from jupyter_book.sphinx import build_sphinx

    root, out = Path(order["root"]), Path(order["out"])
    if mistakes := find_mistakes(root / "_config.yml"):
        print(*(f"_config.yml: ERROR: {mistake}" for mistake in mistakes), sep="\n")
        return 1
    # Millions of small nodes make the collector run again and again, and nearly all of them live to the end. Without it
    # a PDF of 27 s of computing takes 23 s.
    gc.disable()
    status = build_sphinx(
        root / "book",
        out,
        noconfig=True,
        path_config=root / "_config.yml",
        confoverrides={
            "external_toc_path": str(root / "_toc.yml"),
            "latex_individualpages": False,  # Jupyter Book takes it for given
            "nitpicky": True,
            "dossier_data": order["data"],
            "dossier_without": list(order["without"]),
        },
        builder=order["builder"],
        freshenv=True,
        warningiserror=True,
        keep_going=True,
        jobs=order["jobs"],
    )
    return 1 if isinstance(status, Exception) else status


def find_mistakes(config: Path) -> list[str]:
    """Return what Jupyter Book's schema finds wrong with a configuration; its own command line only prints it."""
    from jsonschema import ValidationError
    from jupyter_book.config import validate_yaml

    try:
        validate_yaml(yaml.safe_load(config.read_text(encoding="utf-8")), raise_on_errors=True)
    except (yaml.YAMLError, ValidationError) as error:
        return [line.removeprefix("- ") for line in str(error).splitlines() if line.strip()]
    return []


def skip_address_grammars() -> None:
    """Keep jsonschema from building forty grammars for formats of addresses that no schema here asks for.

    Where it cannot import them it goes on without, and validates all else. That saves 1.8 s of 2.0 s of its import.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]  # Python's way of saying that there is no such module


if __name__ == "__main__":
    sys.exit(main(json.loads(sys.argv[1])))
