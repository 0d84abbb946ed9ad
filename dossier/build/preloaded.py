"""Imports what the processes of a build need: Jupyter Book, Sphinx, and what they load for every report."""

import gc
from importlib import import_module

from dossier.build.jupyter_book import skip_address_grammars

MODULES = (
    "dossier.sphinx",
    "jupyter_book.sphinx",
    "myst_nb.sphinx_ext",
    "sphinx.builders.html",
    "sphinxcontrib.bibtex",
)

# Before the others, which it makes light.
skip_address_grammars()
for name in MODULES:
    import_module(name)
# Copies then need not look through all that was imported, and share its memory.
gc.collect()
gc.freeze()
