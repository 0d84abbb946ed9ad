"""What is known of a result: the digests of all that went into it, and of what came out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from dossier.build.inputs import digest


@dataclass(frozen=True)
class Receipt:
    """The `parts` that a result was made of, digests by name, and the digest of what was `made`."""

    parts: Mapping[str, str]
    made: str

    @property
    def key(self) -> str:
        """One digest of all parts: results with the same key are the same."""
        return digest(json.dumps(self.parts, sort_keys=True, ensure_ascii=False))


def explain(receipt: Receipt | None, parts: Mapping[str, str], made: str) -> str:
    """Return why a result must be made anew, or an empty text: `made` is the digest of what is there now.

    >>> explain(Receipt({"code": "1", "facts.csv": "2"}, "x"), {"code": "1", "facts.csv": "3"}, "x")
    'facts.csv changed'
    """
    if not made:
        return "not made yet"
    if receipt is None:
        return "nobody knows what it was made of"
    names = [*parts, *(name for name in receipt.parts if name not in parts)]
    changed = [name for name in names if parts.get(name) != receipt.parts.get(name)]
    if changed:
        more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
        return f"{changed[0]}{more} changed"
    return "" if receipt.made == made else "the result was changed by hand"


def read_receipt(path: Path) -> Receipt | None:
    """Read a receipt, or None where there is none that can be read."""
    try:
        return Receipt(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def write_receipt(path: Path, receipt: Receipt) -> None:
    """Write a receipt, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.with_suffix(".new")
    whole.write_text(json.dumps(asdict(receipt), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    whole.replace(path)
