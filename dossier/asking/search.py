"""Finds rows of the evidence by words, as an analyst types them: any spelling of a name, whatever the case."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pandas as pd

from dossier.corpus.tables import Corpus

SEARCHED = ("statement", "quote", "actor", "recipient", "attributed_to", "authority", "measure", "text", "canonical")
"""The columns that are looked through, where a table has them."""


MARKS = ',;:!?."“”‘’()[]'
"""What stands round words and is no part of them."""


def matches(table: pd.DataFrame, words: str, corpus: Corpus) -> pd.Series:
    """Tell of each row whether it has all the words, each as the beginning of a word; without words every row has.

    A name stands for all spellings of it that the sources use: what one of them calls Baku is found as Azerbaijan too.
    """
    texts = pd.Series("", table.index)
    for column in SEARCHED:
        if column in table:
            texts = texts + " " + table[column].map(fold)
    alternatives = spell(words, corpus)
    found = pd.Series(data=not alternatives, index=table.index)
    for spelling in alternatives:
        has = pd.Series(data=True, index=table.index)
        for word in spelling:
            # The beginning of a word, where it is a word and not a sign.
            edge = r"(?<!\w)" if word[0].isalnum() else ""
            has &= texts.str.contains(edge + re.escape(word), regex=True)
        found |= has
    return found


def spell(words: str, corpus: Corpus) -> list[Sequence[str]]:
    """Return what may stand for the words: themselves, one by one, or a whole spelling of the name that they are."""
    asked = " ".join(filter(None, (word.strip(MARKS) for word in fold(words).split())))
    if not asked:
        return []
    names = corpus.names
    written = names["as_written"].map(fold)
    entities = set(names["entity"][(written == asked) | (names["canonical"].map(fold) == asked)])
    same = names[names["entity"].isin(entities)]
    spellings = dict.fromkeys([*same["as_written"].map(fold), *same["canonical"].map(fold)])
    spellings.pop(asked, None)
    return [asked.split(), *([spelling] for spelling in spellings)]


def fold(text: str) -> str:
    """Return a text without case and without marks on letters.

    >>> fold("Türkiye, Şuşa")
    'turkiye, susa'
    """
    bare = unicodedata.normalize("NFKD", str(text).casefold())
    return "".join(each for each in bare if not unicodedata.combining(each))
