"""Removes what no page uses of the theme: scripts and styles from a page, rules and files from the edition.

Four fifths of the theme's style sheets are icons and utilities of Bootstrap.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import tinycss2
from bs4 import BeautifulSoup
from sphinx.application import Sphinx
from tinycss2.ast import AtRule, Node, QualifiedRule

UNUSED = ("thebe", "design-tabs", "sphinx-design", "sd-tabs", "bootstrap")
"""Assets that no page uses. sphinx-thebe's also name outside hosts and log an error."""

ONLY_WITH = {
    "togglebutton": ".toggle, .admonition.dropdown",
    "toggle": ".toggle, .admonition.dropdown",
    "clipboard": "div.highlight pre",
    "copybutton": "div.highlight pre",
    "mystnb": ".cell, .pasted-text",
}
"""Assets of other extensions that a page needs only if it has one of these elements. They are on every page."""

DEFERRED = ("clipboard", "copybutton", "sphinx-book-theme")
"""Scripts of other extensions that can wait for the page. The others are called within it, or by the search."""

STYLES = ("styles/pydata-sphinx-theme.css", "styles/sphinx-book-theme.css", "mystnb.*.css")
"""The style sheets to prune, below `_static`."""

LEFTOVERS = (
    "_static/vendor",
    "_static/scripts/fontawesome*",
    "_static/scripts/bootstrap*",
    "_static/**/*.map",
    "_static/*macros.html",
)
"""Files of the theme that no page loads after pruning."""

WITH_RULES = {"media", "supports", "layer", "container", "scope", "starting-style", "document"}
"""At-rules whose block consists of rules; the block of any other at-rule is left as it is."""


def prune_assets(context: dict[str, Any]) -> None:
    """Remove the scripts and styles that a page does not use, and let those wait that can."""
    body = BeautifulSoup(context.get("body", ""), "html.parser")
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context.get(kind, ()) if _is_used(_name(asset), body)]
    for script in context["script_files"]:
        if any(part in _name(script) for part in DEFERRED):
            script.attributes["defer"] = "defer"


def _name(asset: object) -> str:
    """Return what an asset is called; a script without a file is called by its text."""
    return f"{getattr(asset, 'filename', asset)} {getattr(asset, 'attributes', {}).get('body', '')}"


def _is_used(name: str, body: BeautifulSoup) -> bool:
    if any(part in name for part in UNUSED):
        return False
    needed = next((selector for part, selector in ONLY_WITH.items() if part in name), None)
    return needed is None or body.select_one(needed) is not None


def prune_edition(app: Sphinx) -> None:
    """Remove from the theme's style sheets what no page uses, and from the edition the files that no page loads."""
    out = Path(app.outdir)
    for path in {path for pattern in LEFTOVERS for path in out.glob(pattern)}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    texts = [path.read_text(encoding="utf-8") for path in out.rglob("*") if path.suffix in (".html", ".js")]
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    for style in {style for pattern in STYLES for style in (out / "_static").glob(pattern)}:
        style.write_text(keep_used(style.read_text(encoding="utf-8"), words), encoding="utf-8")


def keep_used(style: str, words: set[str]) -> str:
    """Return a style sheet without the selectors that ask for a class that is not among `words`.

    >>> keep_used(".a, .b:not(.c) {color: red} @media print {.c {color: blue}}", {"a", "b"})
    '.a, .b:not(.c) {color: red} '
    """
    return tinycss2.serialize(list(_keep(tinycss2.parse_stylesheet(style, skip_comments=True), words)))


def _keep(rules: Sequence[Node], words: set[str]) -> Iterator[Node]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            if selectors := [each for each in _split(rule.prelude) if words.issuperset(_find_demanded(each))]:
                rule.prelude = _join(selectors)
                yield rule
        elif isinstance(rule, AtRule) and rule.content is not None and rule.lower_at_keyword in WITH_RULES:
            inner = list(_keep(tinycss2.parse_rule_list(rule.content, skip_comments=True), words))
            if any(isinstance(each, (QualifiedRule, AtRule)) for each in inner):
                rule.content = inner
                yield rule
            elif rule.lower_at_keyword == "layer":  # its place among the layers stays
                rule.content = None
                yield rule
        else:
            yield rule


def _split(prelude: Sequence[Node]) -> list[list[Node]]:
    """Return the selectors of a list; a comma within brackets does not part them."""
    selectors: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return selectors


def _join(selectors: Sequence[Sequence[Node]]) -> list[Node]:
    joined = list(selectors[0])
    for selector in selectors[1:]:
        joined += [*tinycss2.parse_component_value_list(","), *selector]
    return joined


def _find_demanded(selector: Sequence[Node]) -> Iterator[str]:
    """Yield the classes that an element must have; those in brackets are alternatives or exclusions, or attributes."""
    for dot, name in pairwise(selector):
        if dot == "." and name.type == "ident":
            yield name.value
