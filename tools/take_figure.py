"""Takes a figure out of an executed notebook: `python tools/take_figure.py NOTEBOOK NAME [SVG]`.

The README shows one. After `make report` it is written anew by
`python tools/take_figure.py book/executed/07-consistency.ipynb fig-1992 book/_static/1992.svg`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def take_figure(notebook: Path, name: str) -> str:
    """Return the picture of the figure `name` as SVG, on white paper. Raises KeyError for one that is not there."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["metadata"].get("mystnb", {}).get("figure", {}).get("name") != name:
            continue
        for output in cell["outputs"]:
            if picture := output.get("data", {}).get("image/svg+xml"):
                head, body = "".join(picture).split(" <defs>", 1)
                return f'{head} <rect width="100%" height="100%" fill="white"/>\n <defs>{body}'
    raise KeyError(f"{notebook}: no figure {name}; run `dossier build`, or correct the name")


if __name__ == "__main__":
    picture = take_figure(Path(sys.argv[1]), sys.argv[2])
    if sys.argv[3:]:
        Path(sys.argv[3]).write_text(picture, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(picture)
