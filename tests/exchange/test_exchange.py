"""The register of formats: each writes one file, whole or not at all."""

import pytest

from dossier.errors import DossierError
from dossier.exchange import FORMATS


def test_the_file_is_named_after_the_package_and_its_version(ruritania):
    assert [each.name_file(ruritania) for each in FORMATS.values()] == [
        "ruritania-freedonia-0.1.0.parquet.zip",
        "ruritania-freedonia-0.1.0.sqlite",
        "ruritania-freedonia-0.1.0.jsonld",
        "ruritania-freedonia-0.1.0.annotations.jsonld",
        "ruritania-freedonia-0.1.0.qdpx",
        "ruritania-freedonia-0.1.0.csl.json",
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_data_give_the_same_bytes_and_leave_nothing_else(ruritania, lake_texts, tmp_path, name):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        FORMATS[name].write(ruritania, tmp_path / folder / "lake.zip", lake_texts)
    one, other = ({each.name: each.read_bytes() for each in (tmp_path / f).iterdir()} for f in ("one", "other"))
    assert one == other
    assert one.keys() == {"lake.zip"} | ({"lake-metadata.json"} if name == "sqlite" else set())


def test_what_fails_leaves_the_earlier_file(ruritania, tmp_path):
    (tmp_path / "lake.qdpx").write_text("earlier", encoding="utf-8")
    with pytest.raises(DossierError):
        FORMATS["qdpx"].write(ruritania, tmp_path / "lake.qdpx")
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["earlier"]


def test_texts_that_were_not_coded_are_refused(ruritania, tmp_path):
    (tmp_path / "courier.txt").write_text("another text", encoding="utf-8")
    with pytest.raises(DossierError, match="not the text that was coded"):
        FORMATS["qdpx"].write(ruritania, tmp_path / "lake.qdpx", tmp_path)
