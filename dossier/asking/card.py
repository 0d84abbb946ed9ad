"""Says what is in a report, and what can be asked of it."""

from __future__ import annotations

import pandas as pd

from dossier.asking.shown import Shown
from dossier.notebook.words import count
from dossier.report import Report
from dossier.vocabulary import Judgement, Verdict

ASK = (
    ("report.claims(“words”)", "what the articles say"),
    ("report.facts(“words”)", "what outside records say"),
    ("report.questions(“words”)", "what is asked, and how certain the answers are"),
    ("report.question(“id or words”)", "one question: answers, certainty, contradictions"),
    ("report.compare(one, other)", "what two claims or facts make of each other"),
    ("report.contradictions(source=…)", "who contradicts whom"),
    ("report.hinges()", "what hangs on one article"),
    ("report.without(source).diff(report)", "what changes without an article"),
    ("report.what_if(claim, value=…)", "what would change"),
    ("report.timeline(theme=…)", "a figure of dates"),
    ("report.article(source, folder)", "an article with its claims marked"),
    ("report.desk(source, folder)", "the same, to code more of it"),
    ("report.export(format, path)", "a file for another program"),
)
"""What can be asked, and what the answer is."""


def show_card(report: Report) -> Shown:
    """Return what is in a report in a few sentences, with what can be asked of it."""
    corpus, settings = report.corpus, report.settings
    judged = report.ratings["judgement"].value_counts()
    words = [f"{judged[word]} {word.label}" for word in Judgement if word in judged]
    conflicts = int((report.findings["verdict"] == Verdict.CONFLICT).sum())
    sentences = [
        f"{count(len(corpus.sources), 'article')}, {count(len(corpus.claims), 'claim')}, "
        f"{count(len(corpus.facts), 'outside record')}, {count(len(corpus.questions), 'question')}.".capitalize(),
        f"Of the questions that the articles answer, {', '.join(words)}." if words else "No question is answered yet.",
        f"{count(conflicts, 'contradiction').capitalize()} between answers.",
    ]
    if corpus.left_out:
        sentences.append(f"Left out: {', '.join(corpus.left_out)}.")
    shown = pd.DataFrame(ASK, columns=["ask", "to learn"])
    return Shown(settings.title, sentences, shown, corpus.sources)
