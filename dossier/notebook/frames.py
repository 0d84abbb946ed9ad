"""Finds rows of evidence for a table, a figure or a sentence: claims, reference facts and series with their words.

The rows of claims and facts have the same columns, so that they can stand in one table:

- id, record (True for a reference fact), source (of a claim), who (label of the article, or authority of the fact),
  reporter (whom the article names as its own source) and confidence (of a fact);
- question, text (of the question), theme, kind, statement, quote, value, unit, date, as_of, measure, told and stated;
  unit is the row's own, else that of the question;
- low, high and middle: the value as numbers, in the unit of the question, or as places on the scale of stages, from 0;
  missing where it has none; stages: the labels of the stages from low to high; ended: the label of an end, which has
  no place; scale: the labels of all stages of the question's ladder; day: the first day of the date (the last one,
  where it is open), or of as_of without a date, as an ordinal; for sorting;
- mark (the role that cites it), and in words, as inline MyST for a table: said (statement with its mark), quoted (words
  of the source with its mark), basis (article or record), when (date), as_of_when (as_of), answer (the value, whatever
  its type), figure (an amount or a rank), amount (the same with its unit).

A text that the source leaves open is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from dossier.errors import UnknownName, offer
from dossier.notebook.typed import Typed, first_day, read_typed
from dossier.notebook.words import cite, cite_facts, plain, quote
from dossier.report import Report
from dossier.values import date_in_words, read_ladders
from dossier.vocabulary import Stated, Told

COLUMNS = (
    "id",
    "record",
    "basis",
    "source",
    "who",
    "reporter",
    "confidence",
    "question",
    "text",
    "theme",
    "kind",
    "statement",
    "quote",
    "value",
    "unit",
    "date",
    "as_of",
    "measure",
    "told",
    "stated",
    "low",
    "high",
    "middle",
    "stages",
    "ended",
    "scale",
    "day",
    "mark",
    "said",
    "quoted",
    "when",
    "as_of_when",
    "answer",
    "figure",
    "amount",
)


def answers(report: Report, *questions: str) -> pd.DataFrame:
    """Return what claims and reference facts answer to these questions, in their order, claims before facts.

    Raises KeyError for an unknown question.
    """
    asked, corpus = report.corpus.rows("questions", question=questions), report.corpus
    _demand(questions, asked["question"], "question", lambda: corpus.questions["question"])
    rows = _rows(report, question=questions)
    rows = rows.assign(place=rows["question"].map(questions.index))
    return rows.sort_values(["place", "record"], kind="stable", ignore_index=True).drop(columns="place")


def claims(report: Report, **columns: str | Iterable[str]) -> pd.DataFrame:
    """Return the claims whose columns have these codes (one, or one of several), by source in the order of the text."""
    chosen = report.corpus.rows("claims", **columns).sort_values(["source", "start"])
    return _complete(report, _claims(report, chosen))


def facts(report: Report, **columns: str | Iterable[str]) -> pd.DataFrame:
    """Return the reference facts whose columns have these codes (one, or one of several), in the order of their ids."""
    return _complete(report, _facts(report.corpus.rows("facts", **columns)))


def look_up(report: Report, *ids: str) -> list:
    """Return one row for each claim or fact, in this order, with the columns as attributes.

    A claim of a source that is left out has no figure (its numbers are missing) and empty texts. Raises KeyError for
    an id that the evidence does not have.
    """
    found = _with_ids(report, ids).set_index("id", drop=False)
    if not report.corpus.left_out:
        corpus = report.corpus
        _demand(ids, found.index, "claim or fact", lambda: [*corpus.claims["claim"], *corpus.facts["fact"]])
    texts = [
        column for column in COLUMNS if column not in ("low", "high", "middle", "day", "record", "stages", "scale")
    ]
    rows = found.reindex(list(ids))
    rows[texts] = rows[texts].fillna("")
    return list(rows.itertuples())


def listed(report: Report, name: str) -> pd.DataFrame:
    """Return the claims, facts and figures of series on a list of the table `lists`, in its order.

    Before the columns of claims and facts stand label and code as listed, and meaning (of the code). A series has a row
    for each of its dates, with its value as low, high and middle. Claims of sources left out are not there. Raises
    KeyError for an unknown list.
    """
    own = report.corpus.rows("lists", list=name).sort_values("position")
    _demand([name], own["list"], "list", lambda: report.corpus.lists["list"])
    meanings = report.corpus.rows("vocabulary", field=name).set_index("code")["definition"].str.removesuffix(".")
    own = own.assign(meaning=[meanings.get(code, "") for code in own["code"]])[["id", "label", "code", "meaning"]]
    evidence = pd.concat([_with_ids(report, own["id"]), _figures(report, own["id"])], ignore_index=True)
    return own.merge(evidence, on="id", how="inner", sort=False)


def series(report: Report, *names: str) -> pd.DataFrame:
    """Return the figures of these series, in their order and by date.

    Columns: series, id (the same), date, value (a number), unit, reporter, citekey. Raises KeyError for an unknown one.
    """
    table = report.corpus.rows("series", series=names)
    _demand(names, table["series"], "series", lambda: report.corpus.series["series"])
    return pd.concat([table[table["series"] == name].sort_values("date") for name in names], ignore_index=True).assign(
        id=lambda rows: rows["series"]
    )


def sources(report: Report) -> pd.DataFrame:
    """Return the articles in the order of publication, with words for a table.

    To the columns of the table `sources` come outlet (author and publisher), when (published), basis (stated or
    inferred) and why (the evidence for it); standpoint and why are escaped.
    """
    table = report.corpus.sources.sort_values("published")
    basis = table["published_basis"].str.partition(": ").reindex(columns=range(3))  # without rows it has no columns
    return table.assign(
        outlet=table["author"].replace("", "no author named") + ", " + table["publisher"],
        when=table["published"].map(date_in_words),
        standpoint=table["standpoint"].map(plain),
        basis=basis[0],
        why=basis[2].map(plain),
    )


def _rows(report: Report, **columns: Iterable[str]) -> pd.DataFrame:
    found, known = report.corpus.rows("claims", **columns), report.corpus.rows("facts", **columns)
    return _complete(report, pd.concat([_claims(report, found), _facts(known)], ignore_index=True))


def _with_ids(report: Report, ids: Iterable[str]) -> pd.DataFrame:
    found, known = report.corpus.rows("claims", claim=ids), report.corpus.rows("facts", fact=ids)
    return _complete(report, pd.concat([_claims(report, found), _facts(known)], ignore_index=True))


def _claims(report: Report, table: pd.DataFrame) -> pd.DataFrame:
    labels = report.corpus.sources.set_index("source")["label"]
    return table.rename(columns={"claim": "id", "attributed_to": "reporter"}).assign(
        record=False, who=table["source"].map(labels), confidence="", mark=table["claim"].map(cite)
    )


def _facts(table: pd.DataFrame) -> pd.DataFrame:
    # A fact holds at its date, as an article's answer holds at the date of its `as_of`.
    empty = dict.fromkeys(("source", "reporter", "kind", "quote", "unit"), "")
    rows = table.rename(columns={"fact": "id", "authority": "who"})
    rows = rows.assign(**empty, record=True, as_of=table["date"], mark=table["fact"].map(cite_facts))
    return rows.assign(told=Told.DONE.value, stated=Stated.STATES.value)


def _complete(report: Report, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows with their numbers and words, without what claims or facts alone have."""
    questions = report.corpus.rows("questions", question=set(rows["question"])).set_index("question")
    asked = questions.reindex(rows["question"]).fillna("")
    said = rows["statement"].map(plain) + " " + rows["mark"]
    units = rows["unit"].where(rows["unit"] != "", asked["unit"].to_numpy())
    rows = rows.assign(text=list(asked["text"]), unit=units, said=said)
    own = rows["theme"] if "theme" in rows else pd.Series("", rows.index)
    rows["theme"] = own.where(own.notna() & (own != ""), asked["theme"].to_numpy())
    ladders = read_ladders(report.corpus.ladders.itertuples())
    climbed = [ladders[name] for name in asked["ladder"]]
    kinds = zip(climbed, asked["type"], strict=True)
    rows["scale"] = [ladder.labels if kind == "status" else () for ladder, kind in kinds]
    typed = map(read_typed, asked["type"], rows["value"], rows["unit"], climbed)
    rows[list(Typed._fields)] = pd.DataFrame(list(typed), index=rows.index, columns=list(Typed._fields))
    rows["basis"] = rows["record"].map({True: "record", False: "article"})
    rows["quoted"] = [f"{quote(row.quote)} {row.mark}" if row.quote else row.said for row in rows.itertuples()]
    rows["when"], rows["as_of_when"] = rows["date"].map(date_in_words), rows["as_of"].map(date_in_words)
    rows["day"] = [first_day(date or as_of) for date, as_of in zip(rows["date"], rows["as_of"], strict=True)]
    return rows[list(COLUMNS)]


def _figures(report: Report, ids: Iterable[str]) -> pd.DataFrame:
    """Return the figures of the series among the ids as rows like those of claims and facts."""
    own = report.corpus.rows("series", series=ids).rename(columns={"series": "id"})
    texts = dict.fromkeys((column for column in COLUMNS if column not in own), "")
    numbers = dict.fromkeys(("low", "high", "middle"), own["value"])
    day = [first_day(date) for date in own["date"]]
    rows = own.assign(**texts | {"record": True, "basis": "record", "who": own["reporter"], "day": day, **numbers})
    return rows.assign(when=rows["date"].map(date_in_words), stages=[()] * len(rows), scale=[()] * len(rows))[
        list(COLUMNS)
    ]


def _demand(names: Iterable[str], there: Iterable[str], kind: str, all_names: Callable[[], Iterable[str]]) -> None:
    """Raise UnknownName for a name that is not there; only then are all names read, as a build notes."""
    found = set(there)
    for name in names:
        if name not in found:
            raise UnknownName(f"no {kind} “{name}”; {offer(str(name), sorted(set(all_names())))}")
