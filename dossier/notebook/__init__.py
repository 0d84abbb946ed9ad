"""What a chapter imports: words, glued values, rows of evidence, tables and figures. Knows nothing of Sphinx.

A chapter begins with ``report = dossier.load(without=without)`` and ``figures.use_style(report.settings)``.
"""

from dossier.notebook import figures
from dossier.notebook.coders import compare_coders
from dossier.notebook.frames import answers, claims, facts, listed, look_up, series, sources
from dossier.notebook.glue import glue
from dossier.notebook.judged import certainty, judgements, leading_answers
from dossier.notebook.readings import contradictions, count_by_article, count_standing, words_against_words
from dossier.notebook.tables import lay_out, table
from dossier.notebook.titles import finding
from dossier.notebook.words import cite, cite_facts, count, join, judgement, number, plain, quote, span

__all__ = [
    "answers",
    "certainty",
    "cite",
    "cite_facts",
    "claims",
    "compare_coders",
    "contradictions",
    "count",
    "count_by_article",
    "count_standing",
    "facts",
    "figures",
    "finding",
    "glue",
    "join",
    "judgement",
    "judgements",
    "lay_out",
    "leading_answers",
    "listed",
    "look_up",
    "number",
    "plain",
    "quote",
    "series",
    "sources",
    "span",
    "table",
    "words_against_words",
]
