"""Says what the report is made of: each task, what it reads, what it makes and what it waits for.

The tasks are doit's: check the data, run each notebook, build the site that runs them in a browser, bind each
edition. A task is redone when a file that it reads has other content, when its settings changed, or when what it
made is missing or was touched.
"""

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from doit.task import Task
from doit.tools import config_changed

from dossier.build.formats import BINDINGS, bind, checkout_state, opening_pages

PACKAGE = Path(__file__).parent.parent
# Parts of the package that no notebook loads: an edit to them runs none again, and no browser gets them.
BINDING_ONLY = ("build", "edition", "sphinx", "typst")


class DataError(RuntimeError):
    """The data package cannot be used; the text holds its problems, one a line."""


def plan(
    root: Path, editions: Sequence[str], without: Sequence[str], scratch: Path, attempt: Callable
) -> Iterator[dict]:
    """Yield the tasks that make the `editions` of the report in `root`, as dictionaries for doit.

    `without` names the sources that the notebooks leave out, `scratch` is a folder for unfinished work.
    `attempt(function, *arguments)` is how a worker process does what a task does; the function raises
    RuntimeError when the task fails, and its text is the message to the reader.
    """
    sources = sorted((root / "notebooks").glob("*.ipynb"))
    executed = {source: root / "book" / "executed" / source.name for source in sources}
    evidence = files_below(root / "data")
    lock = [path for path in (root / "requirements.txt",) if path.is_file()]
    common = [*evidence, *lock, *files_below(PACKAGE, but=BINDING_ONLY)]
    task = partial(_task, attempt)

    yield task("check", [_check, root / "data", without], reads=common, settings={"without": without})
    before = ["check"]
    for source, target in executed.items():
        name = source.relative_to(root).as_posix()
        settings = {"python": sys.version, "without": without}
        parameters = {"without": without} if without else {}
        action = [_run_notebook, source, target, parameters, scratch]
        yield task(name, action, [source, *common], [target], target, settings, after=["check"])
        before.append(name)

    if "html" in editions:
        site = root / "_build" / "lite"
        action = [_build_site, sources, evidence, files_below(PACKAGE, but=BINDING_ONLY), site, scratch]
        reads = [
            *sources,
            *common,
            *(PACKAGE / "build" / name for name in ("jupyterlite.py", "wheels.py", "formats.py")),
        ]
        yield task("lite", action, reads, [site / "index.html"], site, {"python": sys.version}, after=["check"])
        before.append("lite")

    pages = [root / "_config.yml", root / "_toc.yml", *files_below(root / "book", but=["executed"])]
    for name in (name for name in BINDINGS if name in editions):
        made = opening_pages(root, name)
        code = files_below(PACKAGE, but=["typst"] if name == "html" else [])
        carried = sources if name == "html" else []  # the site that it carries holds them as they are
        reads = [*pages, *executed.values(), *carried, *evidence, *lock, *code]
        settings = {"python": sys.version, "checkout": checkout_state(root)}
        yield task(name, [bind, root, name, scratch], reads, made, made[0].parent, settings, after=before)
        before = [*before, name]


def remove_strangers(root: Path) -> None:
    """Remove the executed notebooks whose source is gone: the book would still publish them."""
    for executed in (root / "book" / "executed").glob("*.ipynb"):
        if not (root / "notebooks" / executed.name).exists():
            executed.unlink()


def files_below(folder: Path, but: Sequence[str] = ()) -> list[Path]:
    """Return the files below `folder`, sorted, without hidden and compiled ones.

    `but` holds patterns for names directly in `folder` that are passed over too, with all that is below them.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_noise = any(part.startswith(".") or part == "__pycache__" for part in parts)
        is_left_out = any(Path(parts[0]).match(pattern) for pattern in but)
        if path.is_file() and not is_noise and not is_left_out:
            found.append(path)
    return found


def _task(
    attempt: Callable,
    name: str,
    action: list,
    reads: Sequence[Path],
    makes: Sequence[Path] = (),
    watches: Path | None = None,
    settings: dict | None = None,
    after: Sequence[str] = (),
) -> dict:
    # `watches` is the file or folder that nobody else may touch: doit only asks whether what it `makes` exists.
    return {
        "name": name,
        "actions": [(attempt, action)],
        "file_dep": [str(path) for path in reads],
        "targets": [str(path) for path in makes],
        "task_dep": list(after),
        "uptodate": [config_changed(settings or {}), *([partial(_is_untouched, watches)] if watches else [])],
    }


def _is_untouched(made: Path, task: Task, values: dict) -> bool:
    task.value_savers.append(lambda: {"made": _digest(made)})
    return values.get("made") == _digest(made)


def _digest(made: Path) -> str:
    digest = hashlib.sha256()
    for path in [made] if made.is_file() else sorted(made.rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(made).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


# The imports below take a second, and a build that has nothing to do needs none of them.


def _check(data: Path, without: Sequence[str]) -> None:
    from dossier import corpus

    try:
        problems = [str(problem) for problem in corpus.check(data)]
        if without and not problems:
            corpus.read(data, without)  # refuses a source that does not exist, once for all notebooks
    except corpus.CorpusError as error:
        problems = [str(error)]
    if problems:
        raise DataError("\n".join(problems))


def _run_notebook(source: Path, target: Path, parameters: dict, scratch: Path) -> None:
    from dossier.build.notebooks import execute

    execute(source, target, parameters, scratch)


def _build_site(*paths: object) -> None:
    from dossier.build.jupyterlite import build_site

    build_site(*paths)
