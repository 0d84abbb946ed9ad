"""Runs notebooks on the workers of a Dask scheduler, on this machine or on others.

A worker gets the report's notebooks, data and settings as one archive, so it need not see the disk of whoever builds;
it needs the same Python and the same version of this package, and says so where it has not. The results have the same
bytes as those of a run here.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from dossier.build.execution import NotebookError
from dossier.build.inputs import PACKAGE, digest, digest_file, files_below
from dossier.build.notebooks import Run, Surroundings, run
from dossier.build.plan import Chapter, Plan, TaskError
from dossier.build.progress import Progress
from dossier.settings import FILE, read_settings

VERDICTS = ".verdicts"
"""Where the verdicts are in the archive: hidden, since they are none of the files of the report."""

SECONDS = "10s"
"""How long to wait for the scheduler."""


@contextmanager
def connect(address: str, plan: Plan, progress: Progress) -> Iterator[Callable[[Chapter], Future[Run]]]:
    """Connect to a scheduler, and hand out what has a notebook run by one of its workers. Raises TaskError."""
    try:
        from distributed import Client
    except ImportError:
        raise TaskError("distributed is not installed: pip install 'dossier[dask]'") from None
    try:
        client = Client(address, timeout=SECONDS)
    except (OSError, ValueError, TimeoutError) as error:
        raise TaskError(f"no Dask scheduler answers at {address} ({error}); start one, or name its address") from None
    pack = cache(pack_report)  # when the first notebook is sent, the evidence is judged
    with client, client.get_executor(pure=False) as workers:

        def send(chapter: Chapter) -> Future[Run]:
            progress.begin(chapter.name, chapter.why)
            call = (
                pack(plan),
                chapter.source.relative_to(plan.root / "notebooks").as_posix(),
                chapter.notebook,
                plan.parameters,
                describe_self(),
            )
            future: Future[Run] = workers.submit(run_packed, *call)
            return future

        yield send


def describe_self() -> str:
    """Return what two machines must have in common: the version of Python and the content of this package."""
    files = files_below(PACKAGE)
    return f"Python {sys.version.split()[0]}, dossier {digest(''.join(map(digest_file, files)))}"


def pack_report(plan: Plan) -> bytes:
    """Return all that notebooks of a report may read, as a zip: notebooks, what is beside them, data and settings."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for folder, name in ((plan.root / "notebooks", "notebooks"), (plan.variant.data, "data")):
            for path in files_below(folder):
                archive.write(path, f"{name}/{path.relative_to(folder).as_posix()}")
        if (plan.root / FILE).is_file():
            archive.write(plan.root / FILE, FILE)
        archive.write(plan.verdicts, VERDICTS)
    return file.getvalue()


def run_packed(
    pack: bytes, name: str, notebook: Mapping[str, Any], parameters: Mapping[str, object], wanted: str
) -> Run:
    """Run a notebook of a packed report, on a worker. Raises NotebookError, also where the worker is not `wanted`."""
    if (here := describe_self()) != wanted:
        raise NotebookError(f"notebooks/{name}: the worker has {here}, not {wanted}; start it in the same environment")
    with tempfile.TemporaryDirectory(prefix="dossier-") as place:
        root = Path(place, "report")
        with ZipFile(io.BytesIO(pack)) as archive:
            archive.extractall(root)
        scratch = Path(place, "scratch")
        scratch.mkdir()
        settings = read_settings(root).run
        around = Surroundings(
            root, root / "data", scratch, root / VERDICTS, settings.seconds, settings.read_variables()
        )
        return run(root / "notebooks" / name, notebook, parameters, around)
