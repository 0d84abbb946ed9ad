"""A claim before it is saved: what is filled in, what the rules say of it, which verdicts it would make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from dossier.coding.package import OpenPackage, Rows
from dossier.coding.places import Place, find_nearest, find_places
from dossier.coding.rows import Change, Row, format_row, write_files, writing
from dossier.corpus.quotes import count_paragraphs, is_whole_sentence
from dossier.corpus.records import Problem
from dossier.corpus.rules import MAX_QUOTE_WORDS, count_words
from dossier.corpus.suppose import with_claim
from dossier.corpus.tables import Corpus, CorpusError
from dossier.errors import offer
from dossier.values import date_from_words
from dossier.verdicts.difference import NOBODY
from dossier.verdicts.findings import find
from dossier.verdicts.ratings import rate_questions
from dossier.vocabulary import Judgement

CLOSED = ("theme", "kind", "told", "stated", "ground")
"""The columns of a claim that are words of a closed list."""

# fmt: off
_IDLE = frozenset((
    "a", "about", "after", "and", "as", "at", "by", "for", "from", "had", "has", "have", "in", "into", "is", "it",
    "its", "of", "on", "or", "that", "the", "to", "was", "were",
))
# fmt: on


@dataclass(frozen=True)
class Draft:
    """A claim as far as it is known: cells by column. Where it answers no question, `ground` and `why` say why not."""

    cells: Mapping[str, str]
    ground: str = ""
    why: str = ""

    def row(self, columns: list[str]) -> list[str]:
        """Return its cells in the order of these columns."""
        return [self.cells.get(column, "") for column in columns]


@dataclass(frozen=True)
class Foresight:
    """What a draft would change: its findings, and the judgement on its question before and after, on which answer."""

    findings: pd.DataFrame
    before: str
    after: str
    answer: str = ""


@dataclass
class Coder:
    """A data folder that is open for new claims. What is saved is written at once, and seen by the next draft."""

    folder: Path
    package: OpenPackage = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.folder = Path(self.folder)
        self.look_again()

    def look_again(self) -> None:
        """Read the tables anew, as they are now. Raises CorpusError."""
        self.package = OpenPackage(self.folder)
        self.__dict__.pop("choices", None)

    @property
    def corpus(self) -> Corpus:
        """The evidence as it is now."""
        return self.package.corpus

    @cached_property
    def choices(self) -> dict[str, list[str]]:
        """What each column of a closed list may say, and the ids and names that may stand in the others."""
        fields = {name: self.package.fields(name) for name in ("claims", "unquestioned")}
        lists = {
            column: list(described["constraints"]["enum"])
            for described_fields in fields.values()
            for column, described in described_fields.items()
            if "enum" in described.get("constraints", {})
        }
        names = sorted(set(self.corpus.names["canonical"]))
        return lists | {"question": list(self.corpus.questions["question"]), "actor": names, "recipient": names}

    def begin(self, source: str, text: str, place: Place) -> Draft:
        """Return a draft of the words at a place of a source's text: offsets, paragraph and quotation.

        Raises CorpusError for an unknown source.
        """
        known = list(self.corpus.sources["source"])
        if source not in known:
            raise CorpusError(f"no source “{source}”; {offer(source, known)}")
        start, end = place
        return Draft(
            {
                "claim": f"{source}-",
                "source": source,
                "start": str(start),
                "end": str(end),
                "paragraph": str(count_paragraphs(text[:start])),
                "quote": text[start:end],
            }
        )

    def complete(self, draft: Draft) -> Draft:
        """Return the draft with what can be told from the rest: an id, and what claims on its question mostly have."""
        cells = {column: text for column, text in draft.cells.items() if text}
        question = cells.get("question", "")
        alike = self.corpus.claims[self.corpus.claims["question"] == question] if question else pd.DataFrame()
        for column in ("theme", "kind"):
            if column not in cells and len(alike):
                cells[column] = str(alike[column].mode().iloc[0])
        if len(alike) and alike["measure"].nunique() == 1:  # what is counted is never guessed
            cells.setdefault("measure", str(alike["measure"].iloc[0]))
        asked = self.corpus.questions[self.corpus.questions["question"] == question]
        for column in ("date", "as_of", *(["value"] if list(asked["type"]) == ["date"] else [])):
            if column in cells:
                cells[column] = date_from_words(cells[column])
        if len(asked) and "theme" not in cells:
            cells["theme"] = str(asked["theme"].iloc[0])
        cells = {"told": "done", "stated": "states"} | cells
        if cells.get("claim", "-").endswith("-"):
            cells["claim"] = self._new_id(cells)
        return Draft(cells, draft.ground, draft.why)

    def check(
        self, draft: Draft, text: str | None = None, codes: Sequence[Row] = (), names: Sequence[Row] = ()
    ) -> list[Problem]:
        """Return what the rules say of the draft, and of its quotation where the text of its source is given.

        `codes` are rows of the vocabulary, and `names` rows of names, that come with it.
        """
        found = [*self.package.check(rows_of(draft, codes, names)), *self._check_repeated(draft)]
        if text is not None:
            found += list(_check_quote(draft, text, self.package.line_of("claims", draft.cells)))
        return found

    def foresee(self, draft: Draft) -> Foresight:
        """Return the findings that the draft would make, and how the judgement on its question would change.

        Raises CorpusError where its id is taken.
        """
        cells: dict[str, Any] = {name: text for name, text in draft.cells.items() if name in self.corpus.claims}
        cells |= {name: int(cells.get(name) or 0) for name in ("start", "end", "paragraph")}
        question = cells.get("question", "")
        supposed = with_claim(self.corpus, cells)
        if question not in set(self.corpus.questions["question"]):
            return Foresight(find(_only(supposed, set())), "", "")
        near = {question, *_bound(self.corpus, question)}
        before, after = _judge(_only(self.corpus, near), question), _judge(_only(supposed, near), question)
        of_it = pd.Series([cells["claim"] in claims for claims in after[0]["claims"]], index=after[0].index, dtype=bool)
        mine = after[0][of_it].reset_index(drop=True)
        return Foresight(mine, before[1], after[1], after[2])

    def save(
        self, draft: Draft, text: str | None = None, codes: Sequence[Row] = (), names: Sequence[Row] = ()
    ) -> Change:
        """Write the draft as a row, in its place, all files or none, and return what can be undone.

        Raises CorpusError, with each problem on a line of its own, where a rule is broken.
        """
        with writing(self.folder):
            self.look_again()
            if problems := self.check(draft, text, codes, names):
                raise CorpusError("\n".join(map(str, problems)))
            change = write_files(self.package.write(rows_of(draft, codes, names)))
            self.look_again()
        return change

    def undo(self, change: Change) -> None:
        """Take a saved draft back. Raises CorpusError where a file has changed since."""
        with writing(self.folder):
            change.undo()
            self.look_again()

    def format(self, draft: Draft) -> str:
        """Return the draft as a line of `claims.csv`."""
        return format_row(draft.row(list(self.corpus.claims.columns)))

    def _check_repeated(self, draft: Draft) -> Iterator[Problem]:
        """Yield a problem where a claim has the same words of the same article for the same answer already."""
        same = self.corpus.claims
        for column in ("source", "quote", "question", "value"):
            same = same[same[column] == draft.cells.get(column, "")]
        same = same[same["start"].astype(str) == draft.cells.get("start", "")]
        if len(same):
            line = self.package.line_of("claims", draft.cells)
            yield Problem(
                "claims.csv", line, "quote", f"these words are “{same['claim'].iloc[0]}” already", "nothing to add"
            )

    def _new_id(self, cells: Mapping[str, str]) -> str:
        """Return an id of the source and of the first words that say something, which no claim has."""
        words = re.findall(r"[a-z0-9]+", (cells.get("statement") or cells.get("quote", "")).casefold())
        source = cells.get("source", "")
        chosen = [word for word in words if word not in _IDLE][:4] or ["claim"]
        name = "-".join([source, *chosen])
        taken, number, free = set(self.corpus.claims["claim"]), 2, name
        while free in taken:
            free, number = f"{name}-{number}", number + 1
        return free


def rows_of(draft: Draft, codes: Sequence[Row] = (), names: Sequence[Row] = ()) -> Rows:
    """Return the rows that a draft makes, by table, with the codes and the names that come with it."""
    reason = {"claim": draft.cells.get("claim", ""), "ground": draft.ground, "reason": draft.why}
    return {
        "claims": [draft.cells],
        "unquestioned": [reason] if draft.ground or draft.why else [],
        "vocabulary": codes,
        "names": names,
    }


def _check_quote(draft: Draft, text: str, line: int) -> Iterator[Problem]:
    start, end, quote = (draft.cells.get(name, "") for name in ("start", "end", "quote"))
    if not (start.isdecimal() and end.isdecimal() and text[int(start) : int(end)] == quote):
        yield Problem(
            "claims.csv", line, "quote", f"“{quote[:40]}” is not at [{start}:{end}]", "select the words again"
        )
    elif is_whole_sentence(quote, text):
        yield Problem("claims.csv", line, "quote", "a whole sentence", "quote a fragment of it")


def locate(source: str, text: str, words: str, number: int | None = None) -> Place:
    """Return the one place where words stand in the text of a source, or of several the one with this number, from 1.

    Raises CorpusError where they are too many, stand nowhere (with what is nearest), or stand more than once.
    """
    if (length := count_words(words)) > MAX_QUOTE_WORDS:
        raise CorpusError(f"{length} words; quote at most {MAX_QUOTE_WORDS}")
    places = find_places(text, words)
    if number is not None and places:
        if not 1 <= number <= len(places):
            raise CorpusError(f"“{words}” stands in {len(places)} places of {source}; --at {number} is none of them")
        return places[number - 1]
    if len(places) == 1:
        return places[0]
    if not places:
        near = find_nearest(text, words)
        remedy = (
            f"did you mean “{text[near.start : near.end]}” at {near.start}?" if near else "copy words that stand there"
        )
        raise CorpusError(f"“{words}” is found nowhere in {source}; {remedy}")
    shown = "; ".join(f"{place} …{_context(text, each)}…" for place, each in enumerate(places[:5], start=1))
    raise CorpusError(f"“{words}” is found {len(places)} times in {source}; add a word, or say --at: {shown}")


def _context(text: str, place: Place) -> str:
    return text[max(0, place.start - 20) : place.end + 20].replace("\n", " ")


def _bound(corpus: Corpus, question: str) -> set[str]:
    """Return the questions whose answers an order or a constraint binds to those of this one."""
    pairs = [*corpus.orders[["earlier", "later"]].itertuples(index=False, name=None)]
    pairs += [*corpus.constraints[["one", "other"]].itertuples(index=False, name=None)]
    return {each for pair in pairs if question in pair for each in pair}


def _only(corpus: Corpus, questions: set[str]) -> Corpus:
    """Return the part of the evidence that is about these questions."""
    orders, bonds = corpus.orders, corpus.constraints
    return corpus.with_tables(
        questions=corpus.questions[corpus.questions["question"].isin(questions)],
        claims=corpus.claims[corpus.claims["question"].isin(questions)],
        facts=corpus.facts[corpus.facts["question"].isin(questions)],
        orders=orders[orders["earlier"].isin(questions) & orders["later"].isin(questions)],
        constraints=bonds[bonds["one"].isin(questions) & bonds["other"].isin(questions)],
    )


def _judge(corpus: Corpus, question: str) -> tuple[pd.DataFrame, str, str]:
    """Return all findings, and the judgement on one question with the label of its leading answer."""
    findings = find(corpus)
    rated = rate_questions(corpus, findings).set_index("question")
    if question not in rated.index:
        return findings, NOBODY, ""
    return findings, Judgement(rated.at[question, "judgement"]).label, str(rated.at[question, "answer"])
