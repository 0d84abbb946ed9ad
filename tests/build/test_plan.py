"""What each task reads and waits for."""

from dossier.build.formats import Variant
from dossier.build.plan import PACKAGE, plan


def test_each_task_reads_what_it_depends_on(tmp_path, write_report):
    root = write_report(tmp_path, one=("print(1)",), two=("print(2)",))
    for name in ("requirements.txt", "dossier.toml", "CITATION.cff"):
        (root / name).write_text("")
    tasks = {task["name"]: task for task in plan(root, ["html", "pdf"], Variant(root / "data"), tmp_path, print)}
    assert {name: task["task_dep"] for name, task in tasks.items()} == {
        "check": [],
        "notebooks/one.ipynb": ["check"],
        "notebooks/two.ipynb": ["check"],
        "lite": ["check"],
        "html": ["check", "notebooks/one.ipynb", "notebooks/two.ipynb", "lite"],
        "pdf": ["check", "notebooks/one.ipynb", "notebooks/two.ipynb", "lite", "html"],
    }

    def readers(path):
        return [name for name, task in tasks.items() if str(path) in task["file_dep"]]

    assert readers(root / "data/datapackage.json") == list(tasks)
    for name in ("requirements.txt", "dossier.toml"):
        assert readers(root / name) == list(tasks)
    assert readers(PACKAGE / "notebook" / "tables.py") == list(tasks)
    assert readers(PACKAGE / "build" / "formats.py") == ["lite", "html", "pdf"]
    assert readers(PACKAGE / "build" / "notebooks.py") == ["html", "pdf"]
    assert readers(PACKAGE / "typst" / "page.typ") == ["pdf"]
    assert readers(root / "CITATION.cff") == ["html", "pdf"]
    assert readers(root / "notebooks/one.ipynb") == ["notebooks/one.ipynb", "lite", "html"]
    for page in ("_config.yml", "_toc.yml", "book/index.md", "book/executed/one.ipynb"):
        assert readers(root / page) == ["html", "pdf"]
