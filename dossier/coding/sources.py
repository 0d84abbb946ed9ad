"""Adds an article: its row with hash and length, what of it is not coded, and its entry in the bibliography."""

from __future__ import annotations

import hashlib
import re
from calendar import month_name
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from dossier.coding.package import OpenPackage, Rows
from dossier.coding.rows import Change, write_files, writing
from dossier.corpus.files import FileError, decode, read_bytes
from dossier.corpus.tables import CorpusError
from dossier.values import UnreadableValue, date_from_words, read_days

ASKED = ("title", "author", "publisher", "published", "published_basis", "genre", "standpoint", "place", "interest")
"""What whoever adds an article has to say of it, in this order; an author may be unknown."""

LONGEST_TITLE = 200
"""How many characters a first line has at most that is taken for the title."""

_LINK = re.compile(r"https?://\S+|\S+@\S+\.\w+")
_BY_LINE = re.compile(r"(by|from|von|par)\s+\S.{0,80}", re.IGNORECASE)


class Exclusion(NamedTuple):
    """A stretch of a text that is not coded, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class NewSource:
    """An article as it will be added: its cells by column, what is excluded, its address, and its file."""

    cells: Mapping[str, str]
    exclusions: tuple[Exclusion, ...]
    address: str
    file: Path


def propose_source(file: Path, given: Mapping[str, str], address: str = "") -> NewSource:
    """Return an article with all that its text tells: hash, length, title, exclusions, id and citekey.

    `given` are cells by column, which go before what is proposed. Raises CorpusError where the file cannot be read.
    """
    text, digest = read_article(file)
    title = next((line.strip("\ufeff \t") for line in re.split(r"[\r\n]+", text) if line.strip()), "")
    cells = {"title": title, "genre": "news report", **{name: cell for name, cell in given.items() if cell}}
    cells["published"] = read_published(cells.get("published", ""))
    year = cells["published"][:4]
    if "source" not in cells:
        stem = re.sub(r"[^a-z0-9]+", "-", cells.get("publisher", file.stem).casefold()).strip("-")
        cells["source"] = f"{stem}-{year}" if year else stem
    cells.setdefault("label", ", ".join(filter(None, [cells.get("publisher", ""), year])))
    cells.setdefault("published_basis", "stated: on the page")
    cells.setdefault("citekey", cells["source"].replace("-", ""))
    cells |= {"file": file.name, "text_sha256": digest, "characters": str(len(text))}
    return NewSource(cells, tuple(propose_exclusions(text)), address, file)


def read_published(text: str) -> str:
    """Return the date of an article as EDTF, from EDTF or from words. Raises CorpusError where it is none."""
    written = date_from_words(text)
    try:
        if written:
            read_days(written)
    except UnreadableValue:
        raise CorpusError(f"published: “{text}” is no date; write 12 July 2023, July 2023 or 2023-07-12") from None
    return written


def read_article(file: Path) -> tuple[str, str]:
    """Return the text of an article as it is, and the SHA-256 of its bytes. Raises CorpusError."""
    try:
        content = read_bytes(file)
        decode(file, content)  # which tells more of what is wrong
        return content.decode("utf-8"), hashlib.sha256(content).hexdigest()
    except FileNotFoundError:
        raise CorpusError(f"{file}: no such file; name the file of the article's text") from None
    except FileError as error:
        raise CorpusError(str(error)) from None


def propose_exclusions(text: str) -> Iterator[Exclusion]:
    """Yield what of a text is no statement: its title, a by-line below it, and addresses."""
    lines = [match for match in re.finditer(r"[^\r\n]+", text) if match[0].strip()]
    head = lines[0] if lines else None
    # A first line that is long or ends a sentence is the text itself.
    if head and len(head[0]) <= LONGEST_TITLE and not head[0].rstrip().endswith((".", ":", ",")):
        has_by_line = len(lines) > 1 and _BY_LINE.fullmatch(lines[1][0].strip())
        words, last = ("title and by-line", lines[1]) if has_by_line else ("title", head)
        yield Exclusion(head.start(), last.end(), f"{words}: recorded in the table of sources")
    for link in _LINK.finditer(text):
        yield Exclusion(link.start(), link.end(), "address: not the article's words")


def missing_cells(source: NewSource) -> list[str]:
    """Return what still has to be said of an article, by column."""
    return [name for name in ASKED if name != "author" and not source.cells.get(name)]


def add_source(folder: Path, source: NewSource, bibliography: Path, texts: Path | None = None) -> Change:
    """Write an article into the tables and the bibliography, and its text into the folder `texts`, all files or none.

    Raises CorpusError, a line for each problem, where a cell is missing or breaks a rule.
    """
    if missing := missing_cells(source):
        options = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        raise CorpusError(f"{source.cells['source']}: not said yet: {', '.join(missing)}; give {options}")
    with writing(folder):
        return write_files(_complete_source(OpenPackage(folder), source, bibliography, texts))


def _complete_source(
    package: OpenPackage, source: NewSource, bibliography: Path, texts: Path | None
) -> dict[Path, bytes]:
    if source.cells["source"] in set(package.corpus.sources["source"]):
        raise CorpusError(f"{source.cells['source']}: is in the report already; give another --source")
    rows: Rows = {
        "sources": [source.cells],
        "exclusions": [
            {"source": source.cells["source"], "start": str(each.start), "end": str(each.end), "reason": each.reason}
            for each in source.exclusions
        ],
    }
    if problems := package.check(rows):
        raise CorpusError("\n".join(map(str, problems)))
    contents = package.write(rows)
    contents[bibliography] = _with_entry(bibliography, source)
    if texts is not None and texts.resolve() != source.file.parent.resolve():
        content, target = source.file.read_bytes(), texts / source.file.name
        if target.exists() and target.read_bytes() != content:
            raise CorpusError(f"{target}: is there, and another text; give the new one a file name of its own")
        texts.mkdir(parents=True, exist_ok=True)
        contents[target] = content
    return contents


def _with_entry(bibliography: Path, source: NewSource) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9:_-]*", source.cells["citekey"]):
        raise CorpusError(f"citekey “{source.cells['citekey']}” is none; write letters, digits and hyphens")
    before = bibliography.read_bytes().decode("utf-8") if bibliography.exists() else ""
    if re.search(rf"^@\w+\{{{re.escape(source.cells['citekey'])},", before, re.MULTILINE):
        raise CorpusError(f"{bibliography}: there is an entry “{source.cells['citekey']}”; give another --citekey")
    return f"{before.rstrip()}\n\n{format_entry(source)}".lstrip("\n").encode("utf-8")


def format_entry(source: NewSource) -> str:
    """Return the entry of an article in a bibliography of BibTeX."""
    cells = source.cells
    author = _escape(cells.get("author") or cells["publisher"])
    fields = {
        "author": author if cells.get("author") and "," in author else f"{{{author}}}",
        "title": f"{{{_escape(cells['title'])}}}",
        "howpublished": _escape(cells["publisher"]),
        **_say_when(cells["published"]),
        **({"url": source.address} if source.address else {"note": "Address not kept"}),
    }
    fields["url"] = quote(fields.get("url", ""), safe="".join(map(chr, range(33, 127))).translate({123: "", 125: ""}))
    lines = [f"  {name} = {{{text}}},\n" for name, text in fields.items() if text]
    return f"@misc{{{cells['citekey']},\n{''.join(lines)}}}\n"


def _say_when(published: str) -> dict[str, str]:
    year, month, day, *_ = [*re.findall(r"\d+", published)[:3], "", "", ""]
    if not month or int(month) > len(month_name) - 1 or "/" in published:
        return {"year": year}
    return {"month": " ".join(filter(None, [day.lstrip("0"), month_name[int(month)]])), "year": year}


def _escape(text: str) -> str:
    """Return a text with the signs escaped that BibTeX and LaTeX read as markup, and without braces and backslashes."""
    return re.sub(r"([&%#$])", r"\\\1", text.translate({ord("{"): "(", ord("}"): ")", ord("\\"): "/"}))
