"""The command line: reads the call, runs the verb, and says in one line what is wrong."""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import sys

from dossier.commands import building, coding, evidence, exchanging, starting
from dossier.commands.parsing import Parser
from dossier.errors import DossierError

EXAMPLES = """\
examples:
  dossier build                      make the report: _build/html/index.html and _build/pdf/report.pdf
  dossier check                      find what is wrong in data, pages and notebooks
  dossier new-source article.txt     add an article; then new-claim, new-question, new-chapter
  dossier verdicts --against HEAD    what is judged otherwise since the last commit
"""


def main(arguments: list[str] | None = None) -> int:
    """Run one verb. Returns the exit status: 0, or 1 with problems; bad usage leaves with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a sign shows a question mark
    try:
        try:
            return _run(sys.argv[1:] if arguments is None else arguments)
        finally:
            sys.stdout.flush()  # or a full disk would be found out after all has been said
    except BrokenPipeError:
        _say_no_more()
        return 0
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        if error.errno == errno.ENOSPC and not error.filename:
            place = "what is printed cannot be written: "
            _say_no_more()
        return _complain(f"{place}{error.strerror or error}; free the place, or name another")


def _run(arguments: list[str]) -> int:
    """Read the call and run its verb. Raises OSError where something cannot be read or written."""
    parser = _parser()
    if broken := [each for each in arguments if any(0xD800 <= ord(sign) < 0xE000 for sign in each)]:
        parser.error(f"{broken[0]!r} is not UTF-8")
    if any("\0" in each for each in arguments):
        parser.error("a NUL character is in the call")
    options, more = parser.parse_known_args(arguments)
    if more and not getattr(options, "takes_more", False):
        parser.error(f"unrecognized arguments: {' '.join(more)}")
    options.more = more
    if "run" not in options:
        parser.print_help()
        return 0
    try:
        status: int = options.run(options)
        return status
    except DossierError as error:
        return _complain(str(error))
    except EOFError:
        return _complain("nothing more was said; nothing is written")
    except OSError:
        raise
    except Exception:
        if wrong := _find_cause(options):
            return _complain(wrong)
        raise


def _find_cause(options: argparse.Namespace) -> str:
    """Return what is wrong with the evidence that a verb stumbled over, empty where nothing is: then it is our fault.

    Verbs other than `check` take it that the evidence is valid.
    """
    from dossier.commands.parsing import find_folder
    from dossier.corpus import check

    try:
        folder = find_folder(options)
        problems = check(folder)
    except DossierError as error:
        return str(error)
    more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
    return f"{folder / str(problems[0])}{more}; dossier check says all" if problems else ""


def _complain(message: str) -> int:
    with contextlib.suppress(OSError):
        print(f"dossier: {message}", file=sys.stderr)
    return 1


def _say_no_more() -> None:
    """Let what is still to be printed go nowhere: Python would try again when it ends, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> Parser:
    parser = Parser(prog="dossier", description="Checks, judges, extends and builds a report.", epilog=EXAMPLES)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Parser)
    for group in (building, evidence, coding, starting, exchanging):
        group.add_verbs(verbs)
    return parser
