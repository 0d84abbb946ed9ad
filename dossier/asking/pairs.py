"""Says what two claims or facts make of each other, and lists the pairs that contradict each other."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from dossier.asking.names import demand_word, describe
from dossier.asking.search import matches
from dossier.asking.shown import Shown, head
from dossier.corpus.tables import CorpusError
from dossier.errors import offer
from dossier.notebook.words import count
from dossier.report import Report
from dossier.verdicts.clusters import read_questions
from dossier.verdicts.judge import Answer, judge
from dossier.vocabulary import Scope, Verdict


def compare(report: Report, one: str, other: str) -> Shown:
    """Return what two claims or facts make of each other, explained in a sentence.

    Raises CorpusError for an id that is neither.
    """
    corpus = report.corpus
    answers = corpus.answers().set_index("id", drop=False)
    described = describe(corpus).set_index("id")
    for name in (one, other):
        if name in set(corpus.sources["source"]):
            raise CorpusError(f"“{name}” is a whole article; ask report.contradictions(source=“{name}”)")
        if name not in described.index:
            raise CorpusError(f"no claim or fact “{name}”; {offer(name, described.index)}")
    shown = pd.DataFrame(
        {
            "statement": described.loc[[one, other], "statement"],
            "who": described.loc[[one, other], "who"],
            "words": described.loc[[one, other], "words"],
            "id": [one, other],
        }
    ).reset_index(drop=True)
    title = f"{described.at[one, 'who']} and {described.at[other, 'who']}"
    found = report.findings[
        [{one, other} == {*claims, *facts} for claims, facts in _sides(report.findings)] if len(report.findings) else []
    ]
    sentences = _say_pair(report, one, other, answers, found)
    return Shown(title, sentences, shown, found.reset_index(drop=True))


def _say_pair(report: Report, one: str, other: str, answers: pd.DataFrame, found: pd.DataFrame) -> list[str]:
    """Return the sentences on two answers: from the findings on them, else from a comparison made now."""
    corpus = report.corpus
    who = describe(corpus).set_index("id")["who"]
    if len(found):
        first = found.iloc[0]
        sentences = [
            _say_verdict(who[one], who[other], first["verdict"], first["gap"], _name_sides(first["reason"], who))
        ]
        sentences += [f"Our reading: {first['ruling']}"] if first["ruling"] else []
        return sentences
    silent = [name for name in (one, other) if name not in answers.index]
    if silent:
        return [f"{who[silent[0]]} answers no question with “{silent[0]}”, so nothing can be compared."]
    asked = answers.loc[[one, other], "question"]
    texts = corpus.questions.set_index("question")["text"]
    if asked.nunique() > 1:
        first, second = (texts[name] for name in asked)
        return [
            f"They answer different questions, “{first}” and “{second}”, "
            "and no order of events or constraint that is written down is broken between them."
        ]
    question = read_questions(corpus)[asked.iloc[0]]
    ours, theirs = map(Answer.from_row, answers.loc[[one, other]].itertuples())
    judged = judge(ours, theirs, question)
    return [_say_verdict(who[one], who[other], judged.verdict, judged.gap, judged.reason)]


def _name_sides(reason: str, who: pd.Series) -> str:
    """Return a reason that ends in the id of a claim or fact with whoever says it in the place of the id."""
    said, colon, ending = reason.rpartition(": ")
    name = ending.split(" ", 1)[0]
    return f"{said}{colon}{ending.replace(name, who[name], 1)}" if name in who else reason


def _say_verdict(one: str, other: str, verdict: str, gap: object, reason: str) -> str:
    apart = f" ({gap})" if gap else ""
    second = "itself" if one == other else other
    return f"{one} {Verdict(verdict).meets} {second}{apart}: {reason}."


def find_contradictions(report: Report, words: str, source: str, scope: str) -> Shown:
    """Return the contradictions, both sides in words, the ruling beside them; of one source or scope where named."""
    corpus = report.corpus
    if source:
        demand_word(source, corpus.sources["source"], "source")
    if scope:
        demand_word(scope, list(Scope), "scope")
    described = describe(corpus).set_index("id")
    clashes = report.findings[report.findings["verdict"] == Verdict.CONFLICT]
    rows = []
    for clash in clashes.itertuples():
        one, other = list(clash.claims) + list(clash.facts)
        if source and source not in (described.at[one, "source"], described.at[other, "source"]):
            continue
        if scope and clash.scope != scope:
            continue
        sides = [f"{described.at[name, 'statement']} [{described.at[name, 'who']}]" for name in (one, other)]
        rows.append((*sides, clash.gap or "", clash.ruling or "", clash.question, clash.finding))
    columns = ["one", "other", "apart", "our reading", "question", "finding"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame[matches(frame.assign(statement=frame["one"] + " " + frame["other"]), words, corpus)]
    title = head(count(len(frame), "contradiction"), words)
    shown = frame.drop(columns=["question", "finding"])
    return Shown(title, (), shown.reset_index(drop=True), frame.reset_index(drop=True))


def _sides(findings: pd.DataFrame) -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    return zip(findings["claims"], findings["facts"], strict=True)
