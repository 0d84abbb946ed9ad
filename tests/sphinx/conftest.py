"""Builds small books about Ruritania, each page for one thing that the extension does."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from nbformat import v4
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

SETTINGS = {
    "extensions": ["myst_nb", "sphinxcontrib.bibtex", "dossier.sphinx"],
    "project": "Across the lake",
    "author": "A. Writer",
    "language": "en",
    "numfig": True,
    "nb_execution_mode": "off",
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_reference_style": "author_year",
    "html_theme": "dossier",
    "html_baseurl": "https://lake.example/html/",
    "nitpicky": True,
    "dossier_data": "../data",
}

WORKS = ("courier1921", "gazette1920", "lakeoffice1922", "ministry1919", "diet1919", "customs1921")

PAGES = {
    "index": """\
# Across the lake

Independence came in 1919 {claim}`courier-1921-independence, courier-1921-relations, gazette-1920-relations`. A note
is dated {fact}`recognition-note`. When was that {question}`recognition-date`? A claim is counted; a second claim too.

```{toctree}
:numbered:

executed/ferry
trade
other/trade
```

```{toctree}
claims
facts
questions
matrix
codebook
method
names
terms
works
```
""",
    "codebook": "# Codebook\n\n```{codebook}\n```\n",
    "trade": "# How large is the trade?\n\nIt was about 40 million {claim}`courier-1921-trade`, the Cœur says.\n",
    "other/trade": "# Trade, again\n\nA claim of the other paper {claim}`gazette-1920-trade`: `claim` is code.\n",
    "claims": "# Claims\n\n```{register} claim\n```\n",
    "facts": "# Facts\n\n```{register} fact\n```\n",
    "questions": "# Questions\n\n```{register} question\n```\n",
    "matrix": "# Matrix\n\n```{matrix} Questions by source.\n:name: tab-matrix\n```\n",
    "method": "# Method\n\n```{judgements} The rule, the first row that fits first.\n:name: tab-rule\n```\n",
    "names": "# Names\n\n```{register} name\n```\n",
    "terms": "# Terms\n\n```{terms}\n:fields: kind\nclaim: One source saying one thing.\nrung*: A step.\n```\n",
    "works": "# Works\n\n```{bibliography}\n:all:\n```\n",
}

FIGURE = {"title": "The ferry came late", "unit": "", "evidence": ["ferry-opens"], "columns": ["a"], "rows": [["1"]]}
TABLE = {
    "caption": "Talks on the ferry.",
    "name": "tab-ferry",
    "columns": ["What", "Who"],
    "rows": [["talks {claim}`gazette-1920-ferry`", "the Gazette"]],
    "align": ["left", "left"],
    "widths": [3, 1],
    "wide": False,
    "evidence": [],
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="30pt" height="15pt"><path d="M0 0L30 15"/></svg>'
NAMED = {"mystnb": {"figure": {"name": "fig-ferry", "caption": "Ferries."}, "image": {"alt": "A ferry on the lake."}}}


def write_notebook(path: Path, metadata: dict) -> None:
    picture = {"image/svg+xml": SVG, "application/vnd.dossier.data+json": FIGURE, "text/plain": "a figure"}
    table = {"application/vnd.dossier.table+json": TABLE, "text/plain": "a table"}
    cells = [
        v4.new_markdown_cell("# How far did the ferry come?\n\nTalks went on {claim}`gazette-1920-ferry`.", id="title"),
        v4.new_code_cell("draw()", id="a", metadata=metadata, outputs=[v4.new_output("display_data", picture)]),
        v4.new_code_cell("show()", id="b", outputs=[v4.new_output("display_data", table)]),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(v4.new_notebook(cells=cells, metadata=kernel)), encoding="utf-8")


@dataclass
class Book:
    """A built book: Sphinx's status and warnings, and its pages, each parsed once."""

    root: Path
    out: Path
    status: int
    warnings: str
    app: Sphinx

    def __post_init__(self):
        self.page = cache(lambda name: BeautifulSoup(self.read(f"{name}.html"), "html.parser"))

    def read(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def write_book(root):
    """Writes the sources of the book, with its own data and settings, into a folder; further pages may be given."""

    def write(folder: Path, pages: dict[str, str] | None = None, metadata: dict = NAMED) -> Path:
        shutil.copytree(root / "tests" / "roots" / "ruritania" / "data", folder / "data")
        settings = (root / "tests" / "roots" / "ruritania" / "dossier.toml").read_text(encoding="utf-8")
        # A table of letters ends the file, whatever is in it.
        settings = settings.partition("[letters]")[0] + '\n[letters]\nfr = "œ"\n'
        (folder / "dossier.toml").write_text(settings, encoding="utf-8")
        authors = "preferred-citation: {title: Across the lake, authors: [{name: The Lake Society}]}\n"
        (folder / "CITATION.cff").write_text(authors, encoding="utf-8")
        (folder / "LICENSE-DATA").write_text("Free.\n", encoding="utf-8")
        book = folder / "book"
        for name, text in {**PAGES, **(pages or {})}.items():
            path = book / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        works = "".join(f"@misc{{{key}, title = {{Of {key}}}, author = {{Doe, A.}}, year = 1922}}\n" for key in WORKS)
        (book / "works.bib").write_text(works, encoding="utf-8")
        write_notebook(book / "executed" / "ferry.ipynb", metadata)
        return folder

    return write


@pytest.fixture(scope="session")
def build_book():
    """Builds a written book and returns it; `settings` change those of the build."""

    def build(folder: Path, builder: str = "html", parallel: int = 1, out: str = "out", **settings) -> Book:
        warnings = StringIO()
        with docutils_namespace(), patch_docutils(folder / "book"):
            app = Sphinx(
                folder / "book",
                None,
                folder / out,
                folder / f"{out}-doctrees",
                builder,
                confoverrides={**SETTINGS, **settings},
                status=None,
                warning=warnings,
                parallel=parallel,
            )
            app.build()
        return Book(folder, folder / out, app.statuscode, warnings.getvalue(), app)

    return build


@pytest.fixture(scope="session")
def small_book(tmp_path_factory, write_book, build_book):
    """The book as HTML, built once and not changed."""
    return build_book(write_book(tmp_path_factory.mktemp("small")))


@pytest.fixture(scope="session")
def small_print(small_book, build_book):
    """The same book as Typst: the markup of its PDF."""
    book = build_book(small_book.root, "typst", out="print")
    assert (book.status, book.warnings) == (0, "")
    return book.read("report.typ")


@pytest.fixture(scope="session")
def lesser_book(tmp_path_factory, write_book, build_book):
    """The book as HTML, without one of its two sources."""
    return build_book(write_book(tmp_path_factory.mktemp("lesser")), dossier_without=["courier-1921"])
