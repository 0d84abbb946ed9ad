"""Style sheets without what no page uses."""

import pytest
from bs4 import BeautifulSoup

from dossier.sphinx.html.prune import keep_used, prune_assets

USED = {"a", "b", "open"}


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        (".a{x:1}.c{x:2}", ".a{x:1}"),
        (".a,.c,p{x:1}", ".a,p{x:1}"),
        (".a.c{x:1}.a .b{x:2}", ".a .b{x:2}"),
        ("p:not(.c),.a:is(.c,.b){x:1}", "p:not(.c),.a:is(.c,.b){x:1}"),
        ('[title=".c"]{x:1}', '[title=".c"]{x:1}'),
        ('.a{content:"}.c{"}.c{x:1}', '.a{content:"}.c{"}'),
        ("@media print{.a{x:1}.c{x:2}}@media screen{.c{x:3}}", "@media print{.a{x:1}}"),
        ("@supports (display:grid){@media print{.c{x:1}}}p{x:2}", "p{x:2}"),
        ("@layer base{.c{x:1}}@layer top{.a{x:2}}", "@layer base;@layer top{.a{x:2}}"),
        (".a{x:1;&.c{x:2}.open &{x:3}}", ".a{x:1;&.c{x:2}.open &{x:3}}"),
        ("@font-face{src:url(f.woff)}@keyframes k{to{x:1}}", "@font-face{src:url(f.woff)}@keyframes k{to{x:1}}"),
        ("/* .a */.c{x:1}", ""),
    ],
)
def test_a_rule_is_kept_where_some_element_can_match_it(style, kept):
    assert keep_used(style, USED) == kept


class Asset:
    def __init__(self, filename):
        self.filename, self.attributes, self.priority = filename, {}, 500


def prune(body):
    names = ("clipboard.min.js", "thebe.js", "other.js", "mystnb.css", "sphinx-book-theme.js")
    context = {"body": body, "script_files": list(map(Asset, names)), "css_files": []}
    prune_assets(context)
    return {asset.filename: asset.attributes for asset in context["script_files"]}


def test_a_page_loads_an_asset_only_with_what_it_serves():
    assert set(prune("<p>Text.</p>")) == {"other.js", "sphinx-book-theme.js"}
    code = "<div class='highlight'><pre>code</pre></div><div class='cell'></div>"
    assert set(prune(code)) == {"clipboard.min.js", "other.js", "mystnb.css", "sphinx-book-theme.js"}


def test_scripts_that_can_wait_do():
    assert prune("")["sphinx-book-theme.js"] == {"defer": "defer"}
    assert prune("")["other.js"] == {}


def test_the_edition_has_no_file_that_no_page_loads(small_book):
    static = small_book.out / "_static"
    assert not list(static.rglob("fontawesome*")) and not list(static.rglob("*.map"))
    theme = (static / "styles" / "pydata-sphinx-theme.css").read_text(encoding="utf-8")
    assert 10_000 < len(theme) < 150_000
    assert ".fa-snowflake" not in theme and ".bd-main" in theme


def test_the_templates_are_those_of_the_theme_that_they_were_written_for():
    """An update of the theme changes what the templates override: read each block again, then this version."""
    import sphinx_book_theme

    assert sphinx_book_theme.__version__.startswith("1.3.")


def test_no_page_loads_the_scripts_of_the_theme_that_are_not_used(small_book):
    page = BeautifulSoup(small_book.read("index.html"), "html.parser")
    assert not [tag for tag in page.select("script[src], link[href]") if "bootstrap" in str(tag) or "thebe" in str(tag)]
