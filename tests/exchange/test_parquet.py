"""Parquet, as pandas and pyarrow read it."""

import io
import json
import sys
import zipfile

import pandas as pd
import pyarrow.parquet as pq
import pytest

from dossier.corpus.tables import TABLES
from dossier.errors import DossierError
from dossier.exchange import FORMATS


def test_pandas_reads_every_table_as_it_is(both, exported):
    report, _ = both
    with zipfile.ZipFile(exported("parquet")) as archive:
        for name in TABLES:
            frame = pd.read_parquet(io.BytesIO(archive.read(f"{name}.parquet")))
            wanted = getattr(report.corpus, name)
            texts = [column for column in wanted if wanted[column].dtype == "str"]
            frame = frame.assign(**{column: frame[column].astype("str").fillna("") for column in texts})
            pd.testing.assert_frame_equal(frame, wanted)


def test_findings_and_judgements_are_typed(ruritania, tmp_path):
    FORMATS["parquet"].write(ruritania, tmp_path / "lake")
    findings = pq.read_table(tmp_path / "lake" / "findings.parquet")
    judged = pq.read_table(tmp_path / "lake" / "judgements.parquet")
    assert findings.num_rows == len(ruritania.findings)
    assert str(judged.schema.field("self_contradicted").type) == "bool"
    assert str(judged.schema.field("sources").type) == "int64"
    assert findings.column("gap").null_count == sum(gap is None for gap in ruritania.findings["gap"])


def test_columns_carry_their_meaning(ruritania, tmp_path):
    FORMATS["parquet"].write(ruritania, tmp_path / "lake")
    schema = pq.read_schema(tmp_path / "lake" / "claims.parquet")
    start = schema.field("start")
    assert start.metadata[b"description"] == b"First code point of the quote in the text, counted from 0."
    assert start.metadata[b"rdfType"] == b"http://www.w3.org/ns/oa#start"
    assert not start.nullable and schema.field("note").nullable
    assert json.loads(schema.metadata[b"schema"])["primaryKey"] == ["claim"]


def test_a_folder_is_made_anew_but_no_other_is_overwritten(ruritania, tmp_path):
    FORMATS["parquet"].write(ruritania, tmp_path / "lake")
    FORMATS["parquet"].write(ruritania, tmp_path / "lake")
    assert [each.name for each in tmp_path.iterdir()] == ["lake"]
    (tmp_path / "lake" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(DossierError, match="lake: holds something else; name a folder that is not there yet"):
        FORMATS["parquet"].write(ruritania, tmp_path / "lake")
    assert (tmp_path / "lake" / "mine.txt").is_file()


def test_without_pyarrow_one_line_says_how_to_get_it(ruritania, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "dossier.exchange.parquet", raising=False)
    with pytest.raises(DossierError, match="needs the package pyarrow, which is not installed; run pip install"):
        FORMATS["parquet"].write(ruritania, tmp_path / "lake")
