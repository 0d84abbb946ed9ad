"""Builds output formats, HTML and PDF, from the executed notebooks and the pages written by hand.

Jupyter Book runs in a process of its own, from a clean environment with every warning an error, into a scratch folder.
A result replaces the one before only when it is complete.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dossier import environment
from dossier.build import warm
from dossier.build.jupyter_book import LOG, Order, build_editions
from dossier.build.places import name_places
from dossier.build.publishing import publish
from dossier.checkout import read_state

COLOUR = re.compile(r"\x1b\[[0-9;]*m")
COMPLAINT = re.compile(r"^.*\b(?:WARNING|ERROR|CRITICAL|SEVERE): .*$", re.MULTILINE)
CRASH = re.compile(
    r"^(?:Exception occurred|[\w ]*[Ee]rror(?: \([\w.]+\))?):\n(.*?)(?=^The full traceback|^Traceback|\Z)",
    re.MULTILINE | re.DOTALL,
)


class FormatError(RuntimeError):
    """An output format cannot be built; the text holds Jupyter Book's complaints, one per line."""


@dataclass(frozen=True)
class Format:
    """How one output format is built, and what a reader opens.

    `builder` is the name of its Sphinx builder. The first of the `entry_pages` is always there. `includes` names
    folders of `_build` that are copied into it where they were built before.
    """

    builder: str
    entry_pages: tuple[str, ...]
    entry_pages_only: bool = False
    includes: tuple[str, ...] = ()


FORMATS = {
    "html": Format("html", ("index.html",), includes=("lite",)),
    "pdf": Format("typst", ("report.pdf", "evidence.pdf", "brief.pdf"), entry_pages_only=True),
}


@dataclass(frozen=True)
class Variant:
    """What one build of a report reads: the folder of its data, and the sources that it leaves out.

    `jobs` is how many processes may run at a time; the result has the same bytes for any number. A draft, for whoever
    writes the report, is without the folders that a format includes.
    """

    data: Path
    without: Sequence[str] = ()
    jobs: int = 1
    is_draft: bool = False


def list_entry_pages(root: Path, name: str) -> list[Path]:
    """Return the files of the format `name` that a reader opens."""
    return [root / "_build" / name / page for page in FORMATS[name].entry_pages]


def build_formats(
    root: Path,
    names: Sequence[str],
    variant: Variant,
    scratch: Path,
    documents: Path,
    is_kept: bool = False,
    verdicts: Path | None = None,
) -> dict[str, str]:
    """Build the formats `names` of the report in `root`, which read its pages once; return what went wrong, by format.

    `scratch` is an existing folder on the same disk as `root / "_build"`, removed by the caller. `documents` is one for
    the documents that are read, which are taken from there where `is_kept` says that only pages have changed since; a
    build that fails with them is done again without. What went wrong with a format is Jupyter Book's complaints, one
    per line; then all results before stay, since editions change together. Where only the brief is missing, the rest is
    put in place and the format still counts as gone wrong.
    """
    out = Path(scratch, "formats")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    editions = {FORMATS[name].builder: out / FORMATS[name].builder for name in names}
    order = Order(root, editions, documents, variant.data, is_kept, variant.without, variant.jobs)
    surroundings = {
        "SOURCE_DATE_EPOCH": str(read_state(variant.data).time),
        "TMPDIR": str(out),  # Sphinx leaves a traceback file behind when it crashes
        environment.VERDICTS: str(verdicts or ""),
    }
    process = warm.start(_build, order, folder=root, environment=surroundings, log=out / LOG)
    process.join()
    failures, made, missing = {}, {}, {}
    for name in names:
        try:
            made[name], missing[name] = _take(root, name, out, variant, process.exitcode == 0)
        except FormatError as error:
            failures[name] = str(error)
    if is_kept and (failures or any(missing.values())):
        shutil.rmtree(documents, ignore_errors=True)
        return build_formats(root, names, variant, scratch, documents, verdicts=verdicts)
    if not failures:
        (root / "_build").mkdir(exist_ok=True)
        publish(made, root / "_build")
    return failures | {name: message for name, message in missing.items() if message}


def _build(order: Order) -> int:
    build_editions(order)
    return 0


def _take(root: Path, name: str, out: Path, variant: Variant, ended_well: bool) -> tuple[Path, str]:
    """Return the folder of one format, as it is to be published, and what of it is missing, as a message or "".

    Raises FormatError where the page that a reader opens first could not be made.
    """
    wanted = FORMATS[name]
    made = out / wanted.builder
    log = out / f"{wanted.builder}-{LOG}"
    is_whole = (out / f"{wanted.builder}-whole").exists() and (made / wanted.entry_pages[0]).is_file()
    # The builder of the PDFs says where the report is whole and only what stands beside it could not be made.
    is_alone = ended_well and not is_whole and (made / "report-alone").is_file()
    if not (is_alone or (ended_well and is_whole)):
        logs = [path for path in (log, out / LOG) if path.is_file()]
        said = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in logs)
        raise FormatError("\n".join([f"{name} is not built; Jupyter Book says:", *complaints(said, root)]))
    said = log.read_text(encoding="utf-8", errors="replace") if is_alone else ""
    if wanted.entry_pages_only:
        pages = out / f"{name}-pages"
        pages.mkdir()
        for page in wanted.entry_pages:
            if (built := made / page).is_file():
                built.rename(pages / page)
        made = pages
    # A digest of settings with the folders of this machine in them, for a build that would go on from this one.
    (made / ".buildinfo").unlink(missing_ok=True)
    for folder in () if variant.is_draft else wanted.includes:
        if (root / "_build" / folder).is_dir():
            shutil.copytree(root / "_build" / folder, made / folder)
    if not is_alone:
        return made, ""
    head = f"{wanted.entry_pages[0]} is built, and what belongs to it is not; Jupyter Book says:"
    return made, "\n".join([head, *complaints(said, root)])


def complaints(log: str, root: Path) -> list[str]:
    """Return what the log of a failed run complains of, one item per line, with paths relative to `root`."""
    text = name_places(COLOUR.sub("", log).replace(f"{root}{os.sep}", ""), root)
    # What Jupyter Book says of the contents has no place.
    text = text.replace("[etoc] ", "_toc.yml: ")
    found = [line.strip() for line in COMPLAINT.findall(text)]
    found += [line.strip() for crash in CRASH.findall(text) for line in crash.splitlines() if line.strip()]
    # The end of the log, without the frame that Jupyter Book draws around it.
    end = [line.strip() for line in text.splitlines() if line.strip(" =^")][-3:]
    return list(dict.fromkeys(found or end))
