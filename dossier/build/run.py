"""Builds the report: check → run the notebooks → HTML → PDF. What is unchanged is not redone.

`plan` says what there is to do; here it is done, notebooks several at a time. Every result is made in a scratch folder
and moved into place when it is complete, so a failure or Ctrl-C leaves what was there before.
"""

from __future__ import annotations

import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from dossier.build import warm
from dossier.build.alone import building
from dossier.build.execution import prepare_runs
from dossier.build.formats import FORMATS, Variant, list_entry_pages
from dossier.build.notebooks import Run, run
from dossier.build.plan import Chapter, Plan, Task, TaskError
from dossier.build.progress import Progress
from dossier.checkout import read_state
from dossier.settings import SettingsError, read_settings

INTERRUPTED = 130
SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
DURATIONS = "durations.json"


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
    scheduler: str = "",
    draft: bool = False,
) -> int:
    """Build the `formats` of the report in the folder `root` and print where they are.

    `jobs` notebooks, and as many of Sphinx's processes, run at a time (default: as many as keep all processors busy),
    `force` redoes everything, `without` names the sources to leave out, and `data` is the folder of the evidence, where
    it is not the one that the settings name. With the address of a Dask `scheduler` notebooks run on its workers. A
    `draft` is for whoever writes: without browser notebooks, and the next build finds all imported. Returns 0, 1 when
    something failed, 130 when interrupted. What went wrong is printed on standard error; nothing is raised.
    """

    def work(root: Path, variant: Variant, scratch: Path) -> int:
        plan = Plan(root, formats, variant, scratch, force)
        progress = Progress(root / "_build" / DURATIONS)
        # Much of a notebook's time is waiting for its kernel, so that one more than there are processors find room.
        with _workers(plan, progress, jobs or variant.jobs + 1, scheduler) as (threads, send):
            status = _Builder(plan, progress, threads, send).build()
        if not status:
            pages = [page for name in formats for page in list_entry_pages(root, name)]
            print(*(_shown(page) for page in pages if page.is_file()), sep="\n")
        return status

    return _within(work, root, formats, jobs, without, data, draft)


def check_build(
    root: Path | str, formats: Sequence[str] = ("html", "pdf"), without: Sequence[str] = (), data: Path | None = None
) -> int:
    """Print what of the report in `root` is not the result of what is there now, and build nothing.

    Returns 0, or 1 where something is stale, hollow or the result of something else.
    """

    def work(root: Path, variant: Variant, scratch: Path) -> int:
        plan = Plan(root, formats, variant, scratch)
        chapters = plan.chapters()
        found = [(each.name, each.why) for each in (plan.judging(), *chapters, plan.site()) if each]
        fresh = [chapter for chapter in chapters if not chapter.why]
        found += [(each.name, "its words changed, not its code") for each in fresh if plan.find_words(each)]
        found += list(plan.editions().items())
        found += [(str(_shown(path)), "it has no source") for path in plan.find_orphans()]
        stale = [f"{name}: {why}" for name, why in found if why]
        print(*stale, sep="\n", end="\n" if stale else "", file=sys.stderr)
        if not stale:
            print(f"{len(found)} parts, each made of what is there now")
        return 1 if stale else 0

    return _within(work, root, formats, 1, without, data)


def _within(
    work: Callable[[Path, Variant, Path], int],
    root: Path | str,
    formats: Sequence[str],
    jobs: int | None,
    without: Sequence[str],
    data: Path | None,
    draft: bool = False,
) -> int:
    """Do some work on a report, with a scratch folder; say in one line what keeps it from being done."""
    root = Path(root).resolve()
    jobs = os.cpu_count() or 1 if jobs is None else jobs
    try:
        folder = Path(data).resolve() if data else read_settings(root).data
        if refusal := _why_not(root, formats, jobs, folder):
            _complain(refusal)
            return 1
        with _interruptible(), _without_warnings(), building(root / "_build") as scratch:
            return work(root, Variant(folder, sorted(set(without)), jobs, draft), scratch)
    except KeyboardInterrupt:
        _complain("interrupted; nothing half-written")
        return INTERRUPTED
    except (SettingsError, TaskError) as error:
        _complain(str(error))
        return 1
    except OSError as error:
        _complain(f"the report cannot be built: {error}")
        return 1


Send = Callable[[Chapter], Future[Run]]
"""Has a notebook run by one of the workers, and says when it begins."""


class _Builder:
    """Does what a plan says, in its order; `threads` do what is no notebook."""

    def __init__(self, plan: Plan, progress: Progress, threads: Executor, send: Send) -> None:
        self.plan, self.progress, self.threads, self.send = plan, progress, threads, send

    def build(self) -> int:
        for path in self.plan.find_orphans():
            path.unlink()
        if self.plan.force:
            warm.prepare()
        judging = self.plan.judging()
        if judging.why:
            warm.prepare()
        site, chapters = self.plan.site(), self._refresh(self.plan.chapters())
        if any(chapter.why for chapter in chapters):
            self.threads.submit(prepare_runs)
        waiting = [part.name for part in (judging, site, *chapters) if part and part.why]
        # What the editions are made of will be another where something waits.
        stale = [name for name, why in self.plan.editions().items() if why or waiting]
        if stale:
            self.progress.announce([*waiting, _join(stale)])
        if judging.why:
            self._begin_and_do(judging)
            self.progress.end(judging.name)
            chapters = self.plan.chapters()  # what was judged may be what some depend on
        running = [chapter for chapter in chapters if chapter.why]
        if not self._run(running, site):
            return 1
        if stale and len(running) < len(chapters):
            self.progress.say(f"{len(chapters) - len(running)} of {len(chapters)} notebooks unchanged, not run")
        return self._make_editions()

    def _refresh(self, chapters: list[Chapter]) -> list[Chapter]:
        """Put changed words into the results of notebooks that need not run."""
        for chapter in chapters:
            if not chapter.why and self.plan.refresh(chapter):
                self.progress.say(f"{chapter.name}: its words changed, not its code; not run")
        return chapters

    def _begin_and_do(self, task: Task) -> None:
        self.progress.begin(task.name, task.why)
        task.do()

    def _run(self, chapters: Sequence[Chapter], site: Task | None) -> bool:
        """Run notebooks, and beside them build the site; tell whether all went well."""
        futures: dict[Future, Chapter | Task] = {}
        if site and site.why:
            # First, because it takes longest.
            futures[self.threads.submit(self._begin_and_do, site)] = site
        for chapter in chapters:
            futures[self.send(chapter)] = chapter
        failed = False
        for future in as_completed(futures):
            part = futures[future]
            try:
                result = future.result()
            except RuntimeError as error:
                failed = True
                self.progress.complain(str(error) if isinstance(part, Chapter) else f"{part.name}: {error}")
                if isinstance(part, Chapter):
                    self.plan.discard(part)
                continue
            if isinstance(part, Chapter):
                self.plan.keep(part, result)
                for remark in result.remarks:
                    self.progress.say(f"{part.name}, {remark}")
            self.progress.end(part.name)
        self.progress.save()
        return not failed

    def _make_editions(self) -> int:
        """Make the editions, which read the pages together and so are one part."""
        stale = {name: why for name, why in self.plan.editions().items() if why}
        if not stale:
            return 0
        name = _join(stale)
        self.progress.begin(name, next(iter(stale.values())))
        failures = self.plan.build(list(stale))
        if failures:
            self.progress.complain("\n".join(failures.values()))
            if whole := [each for each in stale if each not in failures]:
                told = f"{_join(whole)} could be made, and stays as it was: both editions change together"
                self.progress.complain(told)
            return 1
        self.progress.end(name)
        if why_not := read_state(self.plan.variant.data).why_not:
            self.progress.say(f"the edition is unversioned, without commit and date: {why_not}")
        self.progress.save()
        return 0


def _join(names: Iterable[str]) -> str:
    return " and ".join(names)


@contextmanager
def _workers(plan: Plan, progress: Progress, jobs: int, scheduler: str) -> Iterator[tuple[Executor, Send]]:
    """Hand out what runs notebooks: threads of this process, each of which waits for a kernel, or Dask's workers."""
    with ThreadPoolExecutor(jobs) as threads:

        def run_here(chapter: Chapter) -> Run:
            progress.begin(chapter.name, chapter.why)
            return run(chapter.source, chapter.notebook, plan.parameters, plan.around())

        try:
            if scheduler:
                from dossier.build.elsewhere import connect

                with connect(scheduler, plan, progress) as send:
                    yield threads, send
            else:
                yield threads, lambda chapter: threads.submit(run_here, chapter)
        except BaseException:
            # A kernel that is stopped ends the wait of its thread.
            threads.shutdown(wait=False, cancel_futures=True)
            warm.stop_all()
            raise
        finally:
            threads.shutdown(wait=True)
            if not plan.variant.is_draft:
                warm.stop()


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


@contextmanager
def _without_warnings() -> Iterator[None]:
    """Pass over what libraries warn of in this process: no setting of the caller's makes that an error."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _interruptible() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in SIGNALS}
    for number in SIGNALS:
        signal.signal(number, _interrupt)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(number: int, frame: FrameType | None) -> None:
    # Once is enough: a second signal must not break off the cleaning up. Passed over by a function, because Python
    # complains about SIG_IGN when the second is already under way.
    for each in SIGNALS:
        signal.signal(each, _pass_over)
    raise KeyboardInterrupt


def _pass_over(number: int, frame: FrameType | None) -> None:
    pass


def _complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
