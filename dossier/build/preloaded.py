"""Imports what the processes of a build need: Jupyter Book, Sphinx, and what they load for every report."""

import gc
import os
from importlib import import_module

from dossier.build.jupyter_book import skip_address_grammars

MODULES = (
    "dossier.notebook",
    "ipykernel.kernelapp",
    "matplotlib.backends.backend_svg",
    "dossier.sphinx",
    "jupyter_book.sphinx",
    "myst_nb.sphinx_ext",
    "sphinx.builders.html",
    "sphinxcontrib.bibtex",
)

# matplotlib reads settings in the folder in which it is imported, and somebody's may be in the one of the call.
os.chdir(os.environ["MPLCONFIGDIR"])
# Before the others, which it makes light.
skip_address_grammars()
for name in MODULES:
    import_module(name)
# Copies then need not look through all that was imported, and share its memory.
gc.collect()
gc.freeze()
