"""Times the steps that a reader or an extender waits for; `make bench` runs it, no test does.

The second table grows synthetic corpora, each size in a process of its own, and sets the engine beside the floor of
reading the same claims from CSV with pandas.
"""

import io
import resource
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd

from dossier import corpus, verdicts
from dossier.verdicts.mutation import run_selftest

DATA = Path(__file__).resolve().parent.parent / "data"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
CLAIMS_PER_QUESTION = 4


def clock(action):
    """Return how many seconds an action takes, and its result."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def bench_report():
    """Print the best of three runs of each step on the real corpus."""
    evidence = corpus.read(DATA)
    findings = verdicts.find(evidence)
    steps = {
        "read the evidence": lambda: corpus.read(DATA),
        "check the evidence": lambda: corpus.check(DATA),
        "judge every pair": lambda: verdicts.find(evidence),
        "rate every question": lambda: verdicts.rate_questions(evidence, findings),
        "plant contradictions": lambda: run_selftest(evidence),
    }
    for name, action in steps.items():
        print(f"{name:<24}{min(clock(action)[0] for _ in range(3)) * 1000:9.1f} ms")


def grow(claims):
    """Return a corpus of so many claims, four a question, half of the questions dates and half amounts."""
    small = corpus.read(DATA)
    number = pd.Series(range(claims))
    question = number // CLAIMS_PER_QUESTION
    dates = question % 2 == 0
    frame = pd.DataFrame(
        {
            "claim": "claim-" + number.astype("str"),
            "source": "source-" + (number % CLAIMS_PER_QUESTION).astype("str"),
            "question": "question-" + question.astype("str"),
            "told": "done",
            "stated": "states",
            "kind": "event",
            "value": (1900 + number * 7 % 120).astype("str").where(dates, (number * 31 % 997).astype("str")),
        }
    ).reindex(columns=small.claims.columns, fill_value="")
    names = pd.Series(range(question.max() + 1))
    questions = pd.DataFrame({"question": "question-" + names.astype("str"), "cardinality": "one"})
    questions["type"] = pd.Series("date", index=names.index).where(names % 2 == 0, "amount")
    questions = questions.reindex(columns=small.questions.columns, fill_value="")
    return replace(small, claims=frame, questions=questions, facts=small.facts[:0], rulings=small.rulings[:0])


def bench_size(claims):
    """Print one row: time of the floor and of the engine, findings, and the memory of the whole process."""
    big = grow(claims)
    text = big.claims.to_csv(index=False)
    floor, _ = clock(lambda: pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False))
    judged, findings = clock(lambda: verdicts.find(big))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{claims:>9,}{len(findings):>11,}{floor:>9.2f} s{judged:>9.2f} s{judged / claims * 1e6:>8.1f} µs"
        f"{judged / floor:>8.0f}×{memory:>9.0f} MB",
        flush=True,
    )


if __name__ == "__main__":
    if len(sys.argv) > 1:
        bench_size(int(sys.argv[1]))
    else:
        bench_report()
        print(f"\n{'claims':>9}{'findings':>11}{'read CSV':>11}{'judge':>11}{'a claim':>11}{'ratio':>9}{'memory':>12}")
        for size in SIZES:
            subprocess.run([sys.executable, __file__, str(size)], check=True)
