"""The figure that the README shows is the one that the chapter draws."""

import runpy

README_FIGURE = "book/_static/1992.svg"
CHAPTER, NAME = "book/executed/07-consistency.ipynb", "fig-1992"


def test_the_figure_of_the_readme_is_the_one_of_the_chapter(root, book, as_begun):
    tool = runpy.run_path(str(root / "tools" / "take_figure.py"))
    drawn = tool["take_figure"](root / CHAPTER, NAME)
    assert f"]({README_FIGURE})" in (root / "README.md").read_text(encoding="utf-8")
    kept = (root / README_FIGURE).read_bytes()
    assert kept == drawn.encode(), f"run python tools/take_figure.py {CHAPTER} {NAME} {README_FIGURE}"
