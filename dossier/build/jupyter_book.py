"""Runs Jupyter Book's command line with three start-up costs removed, as `python -m dossier.build.jupyter_book`.

`python -m jupyter_book` does not exist, and `-m jupyter_book.cli.main` does nothing and reports success.
"""

import gc
import sys


def main() -> int:
    """Run Jupyter Book with the arguments of the command line and return its status."""
    # jsonschema builds forty grammars for checks of addresses that Jupyter Book's own schema never asks for; where
    # it cannot import them, it goes on without them.
    sys.modules["rfc3987_syntax"] = None
    _remember_plugin("pybtex.backends", "plaintext")
    from jupyter_book.cli.main import main as jupyter_book

    # Millions of small nodes make the collector run again and again, and nearly all of them live to the end.
    gc.disable()
    return jupyter_book()


def _remember_plugin(group: str, name: str) -> None:
    """Register a plug-in of pybtex with itself: it would search all installed packages again at each citation."""
    from pybtex.plugin import find_plugin, register_plugin

    register_plugin(group, name, find_plugin(group, name), force=True)


if __name__ == "__main__":
    sys.exit(main())
