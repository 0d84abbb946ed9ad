"""Writes the folder of a new report: settings, pages, one chapter, and the tables of the evidence with their schema.

Nothing is written twice: what all reports have is in `templates`, the columns of a table are those of the schema.
"""

from __future__ import annotations

import csv
import io
import json
import string
import tempfile
from collections.abc import Iterable, Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from dossier.errors import DossierError
from dossier.starting.answers import COLOURS, SIDES, Answers, join_names, make_code
from dossier.starting.installed import name_requirement
from dossier.starting.licences import LICENCES

RENAMED = {"gitignore": ".gitignore", "tests/test_dossier.txt": "tests/test_dossier.py"}
"""Templates that would mean something where they are, by the name that they have in a report."""

SCHEMA, VOCABULARY = "data/datapackage.json", "data/vocabulary.csv"


class StartError(DossierError):
    """The folder cannot be written; the message is one line that says why and what to do."""


class _Template(string.Template):
    """A text with places to fill in, `@@{name}`: a dollar sign is one, as make and shells need it."""

    delimiter = "@@"


def start_report(folder: Path, answers: Answers) -> list[Path]:
    """Write a new report into a folder, all of it or nothing; return the paths of its files, relative to the folder.

    Raises StartError where the folder is not empty, or cannot be written.
    """
    refuse_folder(folder)
    try:
        parent = folder.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.resolve().name}-", dir=parent) as scratch:
            made = Path(scratch) / "report"
            for name, text in write_texts(answers).items():
                path = made / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8", newline="")
            written = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
            if folder.is_dir():
                folder.rmdir()  # Windows moves nothing onto a folder, not even onto an empty one
            made.replace(folder)
    except OSError as error:
        raise StartError(f"{folder}: it cannot be written ({error.strerror}); name another folder") from None
    return written


def refuse_folder(folder: Path) -> None:
    """Raise StartError where a report cannot begin in a folder: it is a file, or it is not empty."""
    if folder.is_dir() and any(folder.iterdir()):
        raise StartError(f"{folder}: it is not empty; name a folder that is empty or not there yet")
    if folder.exists() and not folder.is_dir():
        raise StartError(f"{folder}: it is a file; name a folder that is empty or not there yet")


def write_texts(answers: Answers) -> dict[str, str]:
    """Return the text of each file of a new report by its name, with slashes between folders."""
    templates = dict(_read_templates())
    package = json.loads(templates.pop(SCHEMA))
    general = templates.pop(VOCABULARY)
    filled = _fill_in(answers)
    texts = {RENAMED.get(name, name): _Template(text).substitute(filled) for name, text in templates.items()}
    _describe(package, answers)
    texts[SCHEMA] = json.dumps(package, indent=2, ensure_ascii=False) + "\n"
    for resource in package["resources"]:
        header = [each["name"] for each in resource["schema"]["fields"]]
        texts[f"data/{resource['path']}"] = _write_rows([header])
    texts[VOCABULARY] = _add_codes(general, answers)
    return texts


def _read_templates() -> Iterator[tuple[str, str]]:
    def walk(place: Traversable, before: str) -> Iterator[tuple[str, str]]:
        for each in sorted(place.iterdir(), key=lambda found: found.name):
            if each.is_dir():
                if each.name != "__pycache__":
                    yield from walk(each, f"{before}{each.name}/")
            else:
                yield before + each.name, each.read_text(encoding="utf-8")

    yield from walk(files(__package__) / "templates", "")


def _describe(package: dict[str, Any], answers: Answers) -> None:
    """Say in a descriptor what is special to a report: its name, its licence, its themes and whose records it has."""
    title, address, _ = LICENCES[answers.licence]
    package["name"] = make_code(answers.title) or "report"
    package["title"] = f"{answers.title}: claims, questions and reference facts"
    package["description"] = (
        f"What articles say about {_name_subject(answers)}, claim by claim, with the exact words behind each, the "
        "questions that the claims answer, and independent reference facts."
    )
    package["licenses"] = [{"name": answers.licence, "path": address, "title": title}]
    package["contributors"] = [{"title": name, "role": "author"} for name in answers.authors]
    allowed = {
        "theme": [each.code for each in answers.themes],
        "side": [*(each.code for each in answers.parties), *SIDES],
    }
    for resource in package["resources"]:
        for column in resource["schema"]["fields"]:
            if column["name"] in allowed:
                column["constraints"]["enum"] = allowed[column["name"]]


def _add_codes(general: str, answers: Answers) -> str:
    """Return the vocabulary: the rows that all reports have, one a theme, and one for the records of each party."""
    header, *rows = csv.reader(io.StringIO(general))
    rows += [["theme", each.code, "", "", f"{each.label}."] for each in answers.themes]
    rows += [["side", each.code, "", "", f"Government, press or person of {each.label}."] for each in answers.parties]
    return _write_rows([header, *sorted(rows)])


def _write_rows(rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _name_subject(answers: Answers) -> str:
    return join_names([each.label for each in answers.parties]) or answers.title


def _fill_in(answers: Answers) -> dict[str, str]:
    """Return what is filled into the templates, by name: as a quoted text of JSON, TOML and YAML, or as Markdown."""
    licence = LICENCES[answers.licence]
    period = f"{answers.first:04}/{answers.last:04}" if answers.first is not None else ""
    others = answers.languages[1:] or ("xx",)
    themes = [
        f"{each.code} = {{ label = {_quote(each.label)}, colour = {_quote(colour)} }}"
        for each, colour in zip(answers.themes, COLOURS, strict=False)
    ]
    return {
        "title": _escape(answers.title),
        "title_quoted": _quote(answers.title),
        "subtitle_quoted": _quote(answers.subtitle),
        "citation_quoted": _quote(
            ": ".join(filter(None, [answers.title, answers.subtitle[:1].lower() + answers.subtitle[1:]]))
        ),
        "package_quoted": _quote(f"{answers.title}: claims, questions and reference facts"),
        "period_set": f"period = {_quote(period)}" if period else '# period = "1990/1999"',
        "language_quoted": _quote(answers.languages[0]),
        "language": answers.languages[0].split("-")[0],
        "letters": "\n".join(f'# {tag} = "…"' for tag in others),
        "themes": "\n".join(themes),
        "theme": answers.themes[0].code,
        "subject": _escape(_name_subject(answers)),
        "years": f", {answers.first}–{answers.last}" if answers.first is not None else "",
        "authors": _escape(join_names(list(answers.authors))),
        "authors_quoted": _quote(join_names(list(answers.authors))),
        "authors_listed": "\n".join(f"  - name: {_quote(name)}" for name in answers.authors),
        "authors_listed_below": "\n".join(f"    - name: {_quote(name)}" for name in answers.authors),
        "licence": answers.licence.replace("-", " ", 1),
        "licence_code": answers.licence,
        "licence_title": licence.title,
        "licence_address": licence.address,
        "licence_asks": licence.asks,
        "library": name_requirement("report"),
    }


def _quote(text: str) -> str:
    """Return a text in quotation marks, as JSON, YAML and TOML read it alike."""
    return json.dumps(text, ensure_ascii=False)


def _escape(text: str) -> str:
    """Return a text with the characters escaped that Markdown would read as markup."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>|~^$#" else char for char in text)
