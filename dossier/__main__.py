"""Runs the command line as `python -m dossier` and as `dossier`, with Python's own modules before all others."""

import os
import sys
from pathlib import Path


def main() -> int:
    """Run one verb. Returns the exit status."""
    prefer_standard_library()
    from dossier.cli import main

    return main()


def prefer_standard_library() -> None:
    """Have Python's own modules found first: a folder of PYTHONPATH, or the current one, may hold a `random.py`."""
    library = Path(os.__file__).parent
    own = {str(library), str(library / "lib-dynload")}
    sys.path.sort(key=lambda place: place not in own)


if __name__ == "__main__":
    sys.exit(main())
