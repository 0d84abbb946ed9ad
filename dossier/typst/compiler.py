"""Compiles Typst to PDF/UA with fonts from packages only, and says what is wrong and where."""

import re
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

import fontpkg_source_code_pro
import fontpkg_source_sans_3
import fontpkg_source_serif_4
import manimgx_fonts
import matplotlib
import typst
from sphinx.errors import SphinxError

_MARKER = "// document: "
_FINDING = re.compile(r"^(?:error|warning): (.+)(?:\n *┌─ (.+):(\d+):\d+)?", re.MULTILINE)


class Problem(NamedTuple):
    """One thing that keeps the PDF from being made, and its place: "file:line" or the document's name."""

    place: str | None
    message: str


class TypstError(SphinxError):
    """The PDF cannot be made."""

    category = "PDF error"

    def __init__(self, problems: list[Problem]) -> None:
        """Say everything that is wrong at once, each thing once."""
        self.problems = list(dict.fromkeys(problems))
        super().__init__("\n".join(f"{place}: {message}" for place, message in self.problems))


def fonts() -> list[Path]:
    """Return the folders of the fonts that the design uses; the system's fonts are never looked at."""
    families = (fontpkg_source_serif_4, fontpkg_source_sans_3, fontpkg_source_code_pro)
    # Pictures are lettered in the files of the same sans that matplotlib measured: Typst sets letters of a picture in
    # the lightest weight of a variable font.
    lettering = Path(str(files("font_source_sans_pro") / "files"))
    # DejaVu, which comes with matplotlib, and Noto have the letters of alphabets that the Source families lack.
    return [
        *(family.ROOT / "files" for family in families),
        lettering,
        Path(matplotlib.get_data_path(), "fonts", "ttf"),
        Path(str(files(manimgx_fonts))),
    ]


def marker(docname: str) -> str:
    """Return the comment that must stand above a document's markup for errors to name the document."""
    return _MARKER + docname


def compile_pdf(source: Path, timestamp: int) -> bytes:
    """Compile a Typst file to a tagged PDF; the same source and timestamp give the same bytes."""
    compiler = typst.Compiler(source, root=source.parent, font_paths=fonts(), ignore_system_fonts=True)
    try:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=timestamp)
    except typst.TypstError as error:
        raise TypstError(_explain(error, source)) from None
    if warnings:
        raise TypstError([problem for warning in warnings for problem in _explain(warning, source)])
    assert isinstance(pdf, bytes)  # one file is compiled, to the format that was asked for
    return pdf


def _explain(error: typst.TypstError | typst.TypstWarning, source: Path) -> list[Problem]:
    """Return a diagnostic's findings, each with the document that it is about and the markup it is near."""
    lines = source.read_text("utf-8").splitlines()
    problems = []
    for message, file, number in _FINDING.findall(error.diagnostic):
        if Path(file).name != source.name:
            problems.append(Problem(None, f"{message} ({file}:{number})"))
            continue
        before = reversed(lines[: int(number)])
        document = next((line.removeprefix(_MARKER) for line in before if line.startswith(_MARKER)), None)
        problems.append(Problem(document, f"{message}, near {lines[int(number) - 1].strip()[:80]!r}"))
    return problems or [Problem(None, error.message)]
