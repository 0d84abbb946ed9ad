"""Finds the question that a span is likely to answer, by the words that they share and by what the span rests on."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable

import snowballstemmer

from dossier.coding.phrases import read_words
from dossier.corpus.tables import Corpus

RESTING: dict[str, frozenset[str]] = {
    "date": frozenset({"date", "first"}),
    "amount": frozenset({"amount", "count"}),
    "rank": frozenset({"rank", "first", "only", "count", "comparison"}),
}
"""What an answer to a question of these types rests on; a span without any of it answers it less likely."""

MISFIT = 0.8
"""How much a question counts whose type asks for what the span does not have."""

AROUND = 0.3
"""How much the other words of the sentence count, against those of the span."""

LEAST = 0.35
"""How alike a span and the words of a question must be for the question to be named; 1 is the same words."""

UNKNOWN = 0.5
"""How much a word that no question has counts, against the rarest that one has."""

_STEMMER = snowballstemmer.stemmer("english")
_STOP = read_words("""
    the a an and or but of in on at for with by from to into as is are was were be been being has have had do does did
    will would can could may might should must it its this that these those they their there which who whom whose what
    when where how why than then also both each other own any some such not no he she his her we our you your i
""")


class Likely:
    """The questions of a corpus, by the stems of their texts and of each statement that answers them."""

    def __init__(self, corpus: Corpus) -> None:
        questions, answers = corpus.questions, corpus.answers()
        self._types: dict[str, str] = dict(zip(questions["question"], questions["type"], strict=True))
        asked = zip(questions["question"], questions["text"], strict=True)
        answered = zip(answers["question"], answers["statement"], strict=True)
        said = [(question, stem_words(text)) for question, text in (*asked, *answered)]
        vocabulary: dict[str, set[str]] = {}
        for question, stems in said:
            vocabulary.setdefault(question, set()).update(stems)
        spread = Counter(stem for stems in vocabulary.values() for stem in stems)
        self._rarity = {stem: math.log(1 + len(vocabulary) / number) for stem, number in spread.items()}
        self._unknown = UNKNOWN * max(self._rarity.values(), default=0.0)
        self._said = [(question, stems, self._weigh(stems)) for question, stems in said if stems]

    def find(self, quote: str, sentence: str, kinds: Collection[str]) -> str:
        """Return the id of the question that fits best, or an empty text where none does.

        `quote` are the words of a span, `sentence` those of its sentence, and `kinds` what it rests on.
        """
        words = stem_words(quote)
        around = stem_words(sentence) - words
        size = self._weigh(words) + AROUND**2 * self._weigh(around)
        best, chosen = LEAST, ""
        for question, stems, own in self._said:
            shared = self._weigh(words & stems)
            if not shared:
                continue
            found = (shared + AROUND * self._weigh(around & stems)) / math.sqrt(size * own)
            if not RESTING.get(self._types[question], frozenset(kinds)) & set(kinds):
                found *= MISFIT
            if found > best:
                best, chosen = found, question
        return chosen

    def _weigh(self, stems: Iterable[str]) -> float:
        """Return how much stems count together, the rarer the more."""
        return sum(self._rarity.get(stem, self._unknown) for stem in sorted(stems))


def stem_words(text: str) -> set[str]:
    """Return the stems of a text's words that carry meaning, the same for British and American spelling.

    >>> sorted(stem_words("They recognized the defenses of 1919"))
    ['1919', 'defenc', 'recognis']
    """
    words = {word.lower() for word in re.findall(r"[^\W_]+(?:-\d+)?", text)} - _STOP
    british = [re.sub(r"(?<=\w{3})iz(?=e|ing|ation)", "is", re.sub(r"ense(?=s?$)", "ence", word)) for word in words]
    return {stem for stem in _STEMMER.stemWords(british) if len(stem) > 1}
