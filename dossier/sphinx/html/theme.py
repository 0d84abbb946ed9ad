"""Cleans each HTML page: takes off what is never used, and adds what readers, screens and machines need.

The theme, myst-nb and Jupyter Book give no hook for these, so the finished body is read and written again.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from bs4 import BeautifulSoup, NavigableString, Tag
from sphinx.application import Sphinx

from dossier.sphinx.terms import mark_terms

WORDS_A_MINUTE = 220
"""How fast a reader reads, for the reading time of a chapter."""

UNUSED = ("thebe", "design-tabs", "sphinx-design", "sd-tabs", "bootstrap")
"""Assets that no page uses. sphinx-thebe's also name outside hosts and log an error."""

ONLY_WITH = {
    "togglebutton": ".toggle, .admonition.dropdown",
    "toggle": ".toggle, .admonition.dropdown",
    "clipboard": "div.highlight pre",
    "copybutton": "div.highlight pre",
    "mystnb": ".cell, .pasted-text",
    "register": ".entry, .matrix",
    "claim-cards": ".evidence, .entry",
    "run-chapter": ".run-chapter",
}
"""Assets that a page needs only if it has one of these elements. Jupyter Book loads them on every page."""

DEFERRED = ("clipboard", "copybutton", "sphinx-book-theme", "register", "claim-cards", "run-chapter", "page.js")
"""Scripts that can wait for the page. The others are called by scripts within it, or by the search."""

AZERBAIJANI = re.compile(r"\w*[əƏı]\w*")
"""A word in Azerbaijani: of the languages in this report only that one has these letters."""

RULE = re.compile(r"([^{}@;]+)(\{[^{}]*\})")
"""A rule of a style sheet: selectors and declarations."""

LEFTOVERS = (
    "_static/vendor",
    "_static/scripts/fontawesome*",
    "_static/scripts/bootstrap*",
    "_static/**/*.map",
    "_static/*macros.html",
)
"""Files of the theme that no page loads any more."""

POINT = 4 / 3
"""CSS pixels in a point."""


def _clean(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    # docutils writes a viewport of its own after the theme's.
    context["metatags"] = re.sub(r'<meta[^>]*name="viewport"[^>]*>', "", context.get("metatags", ""))
    body = BeautifulSoup(context.get("body", ""), "html.parser")
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context.get(kind, ()) if _is_used(_name(asset), body)]
    for script in context["script_files"]:
        if any(part in _name(script) for part in DEFERRED):
            script.attributes["defer"] = "defer"
    if not doctree:
        return
    for script in body("script"):  # sphinx-thebe's settings
        script.decompose()
    for place, image in enumerate(body("img")):
        _size(image, _source(app, image))
        if place:  # the first may be in sight at once
            image["loading"] = "lazy"
        image["decoding"] = "async"
    for summary in body.select("details.hide > summary"):
        del summary["aria-label"]  # myst-nb's says less than the words that are seen
        for paragraph in summary("p"):  # a summary may hold no paragraph; report.css shows one of the two
            paragraph.name = "span"
    for head in body.select("thead th"):
        head["scope"] = "col"
    for listed in body.select(".citation-list > [role=doc-biblioentry]"):
        # docutils writes a role that is deprecated, and children that a list may not have.
        listed["role"] = "listitem"
    for text in _texts(body):
        _mark_language(text)
    terms_page = getattr(app.env, "dossier_terms_page", page)
    if page != terms_page:
        mark_terms(body, getattr(app.env, "dossier_terms", {}), context["pathto"](terms_page))
    if page.startswith("executed/"):
        _tell_reading_time(body)
    context["body"] = str(body)


def _name(asset: object) -> str:
    """Return what an asset is called; a script without a file is called by its text."""
    return f"{getattr(asset, 'filename', asset)} {getattr(asset, 'attributes', {}).get('body', '')}"


def _is_used(name: str, body: BeautifulSoup) -> bool:
    if any(part in name for part in UNUSED):
        return False
    needed = next((selector for part, selector in ONLY_WITH.items() if part in name), None)
    return needed is None or body.select_one(needed) is not None


def _source(app: Sphinx, image: Tag) -> Path | None:
    """Return the file behind an image, which the builder copies after the pages are written."""
    names = {name: source for source, name in app.builder.images.items()}
    source = names.get(Path(image["src"]).name)
    return Path(app.srcdir) / source if source else None


def _size(image: Tag, source: Path | None) -> None:
    """Give an SVG its width and height, so that nothing on the page moves when it arrives."""
    if source is None or source.suffix != ".svg":
        return
    head = source.read_text(encoding="utf-8")[:2000]
    for side in ("width", "height"):
        if match := re.search(rf'<svg[^>]*\b{side}="([\d.]+)pt"', head):
            image[side] = str(round(float(match[1]) * POINT))


def _texts(body: BeautifulSoup) -> Iterator[NavigableString]:
    yield from [text for text in body.find_all(string=AZERBAIJANI) if text.find_parent("pre") is None]


def _mark_language(text: NavigableString) -> None:
    """Wrap the words in Azerbaijani, so that a screen reader says them as such."""
    parts: list[str | Tag] = []
    end = 0
    for match in AZERBAIJANI.finditer(text):
        word = BeautifulSoup("", "html.parser").new_tag("span", lang="az")
        word.string = match[0]
        parts += [text[end : match.start()], word]
        end = match.end()
    text.replace_with(*[part for part in (*parts, text[end:]) if part])


def _tell_reading_time(body: BeautifulSoup) -> None:
    code = sum(len(cell.get_text(" ").split()) for cell in body.select(".cell_input"))
    minutes = max(1, round((len(body.get_text(" ").split()) - code) / WORDS_A_MINUTE))
    line = body.new_tag("p", attrs={"class": "reading-time"})
    line.string = f"{minutes} minutes to read" if minutes > 1 else "One minute to read"
    body.h1.insert_after(line)


def _lighten(app: Sphinx, error: Exception | None) -> None:
    """Take out of the theme's style sheets what no page uses, and out of the edition the files that no page loads."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    for path in {path for pattern in LEFTOVERS for path in out.glob(pattern)}:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    texts = [path.read_text(encoding="utf-8") for path in out.rglob("*") if path.suffix in (".html", ".js")]
    words = {word for text in texts for word in re.findall(r"[\w-]+", text)}
    for name in ("styles/pydata-sphinx-theme", "styles/sphinx-book-theme", "mystnb.*"):
        for style in (out / "_static").glob(f"{name}.css"):
            style.write_text(keep_used(style.read_text(encoding="utf-8"), words), encoding="utf-8")


def keep_used(style: str, words: set[str]) -> str:
    """Return a style sheet without the selectors that ask for a class that is not among `words`.

    Four fifths of the theme's are icons and utilities of Bootstrap.
    """

    def shorten(rule: re.Match) -> str:
        kept = [selector for selector in re.split(r",(?![^()]*\))", rule[1]) if _can_match(selector, words)]
        return ",".join(kept) + rule[2] if kept else ""

    return re.sub(r"@media[^{}]*\{\s*\}", "", RULE.sub(shorten, style))


def _can_match(selector: str, words: set[str]) -> bool:
    # What stands in brackets is one possibility of several, or must not be there.
    demanded = re.findall(r"\.([A-Za-z][\w-]*)", re.sub(r"\([^()]*\)", "", selector))
    return words.issuperset(demanded)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect after the extensions that add scripts to the page, whose priority is 500."""
    app.connect("html-page-context", _clean, priority=900)
    app.connect("build-finished", _lighten, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
