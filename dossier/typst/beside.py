"""Makes the PDFs beside another edition, of what that has read: pages are read once, and both are written at a time."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
from pathlib import Path

from sphinx.application import ENV_PICKLE_FILENAME, Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from dossier.typst.builder import TypstBuilder

logger = logging.getLogger(__name__)


def setup_beside(app: Sphinx) -> None:
    """Register the folder that the PDFs go to, `typst_beside`, and what makes them there."""
    app.add_config_value("typst_beside", "", "", str)
    app.connect("env-check-consistency", _begin)
    app.connect("build-finished", _end, priority=950)


def _begin(app: Sphinx, env: BuildEnvironment) -> None:
    """Begin with the PDFs in a copy of this process, when all pages are read; where there are no copies, at the end."""
    if not _is_wanted(app) or sys.platform != "linux":
        return
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    process = multiprocessing.get_context("fork").Process(target=_print_apart, args=(app,))
    process.start()
    app.print_process = process  # type: ignore[attr-defined]  # kept where the end finds it


def _end(app: Sphinx, error: Exception | None) -> None:
    process = getattr(app, "print_process", None)
    if process is not None:
        process.join()
        if process.exitcode:
            app.statuscode = 1
    elif error is None and _is_wanted(app):
        _print(app)


def _is_wanted(app: Sphinx) -> bool:
    return bool(app.config.typst_beside) and app.builder.name != TypstBuilder.name


def _print_apart(app: Sphinx) -> None:
    before = app._warncount
    _print(app)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
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
