"""The command line: reads the call, runs the verb, and says in one line what is wrong."""

from __future__ import annotations

import io
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
    parser = _parser()
    given = sys.argv[1:] if arguments is None else arguments
    if broken := [each for each in given if any(0xD800 <= ord(sign) < 0xE000 for sign in each)]:
        parser.error(f"{broken[0]!r} is not UTF-8")
    options, more = parser.parse_known_args(given)
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
        print(f"dossier: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0
    except EOFError:
        print("dossier: nothing more was said; nothing is written", file=sys.stderr)
        return 1
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        print(f"dossier: {place}{error.strerror or error}; free the place, or name another", file=sys.stderr)
        return 1


def _parser() -> Parser:
    parser = Parser(prog="dossier", description="Checks, judges, extends and builds a report.", epilog=EXAMPLES)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Parser)
    for group in (building, evidence, coding, starting, exchanging):
        group.add_verbs(verbs)
    return parser
