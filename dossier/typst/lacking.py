"""Asks Typst which letters the fonts of the design lack."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory

from dossier.settings import Palette
from dossier.typst.compiler import TypstError, compile_pdf

HEAD = '#import "design-page.typ": serif\n#set document(title: "letters")\n#set text(font: serif, fallback: false)\n'


def find_missing(letters: Collection[str]) -> set[str]:
    """Return those of these letters that no font has in which the report is set."""
    if _can_set("".join(letters)) or not _can_set("a"):  # where nothing can be set, nothing can be told of letters
        return set()
    return {letter for letter in letters if not _can_set(letter)}


def _can_set(text: str) -> bool:
    escaped = "".join(f"\\u{{{ord(letter):x}}}" for letter in text)
    with TemporaryDirectory() as scratch:
        for file in Path(__file__).parent.glob("*.typ"):
            shutil.copy(file, Path(scratch, f"design-{file.name}"))
        names = (f'#let {each.name} = rgb("{each.default}")\n' for each in fields(Palette))
        Path(scratch, "design-palette.typ").write_text("".join(names), encoding="utf-8")
        source = Path(scratch, "letters.typ")
        source.write_text(f'{HEAD}#"{escaped}"\n', encoding="utf-8")
        try:
            compile_pdf(source, 0)
        except TypstError:
            return False
    return True
