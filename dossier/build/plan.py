"""Says what the report is made of, and of each part why it must be made anew: what it was made of has changed.

First the data are checked and judged, then the notebooks run that need it, the site that runs them in a browser is
built, and last the output formats. Each result has a receipt of what went into it: notebooks bear theirs, those of all
else are in `_build/receipts`. A part is anything that a result depends on, so a change of words runs no notebook, and a
changed row runs only those that read it.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path, PurePath
from typing import Any

from dossier.build import notebooks, warm
from dossier.build.formats import FORMATS, Variant, build_formats, list_entry_pages
from dossier.build.inputs import PACKAGE, Modules, Rows, digest, digest_below, digest_file, digest_names, files_below
from dossier.build.judging import DIGESTS, PICKLE, judge_data
from dossier.build.kernel import DATA as READ_DATA
from dossier.build.kernel import FILE as READ_FILE
from dossier.build.kernel import LISTING
from dossier.build.reading import UnreadableNotebook, read_notebook, refuse_language
from dossier.build.receipts import Receipt, explain, read_receipt, write_receipt
from dossier.checkout import State, read_state
from dossier.contents import list_notebooks, read_contents
from dossier.settings import FILE, Settings, read_settings

ASKED = "asked for"
"""Why everything is made anew where the call says so."""

JUDGING = "import dossier.corpus, dossier.verdicts.store, dossier.build.judging"
"""The code whose modules decide on the verdicts."""

LIBRARY = "import dossier, dossier.notebook"
"""The code of a notebook that has not begun yet."""

PAGE_BUILDERS = ("formats.py", "jupyter_book.py")
BROWSER_BUILDERS = ("jupyterlite.py", "wheels.py")

PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".gif", ".webp")
"""The endings of files beside notebooks that pages may show."""

DOCUMENTS = "documents"
"""The name of what Sphinx has read, among the receipts and in `_build`."""


class TaskError(RuntimeError):
    """A part of the report cannot be made; the text says why, in one line or a few."""


@dataclass(frozen=True)
class Task:
    """A part of the report, with the reason why it must be made anew; without one there is nothing to do."""

    name: str
    why: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Chapter:
    """A notebook as it was read, with the reason why it must run; without one there is nothing to run.

    `parts` are those of its key that are known before it runs.
    """

    name: str
    why: str
    source: Path
    notebook: Mapping[str, Any]
    parts: Mapping[str, str]


class Plan:
    """What there is to do for the `formats` of the report in `root`.

    `scratch` is an existing folder for unfinished work on the same disk as `root / "_build"`, removed by the caller.
    With `force` everything is made anew.
    """

    def __init__(
        self, root: Path, formats: Sequence[str], variant: Variant, scratch: Path, force: bool = False
    ) -> None:
        self.root, self.formats, self.variant, self.scratch, self.force = root, formats, variant, scratch, force
        self.sources = list_notebooks(root)
        refuse_text_notebooks(root)
        self.evidence = files_below(variant.data)
        self.parameters = {"without": list(variant.without)} if variant.without else {}
        self._build = root / "_build"
        self._executed = root / "book" / "executed"
        self._rows = Rows(variant.data)
        self._modules = Modules()

    @cached_property
    def surroundings(self) -> dict[str, str]:
        """What every result depends on: the interpreter, the lock, the settings, and what is left out."""
        return {
            "python": sys.version,
            "requirements.txt": digest_file(self.root / "requirements.txt"),
            FILE: digest_file(self.root / FILE),
            "what is left out": ", ".join(self.variant.without),
        }

    @cached_property
    def _settings(self) -> Settings:
        return read_settings(self.root)

    def find_orphans(self) -> list[Path]:
        """Return the executed notebooks whose source is gone: the book would still publish them."""
        made = {self._result(source) for source in self.sources}
        return [path for path in sorted(self._executed.rglob("*.ipynb")) if path not in made]

    def _result(self, source: Path) -> Path:
        """Return where the result of a notebook is."""
        return self._executed / source.relative_to(self.root / "notebooks")

    # The evidence

    @property
    def verdicts(self) -> Path:
        """The file of the verdicts, which is there when the evidence is judged."""
        return self._build / "verdicts" / PICKLE

    def judging(self) -> Task:
        """Return the task to check the data and to reach the verdicts."""
        parts = self.surroundings | self._files([*self.evidence, *self._modules.list(JUDGING, PACKAGE)])
        return self._task("check", parts, self.verdicts.parent, self._judge)

    def _judge(self) -> Path:
        out, log = self.scratch / "verdicts", self.scratch / "check.txt"
        out.mkdir()
        without = list(self.variant.without)
        process = warm.start(judge_data, self.variant.data, without, out, folder=self.root, environment={}, log=log)
        process.join()
        if process.exitcode:
            raise TaskError(log.read_text(encoding="utf-8").strip() or "the check of the data broke off")
        return out

    # Notebooks

    def chapters(self) -> list[Chapter]:
        """Return the notebooks. Raises TaskError for one that is none."""
        return [self._chapter(source) for source in self.sources]

    def around(self) -> notebooks.Surroundings:
        """Return what a notebook finds around it."""
        run = self._settings.run
        return notebooks.Surroundings(
            self.root, self.variant.data, self.scratch, self.verdicts, run.seconds, run.read_variables()
        )

    def keep(self, chapter: Chapter, run: notebooks.Run) -> None:
        """Put the result of a run where the book finds it, with its receipt."""
        receipt = Receipt({**chapter.parts, **self._read_parts(run.reads)}, notebooks.digest_outputs(run.notebook))
        made = notebooks.compose(chapter.notebook, run.notebook, receipt, run.reads, run.remarks)
        notebooks.put(made, self._result(chapter.source), self.scratch)

    def find_words(self, chapter: Chapter) -> Mapping[str, Any] | None:
        """Return the result of a notebook that need not run with the words that it has now, or None if it has them."""
        executed = read_notebook(self._result(chapter.source))
        receipt, reads = notebooks.take_receipt(executed)
        assert receipt is not None  # or it would have to run
        made = notebooks.compose(chapter.notebook, executed, receipt, reads, notebooks.list_remarks(executed))
        return made if made != executed else None

    def refresh(self, chapter: Chapter) -> bool:
        """Put the words of a notebook that need not run into its result; tell whether that changed anything."""
        made = self.find_words(chapter)
        return made is not None and notebooks.put(made, self._result(chapter.source), self.scratch)

    def discard(self, chapter: Chapter) -> None:
        """Remove the result of a notebook that failed: it would belong to other sources."""
        (self._result(chapter.source)).unlink(missing_ok=True)

    def _chapter(self, source: Path) -> Chapter:
        name = source.relative_to(self.root).as_posix()
        try:
            notebook = read_notebook(source)
            refuse_language(notebook)
        except UnreadableNotebook as error:
            raise TaskError(f"{name}: {error}") from None
        parts = {
            "notebook": name,
            "code": notebooks.digest_code(notebook),
            "parameters": json.dumps(self.parameters),
            "datapackage.json": digest_file(self.variant.data / "datapackage.json"),
        }
        parts |= {f"the variable {name}": digest(text) for name, text in self._settings.run.read_variables().items()}
        modules = self._modules.list(notebooks.join_code(notebook), source.parent)
        parts |= self.surroundings | self._files(modules)
        return Chapter(name, self._why(name, source, parts), source, notebook, parts)

    def _why(self, name: str, source: Path, parts: Mapping[str, str]) -> str:
        try:
            executed = read_notebook(self._result(source))
        except FileNotFoundError:
            return "not made yet"
        except (ValueError, KeyError, TypeError):
            return "the result is no notebook"
        receipt, reads = notebooks.take_receipt(executed)
        if receipt is None:
            return "the result bears no receipt"
        if (other := receipt.parts.get("notebook")) != name:
            return f"the result is that of {other}"
        made = notebooks.digest_outputs(executed)
        if not made:
            return "the result is hollow: not every cell has run"
        return ASKED if self.force else explain(receipt, {**parts, **self._read_parts(reads)}, made)

    def _read_parts(self, reads: Sequence[notebooks.Read]) -> dict[str, str]:
        return {_say_read(table, columns): self._digest_read(table, columns) for table, columns in reads}

    def _digest_read(self, table: str, columns: Mapping[str, Sequence[str]]) -> str:
        if table in (READ_FILE, LISTING):
            [name] = columns["path"]
            inside = PurePath(name).is_relative_to(READ_DATA)
            place = self.variant.data / PurePath(name).relative_to(READ_DATA) if inside else self.root / name
            return digest_file(place) if table == READ_FILE else digest_names(place)
        if table in self._reached:
            return self._reached[table]
        return self._rows.digest(table, columns)

    @property
    def _reached(self) -> dict[str, str]:
        """The digests of the findings and of the ratings, as they are now."""
        path = self.verdicts.parent / DIGESTS
        found: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return found

    # Browser notebooks

    def site(self) -> Task | None:
        """Return the task to build the site that runs the notebooks in a browser, where there is one."""
        is_wanted = "html" in self.formats and not self.variant.is_draft
        if not is_wanted or not find_spec("jupyterlite_core"):  # an extra of the package
            return None
        builders = [PACKAGE / "build" / name for name in BROWSER_BUILDERS]
        parts = self.surroundings | self._files([*self.sources, *self.evidence, *builders, *list_library(self.sources)])
        return self._task("lite", parts, self._build / "lite", self._build_site)

    def _build_site(self) -> Path:
        from dossier.build.jupyterlite import build_site

        settings = self.root / FILE
        given = settings if settings.is_file() else None
        # Apart from what notebooks leave and remove at the same time: JupyterLite looks around where it works.
        work = self.scratch / "lite"
        work.mkdir()
        out = work / "site"
        build_site(self.sources, self.evidence, given, list_library(self.sources), out, work)
        return out

    # Output formats

    def editions(self) -> dict[str, str]:
        """Return why each output format must be made anew, an empty text where it need not be."""
        state = read_state(self.variant.data)
        return {name: self._why_format(name, state) for name in FORMATS if name in self.formats}

    def build(self, names: Sequence[str]) -> dict[str, str]:
        """Build these formats; return what went wrong, by format."""
        documents, kept = self.scratch / DOCUMENTS, self._build / DOCUMENTS
        reading = self._parts_of_reading()
        there = DOCUMENTS if kept.is_dir() else ""
        is_kept = not self.force and not explain(read_receipt(self._receipt(DOCUMENTS)), reading, there)
        if is_kept:
            kept.rename(documents)
        shutil.rmtree(kept, ignore_errors=True)
        state = read_state(self.variant.data)
        parts = {name: self._parts_of_format(name, state) for name in names}
        work = {"scratch": self.scratch, "documents": documents, "verdicts": self.verdicts}
        failures = build_formats(self.root, names, self.variant, is_kept=is_kept, **work)
        if not failures:
            documents.rename(kept)
            write_receipt(self._receipt(DOCUMENTS), Receipt(reading, DOCUMENTS))
            for name in names:
                write_receipt(self._receipt(name), Receipt(parts[name], digest_below(self._build / name)))
        return failures

    def _why_format(self, name: str, state: State) -> str:
        made = digest_below(self._build / name) if list_entry_pages(self.root, name)[0].is_file() else ""
        why = explain(read_receipt(self._receipt(name)), self._parts_of_format(name, state), made)
        return ASKED if self.force else why

    def _parts_of_format(self, name: str, state: State) -> dict[str, str]:
        executed = [self._result(source) for source in self.sources]
        # The site that the pages include holds the notebooks as they are.
        included = self.sources if name == "html" else []
        pictures = [path for path in files_below(self.root / "notebooks") if path.suffix.lower() in PICTURES]
        parts = self._parts_of_reading(but=["typst"] if name == "html" else [])
        parts |= {"the commit": state.commit or state.why_not, "whether files differ from it": str(state.is_changed)}
        pages = files_below(self.root / "book", but=["executed"])
        parts |= self._files([*pages, *executed, *included, *pictures])
        if name == "html":
            parts["lite"] = "none" if self.variant.is_draft else digest_file(self._receipt("lite"))
        return parts

    def _parts_of_reading(self, but: Sequence[str] = ()) -> dict[str, str]:
        """Return what all pages depend on, beside their own words."""
        names = self._settings.files
        shared = [self.root / name for name in ("_config.yml", "_toc.yml", names.citation, names.licence)]
        package = [*files_below(PACKAGE, but=["build", *but]), *(PACKAGE / "build" / name for name in PAGE_BUILDERS)]
        there = [path for path in shared if path.is_file()]
        return self._files([*there, *self.evidence, *package]) | self.surroundings

    # Receipts

    def _task(self, name: str, parts: dict[str, str], place: Path, make: Callable[[], Path]) -> Task:
        """Return a task that makes a folder and puts it in its place, with a receipt."""

        def do() -> None:
            made = make()
            shutil.rmtree(place, ignore_errors=True)
            made.rename(place)
            write_receipt(self._receipt(name), Receipt(parts, digest_below(place)))

        why = explain(read_receipt(self._receipt(name)), parts, digest_below(place) if place.exists() else "")
        return Task(name, ASKED if self.force else why, do)

    def _receipt(self, name: str) -> Path:
        return self._build / "receipts" / f"{name}.json"

    def _files(self, paths: Sequence[Path]) -> dict[str, str]:
        return {self._shown(path): digest_file(path) for path in paths}

    def _shown(self, path: Path) -> str:
        for folder, name in ((PACKAGE, "dossier/"), (self.variant.data, "data/"), (self.root, "")):
            if path.is_relative_to(folder):
                return f"{name}{path.relative_to(folder).as_posix()}"
        return path.name


def refuse_text_notebooks(root: Path) -> None:
    """Raise TaskError for a page that is a notebook written as text: its cells would be shown, and never run."""
    for entry in read_contents(root):
        page = root / "book" / f"{entry.name}.md"
        if entry.notebook or not page.is_file():
            continue
        lines = page.read_text(encoding="utf-8", errors="replace").splitlines()
        end = lines.index("---", 1) if lines[:1] == ["---"] and "---" in lines[1:] else 0
        if not any(line.startswith(("jupytext:", "kernelspec:")) for line in lines[:end]):
            continue
        for number, line in enumerate(lines, start=1):
            if line.startswith("```{code-cell}"):
                remedy = "save it as a notebook in notebooks/ (`jupytext --to ipynb`), and name that in _toc.yml"
                raise TaskError(f"book/{entry.name}.md:{number}: a page runs no cells, and this one has some; {remedy}")


def list_library(sources: Sequence[Path]) -> list[Path]:
    """Return the files of this package that notebooks use, or may use when somebody goes on from them."""
    code = "\n".join([LIBRARY, *(notebooks.join_code(read_notebook(path)) for path in sources)])
    return Modules().list(code, PACKAGE)


def _say_read(table: str, columns: Mapping[str, Sequence[str]]) -> str:
    """Return the name of a read: the file, or the table and what chose its rows.

    >>> _say_read("facts", {"fact": ["ferry-opens"]})
    'data/facts.csv (fact: ferry-opens)'
    """
    if table in (READ_FILE, LISTING):
        [name] = columns["path"]
        shown = name.replace(READ_DATA.as_posix(), "data", 1)
        return shown if table == READ_FILE else f"the names in {shown}"
    if table in ("findings", "ratings"):
        return f"the {table}"
    chosen = "; ".join(f"{name}: {', '.join(codes)}" for name, codes in columns.items())
    return f"data/{table}.csv ({chosen})" if chosen else f"data/{table}.csv"
