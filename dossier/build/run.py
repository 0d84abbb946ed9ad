"""Builds the report: check → run the notebooks → HTML → PDF. What is unchanged is not redone.

`plan` says what the tasks are; here they run, under doit and in parallel processes. Every result is made in a
scratch folder and moved into place when it is complete, so a failure or Ctrl-C leaves what was there before.
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from doit.api import run_tasks
from doit.cmd_base import TaskLoader2
from doit.dependency import DatabaseException
from doit.exceptions import BaseFail, InvalidTask, TaskFailed, UnmetDependency
from doit.reporter import ZeroReporter
from doit.task import Task, dict_to_task

from dossier.build.formats import FORMATS, Variant, list_entry_pages
from dossier.build.plan import plan, remove_orphans
from dossier.settings import SettingsError, read_settings

INTERRUPTED = 130
SIGNALS = (signal.SIGINT, signal.SIGTERM)


def find_report(data: Path | None = None) -> Path:
    """Return the folder of the report to build: the nearest one with a `_config.yml` at or above the data folder.

    Without a data folder, or where none of the folders above it holds a report, the search starts from the current
    folder, which is also the answer where there is none.
    """
    for start in [data, Path()] if data else [Path()]:
        here = start.resolve()
        for folder in (here, *here.parents):
            if (folder / "_config.yml").is_file():
                return folder
    return Path().resolve()


def build(
    root: Path | str,
    formats: Sequence[str] = ("html", "pdf"),
    jobs: int | None = None,
    force: bool = False,
    without: Sequence[str] = (),
    data: Path | None = None,
) -> int:
    """Build the `formats` of the report in the folder `root` and print where they are.

    `jobs` notebooks, and as many of Sphinx's processes, run at a time (default: one for each processor), `force` redoes
    everything, `without` names the sources to leave out, and `data` is the folder of the evidence, where it is not the
    one that the settings name. Returns 0, 1 when something failed, 130 when interrupted. What went wrong is printed on
    standard error; nothing is raised.
    """
    root = Path(root).resolve()
    jobs = os.cpu_count() or 1 if jobs is None else jobs
    try:
        folder = Path(data).resolve() if data else read_settings(root).data
        refusal = _why_not(root, formats, jobs, folder)
        if refusal:
            _complain(refusal)
            return 1
        variant = Variant(folder, sorted(set(without)), jobs)
        with _interruptible(), _scratch(root) as scratch:
            remove_orphans(root)
            tasks = [dict_to_task(task) for task in plan(root, formats, variant, scratch, attempt)]
            status = _run(tasks, formats, root, jobs, force)
    except KeyboardInterrupt:
        _complain("interrupted; nothing half-written")
        return INTERRUPTED
    except DatabaseException:
        _complain(f"{_record(root)} is damaged: remove it and build again")
        return 1
    except SettingsError as error:
        _complain(str(error))
        return 1
    except (OSError, InvalidTask) as error:
        _complain(f"the report cannot be built: {error}")
        return 1
    if status:
        return 1
    pages = [page for name in formats for page in list_entry_pages(root, name)]
    print(*(_shown(page) for page in pages if page.is_file()), sep="\n")
    return 0


def attempt(action: Callable, *arguments: object) -> TaskFailed | None:
    """Do what one task does, in a worker process; return its failure, or None when all is well."""
    _heed_signals()
    try:
        action(*arguments)
    except RuntimeError as error:
        return TaskFailed(str(error))
    return None


class Progress(ZeroReporter):
    """Prints a line when a task starts, ends or fails."""

    def __init__(self, outstream: object, options: dict):
        super().__init__(outstream, options)
        self._started: dict[str, float] = {}

    def execute_task(self, task: Task) -> None:
        """Say that the task starts."""
        self._started[task.name] = time.monotonic()
        print(f"{task.name} …", flush=True)

    def add_success(self, task: Task) -> None:
        """Say that the task is done, and how long it took."""
        print(f"{task.name} done in {time.monotonic() - self._started[task.name]:.1f} s", flush=True)

    def add_failure(self, task: Task, fail: BaseFail) -> None:
        """Say why the task failed; one that only waited for a failed one is passed over."""
        if isinstance(fail, UnmetDependency):
            return
        defect = "".join(fail.traceback).strip().splitlines()
        _complain(f"{task.name}: {defect[-1]}" if defect else fail.message)


class _Loader(TaskLoader2):
    """Hands ready tasks and settings to doit, which would read them from a dodo.py."""

    def __init__(self, tasks: list[Task], settings: dict):
        super().__init__()
        self._tasks = tasks
        self._settings = settings

    def load_doit_config(self) -> dict:
        return self._settings

    def load_tasks(self, cmd: object, pos_args: object) -> list[Task]:
        return self._tasks


def _run(tasks: list[Task], formats: Sequence[str], root: Path, jobs: int, force: bool) -> int:
    settings = {
        "dep_file": str(_record(root)),
        "backend": "sqlite3",
        "reporter": Progress,
        "num_process": jobs,
        "continue": True,
        "always": force,
        "verbosity": 0,
    }
    try:
        return run_tasks(_Loader(tasks, settings), {name: {} for name in formats})
    except KeyboardInterrupt:
        # doit has told its workers to end but does not wait; each may have a kernel to stop.
        for worker in multiprocessing.active_children():
            worker.join()
        raise


def _why_not(root: Path, formats: Sequence[str], jobs: int, data: Path) -> str:
    """Return why there is nothing to build here, or an empty text."""
    unknown = [name for name in formats if name not in FORMATS]
    if unknown or not formats:
        return f"no output format is called {', '.join(unknown) or 'nothing'}; choose from {', '.join(FORMATS)}"
    if jobs < 1:
        return f"{jobs} jobs are not enough; give 1 or more"
    missing = [name for name in ("_config.yml", "_toc.yml", "book", "notebooks") if not (root / name).exists()]
    if missing:
        return f"{root} is not a report: it has no {', '.join(missing)}"
    return "" if data.is_dir() else f"{data} is not a folder; name the folder that holds datapackage.json"


def _record(root: Path) -> Path:
    return root / "_build" / ".doit.db"


@contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    (root / "_build").mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=".scratch-", dir=root / "_build"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _interruptible() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    _heed_signals()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _heed_signals() -> None:
    for number in SIGNALS:
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: FrameType | None) -> None:
    # Once is enough: a second signal, such as doit's after Ctrl-C, must not break off the cleaning up. Passed
    # over by a function, because Python complains about SIG_IGN when the second is already under way.
    for each in SIGNALS:
        signal.signal(each, _pass_over)
    raise KeyboardInterrupt


def _pass_over(number: int, frame: FrameType | None) -> None:
    pass


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
