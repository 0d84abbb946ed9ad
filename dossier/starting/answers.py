"""Asks what is special to a new report, and reads each answer: who, when, in which languages, under which themes.

Answers are texts, typed at a prompt or given as flags of the same names; each has a default.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from dossier.errors import DossierError
from dossier.starting.licences import LICENCES

COLOURS = ("#0072B2", "#AA9118", "#5A2B42", "#18AA61", "#AF1AF9", "#2C2C96")
"""Colours of themes that nobody confuses, with any deficiency of colour vision, nor takes for that of a conflict."""

SIDES = ("international", "outside")
"""The codes of records that are of no party."""

LONGEST = 120
"""Characters of a title."""


class AnswerError(DossierError):
    """An answer cannot be used; the message is one line that says what it was and how to write it."""


class Named(NamedTuple):
    """A party or a theme: the code that stands in the data, and what readers see."""

    code: str
    label: str


@dataclass(frozen=True)
class Answers:
    """What is special to a new report. `first` and `last` are years, or None where no period is set.

    The first of the `languages`, BCP 47 tags, is that of the report, and the others are those of words in it.
    `licence` is a key of LICENCES.
    """

    title: str
    subtitle: str
    parties: tuple[Named, ...]
    first: int | None
    last: int | None
    languages: tuple[str, ...]
    themes: tuple[Named, ...]
    authors: tuple[str, ...]
    licence: str


Reached = Mapping[str, object]
"""The answers read so far, by name."""


@dataclass(frozen=True)
class _Asked:
    """One thing that is asked: its name as a flag, the words of the prompt, how it is read, and its default."""

    name: str
    prompt: str
    read: Callable[[str, Reached], object]
    default: Callable[[Reached], str] = field(default=lambda reached: "")


def read_answers(folder: Path, given: Mapping[str, str]) -> Answers:
    """Read the answers given by name, and take the defaults of all others. Raises AnswerError."""
    reached: dict[str, object] = {}
    for asked in _list_asked(folder):
        text = given[asked.name] if asked.name in given else asked.default(reached)
        reached[asked.name] = _read(asked, text, reached)
    return _collect(reached)


def ask_for_answers(
    folder: Path,
    given: Mapping[str, str],
    ask: Callable[[str], str] = input,
    say: Callable[[str], object] = print,
) -> Answers:
    """Ask for all that is not given, one thing after the other, and again where an answer cannot be used.

    An empty line takes the default, which stands in brackets. Raises AnswerError for what is given and cannot be used,
    and where the answers end before the questions do.
    """
    reached: dict[str, object] = {}
    for asked in _list_asked(folder):
        if asked.name in given:
            reached[asked.name] = _read(asked, given[asked.name], reached)
            continue
        default = asked.default(reached)
        while asked.name not in reached:
            try:
                typed = ask(f"{asked.prompt} [{default}]: " if default else f"{asked.prompt}: ").strip()
                reached[asked.name] = _read(asked, typed or default, reached)
            except EOFError:
                raise AnswerError(f"no answer to “{asked.prompt}”; type one, or give --{asked.name}") from None
            except AnswerError as error:
                say(str(error))
    return _collect(reached)


def make_code(text: str) -> str:
    """Return a text as a code of the data: small Latin letters and digits, joined by hyphens; empty without any.

    >>> make_code("Grand Duchy of Fenwick!"), make_code("Åland")
    ('grand-duchy-of-fenwick', 'aland')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain.lower()))


def join_names(names: list[str]) -> str:
    """Return names as a sentence holds them.

    >>> join_names(["Ruritania", "Freedonia"])
    'Ruritania and Freedonia'
    """
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _list_asked(folder: Path) -> list[_Asked]:
    """Return what is asked, in its order: a default may follow from what was answered before."""
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip()
    return [
        _Asked("parties", "Countries or other parties, with commas", _read_parties),
        _Asked("from", "First year of the period", _read_year),
        _Asked("to", "Last year of the period", _read_last_year),
        _Asked("title", "Title", _read_title, lambda reached: _propose_title(reached, name)),
        _Asked("subtitle", "Subtitle", _read_line, lambda reached: "A source-anchored report"),
        _Asked("language", "Language, then those of other words in it", _read_languages, lambda reached: "en-GB"),
        _Asked("themes", f"Themes, at most {len(COLOURS)}", _read_themes, lambda reached: "politics, trade, society"),
        _Asked("authors", "Authors, with commas", _read_authors, lambda reached: "The authors"),
        _Asked("licence", f"Licence ({', '.join(LICENCES)})", _read_licence, lambda reached: next(iter(LICENCES))),
    ]


def _read(asked: _Asked, text: str, reached: Reached) -> object:
    try:
        if wrong := [char for char in text if unicodedata.category(char) in ("Cc", "Zl", "Zp")]:
            raise AnswerError(f"it has the control character {wrong[0]!r}; write one plain line")
        return asked.read(text.strip(), reached)
    except AnswerError as error:
        raise AnswerError(f"--{asked.name} “{text.strip()[:60]}”: {error}") from None


def _collect(reached: Mapping[str, object]) -> Answers:
    named = {"from": "first", "to": "last", "language": "languages"}
    return Answers(**{named.get(name, name): value for name, value in reached.items()})  # type: ignore[arg-type]


def _propose_title(reached: Reached, folder: str) -> str:
    parties = [each.label for each in reached["parties"]]  # type: ignore[attr-defined]  # read before
    subject = join_names(parties) or folder[:1].upper() + folder[1:] or "A report"
    first, last = reached["from"], reached["to"]
    return f"{subject}, {first}–{last}" if first else subject


def _read_title(text: str, reached: Reached) -> str:
    if not text:
        raise AnswerError("it is empty; write what the report is about")
    return _read_line(text, reached)


def _read_line(text: str, reached: Reached) -> str:
    if len(text) > LONGEST:
        raise AnswerError(f"it has {len(text)} characters; write at most {LONGEST}")
    return text


def _read_year(text: str, reached: Reached) -> int | None:
    if text and not re.fullmatch(r"[0-9]{4}", text):
        raise AnswerError("it is not a year; write four digits, 1990, or nothing")
    return int(text) if text else None


def _read_last_year(text: str, reached: Reached) -> int | None:
    first, last = reached["from"], _read_year(text, reached)
    if (first is None) != (last is None):
        raise AnswerError("a period has a first and a last year; write both, or neither")
    if isinstance(first, int) and last is not None and last < first:
        raise AnswerError(f"the period begins in {first}; write that year or a later one")
    return last


def _read_parties(text: str, reached: Reached) -> tuple[Named, ...]:
    parties = _read_named(text)
    if taken := [each for each in parties if each.code in SIDES]:
        raise AnswerError(f"“{taken[0].code}” is a code of the library; name the party otherwise")
    return parties


def _read_themes(text: str, reached: Reached) -> tuple[Named, ...]:
    themes = _read_named(text)
    if not 1 <= len(themes) <= len(COLOURS):
        found = f"{len(themes)} themes; write 1 to {len(COLOURS)}, with commas"
        raise AnswerError(f"{found}: more colours could not be told apart")
    return themes


def _read_named(text: str) -> tuple[Named, ...]:
    named: list[Named] = []
    for each in _split(text):
        code, equals, label = map(str.strip, each.partition("="))
        if not equals:
            code, label = make_code(each), each[:1].upper() + each[1:]
        if not label or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code):
            found = f"“{each}” makes no code of small Latin letters, digits and hyphens"
            raise AnswerError(f"{found}; write code=Name, coast=The coast")
        if code in (other.code for other in named):
            raise AnswerError(f"“{code}” is there twice; write each once")
        named.append(Named(code, label))
    return tuple(named)


def _read_languages(text: str, reached: Reached) -> tuple[str, ...]:
    tags = _split(text)
    if not tags:
        raise AnswerError("it is empty; write the language of the report, en-GB")
    for tag in tags:
        if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
            raise AnswerError(f"“{tag}” is not a language tag; write en, en-GB or sr-Latn")
    return tuple(dict.fromkeys(tags))


def _read_authors(text: str, reached: Reached) -> tuple[str, ...]:
    if not (authors := _split(text)):
        raise AnswerError("it is empty; name a person or a body")
    return tuple(dict.fromkeys(authors))


def _read_licence(text: str, reached: Reached) -> str:
    if text not in LICENCES:
        raise AnswerError(f"there is no such licence here; choose from {', '.join(LICENCES)}")
    return text


def _split(text: str) -> list[str]:
    """Return the parts of a list: between semicolons where there are any, for names with commas, else commas."""
    return [part.strip() for part in text.split(";" if ";" in text else ",") if part.strip()]


FLAGS = {asked.name: asked.prompt for asked in _list_asked(Path())}
"""The flags that answer beforehand, by name, with the words of their prompt."""
