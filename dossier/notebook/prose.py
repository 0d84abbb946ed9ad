"""Turns evidence into words: citations, numbers ready for a sentence, rows ready for a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
from IPython.display import display

from dossier.corpus.tables import Corpus
from dossier.notebook.tables import table
from dossier.values import date_in_words as day

__all__ = [
    "answers",
    "cite",
    "cite_facts",
    "count",
    "day",
    "glue",
    "join",
    "number",
    "plain",
    "quote",
    "readings",
    "sides",
    "strength",
    "table",
]

_WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]

STRENGTHS = {
    "corroborated": "corroborated",
    "echoed": "echoed",
    "single-sourced": "single-sourced",
    "contested": "contested between sources",
    "mixed": "several accounts, none confirming another",
}

RECORDS = {
    "against": "contradicted by the record",
    "divided": "the record is divided",
    "in line": "in line with the record",
}


def glue(**values: str) -> None:
    """Make texts available to the page's sentences under their keys, for the role `glue:text`.

    Raises TypeError for anything but a text: a bare number would leave a gap on the page.
    """
    for key, value in values.items():
        if not isinstance(value, str):
            raise TypeError(f"glue {key}: {value!r} is no text; format it first")
        # What MyST-NB reads, without MyST-NB: its own function imports all of Sphinx, which a browser does not have.
        record = {"application/papermill.record/text/plain": repr(value)}
        named = {"scrapbook": {"name": key, "mime_prefix": "application/papermill.record/"}}
        display(record, raw=True, metadata=named)


def number(value: float, decimals: int = 0) -> str:
    """Return a number with thousands separators, 1,234 or 7.3; a missing one is “(no figure)”."""
    return "(no figure)" if value != value else f"{value:,.{decimals}f}"


def count(items: int, noun: str = "", plural: str = "") -> str:
    """Return a count as a word up to twelve, else as digits, with its noun: “three claims”."""
    items = int(items)
    text = _WORDS[items] if items < len(_WORDS) else number(items)
    return f"{text} {noun if items == 1 else plural or noun + 's'}".strip() if noun else text


def join(texts: Iterable[str], last: str = "and") -> str:
    """Return texts as a list in a sentence: “a, b and c”."""
    *head, tail = list(texts) or ["none"]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def cite(*claims: str) -> str:
    """Return the role that links to these claims' entries in the register."""
    return f"{{claim}}`{','.join(claims)}`"


def cite_facts(*facts: str) -> str:
    """Return the role that links to these reference facts."""
    return f"{{fact}}`{','.join(facts)}`"


def plain(text: str) -> str:
    """Return a text of the data with the characters escaped that Markdown would read as marks."""
    return re.sub(r"([\\`*_{}\[\]<>|~^$])", r"\\\1", str(text))


def quote(text: str) -> str:
    """Return words of a source in quotation marks, escaped."""
    return f"“{plain(text)}”"


def strength(rating: pd.Series) -> str:
    """Return in words what the sources make of a question, from a row of `verdicts.rate_questions`."""
    words = [STRENGTHS[rating["status"]]]
    if rating["self_contradicted"]:
        words.append("self-contradicted")
    if rating["record"] in RECORDS:
        words.append(RECORDS[rating["record"]])
    return "; ".join(words)


def answers(evidence: Corpus, *questions: str) -> pd.DataFrame:
    """Return what claims and reference facts answer to these questions, in the order of the questions.

    Columns: question, text (of the question), id, record (True for a reference fact), who (label or authority),
    statement, value, date, as_of, measure, modality and mark (the role that cites it).
    """
    labels = evidence.sources.set_index("source")["label"]
    claims = evidence.claims.rename(columns={"claim": "id"})
    claims = claims.assign(record=False, who=claims["source"].map(labels), mark=claims["id"].map(cite))
    facts = evidence.facts.rename(columns={"fact": "id", "authority": "who"})
    facts = facts.assign(record=True, as_of=facts["date"], modality="asserted", mark=facts["id"].map(cite_facts))
    columns = [
        "question",
        "id",
        "record",
        "who",
        "statement",
        "value",
        "date",
        "as_of",
        "measure",
        "modality",
        "mark",
    ]
    both = pd.concat([claims[columns], facts[columns]])
    both = both[both["question"].isin(questions)]
    both.insert(1, "text", both["question"].map(evidence.questions.set_index("question")["text"]))
    place = both["question"].map({question: place for place, question in enumerate(questions)})
    return both.assign(place=place).sort_values(["place", "record"], kind="stable", ignore_index=True)[
        ["question", "text", *columns[1:]]
    ]


def sides(evidence: Corpus, findings: pd.DataFrame) -> pd.DataFrame:
    """Return findings as rows of inline MyST: question, one side, the other side, verdict with gap.

    A claim's side is its quoted words, a fact's its statement, each with its mark.
    """
    texts = evidence.questions.set_index("question")["text"]
    quotes = evidence.claims.set_index("claim")["quote"]
    statements = evidence.facts.set_index("fact")["statement"]
    rows = []
    for finding in findings.itertuples():
        ends = [f"{quote(quotes[claim])} {cite(claim)}" for claim in finding.claims]
        ends += [f"{plain(statements[fact])} {cite_facts(fact)}" for fact in finding.facts]
        gap = f" ({finding.gap})" if finding.gap else ""
        rows.append((texts[finding.question], *ends, f"{finding.verdict}: {finding.subtype}{gap}"))
    return pd.DataFrame(rows, columns=["Question", "One side", "Other side", "Verdict"])


def readings(evidence: Corpus, findings: pd.DataFrame, repairs: pd.Series) -> pd.DataFrame:
    """Return findings as rows of inline MyST: words against words, verdict with gap, our reading with the repair.

    `repairs` holds one sentence a finding, in the index of the findings; empty where there is none.
    """
    pairs = sides(evidence, findings)
    words = pairs["One side"] + " against " + pairs["Other side"]
    reading = [
        " ".join(filter(None, (plain(ruling or ""), f"*{plain(repair)}*" if repair else "")))
        for ruling, repair in zip(findings["ruling"], repairs.reindex(findings.index).fillna(""), strict=True)
    ]
    return pd.DataFrame(
        {"Words against words": words, "Verdict": pairs["Verdict"], "Our reading, and the repair": reading}
    )
