"""Makes up pages and notebooks, builds both editions and looks for each word: `python tools/fuzz.py --seconds 600`.

    python tools/fuzz.py [--seconds 600] [--seed 0] [--pages 8] [--depth 3] [--keep FOLDER]

The pages are of `fuzz_grammar`, the same for the same seed. Each word of a page stands nowhere else, so in HTML and in
the PDF it must stand once, apart from its neighbours, and in the order of the page; headings and captions may stand
more often, captions and notes elsewhere. A page may be refused, where each message names the page and a line or a cell.
All else is a finding: it is cut down to the blocks that it needs, and printed once for each kind. Nothing of
`dossier.typst.words` is used. The exit is 1 where there are findings.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from fuzz_build import Built, build
from fuzz_grammar import Block, Page, Word, make_page
from printed import is_from_the_right, squeeze

TRIES = 12
"""How often a finding is built again to cut it down."""


SIDE_BY_SIDE = {"list_table", "pipe_table", "csv_table", "grid"}
"""What sets parts beside each other, which are read by turns where they run over a page."""

LONG = {"unbroken", "code", "stream", "address"}
"""What may be divided anywhere, also at the end of a page; so may words of narrow cells."""


@dataclass(frozen=True)
class Finding:
    """Something wrong with a page: in which edition, what, and the constructs that it is about."""

    edition: str
    fault: str
    within: tuple[str, ...]
    detail: str = ""

    @property
    def kind(self) -> tuple[str, str, tuple[str, ...]]:
        """What findings of the same cause are likely to share."""
        return self.edition, self.fault, self.within[-2:]


def find_faults(page: Page, built: Built) -> list[Finding]:
    """Return what is wrong with the words of a page in both editions."""
    faults = [*_compare("html", page.words, squeeze(built.html.get(page.name, "")), built.html.get(page.name, ""))]
    if built.flow is not None:
        mixed = {word for block in page.blocks for word in _list_mixed(block)}
        words = [replace(word, is_loose=word.is_loose or word.text in mixed) for word in page.words]
        faults += _compare("pdf", words, built.flow, built.spaced)
    return faults


def _list_mixed(block: Block) -> Iterator[str]:
    """Yield the words that stand in one part with some that are read from the right: programs read lines backwards."""
    inner = {word.text for child in block.children for word in child.words}
    own = [word.text for word in block.words if word.text not in inner]
    if any(map(is_from_the_right, own)):
        yield from own
    for child in block.children:
        yield from _list_mixed(child)


def _compare(edition: str, words: list[Word], flow: str, spaced: str) -> Iterator[Finding]:
    before, letters = -1, Counter(flow)
    for word in words:
        wanted = squeeze(word.text)
        if edition == "pdf" and is_from_the_right(wanted):
            # The letters of such words come out of a PDF in an order that is not the line's.
            letters.subtract(wanted)
            if any(letters[letter] < 0 for letter in wanted):
                yield Finding(edition, "missing", word.within, word.text)
            continue
        number = flow.count(wanted)
        may_divide = edition == "pdf" and (LONG | SIDE_BY_SIDE) & {*word.within}
        if not number and may_divide and _is_divided(wanted, flow):
            continue
        if not number:
            yield Finding(edition, "missing", word.within, word.text)
        elif number > 1 and not word.is_loose and _stands_again(wanted, spaced):
            yield Finding(edition, "more than once", word.within, word.text)
        elif not word.is_loose:
            place = flow.index(wanted)
            if not SIDE_BY_SIDE & {*word.within}:
                if place < before:
                    yield Finding(edition, "out of order", word.within, word.text)
                before = max(before, place)
            # Within code, addresses and other long texts the words of the grammar have no limits of their own.
            if not (LONG | {"joined", "role"}) & {*word.within} and re.search(f"[a-z]{wanted}|{wanted}[a-z]", spaced):
                yield Finding(edition, "joined to its neighbour", word.within, word.text)


def _stands_again(word: str, spaced: str) -> bool:
    """Tell whether a word stands twice by itself: two others may make it up where they meet."""
    return len(re.findall(f"(?<![a-z]){re.escape(word)}(?![a-z])", spaced)) > 1


def _is_divided(word: str, flow: str) -> bool:
    return any(word[:cut] in flow and word[cut:] in flow for cut in range(2, len(word) - 1))


def has_place(page: Page, place: str, message: str) -> bool:
    """Return whether a message says in which page it is, and where there."""
    whole = f"{place} {message}"
    return page.name in whole and bool(re.search(r":\d+|\bcell \d+|\bline \d+", whole))


def examine(pages: list[Page]) -> Iterator[tuple[Page, list[Finding] | str]]:
    """Yield each page with its findings, or the first of the messages with which it is refused in its place."""
    if not pages:
        return
    built = build(pages)
    blamed = {page.name: [each for each in built.messages if page.name in " ".join(each)] for page in pages}
    refused = [page for page in pages if blamed[page.name]]
    if len(pages) > 1 and (built.crash or built.outside or (built.flow is None and not refused)):
        yield from _halve(pages)
    elif refused:
        yield from ((page, _judge(page, blamed[page.name])) for page in refused)
        yield from examine([page for page in pages if page not in refused])
    elif built.crash:
        yield pages[0], [Finding("build", "crash", _names(pages[0].blocks), built.crash)]
    elif built.flow is None:
        yield pages[0], _judge(pages[0], built.messages or [("", "no PDF, and no message")])
    else:
        outside = [Finding("pdf", "off the paper", _names(pages[0].blocks), each) for each in built.outside[:1]]
        yield from ((page, [*find_faults(page, built), *outside]) for page in pages)


def _judge(page: Page, messages: list[tuple[str, str]]) -> list[Finding] | str:
    """Return the first message with which a page is refused, or as a finding the first one without a place."""
    bad = [f"{place}: {text}" for place, text in messages if not has_place(page, place, text)]
    return [Finding("build", "refused without a place", (_gist(bad[0]),), bad[0])] if bad else messages[0][1]


def _halve(pages: list[Page]) -> Iterator[tuple[Page, list[Finding] | str]]:
    yield from examine(pages[: len(pages) // 2])
    yield from examine(pages[len(pages) // 2 :])


def _names(blocks: list[Block]) -> tuple[str, ...]:
    return tuple(sorted({block.kind for block in blocks})[:2])


def _gist(message: str) -> str:
    """Return a message without what differs from page to page."""
    return re.sub(r"'.*?'|\".*?\"|`.*?`|\d+", "…", message.partition(": ")[2])[:90]


def _found(pages: list[Page]) -> Iterator[list[Finding]]:
    return (found for _, found in examine(pages) if not isinstance(found, str))


def shrink(page: Page, finding: Finding) -> Page:
    """Return the page without the blocks that a finding does not need."""
    left, changed = TRIES, True
    while changed:
        changed = False
        for candidate in _smaller(page, finding.detail):
            if left == 0:
                return page
            left -= 1
            if any(each.kind == finding.kind for found in _found([candidate]) for each in found):
                page, changed = candidate, True
                break
    return page


def _smaller(page: Page, word: str) -> Iterator[Page]:
    """Yield pages that are part of a page: first what holds a word, then halves, then what holds no other block."""
    blocks = page.blocks
    for place, block in enumerate(blocks):
        if any(each.text == word for each in block.words):
            if len(blocks) > 1:
                yield replace(page, blocks=[block])
            for child in block.children:
                if any(each.text == word for each in child.words):
                    yield replace(page, blocks=[*blocks[:place], child, *blocks[place + 1 :]])
    if len(blocks) > 1:
        middle = len(blocks) // 2
        yield from (replace(page, blocks=part) for part in (blocks[:middle], blocks[middle:]))
    for place, block in enumerate(blocks):
        if len(blocks) > 2:
            yield replace(page, blocks=blocks[:place] + blocks[place + 1 :])
        yield from (replace(page, blocks=[*blocks[:place], child, *blocks[place + 1 :]]) for child in block.children)


def main() -> int:
    """Fuzz for the seconds that the command line names. Returns 1 if anything was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition(":")[0])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--pages", type=int, default=8, help="how many pages are built at a time")
    parser.add_argument("--depth", type=int, default=3, help="how deep blocks are nested")
    parser.add_argument("--keep", type=Path, help="a folder for the pages that findings were cut down to")
    asked = parser.parse_args()
    chance, serial, numbers = random.Random(asked.seed), count(1), count(1)
    seen: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    counts: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    end = time.monotonic() + asked.seconds
    while time.monotonic() < end:
        pages = [make_page(f"page{next(numbers)}x", chance, serial, asked.depth) for _ in range(asked.pages)]
        for page, found in examine(pages):
            if isinstance(found, str):
                counts["refused"] += 1
                reasons[_gist(f": {found}")] += 1
                continue
            counts["wrong" if found else "right"] += 1
            for finding in found:
                seen[finding.kind] += 1
                if seen[finding.kind] > 1:
                    continue
                small = shrink(page, finding) if time.monotonic() < end else page
                print(f"--- {finding.edition}, {finding.fault}, in {'/'.join(finding.within)}: {finding.detail}")
                print(small.source()[:4000], flush=True)
                if asked.keep:
                    asked.keep.mkdir(parents=True, exist_ok=True)
                    (asked.keep / small.file).write_text(small.source(), "utf-8")
    print(f"{counts.total()} pages: {dict(counts)}; {len(seen)} kinds of findings")
    for (edition, fault, within), number in seen.most_common():
        print(f"{number:5} {edition}, {fault}, in {'/'.join(within)}")
    for reason, number in reasons.most_common(20):
        print(f"{number:5} refused with a place: {reason}")
    return int(bool(seen))


if __name__ == "__main__":
    sys.exit(main())
