"""What the report hands to other programs, and what it takes from them: one module a format, and a register of all."""

from importlib import import_module
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, NamedTuple

from dossier.errors import DossierError

if TYPE_CHECKING:
    from dossier.exchange.drafts import Drafts
    from dossier.report import Report

# Formats are imported when they are asked for: each has packages of its own, which need not be there for the others.
# Types are quoted here, since `from __future__ import annotations` would hide the module of that name.


class Format(NamedTuple):
    """A format that a report can be exported in: its module, the ending of its file, and what it is in one line."""

    module: str
    suffix: str
    description: str

    def write(self, report: "Report", path: Path, texts: Path | None = None) -> None:
        """Write the report to `path`, which appears when it is whole; `texts` is the folder of the articles' texts.

        Raises DossierError where a package is missing, the path cannot be written, or the evidence does not allow it.
        """
        _import_format(self.module).write(report, path, texts)

    def name_file(self, report: "Report") -> str:
        """Return the name of the file that is written if the call names none."""
        from dossier.exchange.tables import read_descriptor

        descriptor = read_descriptor(report)
        return f"{descriptor.get('name', 'dossier')}-{descriptor.get('version', 'unversioned')}{self.suffix}"


FORMATS = MappingProxyType(
    {
        "parquet": Format("parquet", ".parquet.zip", "typed tables for pandas, R, DuckDB: a zip, or a folder"),
        "sqlite": Format("sqlite", ".sqlite", "one database with keys, views and full-text search, for Datasette"),
        "jsonld": Format("jsonld", ".jsonld", "claims, questions and works in the terms of schema.org"),
        "annotations": Format("annotations", ".annotations.jsonld", "W3C Web Annotations, one a claim"),
        "qdpx": Format("qdpx", ".qdpx", "a REFI-QDA project for MAXQDA, ATLAS.ti, NVivo or QualCoder; needs --texts"),
        "csl": Format("csl", ".csl.json", "the bibliography as CSL-JSON, for Zotero"),
    }
)
"""The formats by the name that `dossier export` takes."""


def read_drafts(path: Path, report: "Report", texts: Path | None = None) -> "Drafts":
    """Read annotations, a QDPX or Taguette's highlights as rows for `claims.csv`, as `drafts.draft_claims` fills them.

    Raises DossierError where the file is none of these, and CorpusError where a text in the folder `texts` is not the
    one that was coded.
    """
    from dossier.corpus.quotes import read_texts
    from dossier.exchange.drafts import draft_claims
    from dossier.exchange.incoming import read_codings

    read = read_codings(path)
    return draft_claims(report, read, read_texts(report.corpus, texts) if texts else {})


def _import_format(module: str) -> ModuleType:
    try:
        return import_module(f"dossier.exchange.{module}")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("dossier"):
            raise
        raise DossierError(
            f"{module}: needs the package {error.name}, which is not installed; run pip install “dossier[exchange]”"
        ) from None
