"""Settles with extensions that are not ours what they leave open."""

from __future__ import annotations

from pybtex.plugin import find_plugin, register_plugin
from sphinx.application import Sphinx

from dossier.prose.money import spare_money

SAFE = ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering")
"""Extensions of Jupyter Book that do not say whether pages may be read by several processes.

They may: the first acts on LaTeX alone and gives each page nodes of its own; the second numbers the sections in the
main process, when all pages are read.
"""


def setup_foreign(app: Sphinx) -> None:
    """Connect before Sphinx asks; Jupyter Book loads one of the two when it has set up all others."""
    app.connect("env-before-read-docs", _settle_processes)
    spare_money()
    # pybtex would search all installed packages for its plug-in again at each citation: 15 ms each.
    register_plugin("pybtex.backends", "plaintext", find_plugin("pybtex.backends", "plaintext"), force=True)


def _settle_processes(app: Sphinx, *ignored: object) -> None:
    for name in SAFE:
        if extension := app.extensions.get(name):
            extension.parallel_read_safe = True
    if not all(extension.parallel_read_safe for extension in app.extensions.values()):
        app.parallel = 1  # Sphinx would do the same, but with a warning, which stops the build
