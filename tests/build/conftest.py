"""Writes small reports whose notebooks run and whose pages Jupyter Book builds for real."""

import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

RURITANIA = Path(__file__).resolve().parents[1] / "roots" / "ruritania"

CONFIG = """\
title: A small report
only_build_toc_files: true
execute:
  execute_notebooks: "off"
sphinx:
  local_extensions:
    stand_in: ./
  config:
    nb_mime_priority_overrides: [["typst", "text/plain", 1]]
"""

STAND_IN = """\
from pathlib import Path
from sphinx.builders.text import TextBuilder

class Typst(TextBuilder):
    name = "typst"

    def finish(self):
        super().finish()
        for name in ("report", "brief"):
            Path(self.outdir, f"{name}.pdf").write_bytes(b"%PDF-1.7\\n")

def setup(app):
    app.add_builder(Typst)
    app.add_config_value("dossier_data", "", "env")
    app.add_config_value("dossier_without", [], "env")
    app.add_config_value("typst_beside", "", "")
    return {"parallel_read_safe": True, "parallel_write_safe": True}
"""
"""Stands in for the library's own extension, whose Typst builder needs fonts and a template."""

PARAMETERS = "without = []"


@pytest.fixture(scope="session")
def write_notebook():
    """Writes a notebook with these code cells below a title; the cell that sets `without` is tagged."""

    def write(path, *code):
        cells = [v4.new_markdown_cell("# A question", id="title")]
        for number, source in enumerate(code, start=1):
            tags = {"tags": ["parameters"]} if source == PARAMETERS else {}
            cells.append(v4.new_code_cell(source, id=f"code-{number}", metadata=tags))
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        path.parent.mkdir(parents=True, exist_ok=True)
        nbformat.write(v4.new_notebook(cells=cells, metadata={"kernelspec": kernel}), path)
        return path

    return write


@pytest.fixture(scope="session")
def write_report(write_notebook):
    """Writes a report into a folder: an index, and a chapter for each keyword with its code cells."""

    def write(root, **notebooks):
        shutil.copytree(RURITANIA / "data", root / "data")
        (root / "book").mkdir()
        (root / "book" / "index.md").write_text("# A small report\n")
        (root / "_config.yml").write_text(CONFIG)
        (root / "stand_in.py").write_text(STAND_IN)
        chapters = [f"  - file: executed/{name}" for name in notebooks]
        toc = ["format: jb-book", "root: index", *(["chapters:", *chapters] if chapters else [])]
        (root / "_toc.yml").write_text("\n".join(toc))
        (root / "notebooks").mkdir()
        for name, code in notebooks.items():
            write_notebook(root / "notebooks" / f"{name}.ipynb", *code)
        return root

    return write
