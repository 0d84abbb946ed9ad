"""Verbs that make a report and show it: build, open, lab, tidy."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from pathlib import Path

from dossier.commands.parsing import Verbs, add_data, add_without

PORT = 8765
"""Where pages are shown while they are written, if the call names no other port."""

FORMATS = {"html": ("html",), "pdf": ("pdf",), "all": ("html", "pdf")}


def add_verbs(verbs: Verbs) -> None:
    """Add the verbs of this group."""
    build = verbs.add_parser(
        "build",
        help="make the report",
        description="Runs the notebooks that need it, and makes the pages and the PDFs.",
        epilog="examples:\n  dossier build\n  dossier build html --watch\n  dossier build --without tdi-2022",
    )
    build.add_argument("format", nargs="?", choices=FORMATS, default="all", help="what to make (default: all)")
    build.add_argument("--jobs", type=int, metavar="N", help="how many notebooks run at a time")
    build.add_argument("--force", action="store_true", help="redo what is unchanged")
    build.add_argument("--check", action="store_true", help="build nothing; tell what is not made of what is there now")
    build.add_argument("--watch", action="store_true", help="show the pages, and build them whenever a file is saved")
    build.add_argument(
        "--port", type=_read_port, default=PORT, metavar="N", help=f"where --watch shows them (default: {PORT})"
    )
    build.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="run the notebooks on the workers of this Dask scheduler"
    )
    add_data(build)
    add_without(build)
    build.set_defaults(run=_build)

    show = verbs.add_parser("open", help="open the built report in the browser")
    show.add_argument("format", nargs="?", choices=("html", "pdf"), default="html", help="which edition")
    add_data(show)
    show.set_defaults(run=_open)

    lab = verbs.add_parser(
        "lab",
        allow_abbrev=False,
        help="open the report in JupyterLab",
        description="Further arguments are those of `jupyter lab`, such as --no-browser, --port 8888 or a notebook.",
    )
    lab.add_argument("--root", type=Path, metavar="DIR", help="the folder of the report (default: the nearest)")
    lab.set_defaults(run=_lab, takes_more=True)

    tidy = verbs.add_parser("tidy", help="bring notebooks into the form in which they are committed")
    tidy.add_argument("files", nargs="*", type=Path, metavar="FILE", help="default: all of the report's notebooks")
    tidy.set_defaults(run=_tidy)


def _read_port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text) < 65_536:
        raise argparse.ArgumentTypeError(f"“{text}” is no port; write a number from 1 to 65535")
    return int(text)


def _build(options: argparse.Namespace) -> int:
    from dossier.build.run import build, check_build, find_report

    root = find_report(options.data)
    if options.without:
        from dossier.corpus import read
        from dossier.settings import read_settings

        read(options.data or read_settings(root).data, options.without)  # refuses an unknown source at once
    formats = FORMATS[options.format]
    if options.check:
        return check_build(root, formats, options.without, options.data)
    if options.watch:
        from dossier.build.watch import watch

        def build_pages() -> int:
            return build(root, ["html"], options.jobs, without=options.without, data=options.data, draft=True)

        return watch(root, build_pages, options.port, options.data)
    call = {"without": options.without, "data": options.data, "scheduler": options.scheduler}
    return build(root, formats, options.jobs, options.force, **call)


def _open(options: argparse.Namespace) -> int:
    from dossier.build.run import find_report

    name = {"html": "html/index.html", "pdf": "pdf/report.pdf"}[options.format]
    page = find_report(options.data) / "_build" / name
    if not page.is_file():
        print(f"dossier: {page}: is not built yet; run dossier build", file=sys.stderr)
        return 1
    if not webbrowser.open(page.as_uri()):
        print(f"there is no browser here; open {page}")
    return 0


def _lab(options: argparse.Namespace) -> int:
    from dossier.lab.start import start
    from dossier.report import find_data

    return start(options.root or find_data().parent, options.more)


def _tidy(options: argparse.Namespace) -> int:
    from dossier.lab.tidy import list_notebooks, tidy_files
    from dossier.report import find_data

    files = options.files or list_notebooks(find_data().parent)
    changed = tidy_files(files)
    for file in changed:
        print(f"{file}: tidied")
    print(f"{len(files)} notebooks: {len(changed)} changed")
    return 0
