"""Writes the tree of the library into CONTRIBUTING.md: each file with the first sentence of its docstring."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "CONTRIBUTING.md"
START, END = "<!-- tree -->\n", "<!-- end of tree -->"
FIRST = ("__init__.py",)
"""Names that come before all others in a folder."""


def list_tree(folder: Path) -> Iterator[str]:
    """Yield one line of Markdown for each module below a folder, a folder's own line first."""
    for path in sorted(folder.rglob("*.py"), key=lambda path: (path.parent, path.name not in FIRST, path.name)):
        parts = path.relative_to(folder.parent).parts
        is_folder = path.name == "__init__.py"
        name = f"{parts[-2]}/" if is_folder else parts[-1]
        depth = len(parts) - 1 - is_folder
        yield f"{'  ' * depth}- `{name}` {first_sentence(path)}"


def first_sentence(path: Path) -> str:
    """Return the first sentence of a module's docstring, which says what the module is for."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(text.partition("\n\n")[0].split())


def write(page: Path = PAGE) -> str:
    """Return the page with the tree as it is now between its two marks."""
    before, _, rest = page.read_text(encoding="utf-8").partition(START)
    _, _, after = rest.partition(END)
    return before + START + "\n".join(list_tree(ROOT / "dossier")) + "\n" + END + after


if __name__ == "__main__":
    PAGE.write_text(write(), encoding="utf-8")
    sys.exit(0)
