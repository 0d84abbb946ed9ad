"""Says of a draft, in words for a page: what is wrong with which field, what its question needs, what it changes."""

from __future__ import annotations

from typing import Any

from dossier.coding.draft import CLOSED, Coder, Draft, Foresight
from dossier.corpus.records import Problem
from dossier.corpus.tables import Corpus, CorpusError
from dossier.values import read_ladders
from dossier.vocabulary import Verdict

READ = frozenset({"question", "value", "unit", "date", "as_of", "measure", "told", "stated"})
"""The columns that a comparison reads: a draft with a problem in one of them is not judged."""

REASON = "ask one, or choose a ground and give the reason"
"""What to do where a claim answers no question, in the terms of the form."""

EXAMPLES = 3
"""How many values of other claims are shown as examples."""


def find_problems(coder: Coder, draft: Draft, text: str) -> list[dict[str, Any]]:
    """Return what the rules say of a draft: of each problem its `column`, `found` and `remedy`, and if it is `missing`.

    Rules look at whole rows only. So that a value is judged although another cell is still empty, the rules are asked
    again with words in the place of what is missing; what they say of these words is not passed on.
    """
    problems = coder.check(draft, text)
    empty = {_field(each) for each in problems if _is_missing(each, draft)}
    if empty and len(problems) == len([each for each in problems if _field(each) in empty]):
        filled = _fill(coder, draft, empty)
        problems += [each for each in coder.check(filled, text) if _field(each) not in empty]
    return [
        {
            "column": _field(each),
            "found": each.found,
            "remedy": REASON if _is_silence(each) else each.remedy,
            "missing": _is_missing(each, draft),
        }
        for each in problems
    ]


def describe_question(corpus: Corpus, name: str) -> dict[str, Any] | None:
    """Return what an answer to a question needs, or None where there is no such question.

    `text`, `type`, `unit` and `needs` (the columns that must match before values are compared), `codes` that may be
    chosen where the list is closed, and `examples`: values of other answers, to this question or to one of its type.
    """
    rows = corpus.rows("questions", question=name)
    if rows.empty:
        return None
    question = rows.iloc[0]
    needs = [{"period": "date"}.get(each, each) for each in question["comparable_on"].split(";") if each]
    if question["type"] in ("status", "absence"):
        needs += [each for each in (["as_of"] if question["type"] == "status" else ["date"]) if each not in needs]
    codes = [each for each in question["options"].split(";") if each]
    if question["type"] == "status":
        ladder = read_ladders(corpus.ladders.itertuples())[question["ladder"]]
        codes = [*map(str, ladder.stages), *map(str, ladder.ends)]
    return {
        "question": name,
        "text": question["text"],
        "type": question["type"],
        "unit": question["unit"],
        "needs": needs,
        "codes": codes,
        "examples": _examples(corpus, name, question["type"]),
    }


def describe_change(corpus: Corpus, draft: Draft, foresight: Foresight) -> dict[str, Any]:
    """Return the verdicts that a draft would make, the gravest first, and the judgement `before` and `after`.

    Each verdict has the other side's id, words and origin, the gap and the reason; `said` sums them up in a sentence.
    """
    claim = draft.cells.get("claim", "")
    findings = sorted(foresight.findings.itertuples(), key=lambda each: (Verdict(each.verdict).gravity, each.finding))
    verdicts = [_describe_verdict(corpus, claim, finding) for finding in findings]
    return {
        "verdicts": verdicts,
        "before": foresight.before,
        "after": foresight.after,
        "said": _sum_up(verdicts, foresight),
    }


def foresee(coder: Coder, draft: Draft, problems: list[dict[str, Any]]) -> dict[str, Any]:
    """Return what a draft would change, empty as long as something that a comparison reads is missing or wrong."""
    nothing = {"verdicts": [], "before": "", "after": "", "said": ""}
    if not draft.cells.get("question") or not draft.cells.get("value") or READ & {each["column"] for each in problems}:
        return nothing
    try:
        return describe_change(coder.corpus, draft, coder.foresee(draft))
    except CorpusError:  # its id is taken, which the problems say
        return nothing


def _field(problem: Problem) -> str:
    """Return the field of the form that a problem belongs to."""
    return "question" if _is_silence(problem) else problem.column or "claim"


def _is_silence(problem: Problem) -> bool:
    """Return whether a problem is that a claim answers no question, and no reason is given for it."""
    return problem.file == "unquestioned.csv" and problem.column == "claim"


def _is_missing(problem: Problem, draft: Draft) -> bool:
    cells = {**draft.cells, "ground": draft.ground, "reason": draft.why}
    return not cells.get(_field(problem))


def _fill(coder: Coder, draft: Draft, columns: set[str]) -> Draft:
    """Return the draft with words in empty columns, so that the rules look at the others."""
    words = {column: coder.choices[column][0] if column in CLOSED else "Something." for column in columns}
    ground, why = words.pop("ground", draft.ground), words.pop("reason", draft.why)
    kept = {column: cell for column, cell in words.items() if column != "question"}
    return Draft({**draft.cells, **kept}, ground, why)


def _examples(corpus: Corpus, name: str, kind: str) -> list[str]:
    answers = corpus.answers()
    alike = corpus.rows("questions", type=kind)["question"]
    own, others = answers[answers["question"] == name], answers[answers["question"].isin(alike)]
    values = [*own["value"], *others["value"]] if own.empty else [*own["value"]]
    return list(dict.fromkeys(value for value in values if value))[:EXAMPLES]


def _describe_verdict(corpus: Corpus, claim: str, finding: Any) -> dict[str, str]:
    verdict = Verdict(finding.verdict)
    others = [each for each in finding.claims if each != claim]
    side = _describe_claim(corpus, others[0]) if others else _describe_fact(corpus, finding.facts[0])
    return side | {
        "verdict": verdict.label,
        "sign": verdict.sign,
        "gap": str(finding.gap or ""),
        "reason": finding.reason,
    }


def _describe_claim(corpus: Corpus, claim: str) -> dict[str, str]:
    row = corpus.rows("claims", claim=claim).iloc[0]
    label = corpus.rows("sources", source=row["source"])["label"].iloc[0]
    who = f"{label}, ¶ {row['paragraph']}"
    return {"other": claim, "who": who, "quote": row["quote"], "statement": row["statement"], "value": row["value"]}


def _describe_fact(corpus: Corpus, fact: str) -> dict[str, str]:
    row = corpus.rows("facts", fact=fact).iloc[0]
    who = f"on record: {row['authority']}"
    return {"other": fact, "who": who, "quote": "", "statement": row["statement"], "value": row["value"]}


def _sum_up(verdicts: list[dict[str, str]], foresight: Foresight) -> str:
    """Return what the verdicts say in one sentence, to be read aloud."""
    against = [each for each in verdicts if each["verdict"] == Verdict.CONFLICT.label]
    named = "; ".join(each["other"] + (f" ({each['gap']})" if each["gap"] else "") for each in against)
    if against:
        said = f"Conflict with {named}."
    elif verdicts:
        said = f"No conflict with {len(verdicts)} {'answer' if len(verdicts) == 1 else 'answers'}."
    else:
        said = "No other answer to compare with."
    before, after = foresight.before, foresight.after
    return said + (f" Judgement: {before}, then {after}." if before != after else f" Judgement stays: {before}.")
