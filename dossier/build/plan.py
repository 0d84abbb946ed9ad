"""Says what the report is made of: each task, what it reads, what it makes and what it waits for.

The tasks are doit's: check the data, run each notebook, build the site that runs them in a browser, build each output
format. A task is redone when a file that it reads has other content, when its settings changed, or when what it made
is missing or was touched.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from doit.task import Task
from doit.tools import config_changed

from dossier.build.formats import FORMATS, Variant, build_format, list_entry_pages
from dossier.checkout import find_commit, is_changed
from dossier.settings import FILE, read_settings

PACKAGE = Path(__file__).parent.parent

FRONT_ENDS = ("build", "edition", "sphinx", "typst", "cli.py", "__main__.py", "checkout.py")
"""What notebooks may not import: editing it re-runs none of them, and the browser's wheel leaves it out."""


class DataError(RuntimeError):
    """The data package cannot be used; the text holds its problems, one per line."""


def plan(root: Path, formats: Sequence[str], variant: Variant, scratch: Path, attempt: Callable) -> Iterator[dict]:
    """Yield the tasks that build the `formats` of the report in `root`, as dictionaries for doit.

    `scratch` is a folder for unfinished work. `attempt(function, *arguments)` is how a worker process does what a task
    does; the function raises RuntimeError when the task fails, and its text is the message to the reader.
    """
    sources = sorted((root / "notebooks").glob("*.ipynb"))
    executed = {source: root / "book" / "executed" / source.name for source in sources}
    evidence = files_below(variant.data)
    given = [path for path in (root / FILE, root / "requirements.txt") if path.is_file()]
    common = [*evidence, *given, *files_below(PACKAGE, but=FRONT_ENDS)]
    task = partial(_task, attempt)
    choice = {"data": str(variant.data), "without": variant.without}

    yield task("check", [_check, variant.data, variant.without], reads=common, settings=choice)
    before = ["check"]
    for source, target in executed.items():
        name = source.relative_to(root).as_posix()
        action = [_run_notebook, source, target, variant.data, variant.without, scratch]
        settings = {"python": sys.version, **choice}
        yield task(name, action, [source, *common], [target], target, settings, after=["check"])
        before.append(name)

    if "html" in formats and find_spec("jupyterlite_core"):  # an extra of the package
        site = root / "_build" / "lite"
        settings_file = root / FILE if root / FILE in given else None
        package = files_below(PACKAGE, but=FRONT_ENDS)
        action = [_build_site, sources, evidence, settings_file, package, site, scratch]
        builders = [PACKAGE / "build" / name for name in ("jupyterlite.py", "wheels.py", "formats.py")]
        reads = [*sources, *common, *builders]
        yield task("lite", action, reads, [site / "index.html"], site, {"python": sys.version}, after=["check"])
        before.append("lite")

    names = read_settings(root).files
    published = [path for name in (names.citation, names.licence) if (path := root / name).is_file()]
    pages = [root / "_config.yml", root / "_toc.yml", *published, *files_below(root / "book", but=["executed"])]
    for name in (name for name in FORMATS if name in formats):
        made = list_entry_pages(root, name)[:1]
        code = files_below(PACKAGE, but=["typst"] if name == "html" else [])
        included = sources if name == "html" else []  # the site that it includes holds them as they are
        reads = [*pages, *executed.values(), *included, *evidence, *given, *code]
        settings = {"python": sys.version, "commit": find_commit(root), "changed": str(is_changed(root)), **choice}
        action = [build_format, root, name, variant, scratch]
        yield task(name, action, reads, made, made[0].parent, settings, after=before)
        before = [*before, name]


def remove_orphans(root: Path) -> None:
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


def _run_notebook(source: Path, target: Path, data: Path, without: Sequence[str], scratch: Path) -> None:
    from dossier.build.notebooks import execute

    execute(source, target, {"without": list(without)} if without else {}, scratch, data)


def _build_site(*arguments: Any) -> None:
    from dossier.build.jupyterlite import build_site

    build_site(*arguments)
