"""What happens at a desk: takes the messages of a page, and answers each with what the page is to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dossier.coding.draft import CLOSED, Coder, Draft
from dossier.coding.rows import Change
from dossier.corpus.tables import CorpusError
from dossier.desk.judging import describe_question, find_problems, foresee
from dossier.desk.view import show_article, trim
from dossier.vocabulary import LISTS

Message = Mapping[str, Any]

TYPED = (
    "statement",
    "question",
    "value",
    "unit",
    "date",
    "as_of",
    "measure",
    "theme",
    "kind",
    "told",
    "stated",
    "actor",
    "recipient",
    "attributed_to",
    "derived_from",
    "note",
    "claim",
    "ground",
    "reason",
)
"""The columns that are filled in by hand."""


@dataclass
class Session:
    """One article at one desk, with what has been saved there and can be undone."""

    coder: Coder
    source: str
    text: str
    _drafts: int = 0
    _saved: dict[int, tuple[str, Change]] = field(default_factory=dict)

    def article(self) -> dict[str, Any]:
        """Return the article as it is now, and the claim that an undo would take back, or an empty text."""
        undo = list(self._saved.values())[-1][0] if self._saved else ""
        return show_article(self.coder.corpus, self.source, self.text) | {"undo": undo}

    def form(self) -> dict[str, Any]:
        """Return what the form offers: `fields` with their meanings, `closed` lists, `questions` and `names`.

        A choice is a pair: what is written, and how readers see it.
        """
        choices = self.coder.choices
        described = self.coder.package.fields("unquestioned") | self.coder.package.fields("claims")
        questions = self.coder.corpus.questions[["question", "text"]].itertuples(index=False, name=None)
        return {
            "fields": {
                name: {
                    "meaning": described[name].get("description", ""),
                    "required": bool(described[name].get("constraints", {}).get("required")),
                }
                for name in TYPED
            },
            "closed": {column: [[code, _label(column, code)] for code in choices[column]] for column in CLOSED},
            "questions": [list(pair) for pair in questions],
            "names": list(choices["actor"]),
        }

    def hear(self, message: Message) -> dict[str, Any]:
        """Answer a message. What cannot be done is answered with `do: refused` and a `text` that says why.

        `select` (start, end) begins a draft, `judge` (draft, start, end, cells) says what the rules and the engine make
        of it, `save` (the same) writes it, and `undo` takes the latest saved claim back.
        """
        deeds = {"select": self._select, "judge": self._judge, "save": self._save, "undo": self._undo}
        try:
            deed = deeds.get(message.get("do", ""))
            if deed is None:
                raise CorpusError(f"“{message.get('do')}” is nothing that a desk does; load the page again")
            return deed(message)
        except (CorpusError, OSError) as error:
            return {"do": "refused", "text": str(error)}

    def _select(self, message: Message) -> dict[str, Any]:
        draft = self._begin(message)
        self._drafts += 1
        fixed = {name: draft.cells[name] for name in ("source", "start", "end", "paragraph", "quote")}
        return {"do": "begun", "draft": self._drafts, "fixed": fixed}

    def _judge(self, message: Message) -> dict[str, Any]:
        draft, typed = self._draft(message), _read_typed(message)
        problems = find_problems(self.coder, draft, self.text)
        return {
            "do": "judged",
            "cells": {**draft.cells, "ground": draft.ground, "reason": draft.why},
            "read": {name: draft.cells[name] for name, cell in typed.items() if draft.cells.get(name, cell) != cell},
            "problems": problems,
            "asked": describe_question(self.coder.corpus, draft.cells.get("question", "")),
            "ready": not problems,
            **foresee(self.coder, draft, problems),
        }

    def _save(self, message: Message) -> dict[str, Any]:
        number = message.get("draft")
        if not isinstance(number, int) or not 0 < number <= self._drafts:
            raise CorpusError("no draft to save; select words first")
        if number not in self._saved:  # pressed twice, it is written once
            draft = self._draft(message)
            change = self.coder.save(draft, self.text)
            self._saved[number] = (draft.cells["claim"], change)
        return {"do": "saved", "claim": self._saved[number][0]}

    def _undo(self, message: Message) -> dict[str, Any]:
        if not self._saved:
            raise CorpusError("nothing to undo; nothing has been saved at this desk")
        number = list(self._saved)[-1]
        claim, change = self._saved[number]
        self.coder.undo(change)
        del self._saved[number]
        return {"do": "undone", "claim": claim}

    def _begin(self, message: Message) -> Draft:
        start, end = message.get("start"), message.get("end")
        if not (isinstance(start, int) and isinstance(end, int) and 0 <= start < end <= len(self.text)):
            raise CorpusError(f"[{start}:{end}] is no stretch of {self.source}; select words in the article")
        place = trim(self.text, start, end)
        words = self.text[place.start : place.end]
        if not words:
            raise CorpusError("nothing but space is selected; select words")
        if "\n" in words:
            raise CorpusError("the words stand in two paragraphs; select within one")
        return self.coder.begin(self.source, self.text, place)

    def _draft(self, message: Message) -> Draft:
        """Return the draft of a message: what was typed, even where it is empty, and for the rest what is proposed."""
        typed = _read_typed(message)
        ground, why = typed.pop("ground", ""), typed.pop("reason", "")
        if not typed.get("claim"):
            typed.pop("claim", None)
        begun = self._begin(message)
        if typed.get("question"):
            ground, why = "", ""
        completed = self.coder.complete(Draft({**begun.cells, **typed}, ground, why))
        emptied = {name: "" for name, cell in typed.items() if not cell}
        return Draft({**completed.cells, **emptied}, ground, why)


def _read_typed(message: Message) -> dict[str, str]:
    """Return what was typed, each on one line."""
    return {name: " ".join(str(cell).split()) for name, cell in message.get("cells", {}).items() if name in TYPED}


def _label(column: str, code: str) -> str:
    """Return how readers see a code of a closed list."""
    return LISTS[column](code).label if column in LISTS else code.replace("-", " ")
