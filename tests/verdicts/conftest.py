"""Small corpora for the engine: Ruritania with other answers to one question."""

from dataclasses import replace

import pandas as pd
import pytest

CLAIM = {"told": "done", "stated": "states", "kind": "event", "theme": "ties", "modality": "asserted"}
QUESTION = {"theme": "ties", "time_role": "instant", "cardinality": "one"}
FACT = {"confidence": "high", "authority": "Diet of Ruritania"}
RULING = {"reason": "unexplained", "reading": "We read it so.", "smallest_repair": "None.", "which": ""}


def fill(frame, rows, defaults):
    """Return rows as a table of the same columns; what a row does not say is its default, or empty."""
    filled = [dict.fromkeys(frame.columns, "") | defaults | row for row in rows]
    return pd.DataFrame(filled, columns=frame.columns).astype(frame.dtypes.to_dict(), errors="ignore")


@pytest.fixture(scope="session")
def make(ruritania):
    """Makes a corpus of claims, facts, questions, orders and rulings, each a dict of the columns that matter.

    A claim without an id is named by its source and its place; every question is of the type that `type` names.
    """

    def make(claims, facts=(), orders=(), rulings=(), sources=(), type="date", **question):
        corpus = ruritania.corpus
        claims = [{"claim": f"{row['source']}-{place}", "question": "q"} | row for place, row in enumerate(claims)]
        facts = [{"question": "q", "fact": f"fact-{place}"} | row for place, row in enumerate(facts)]
        names = dict.fromkeys(row["question"] for row in (*claims, *facts))
        questions = [{"question": name, "type": type} | question for name in names]
        known = {row["source"]: row for row in sources}
        sources = [{"source": name} | known.get(name, {}) for name in dict.fromkeys(row["source"] for row in claims)]
        return replace(
            corpus,
            sources=fill(corpus.sources, sources, {"published": "1920"}),
            claims=fill(corpus.claims, [{"start": 0, "end": 1, "paragraph": 1} | row for row in claims], CLAIM),
            facts=fill(corpus.facts, facts, FACT),
            questions=fill(corpus.questions, questions, QUESTION),
            orders=fill(corpus.orders, orders, {"why": "It must."}),
            rulings=fill(corpus.rulings, rulings, RULING),
        )

    return make
