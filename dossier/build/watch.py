"""Shows a report while it is written: builds the pages when something is saved, and has the browser load them anew.

The server is livereload's, on this machine alone; the processes that a build starts stay warm between one and the next.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path

from dossier.build import warm
from dossier.build.inputs import PACKAGE
from dossier.build.run import INTERRUPTED
from dossier.settings import FILE, read_settings

HOST = "127.0.0.1"


def watch(root: Path, build: Callable[[], int], port: int, data: Path | None = None) -> int:
    """Build with `build`, serve the pages at a port, and build again when a page, a notebook or a row is saved.

    Ends with Ctrl-C and status 0, or at once with 1 where the port is not free or a program that it needs is missing.
    A build that fails says why, and the pages before it stay.
    """
    try:
        from livereload import Server
    except ImportError:
        print("livereload is not installed: pip install 'dossier[watch]'", file=sys.stderr)
        return 1

    def build_or_end() -> None:
        if build() == INTERRUPTED:
            raise KeyboardInterrupt

    def build_afresh() -> None:
        warm.stop()
        build_or_end()

    server = Server()
    build_or_end()
    for path in _list_watched(root, data):
        server.watch(str(path), build_or_end, delay=0, ignore=_is_made)
    # A process that has imported the library keeps it as it was.
    server.watch(str(PACKAGE), build_afresh, delay=0, ignore=_is_made)
    # What it does is told by the build itself.
    logging.getLogger("livereload").addFilter(lambda record: record.levelno >= logging.WARNING)
    print(
        f"http://{HOST}:{port} shows the pages; a saved file is built and shown at once; Ctrl-C ends this", flush=True
    )
    try:
        server.serve(port=port, host=HOST, root=str(root / "_build" / "html"))
    except OSError as error:
        print(f"port {port} cannot be used ({error.strerror}); name another with --port", file=sys.stderr)
        return 1
    finally:
        warm.stop()
    return 0


def _list_watched(root: Path, data: Path | None) -> list[Path]:
    files = [root / name for name in ("_config.yml", "_toc.yml", FILE, "requirements.txt")]
    folders = [root / "book", root / "notebooks", data or read_settings(root).data]
    return [path for path in (*files, *folders) if path.exists()]


def _is_made(path: str) -> bool:
    """Tell whether a file is a product of a build, or of an editor at work."""
    parts = Path(path).parts
    return "executed" in parts or "__pycache__" in parts or Path(path).name.startswith((".", "~")) or path.endswith("~")
