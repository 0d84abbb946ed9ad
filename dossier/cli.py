"""The command line: reads the call, runs the verb, and says in one line what is wrong."""

from __future__ import annotations

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
    parser = _parser()
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
        print(f"dossier: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 0


def _parser() -> Parser:
    parser = Parser(prog="dossier", description="Checks, judges, extends and builds a report.", epilog=EXAMPLES)
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Parser)
    for group in (building, evidence, coding, starting, exchanging):
        group.add_verbs(verbs)
    return parser
