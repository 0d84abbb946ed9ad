"""Names are marked where they stand in the text, so that print can end with an index."""

import re


def test_a_paragraph_is_marked_once_for_each_name_in_it_in_its_one_form(tmp_path, write_book, build_book):
    folder = write_book(tmp_path)
    names = (folder / "data" / "names.csv").read_text("utf-8").splitlines()
    canonical, written = names[1].split(",")[1:3]
    text = f"# Trade\n\nOf {written}, and {written} again.\n\n`{written}` is code.\n"
    (folder / "book" / "trade.md").write_text(text, encoding="utf-8")
    printed = build_book(folder, "typst", out="print").read("report.typ")
    chapter = printed.partition("// document: trade")[2].partition("// document:")[0]
    assert re.findall(r'#index-mark\("([^"]+)"\)', chapter) == [canonical]
    assert printed.rstrip().endswith('#names-index("Index of names")')


def test_a_page_has_no_marks(small_book):
    assert "index-mark" not in small_book.read("index.html")
