"""Groups the answers to a question by what they say, so that work grows with distinct answers and not with pairs.

A cluster holds the claims whose values allow the same set and whose context, where the question compares it, is the
same: the finest grouping in which no two members can differ in a verdict, but for `exact` and `equivalent`. Copies of a
claim join its cluster. A reference fact is a cluster of its own, named by its id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from dossier.corpus.labels import label_of
from dossier.corpus.tables import Corpus
from dossier.values import UnreadableValue, Value, read_answer, read_ladders
from dossier.verdicts.judge import Answer, Question


class Row(NamedTuple):
    """What a comparison and a rating need of a row of `Corpus.answers`; far faster to iterate than the table itself."""

    id: str
    fact: bool
    question: str
    source: str
    kind: str
    value: str
    unit: str
    date: str
    as_of: str
    measure: str
    told: str
    stated: str
    modality: str


@dataclass
class Cluster:
    """Answers that say the same. `forms` holds the rows of members by the answer as written, `names` every label.

    `value` is what all of them allow, or None where it cannot be read.
    """

    label: str
    value: Value | None
    forms: dict[Answer, list[Row]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    fact: bool = False

    @property
    def members(self) -> list[Row]:
        """The rows of all members."""
        return [row for rows in self.forms.values() for row in rows]

    def says_nothing(self, question: Question) -> bool:
        """Whether the answers leave everything open, so that they are not answers."""
        return self.value is not None and self.value.says_nothing(question)

    @property
    def answer(self) -> Answer:
        """One of the answers as written, in place of all."""
        return next(iter(self.forms))


def group_answers(rows: Iterable[Row], question: Question) -> list[Cluster]:
    """Return the clusters of answers to one question, from rows of `Corpus.answers`, claims before facts."""
    clusters: dict[object, Cluster] = {}
    unread: Any = dict.fromkeys(_unread(question), "")  # so that answers that differ in these alone are one
    for row in rows:
        label = row.id if row.fact else label_of(row, question)
        form = Answer.from_row(row._replace(**unread))
        value = _read(form, question)
        key = row.id if row.fact else (value or row.value, label[len(row.value) :])
        cluster = clusters.setdefault(key, Cluster(label, value, fact=row.fact))
        cluster.forms.setdefault(form, []).append(row)
        if label not in cluster.names:
            cluster.names.append(label)
    return list(clusters.values())


def cluster_corpus(corpus: Corpus) -> list[tuple[str, Question, list[Cluster]]]:
    """Return each question that is answered, in the order of ids, with its clusters; made once for a corpus."""
    return corpus.remember("clusters", lambda: list(_cluster(corpus)))


def _cluster(corpus: Corpus) -> Iterator[tuple[str, Question, list[Cluster]]]:
    questions = read_questions(corpus)
    by_question: dict[str, list[Row]] = {}
    answers = corpus.answers()
    for row in map(Row._make, zip(*(answers[column].tolist() for column in Row._fields), strict=True)):
        by_question.setdefault(row.question, []).append(row)
    for name in sorted(by_question):
        yield name, questions[name], group_answers(by_question[name], questions[name])


def read_questions(corpus: Corpus) -> dict[str, Question]:
    """Return every question by its id, with its ladder, its list of options, and how codes include each other."""
    return corpus.remember("questions", lambda: _read_questions(corpus))


def _read_questions(corpus: Corpus) -> dict[str, Question]:
    broader, ladders = tuple(_list_broader(corpus)), read_ladders(corpus.ladders.itertuples())
    return {
        row.question: Question.from_row(row, broader if row.type == "category" else (), ladders[row.ladder])
        for row in corpus.questions.itertuples()
    }


def _list_broader(corpus: Corpus) -> Iterator[tuple[str, str]]:
    """Yield each code of an answer with each code that includes it; two of one meaning include each other."""
    codes = corpus.vocabulary[corpus.vocabulary["field"] == "category"]
    for row in codes[(codes["broader"] != "") | (codes["same_as"] != "")].itertuples():
        yield from ((row.code, code) for code in filter(None, row.broader.split(";")))
        for code in filter(None, row.same_as.split(";")):
            yield from ((row.code, code), (code, row.code))


def _unread(question: Question) -> tuple[str, ...]:
    """Return the columns that a comparison of answers to this question does not read."""
    kept = {"date" if column == "period" else column for column in question.comparable_on}
    if question.type in ("status", "absence"):
        kept |= {"date", "as_of"}
    return tuple(column for column in ("date", "as_of", "measure") if column not in kept)


def _read(answer: Answer, question: Question) -> Value | None:
    try:
        return read_answer(answer, question)
    except UnreadableValue:
        return None
