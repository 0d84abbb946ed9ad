"""Finds what hangs on one article: judgements that change when it is left out."""

from __future__ import annotations

import pandas as pd

from dossier.asking.shown import Shown
from dossier.notebook.words import count
from dossier.report import Report
from dossier.vocabulary import Judgement


def find_hinges(report: Report) -> Shown:
    """Return the questions whose judgement changes when one article is left out, with the article and the change."""
    corpus = report.corpus
    texts = corpus.questions.set_index("question")["text"]
    labels = corpus.sources.set_index("source")["label"]
    before = report.ratings.set_index("question")["judgement"]
    rows = []
    for source in corpus.sources["source"]:
        left = report.without(source).ratings.set_index("question")["judgement"]
        for question, word in before.items():
            if (after := left.get(question)) != word:
                becomes = Judgement(after).label if after else "no answer"
                rows.append((texts[question], labels[source], Judgement(word).label, becomes, question, source))
    columns = ["text", "without", "judgement", "becomes", "question", "source"]
    frame = pd.DataFrame(rows, columns=columns)
    lost = frame["becomes"] == "no answer"
    change, loss = count(int((~lost).sum()), "judgement"), count(int(lost.sum()), "question")
    sentences = [f"Left out one at a time, the articles change {change} and leave {loss} without any answer."]
    shown = frame[~lost].drop(columns=["question", "source"]).reset_index(drop=True)
    return Shown("What hangs on one article", sentences, shown, frame)
