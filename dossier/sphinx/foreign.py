"""Settles with extensions that are not ours what they leave open."""

from __future__ import annotations

from pybtex.plugin import find_plugin, register_plugin
from sphinx.application import Sphinx

SAFE = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")
"""Extensions of Jupyter Book that do not say whether pages may be read and written by several processes.

They may: the first acts on LaTeX alone and gives each page nodes of its own; the second numbers the sections in the
main process, when all pages are read.
"""


def _declare_safe(app: Sphinx, *ignored: object) -> None:
    for name in SAFE:
        if extension := app.extensions.get(name):
            extension.parallel_read_safe = extension.parallel_write_safe = True


def setup(app: Sphinx) -> dict[str, object]:
    """Connect before Sphinx asks; Jupyter Book loads one of the two when it has set up all others."""
    app.connect("env-before-read-docs", _declare_safe)
    # pybtex would search all installed packages for its plug-in again at each citation.
    register_plugin("pybtex.backends", "plaintext", find_plugin("pybtex.backends", "plaintext"), force=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
