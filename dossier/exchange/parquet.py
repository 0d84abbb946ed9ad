"""Writes the report as Parquet: one typed file a table, with the meaning of each column in its metadata."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from dossier.exchange.outputs import new_file, new_folder
from dossier.exchange.tables import Table, describe, list_tables, read_descriptor
from dossier.report import Report

TYPES = {"string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "boolean": pa.bool_()}


def write(report: Report, path: Path, texts: Path | None = None) -> None:
    """Write a folder, or a zip if `path` ends with `.zip`: a `NAME.parquet` a table, and `datapackage.json`.

    An open cell is null. The metadata of a column has its `description` and, where the schema names one, its `rdfType`;
    that of a table its title, description and keys. The same data give the same bytes with the same pyarrow. `texts`
    is not needed. Raises DossierError.
    """
    tables = list_tables(report)
    descriptor = _describe_package(read_descriptor(report), tables)
    if path.suffix != ".zip":
        with new_folder(path, "*.parquet") as folder:
            for table in tables:
                pq.write_table(to_arrow(table), folder / f"{table.name}.parquet")
            (folder / "datapackage.json").write_text(descriptor, encoding="utf-8")
        return
    with new_file(path) as file, zipfile.ZipFile(file, "w") as archive:
        for table in tables:
            sink = pa.BufferOutputStream()
            pq.write_table(to_arrow(table), sink)
            # The columns are compressed already, their meanings are not.
            content = sink.getvalue().to_pybytes()
            archive.writestr(zipfile.ZipInfo(f"{table.name}.parquet"), content, zipfile.ZIP_DEFLATED)
        archive.writestr(zipfile.ZipInfo("datapackage.json"), descriptor, zipfile.ZIP_DEFLATED)


def to_arrow(table: Table) -> pa.Table:
    """Return a table as an Arrow table, typed by its schema, with meanings as metadata."""
    fields = [_to_field(field) for field in table.fields]
    metadata = {"title": table.title, "description": table.description, "schema": _dump(describe(table))}
    columns = zip(*table.rows(), strict=True) if len(table.frame) else [()] * len(fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, fields, strict=True)]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata))


def _to_field(field: dict[str, Any]) -> pa.Field:
    metadata = {name: field[name] for name in ("description", "rdfType") if name in field}
    required = field.get("constraints", {}).get("required", False)
    return pa.field(field["name"], TYPES[field["type"]], nullable=not required, metadata=metadata)


def _describe_package(descriptor: dict[str, Any], tables: list[Table]) -> str:
    resources = [
        {
            "name": table.name,
            "title": table.title,
            "description": table.description,
            "path": f"{table.name}.parquet",
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": describe(table),
        }
        for table in tables
    ]
    return _dump(descriptor | {"resources": resources}, indent=2) + "\n"


def _dump(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, ensure_ascii=False, indent=indent)
