"""Times the steps that a reader or an extender waits for; `make bench` runs it, no test does."""

import time

from dossier import corpus, verdicts


def clock(name, action):
    """Print how long an action takes, the best of three, and return its result."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        result = action()
        best = min(best, time.perf_counter() - start)
    print(f"{name:<28}{best * 1000:8.1f} ms")
    return result


if __name__ == "__main__":
    evidence = clock("read the evidence", corpus.read)
    clock("check the evidence", corpus.check)
    findings = clock("judge every pair", lambda: verdicts.find(evidence))
    clock("rate every question", lambda: verdicts.rate_questions(evidence, findings))
