"""Divides an article into sentences, and a sentence into phrases that are short enough to quote.

Where a sentence is divided follows from the least sum of costs: a break costs little at a stop or before “which”, much
within “the Ministry of Trade”, and a phrase costs the more the further its length is from that of a good quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from dossier.corpus.quotes import SENTENCE_END
from dossier.corpus.rules import MAX_QUOTE_WORDS, count_words

Span = tuple[int, int]
"""Code points from the first to one past the last."""

TOKEN = re.compile(r"(?:US|C|A)?[$€£¥₹] ?\w+(?:[.,]\d+)*|\w+(?:[.,]\d+|[-–’'&/.]\w+)*%?")
"""A word with what is joined to it, or a sum of money."""

ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Adm|Amb|Sen|Rep|Gov|St|Engr|Jr|Sr|No|vs|approx|Co|Ltd|Inc"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)|\b[A-Z]|\b[a-z]\.[a-z])\.$"
)
"""A stop that ends no sentence."""

GOOD_LENGTH = range(5, 11)
"""How many words a quotation has that says something and is not long."""


def read_words(text: str) -> frozenset[str]:
    """Return the words of a text that blanks part."""
    return frozenset(text.split())


SUBORDINATING = read_words("""
    which that who whom whose where when while whereas although though because since unless until if after before as
    despite following amid during including alongside besides towards toward without due thus thereby
""")
COORDINATING = read_words("and or but nor yet so")
PREPOSITIONS = read_words("""
    in on at for with by from to into over under between among about against through across per within via
""")
AUXILIARIES = read_words("""
    is are was were has have had will would can could may might should must shall do does did
""")
LOOSE = SUBORDINATING | COORDINATING | PREPOSITIONS | AUXILIARIES
LOOSE |= read_words("a an the of be been being also both its their his her this these those such not it they he she")
"""Words with which a quotation does not end."""

LEADING = COORDINATING
LEADING |= read_words("that which who the a an as well however moreover furthermore also then thus meanwhile overall")
"""Words with which a quotation does not begin."""


def split_sentences(text: str, exclusions: Iterable[Span] = ()) -> list[Span]:
    """Return the sentences of a text by place, each without blanks around it; what is excluded ends a sentence."""
    excluded = sorted(exclusions)
    kept = [(end, start) for (_, end), (start, _) in pairwise([(0, 0), *excluded, (len(text), len(text))])]
    return [span for start, end in kept if start < end for span in _split(text, start, end)]


def _split(text: str, start: int, end: int) -> Iterator[Span]:
    begun = start
    for stop in [*SENTENCE_END.finditer(text, start, end), None]:
        if stop and "\n" not in stop[0] and ABBREVIATED.search(text, max(begun, stop.start() - 8), stop.start()):
            continue
        last = stop.start() if stop else end
        piece = text[begun:last]
        if content := piece.strip():
            first = begun + piece.index(content)
            yield first, first + len(content)
        begun = stop.end() if stop else end


def is_in_heading(text: str, place: int) -> bool:
    """Return whether the line at this place is short and ends in no stop: a title, a by-line, a heading."""
    start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
    line = text[start : end if end >= 0 else len(text)]
    return not re.search(r"[.!?:;…]\W*$", line) and count_words(line) <= 2 * MAX_QUOTE_WORDS


def split_phrases(text: str, sentence: Span, whole: Iterable[Span] = ()) -> list[Span]:
    """Return the phrases of one sentence by place, each at most MAX_QUOTE_WORDS words; `whole` spans are not divided.

    A span of more words than that is divided all the same.
    """
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text, *sentence)]
    words = [count_words(text[start:end]) for start, end in tokens]
    uncut = [span for span in whole if count_words(text[span[0] : span[1]]) <= MAX_QUOTE_WORDS]
    breaks = [_cost(text, tokens, place, uncut) for place in range(len(tokens))]
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(tokens) + 1):
        choices, length = [], 0
        for begin in range(end - 1, -1, -1):
            length += words[begin]
            if length > MAX_QUOTE_WORDS and begin < end - 1:
                break
            choices.append((best[begin][0] + breaks[begin] + _strain(length), begin))
        best.append(min(choices))
    phrases: list[Span] = []
    end = len(tokens)
    while end:
        begin = best[end][1]
        phrases.append((tokens[begin][0], tokens[end - 1][1]))
        end = begin
    return phrases[::-1]


def _strain(length: int) -> float:
    """Return what a phrase of so many words costs."""
    if length in GOOD_LENGTH:
        return 1.0
    return 1.0 + (GOOD_LENGTH[0] - length if length < GOOD_LENGTH[0] else 0.75 * (length - GOOD_LENGTH[-1]))


def _cost(text: str, tokens: list[Span], place: int, uncut: list[Span]) -> float:
    """Return what it costs to begin a phrase with this token."""
    if place == 0:
        return 0.0
    here = tokens[place][0]
    if any(start < here < end for start, end in uncut):
        return 50.0
    gap = text[tokens[place - 1][1] : here]
    word = text[here : tokens[place][1]].lower()
    before = text[slice(*tokens[place - 1])].lower()
    shortened = gap == ". " and ABBREVIATED.search(text[max(0, here - 9) : here - 1])
    if re.search(r"[;:()\[\]–—…?!⦁•]|\. ", gap) and not shortened:
        return -4.0
    if "," in gap:
        return 3.0 if _is_in_list(text, tokens, place) else -1.0
    if word in SUBORDINATING and before not in SUBORDINATING | PREPOSITIONS | {"such", "well", "so", "as"}:
        return 1.0
    if word == "such":
        return 1.0
    if word in COORDINATING:
        return 3.0 if _is_in_list(text, tokens, place) else 1.5
    if before in AUXILIARIES and word not in LOOSE:
        return 4.0
    if before in LOOSE | {"such", "well"}:
        return 8.0
    return 2.5 if word in PREPOSITIONS else 3.0 if word in AUXILIARIES else 5.0


def _is_in_list(text: str, tokens: list[Span], place: int) -> bool:
    """Return whether a comma or “and” soon before or after this token makes it one of several, as in “a, b and c”."""
    near = range(max(1, place - 3), min(len(tokens), place + 4))
    return any(
        each != place
        and ("," in text[tokens[each - 1][1] : tokens[each][0]] or text[slice(*tokens[each])] in ("and", "or"))
        for each in near
    )


def trim(text: str, phrase: Span, kept: Iterable[Span] = ()) -> Span:
    """Return a phrase without the loose words at its ends, as far as they are not in `kept`."""
    tokens = [(match.start(), match.end()) for match in TOKEN.finditer(text, *phrase)]
    held = list(kept)

    def is_loose(token: Span, words: frozenset[str]) -> bool:
        free = not any(start < token[1] and token[0] < end for start, end in held)
        return free and text[slice(*token)].lower() in words

    while len(tokens) > 1 and is_loose(tokens[0], LEADING):
        del tokens[0]
    while len(tokens) > 1 and is_loose(tokens[-1], LOOSE):
        del tokens[-1]
    return _close(text, phrase, (tokens[0][0], tokens[-1][1]))


def _close(text: str, phrase: Span, span: Span) -> Span:
    """Return a span with the bracket or quotation mark just outside it that goes with one inside it."""
    start, end = span
    for opening, closing in ("“”", "()", "[]"):
        inside = text[start:end]
        if inside.count(opening) < inside.count(closing) and text[start - 1 : start] == opening:
            start -= 1
        elif inside.count(opening) > inside.count(closing) and text[end : end + 1] == closing:
            end += 1
    return start, end
