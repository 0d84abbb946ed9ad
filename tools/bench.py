"""Times what a reader, a re-executor or an extender waits for, and writes `bench/README.md` with a chart; `make bench`.

The build is set beside Jupyter Book's own executor, on the same notebooks with the same extensions, in copies of this
checkout; the engine grows synthetic corpora, each size in a process of its own. No test does any of this.

    python tools/bench.py [build|engine|steps|page]... [--runs N] [--before FOLDER]

Without a name it does all. Results are kept in `bench/results.json`, so that a part can be measured again by itself.
`--before` names a checkout of an older version with an environment of its own, built cold in turn with this one.
"""

import argparse
import io
import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
OUT = ROOT / "bench"
SIZES = (1_000, 10_000, 100_000, 1_000_000)
SPREAD = 10_000_000
"""How many claims Dask's workers judge, a hundredth at a time."""
CLAIMS_PER_QUESTION = 4
LEFT = (".*", "_build", "executed", "dossier", "tests", "bench", "__pycache__", "*.egg-info")
"""What a copy of the report is without."""


def clock(action):
    """Return how many seconds an action takes, and its result."""
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


# The build


def copy_report(folder):
    """Copy the report, without what was built of it, into a folder."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(*LEFT))
    return folder


def edit(path, old, new):
    """Replace words in a file once."""
    text = path.read_text(encoding="utf-8")
    assert old in text, path
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def list_changes(root, number):
    """Return what is changed before each kind of build; `number` makes each change another."""
    notebook, row = root / "notebooks" / "06-connectivity.ipynb", root / "data" / "claims.csv"
    claim = "Military cooperation has grown in "
    return {
        "nothing": lambda: None,
        "one notebook": lambda: edit(
            notebook, "from dossier.notebook import cite", f'n = {number}\\n",\n    "from dossier.notebook import cite'
        ),
        "one page of prose": lambda: edit(root / "book" / "method.md", "\n\n", f"\n\nRun {number}.\n\n"),
        "one claim": lambda: edit(row, claim, f"{claim}{number + 2} of the "),
    }


def measure(command, folder, environment=None):
    """Run a command; return its wall time, the CPU time of all its processes, and the memory of the largest in MB."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(environment or {})}, stdout=log, stderr=subprocess.STDOUT
        )
        # Of this process and what it has waited for, and of nothing that ran before.
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status):
            log.seek(0)
            sys.exit(f"{' '.join(map(str, command))} failed:\n{log.read()[-3000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss / 1024}


class Ours:
    """`dossier build`, HTML and all PDFs."""

    name = "dossier build"

    def __init__(self, root):
        self.root = root

    def build(self, cold):
        """Build once; a cold build makes everything anew."""
        force = ["--force"] if cold else []
        return measure([Path(sys.executable).parent / "dossier", "build", *force], self.root)


class Book:
    """Jupyter Book, which executes the notebooks by itself, and writes HTML and then the PDFs."""

    def __init__(self, root, mode):
        self.root, self.mode, self.name = root, mode, f"jupyter-book, {mode}"
        edit(
            root / "_config.yml", 'execute_notebooks: "off"', f'execute_notebooks: "{mode}"\n  cache: {root / "cache"}'
        )

    def build(self, cold):
        """Build once, from nothing where it is cold."""
        if cold:
            for folder in ("_build", "cache", "book/_build"):
                shutil.rmtree(self.root / folder, ignore_errors=True)
        (self.root / "book" / "executed").mkdir(exist_ok=True)
        for source in (self.root / "notebooks").glob("*.ipynb"):
            target = self.root / "book" / "executed" / source.name
            if not target.exists() or target.read_bytes() != source.read_bytes():
                shutil.copyfile(source, target)
        program = Path(sys.executable).parent / "jupyter-book"
        shared = [
            "build",
            "book",
            "--config",
            "_config.yml",
            "--toc",
            str(self.root / "_toc.yml"),
            "--path-output",
            ".",
        ]
        environment = {"DOSSIER_DATA": str(self.root / "data")}
        found = [
            measure([program, *shared, *builder], self.root, environment)
            for builder in (["--builder", "html"], ["--builder", "custom", "--custom-builder", "typst"])
        ]
        return {name: (max if name == "memory" else sum)(each[name] for each in found) for name in found[0]}


def bench_build(runs, before, keep):
    """Return the measures of each tool for each kind of build; `keep` is told of them after each run."""
    results = {}
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        makers = {"ours": Ours, "force": lambda root: Book(root, "force"), "cache": lambda root: Book(root, "cache")}
        tools = {}
        for name, make in makers.items():
            tools[name] = make(copy_report(Path(place, name)))
        for number in range(runs):
            for tool in tools.values():
                found = {"cold": tool.build(cold=True)}
                # Of the others the cold build is what counts; what they do after a change is measured once.
                changes = list_changes(tool.root, number) if number == 0 or isinstance(tool, Ours) else {}
                for kind, change in changes.items():
                    change()
                    found[kind] = tool.build(cold=False)
                for kind, measured in found.items():
                    results.setdefault(tool.name, {}).setdefault(kind, []).append(measured)
                print(number + 1, tool.name, {kind: round(each["wall"], 1) for kind, each in found.items()}, flush=True)
            if before:
                measured = measure([Path(before, ".venv/bin/dossier"), "build", "--force"], before)
                results.setdefault("dossier build, before", {}).setdefault("cold", []).append(measured)
                print(number + 1, "before", round(measured["cpu"], 1), flush=True)
            keep(results)
    return results


# Steps and engine


def bench_steps():
    """Return the best of three runs of each step on the real corpus, in milliseconds, and how long a check takes."""
    from dossier import corpus, verdicts
    from dossier.verdicts.mutation import run_selftest

    def judge():
        return verdicts.find(corpus.read(DATA))

    evidence = corpus.read(DATA)
    findings = verdicts.find(evidence)
    steps = {
        "read the evidence": lambda: corpus.read(DATA),
        "check the evidence": lambda: corpus.check(DATA),
        "read and judge every pair": judge,
        "rate every question": lambda: verdicts.rate_questions(evidence, findings),
        "plant contradictions": lambda: run_selftest(evidence),
    }
    found = {name: min(clock(action)[0] for _ in range(3)) * 1000 for name, action in steps.items()}
    program = Path(sys.executable).parent / "dossier"
    return {
        "steps": found,
        "dossier check": [measure([program, "check"], ROOT) for _ in range(5)],
        "check of 100,000 claims": check_many(100_000),
    }


def check_many(claims):
    """Return how long the check of a package takes to which so many claims were added, in seconds of CPU."""
    from dossier import corpus

    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = shutil.copytree(DATA, Path(place, "data"))
        table = pd.read_csv(folder / "claims.csv", dtype="str", keep_default_na=False)
        times = claims // len(table) + 1
        parts = [table.assign(claim=table["claim"] + (f"-{number}" if number else "")) for number in range(times)]
        pd.concat(parts).head(claims).sort_values("claim").to_csv(
            folder / "claims.csv", index=False, lineterminator="\n"
        )
        start = time.process_time()
        problems = corpus.check(folder)
        return {"seconds": time.process_time() - start, "problems": len(problems)}


def grow(claims, first=0):
    """Return a corpus of so many claims, four a question, half of the questions dates and half amounts."""
    from dossier import corpus

    small = corpus.read(DATA)
    number = pd.Series(range(first, first + claims))
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
    names = pd.Series(sorted(set(question)))
    questions = pd.DataFrame({"question": "question-" + names.astype("str"), "cardinality": "one"})
    questions["type"] = pd.Series("date", index=names.index).where(names % 2 == 0, "amount")
    questions = questions.reindex(columns=small.questions.columns, fill_value="")
    return replace(small, claims=frame, questions=questions, facts=small.facts[:0], rulings=small.rulings[:0])


def bench_size(claims):
    """Print as JSON: seconds of the floor and of the engine, findings, and the memory of the whole process."""
    from dossier import verdicts

    big = grow(claims)
    text = big.claims.to_csv(index=False)
    floor, _ = clock(lambda: pd.read_csv(io.StringIO(text), dtype="str", keep_default_na=False))
    judged, findings = clock(lambda: verdicts.find(big))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"claims": claims, "findings": len(findings), "floor": floor, "judged": judged, "memory": memory}))


def judge_hundredth(number):
    """Judge a hundredth of the largest corpus, on a worker; return how many findings it has."""
    from dossier.verdicts.spread import judge_part

    size = SPREAD // 100
    return len(judge_part(grow(size, number * size), "default"))


def bench_spread():
    """Return how long two of Dask's workers take for the largest corpus, and how many findings it has."""
    import distributed

    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        seconds, found = clock(lambda: client.gather(client.map(judge_hundredth, range(100))))
    return {"claims": SPREAD, "findings": sum(found), "judged": seconds}


def bench_engine():
    """Return one row for each size."""
    rows = []
    for size in SIZES:
        command = [sys.executable, __file__, "size", str(size)]
        run = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(run.stdout))
        print(rows[-1], flush=True)
    return {"sizes": rows, "spread": bench_spread()}


# What was measured


def middle(measures, name):
    """Return the median of one measure."""
    return statistics.median(each[name] for each in measures)


def draw(builds, path):
    """Draw how long each tool takes for each kind of build."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams.update({"svg.hashsalt": "dossier", "font.size": 9, "svg.fonttype": "none"})
    import matplotlib.pyplot as plt

    kinds = list(builds["dossier build"])
    tools = [name for name in builds if "before" not in name]
    figure, axes = plt.subplots(figsize=(7, 3.2), layout="constrained")
    colours = dict(zip(tools, ("#1d3d5c", "#9a9a9a", "#c9c9c9"), strict=True))
    for place, name in enumerate(tools):
        for row, kind in enumerate(kinds):
            wall = middle(builds[name][kind], "wall")
            y = row + 0.27 * (place - 1)
            axes.barh(y, wall, height=0.24, color=colours[name], label=name if not row else None)
            axes.text(wall, y, f" {wall:.1f}", va="center", fontsize=8)
    axes.set_yticks(range(len(kinds)), kinds)
    axes.invert_yaxis()
    axes.spines[["top", "right"]].set_visible(False)
    axes.set_xlabel("seconds of wall time, HTML and PDFs, median")
    axes.legend(frameon=False, loc="lower right")
    figure.savefig(path, metadata={"Date": None})


def write_page(results):
    """Write the page of results and its chart."""
    lines = ["# How fast it is", "", "Written by `make bench` (`tools/bench.py`); the numbers are medians.", ""]
    lines += [f"Measured on {results['machine']}.", ""]
    if builds := results.get("build"):
        draw(builds, OUT / "build.svg")
        lines += ["## Builds", "", "![Seconds of each tool for each kind of build](build.svg)", ""]
        lines += [
            "HTML and all PDFs. Jupyter Book executes the same notebooks with the same extensions, for the HTML and"
        ]
        lines += ["then for the PDFs. CPU is that of all processes, memory that of the largest of them.", ""]
        lines += ["| tool | changed before | runs | wall, s | CPU, s | memory, MB |", "|---|---|--:|--:|--:|--:|"]
        for name, kinds in builds.items():
            for kind, measures in kinds.items():
                wall, cpu = middle(measures, "wall"), middle(measures, "cpu")
                memory = [each["memory"] for each in measures if "memory" in each]
                most = f"{statistics.median(memory):.0f}" if memory else "–"
                label = "everything (cold)" if kind == "cold" else kind
                lines.append(f"| {name} | {label} | {len(measures)} | {wall:.1f} | {cpu:.1f} | {most} |")
        ours, cold = builds["dossier build"], middle(builds["dossier build"]["cold"], "wall")
        force = middle(builds["jupyter-book, force"]["cold"], "wall")
        lines += ["", f"- Cold, ours is {force / cold:.1f} times as fast as Jupyter Book's `force`."]
        share = middle(ours["one notebook"], "wall") / cold
        lines += [f"- One changed notebook costs {share:.0%} of a cold build."]
        if before := builds.get("dossier build, before"):
            share = middle(ours["cold"], "cpu") / middle(before["cold"], "cpu")
            lines += [
                f"- Cold, ours takes {share:.0%} of the CPU of the version before (0.2.0, whose report is smaller)."
            ]
        lines.append("")
    if steps := results.get("steps"):
        lines += ["## Steps", "", "| step | ms |", "|---|--:|"]
        lines += [f"| {name} | {took:.1f} |" for name, took in steps["steps"].items()]
        many = steps["check of 100,000 claims"]
        lines += ["", f"- `dossier check` takes {middle(steps['dossier check'], 'cpu'):.2f} s of CPU, start included."]
        lines += [f"- With 100,000 claims the check takes {many['seconds']:.1f} s of CPU.", ""]
    if engine := results.get("engine"):
        lines += [
            "## Engine",
            "",
            "Made-up claims, four a question. The floor is to read the claims from CSV with pandas.",
            "",
        ]
        lines += ["| claims | findings | floor, s | judged, s | µs a claim | memory, MB |", "|--:|--:|--:|--:|--:|--:|"]
        for row in engine["sizes"]:
            each = row["judged"] / row["claims"] * 1e6
            lines.append(
                f"| {row['claims']:,} | {row['findings']:,} | {row['floor']:.2f} | {row['judged']:.2f} | {each:.1f} "
                f"| {row['memory']:.0f} |"
            )
        spread = engine["spread"]
        lines += ["", f"Two workers of Dask judge {spread['claims']:,} claims in {spread['judged']:.0f} s and find"]
        lines += [f"{spread['findings']:,} pairs; making up the claims is counted in.", ""]
    (OUT / "README.md").write_text("\n".join(lines), encoding="utf-8")


def main():
    """Measure what the call names, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--before", type=Path)
    options = parser.parse_args()
    if options.parts[:1] == ["size"]:
        bench_size(int(options.parts[1]))
        return
    OUT.mkdir(exist_ok=True)
    path = OUT / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    results["machine"] = f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"

    def keep(part, found):
        results[part] = found
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
        write_page(results)

    measures = {
        "steps": bench_steps,
        "engine": bench_engine,
        "build": lambda: bench_build(options.runs, options.before, lambda found: keep("build", found)),
    }
    for part in options.parts or list(measures):
        if part != "page":
            keep(part, measures[part]())
    write_page(results)


if __name__ == "__main__":
    main()
