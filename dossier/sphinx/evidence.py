"""The evidence of one build: what its configuration names, and what pages ask of it again and again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ConfigError

from dossier.corpus.package import hash_data
from dossier.corpus.records import Ref
from dossier.corpus.tables import Corpus, CorpusError, read
from dossier.edition.edition import Edition, Licence, read_edition, read_licence
from dossier.notebook.judged import leading_answers, read_meanings, say_answer
from dossier.report import Report, find_data, load
from dossier.settings import FILE, Settings, SettingsError
from dossier.verdicts.dating import list_tied, list_undated
from dossier.vocabulary import Verdict

PREFIXES = {"claim": "", "fact": "R"}
"""What stands before the number of a claim, and of an outside record."""


class Counterpart(NamedTuple):
    """The other side of a finding: the claim or fact, who says so, and in which words."""

    ref: Ref
    label: str
    words: str


@dataclass(frozen=True)
class Evidence:
    """The report as a build loads it, without the sources that it leaves out; `complete` has all of them.

    `folder` is that of the data package; `state` changes whenever a file of the package or the settings do.
    """

    report: Report
    complete: Corpus
    folder: Path
    state: str

    @property
    def corpus(self) -> Corpus:
        """The tables of the evidence, without the sources that are left out."""
        return self.report.corpus

    @property
    def settings(self) -> Settings:
        """The settings of the report."""
        return self.report.settings

    @property
    def findings(self) -> pd.DataFrame:
        """All findings under the default profile."""
        return self.report.findings

    @cached_property
    def ratings(self) -> pd.DataFrame:
        """What the sources make of each question that a claim answers, in an index of question ids."""
        return self.report.ratings.set_index("question")

    @cached_property
    def leading_answers(self) -> dict[str, str]:
        """The leading answer to each question in words, by the question's id."""
        return {str(name): answer for name, answer in leading_answers(self.report).items()}

    @cached_property
    def edition(self) -> Edition:
        """The version, commit, time and data hash of what is built."""
        return read_edition(self.folder)

    @cached_property
    def licence(self) -> Licence:
        """The licence of text and data."""
        return read_licence(self.folder)

    @cached_property
    def labels(self) -> dict[str, dict[str, str]]:
        """What a link to each claim, fact or question says, by kind and id: source, authority, the question's text.

        What is left out has its label here too.
        """
        claims, facts, questions = self.complete.claims, self.complete.facts, self.complete.questions
        sources = self.complete.sources.set_index("source")["label"]
        return {
            "claim": {row.claim: sources[row.source] for row in claims.itertuples()},
            "fact": {row.fact: _shorten(row.authority) for row in facts.itertuples()},
            "question": dict(zip(questions["question"], questions["text"], strict=True)),
        }

    @cached_property
    def rows(self) -> dict[Ref, dict[str, Any]]:
        """The row of each claim and fact of this edition, by column."""
        kinds = {"claim": self.corpus.claims, "fact": self.corpus.facts}
        return {Ref(kind, row[kind]): row for kind, table in kinds.items() for row in table.to_dict("records")}

    @cached_property
    def sources(self) -> dict[str, dict[str, Any]]:
        """The row of each source of this edition, by its id."""
        return {row["source"]: row for row in self.corpus.sources.to_dict("records")}

    @cached_property
    def undated(self) -> set[str]:
        """The ids of the sources whose date is inferred."""
        return set(list_undated(self.corpus))

    @cached_property
    def answering(self) -> dict[str, list[Ref]]:
        """The claims and then the facts that answer each question, by its id."""
        found: dict[str, list[Ref]] = {}
        for ref, row in self.rows.items():
            found.setdefault(row["question"], []).append(ref)
        return found

    @cached_property
    def numbers(self) -> dict[str, dict[str, str]]:
        """The number of each claim (“12”) and outside record (“R3”) in the order of its register, by kind and id.

        Numbers follow the order of the data and change with it; ids do not. Questions have none.
        """
        groups = {"claim": self.claims_by_source(), "fact": self.facts_by_theme()}
        named = {kind: [name for _, group in found for name in group[kind]] for kind, found in groups.items()}
        numbers = {
            kind: {name: f"{PREFIXES[kind]}{place}" for place, name in enumerate(names, start=1)}
            for kind, names in named.items()
        }
        return {**numbers, "question": {}}

    @cached_property
    def words(self) -> dict[Ref, str]:
        """The words of each claim, in quotation marks, and what each fact states."""
        claims, facts = self.corpus.claims, self.corpus.facts
        quoted = {Ref("claim", row.claim): f"“{row.quote}”" for row in claims.itertuples()}
        return quoted | {Ref("fact", row.fact): row.statement for row in facts.itertuples()}

    @cached_property
    def answers(self) -> dict[Ref, str]:
        """What each claim and fact answers to its question, in words."""
        questions = {row.question: row for row in self.corpus.questions.itertuples()}
        meanings = read_meanings(self.corpus)
        rows = [(Ref("claim", row.claim), row) for row in self.corpus.claims.itertuples()]
        rows += [(Ref("fact", row.fact), row) for row in self.corpus.facts.itertuples()]
        return {
            ref: say_answer(row, questions[row.question], meanings) for ref, row in rows if row.question in questions
        }

    @cached_property
    def inferred_dates(self) -> set[str]:
        """The ids of the claims whose date repeats the inferred date of their source."""
        tied = list_tied(self.corpus)
        return set(tied[tied["column"] == "date"]["claim"])

    def is_left_out(self, ref: Ref) -> bool:
        """Tell whether this build leaves out a claim, or every claim that answers a question."""
        if not self.corpus.left_out or ref.kind == "fact":
            return False
        kept = self.numbers["claim"] if ref.kind == "claim" else self.ratings.index
        return ref.id in self.labels[ref.kind] and ref.id not in kept

    @cached_property
    def names_left_out(self) -> list[str]:
        """The labels of the sources that are left out, the oldest first."""
        sources = self.complete.sources.sort_values("published")
        return list(sources[sources["source"].isin(self.corpus.left_out)]["label"])

    def claims_by_source(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield each source's label with its claims in the order of the text, the oldest source first."""
        claims = self.corpus.claims
        for source in self.corpus.sources.sort_values("published").itertuples():
            yield source.label, claims[claims["source"] == source.source].sort_values(["start", "claim"])

    def facts_by_theme(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Yield each theme with the facts that answer its questions; those that answer none are “context only”."""
        for theme, group in self.corpus.facts.groupby(self.corpus.facts["question"].map(self.theme_of)):
            yield str(theme), group

    def theme_of(self, question: str) -> str:
        """Return the theme of a question, or “context only” for a question that there is not."""
        return self._themes.get(question, "context only")

    def label_theme(self, theme: str) -> str:
        """Return what readers see of a theme: its label in the settings, else the code with a capital."""
        themes = self.settings.themes
        return themes[theme].label if theme in themes else theme.capitalize()

    @cached_property
    def _themes(self) -> dict[str, str]:
        return self.complete.questions.set_index("question")["theme"].to_dict()

    @cached_property
    def contested(self) -> dict[str, str]:
        """The question under which each claim that is part of a conflict meets one: its own where it can be."""
        own = self.corpus.claims.set_index("claim")["question"]
        contested: dict[str, str] = {}
        for row in self.findings[self.findings["verdict"] == Verdict.CONFLICT].itertuples():
            for claim in row.claims:
                if claim not in contested or own[claim] == row.question:
                    contested[claim] = row.question
        return contested

    def counterparts(self, name: str) -> dict[Verdict, list[Counterpart]]:
        """Return the counterparts of one claim or fact, by verdict, the gravest first."""
        found = self._counterparts.get(name, {})
        return {verdict: found[verdict] for verdict in sorted(found, key=lambda each: each.gravity)}

    @cached_property
    def _counterparts(self) -> dict[str, dict[Verdict, list[Counterpart]]]:
        found: dict[str, dict[Verdict, list[Counterpart]]] = {}
        for row in self.findings.itertuples():
            ends = [*(Ref("claim", name) for name in row.claims), *(Ref("fact", name) for name in row.facts)]
            for one, other in (ends, ends[::-1]):
                counterpart = Counterpart(other, self.labels[other.kind][other.id], self.words[other])
                found.setdefault(one.id, {}).setdefault(Verdict(row.verdict), []).append(counterpart)
        return found


def _shorten(authority: str) -> str:
    """Return the first of several authorities, without through whom it is known and without what follows a comma.

    >>> _shorten("Ministry of Ruritania, via The Courier; The Gazette")
    'Ministry of Ruritania'
    """
    return authority.split(";")[0].split(",")[0].strip()


def load_evidence(config: Config) -> Evidence:
    """Return the evidence that a configuration names: read once for each data folder and list of sources left out."""
    folder = Path(config.dossier_data)
    settings = folder.parent / FILE
    # A folder without a package has no state; loading it says what is wrong.
    state = hash_data(folder) if (folder / "datapackage.json").is_file() else ""
    state += settings.read_text(encoding="utf-8") if settings.is_file() else ""
    return _load(folder, tuple(config.dossier_without), state)


@lru_cache(maxsize=4)
def _load(folder: Path, without: tuple[str, ...], state: str) -> Evidence:
    report = load(folder, without=without)
    return Evidence(report, read(folder) if without else report.corpus, folder, state)


def _settle(app: Sphinx, config: Config) -> None:
    """Make the data folder a full path and the sources a list, and refuse what cannot be read with one line."""
    without = config.dossier_without
    if isinstance(without, str):
        without = without.split(",")
    config.dossier_without = sorted({name.strip() for name in without if name.strip()})
    try:
        given = config.dossier_data
        config.dossier_data = str(Path(app.confdir, given).resolve() if given else find_data(Path(app.confdir)))
        load_evidence(config)
    except (CorpusError, SettingsError) as error:
        raise ConfigError(str(error)) from None


def setup_evidence(app: Sphinx) -> None:
    """Register what names the evidence, and settle it before anything asks for it."""
    app.add_config_value("dossier_data", "", "env", str)
    app.add_config_value("dossier_without", [], "env", (list, str))
    app.connect("config-inited", _settle, priority=100)
