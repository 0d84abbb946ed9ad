"""Makes the PDFs beside another edition, of what that has read: pages are read once, and both are written at a time."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from multiprocessing.process import BaseProcess
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment

from dossier.typst.builder import TypstBuilder


def setup_beside(app: Sphinx) -> None:
    """Register the folder that the PDFs go to, `typst_beside`, and what makes them there."""
    beside = _Beside()
    app.add_config_value("typst_beside", "", "", str)
    app.connect("env-check-consistency", beside.begin)
    app.connect("build-finished", beside.end, priority=950)


class _Beside:
    """The process that makes the PDFs, from when it begins to when the other edition waits for it."""

    def __init__(self) -> None:
        self.process: BaseProcess | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Begin with the PDFs in a copy of this process, when all pages are read; where there are none, at the end."""
        if not _is_wanted(app) or sys.platform != "linux":
            return
        _flush()
        self.process = multiprocessing.get_context("fork").Process(target=_print_apart, args=(app,))
        self.process.start()

    def end(self, app: Sphinx, error: Exception | None) -> None:
        """Wait for the PDFs, or make them now."""
        if self.process is not None:
            self.process.join()
            if self.process.exitcode:
                app.statuscode = 1
        elif error is None and _is_wanted(app):
            _print(app)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()


def _is_wanted(app: Sphinx) -> bool:
    return bool(app.config.typst_beside) and app.builder.name != TypstBuilder.name


def _print_apart(app: Sphinx) -> None:
    before = app._warncount
    _print(app)
    _flush()
    sys.exit(bool(app.statuscode or app._warncount > before))


def _print(app: Sphinx) -> None:
    # As it was when all was read: extensions keep nodes in it, which writing changes.
    app.env = pickle.loads(Path(app.doctreedir, ENV_PICKLE_FILENAME).read_bytes())
    app.env.setup(app)
    # What is below decides by the builder of the application how to write.
    app.outdir = Path(app.config.typst_beside)  # type: ignore[assignment]  # Sphinx makes a path of its own of it
    app.builder = app.create_builder(TypstBuilder.name)
    app.builder.init()
    app.events.emit("builder-inited")
    app.builder.write(None, [])
