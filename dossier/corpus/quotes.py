"""Checks quotes and offsets against the articles' texts, which the repository does not contain.

Offsets count Unicode code points, so a text is decoded from its bytes as it is: no newline is translated
and nothing is normalised.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Iterator
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from dossier.corpus.files import FileError, decode, is_below, read_bytes
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus, CorpusError

SENTENCE_END = re.compile(r"(?<=[.!?])[”\"]?\s+|\n+")
TOKEN = re.compile(r"\$?\d+(?:[.,]\d+)*(?:th|st|nd|rd)?\b|[^\W\d_][\w’'-]*")
"""A number, an amount of money, or a word with what is joined to it by hyphens and apostrophes."""


class Mark(NamedTuple):
    """A number, an amount of money, or a word from its first capital letter on; `start` counts code points."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The code point after the last."""
        return self.start + len(self.text)


def find_marks(text: str) -> Iterator[Mark]:
    """Yield every mark of a text, in its order."""
    for token in TOKEN.finditer(text):
        first = token[0][0]
        place = 0 if not first.isalpha() else next((i for i, c in enumerate(token[0]) if c.isupper()), None)
        if place is not None:
            yield Mark(token[0][place:], token.start() + place)


def find_text(folder: Path | str, name: str) -> Path:
    """Return where the text of an article is. Raises CorpusError where that is not in the folder of the texts."""
    folder = Path(folder)
    path = folder / name
    if Path(name).name != name or not is_below(path, folder):
        raise CorpusError(f"{path}: leads out of the folder of the texts; put the text itself into it")
    return path


def read_texts(corpus: Corpus, folder: Path | str) -> dict[str, str]:
    """Return the articles' texts by source id.

    Raises CorpusError if the folder or a file is missing, is not UTF-8, or is not the text that was coded
    (its SHA-256 differs from the one in `sources.csv`).
    """
    texts = {}
    for source in corpus.sources.itertuples():
        path = find_text(folder, source.file)
        try:
            content = read_bytes(path)
            decode(path, content)  # which tells more of what is wrong
        except FileNotFoundError:
            raise CorpusError(f"{path}: no such file; put the articles' texts into one folder and name it") from None
        except FileError as error:
            raise CorpusError(str(error)) from None
        if hashlib.sha256(content).hexdigest() != source.text_sha256:
            raise CorpusError(
                f"{path}: not the text that was coded (its SHA-256 differs from sources.csv); fetch it "
                "again, or code it anew and change text_sha256"
            )
        texts[source.source] = content.decode("utf-8")
    return texts


def verify(corpus: Corpus, texts: dict[str, str], known: Container[str] = ()) -> list[Problem]:
    """Return every claim whose quote is not at its offsets, is a whole sentence, or is in another paragraph.

    Claims that are `known` to stand elsewhere are passed over.
    """
    problems = []
    for line, claim in enumerate(corpus.claims.itertuples(), start=2):
        if claim.claim in known:
            continue
        text = texts[claim.source]
        found = text[claim.start : claim.end]
        if found != claim.quote:
            place = text.find(claim.quote)
            remedy = f"it is at {place}" if place >= 0 else "the words are not in the text: quote them exactly"
            problems.append(
                Problem(
                    "claims.csv",
                    line,
                    "quote",
                    f"{claim.claim}: [{claim.start}:{claim.end}] reads “{found[:40]}”, not “{claim.quote[:40]}”",
                    remedy,
                )
            )
        elif is_whole_sentence(claim.quote, text):
            problems.append(
                Problem("claims.csv", line, "quote", f"{claim.claim}: a whole sentence", "quote a fragment of it")
            )
        elif claim.paragraph != (paragraph := count_paragraphs(text[: claim.start])):
            problems.append(
                Problem(
                    "claims.csv",
                    line,
                    "paragraph",
                    f"{claim.claim}: is in paragraph {paragraph}, not {claim.paragraph}",
                    f"write {paragraph}",
                )
            )
    return problems


def count_paragraphs(before: str) -> int:
    """Return the number of the paragraph that begins or goes on where the text `before` ends, counted from 1.

    A paragraph is a line that is not blank; headings count, since a reader counts them too.
    """
    *lines, _ = before.split("\n")
    return 1 + sum(bool(line.strip()) for line in lines)


def is_whole_sentence(quote: str, text: str) -> bool:
    """Tell whether a quotation is a whole sentence, or a whole line, of the text."""
    return quote.rstrip(".!?") in {sentence.strip().rstrip(".!?") for sentence in SENTENCE_END.split(text)}


def audit(corpus: Corpus, texts: dict[str, str]) -> pd.DataFrame:
    """List the marks in the articles' bodies that no claim covers.

    A mark is a number, an amount or a word with a capital letter; a word that begins a sentence counts only
    if the same text writes it with a capital inside a sentence too. Excluded regions and waived strings are
    passed over. Returns the columns source, text, start and context, in the order of the texts.
    """
    waived = {(waiver.source, waiver.text) for waiver in corpus.waivers.itertuples()}
    rows = []
    for source, text in texts.items():
        excluded = _marked(corpus.exclusions, source, len(text))
        covered = _marked(corpus.claims, source, len(text))
        names = _names_inside_sentences(text, excluded)
        for mark in find_marks(text):
            if all(map(max, covered[mark.start : mark.end], excluded[mark.start : mark.end])):
                continue
            if _starts_sentence(text, mark, names) or {(source, _stem(mark)), ("", _stem(mark))} & waived:
                continue
            context = text[max(0, mark.start - 30) : mark.end + 30].replace("\n", " ")
            rows.append((source, mark.text, mark.start, context))
    return pd.DataFrame(rows, columns=["source", "text", "start", "context"])


def _marked(table: pd.DataFrame, source: str, length: int) -> bytearray:
    """Return one byte per code point: 1 where a row of the table spans it."""
    marked = bytearray(length)
    for row in table[table["source"] == source].itertuples():
        first, last = (min(max(place, 0), length) for place in (row.start, row.end))
        marked[first:last] = b"\1" * (last - first)
    return marked


def _names_inside_sentences(text: str, excluded: bytearray) -> set[str]:
    return {
        _stem(mark)
        for mark in find_marks(text)
        if not excluded[mark.start] and not _follows_sentence_end(text, mark.start)
    }


def _starts_sentence(text: str, mark: Mark, names: set[str]) -> bool:
    return _follows_sentence_end(text, mark.start) and mark.text[0].isalpha() and _stem(mark) not in names


def _stem(mark: Mark) -> str:
    return re.split(r"[’']", mark.text)[0]


def _follows_sentence_end(text: str, start: int) -> bool:
    before = text[:start].rstrip(' \u00a0“"⦁')
    return not before or before[-1] in ".!?)\n:"
