"""Feeds random texts to every reader of values: `python tools/fuzz_values.py [SECONDS]`, ten minutes unless told.

A reader may refuse a text with UnreadableValue and with nothing else, must answer within 50 ms of processor time, and
must not give a set that ends before it begins. The first failures are printed with their texts; the exit is then 1.
"""

from __future__ import annotations

import gc
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator

from dossier.values import TYPES, Answer, Question, UnreadableValue, Value, read_answer
from dossier.verdicts.judge import judge
from dossier.vocabulary import End, Stage

LIMIT = 0.050
"""Seconds of processor time that one text may take."""

PIECES = {
    "date": [
        *("1992", "1992-06", "1992-06-09", "199X", "19XX", "XXXX", "1992-XX-09", "XXXX-12-25", "1992-21", "1992-24"),
        *("1992-41", "-0044", "0000", "Y17E7", "Y-17E7", "1950S2", "Y171010000S3", "2018-02-29", "1992-13", "1X9X"),
        *("/", "..", "[", "]", "{", "}", ",", "~", "?", "%", "-", "X", "Y", "E", "S", "T23:20:30Z", "+05:00", " ", "9"),
    ],
    "amount": [*"0123456789", "~", ">=", "<=", ">", "<", "±", "/", ".", ",", "-", "−", "½", " ", "1e400", "nan", "inf"],
    "rank": [*"0123456789", ">=", "<=", ">", "<", "/", "-", ".", " "],
    "category": ["deal", "practice", "a", "-", "--", ";", "+", ";;", " ", "A", "é", "0"],
    "status": [*Stage, *End, "/", "<=", "<", " ", "unknown"],
    "absence": ["none", "only", "only ", "jmc", "-", " ", ";", "unknown"],
}
"""What the texts of each type are made of."""

FORMS = (
    "{}",
    "{}/{}",
    "[{},{}]",
    "[{}..{}]",
    "{{{},{}}}",
    "../{}",
    "{}/",
    "{}~",
    "~{}/{}",
    "{};{}",
    "{}+{}",
    "<={}",
    "only {}",
)
"""Shapes that texts have."""

ALPHABET = "".join(map(chr, [*range(32, 127), 0x0, 0xA, 0x660, 0x2212, 0xB1, 0xBD, 0x2013, 0x1F600, 0x301]))


def make_text(kind: str, chance: random.Random) -> str:
    """Return a text: pieces of the type in a shape or in any order, or characters, thousands of them at times."""
    form = chance.random()
    if form < 0.4:
        slots = chance.choice(FORMS)
        return slots.format(*chance.choices(PIECES[kind], k=slots.count("{}")))
    if form < 0.8:
        return "".join(chance.choices(PIECES[kind], k=chance.randint(1, 6)))
    return "".join(chance.choices(ALPHABET, k=chance.choice((1, 4, 12, 40, 400, 4000))))


def is_in_order(value: Value) -> bool:
    """Return whether each set of numbers in a value begins before it ends."""
    low, high = getattr(value, "low", 0), getattr(value, "high", 0)
    sides = [side for span in getattr(value, "options", ()) if isinstance(span, tuple) for side in span]
    return not low > high and all(side.low <= side.high for side in sides)


def find_failures(seconds: float, chance: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Read texts for so many seconds and yield each failure in words; count what was read and what was refused."""
    questions = [Question(kind, "km", role) for kind in TYPES for role in ("instant", "extent")]
    texts = {kind: [""] for kind in TYPES}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        question = chance.choice(questions)
        text, date = make_text(question.type, chance), make_text("date", chance) if chance.random() < 0.3 else ""
        answer = Answer(text, date=date, unit=chance.choice(("", "", "miles", "US$ million")))
        other = Answer(chance.choice(texts[question.type]), date="1992")
        start = time.process_time()
        try:
            value = read_answer(answer, question)
            outcome = "read"
        except UnreadableValue as refusal:
            outcome = "refused"
            if not refusal.found or not refusal.remedy:
                yield f"no remedy: {answer}"
        except Exception as error:
            yield f"{type(error).__name__}: {answer}"
            continue
        taken = time.process_time() - start
        counts[outcome] += 1
        counts["slowest, µs"] = max(counts["slowest, µs"], int(taken * 1e6))
        if taken > LIMIT:
            yield f"{taken * 1000:.0f} ms: {answer}"
        if outcome == "read":
            texts[question.type] = [*texts[question.type][-200:], text]
            if not is_in_order(value):
                yield f"out of order: {answer}"
        try:
            judge(answer, other, question)
        except Exception as error:
            yield f"{type(error).__name__} in judge: {answer} and {other}"


def main() -> int:
    """Fuzz for the seconds that the command line names. Returns 1 if anything failed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 600
    gc.freeze()  # else a text is charged, now and then, for a sweep through all that the imports have left behind
    counts: Counter[str] = Counter()
    failures = 0
    for failure in find_failures(seconds, random.Random(), counts):
        failures += 1
        if failures <= 20:
            print(failure[:300], flush=True)
    print(f"{counts['read'] + counts['refused']:,} texts in {seconds:.0f} s, {counts['read']:,} read", end="; ")
    print(f"slowest {counts['slowest, µs'] / 1000:.1f} ms; {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
