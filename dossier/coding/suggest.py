"""Proposes spans of an article that are worth a claim, with what each rests on and the question that it may answer."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

import pandas as pd

from dossier.coding.likely import Likely
from dossier.coding.phrases import TOKEN, Span, is_in_heading, split_phrases, split_sentences, trim
from dossier.coding.signs import FIRM, KINDS, Sign, find_signs
from dossier.corpus.quotes import SENTENCE_END, count_paragraphs
from dossier.corpus.rules import MAX_QUOTE_WORDS, count_words
from dossier.corpus.tables import Corpus


@dataclass(frozen=True, order=True)
class Proposal:
    """A span worth a claim.

    `start` and `end` are code points of the text, the end exclusive, and `quote` the words there: at most
    MAX_QUOTE_WORDS, and no whole sentence. `paragraph` counts from 1 as claims do, and `sentence` is the text of the
    sentence. `kind` is what it chiefly rests on, one of `signs.KINDS`; `kinds` are all, and `signs` their words.
    `question` is the id of the question that fits best, or empty. `strength` is how much speaks for the proposal: 1 for
    each kind, 1 more for a firm one (`signs.FIRM`), and 2 for a question.
    """

    start: int
    end: int
    quote: str
    paragraph: int
    sentence: str
    kind: str
    kinds: tuple[str, ...]
    signs: tuple[str, ...]
    question: str = ""

    @property
    def strength(self) -> int:
        """How much speaks for the proposal, from 1."""
        return len(self.kinds) + len(FIRM.intersection(self.kinds)) + 2 * bool(self.question)


def suggest(
    text: str, corpus: Corpus | None = None, exclusions: Iterable[Span] = (), without: Iterable[Span] = ()
) -> list[Proposal]:
    """Return the spans of a text that are worth a claim, by place; no two overlap.

    `exclusions` are spans that are not looked at, such as a by-line, and `without` those that are coded already: what
    overlaps them is not proposed. Both are pairs of code points, the end exclusive. A line is a paragraph, and short
    lines that end in no stop, titles and headings, are passed over. Questions are those of `corpus`, whose claims help
    to tell them apart; without it every `question` is empty.

    >>> [found] = suggest("On 3 March 1919 they signed a treaty. All went home.")
    >>> found.quote, found.start, found.end, found.kind, found.signs
    ('3 March 1919 they signed a treaty', 3, 36, 'date', ('3 March 1919', 'signed', 'treaty'))
    """
    sentences = [span for span in split_sentences(text, exclusions) if not is_in_heading(text, span[0])]
    signs = find_signs(text, sentences)
    whole = {piece.strip().rstrip(".!?") for piece in SENTENCE_END.split(text)}
    whole |= {text[slice(*sentence)].rstrip(".!?") for sentence in sentences}
    likely = Likely(corpus) if corpus is not None else None
    coded = list(without)
    proposals = []
    for sentence in sentences:
        inside = [sign for sign in signs if sentence[0] <= sign.start < sentence[1]]
        for phrase in split_phrases(text, sentence, [(sign.start, sign.end) for sign in inside]):
            span = _shorten(text, trim(text, phrase, [(sign.start, sign.end) for sign in inside]), whole)
            own = [sign for sign in inside if span[0] <= sign.start and sign.end <= span[1]]
            if own and not any(start < span[1] and span[0] < end for start, end in coded):
                proposals.append(_propose(text, span, sentence, own, likely))
    return [each for each in proposals if count_words(each.quote) <= MAX_QUOTE_WORDS]


def _propose(text: str, span: Span, sentence: Span, own: list[Sign], likely: Likely | None) -> Proposal:
    quote, around = text[slice(*span)], text[slice(*sentence)]
    kinds = tuple(kind for kind in KINDS if any(sign.kind == kind for sign in own))
    return Proposal(
        start=span[0],
        end=span[1],
        quote=quote,
        paragraph=count_paragraphs(text[: span[0]]),
        sentence=around,
        kind=kinds[0],
        kinds=kinds,
        signs=tuple(dict.fromkeys(text[sign.start : sign.end] for sign in own)),
        question=likely.find(quote, around, kinds) if likely else "",
    )


def _shorten(text: str, span: Span, whole: set[str]) -> Span:
    """Return a span without its first words, if it would be a whole sentence with them; an empty one if all are."""
    for token in TOKEN.finditer(text, *span):
        if text[token.start() : span[1]].rstrip(".!?") not in whole:
            return (span[0] if text[slice(*span)].rstrip(".!?") not in whole else token.start()), span[1]
    return span[0], span[0]


def as_frame(proposals: Iterable[Proposal]) -> pd.DataFrame:
    """Return proposals as a table, one row each, with what a Proposal has as columns.

    Several kinds or signs are joined by “; ”.
    """
    rows = [
        asdict(each) | {"kinds": "; ".join(each.kinds), "signs": "; ".join(each.signs), "strength": each.strength}
        for each in proposals
    ]
    return pd.DataFrame(rows, columns=[*(each.name for each in fields(Proposal)), "strength"])
