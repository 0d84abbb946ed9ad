"""Reads Web Annotations, as `annotations` and other programs write them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from dossier.errors import DossierError

PREFIX = "claim"
"""Stands before the columns of a claim in the body that has them all; `claim:value` is the column `value`."""

AROUND = 32
"""How many code points before and after a quote are given, so that a reader finds the right one of several."""


def read_claims(path: Path) -> pd.DataFrame:
    """Return the claims of a file that `annotations.write` made, with all columns of `claims.csv`, typed as there.

    Raises DossierError where it is none.
    """
    bodies = [find_columns(each) for each in read_page(path)]
    if not bodies or not all(bodies):
        raise DossierError(f"{path}: has annotations that are no claims of a report; run dossier import")
    return pd.DataFrame(bodies)


def read_page(path: Path) -> list[dict[str, Any]]:
    """Return the annotations of a collection, of one of its pages, of a list, or of an export of Hypothesis.

    Raises DossierError where there are none.
    """
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        json.dumps(read, ensure_ascii=False).encode("utf-8")  # JSON can hold half a character, and UTF-8 cannot
    except FileNotFoundError:
        raise DossierError(f"{path}: no such file; name the file of annotations") from None
    except (ValueError, RecursionError) as error:
        raise DossierError(f"{path}: not JSON in UTF-8 ({error}); export it again") from None
    if isinstance(read, dict) and isinstance(read.get("first"), dict):
        read = read["first"]
    lists = ("items", "annotations", "rows")
    items = next((read[name] for name in lists if name in read), None) if isinstance(read, dict) else read
    if not isinstance(items, list) or not all(isinstance(each, dict) for each in items):
        raise DossierError(f"{path}: no list of annotations; export it as JSON")
    return items


def find_columns(annotation: dict[str, Any]) -> dict[str, Any]:
    """Return the columns of the claim that an annotation of ours has in its body; empty for any other."""
    bodies = annotation.get("body", ())
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, dict) and f"{PREFIX}:claim" in body:
            return {
                name.removeprefix(f"{PREFIX}:"): value
                for name, value in body.items()
                if name.startswith(f"{PREFIX}:") and isinstance(value, str | int)
            }
    return {}
