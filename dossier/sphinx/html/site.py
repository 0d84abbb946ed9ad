"""Adds to the HTML edition what stands beside its pages: a preview image, icons, a map of the site, a word to robots.

All addresses come from one setting, `html.baseurl`. Without it there is no map, and no preview is announced.
"""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from dossier.edition import social_card
from dossier.sphinx.evidence import edition, load_report

PREVIEW, ICON = "_static/social.png", "_static/favicon.png"


def _announce(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """Name the icon and the preview in the head of each page."""
    tags = [f'<link rel="icon" type="image/png" sizes="64x64" href="{context["pathto"](ICON, 1)}" />']
    if app.config.html_baseurl:
        width, height = (round(inches * 100) for inches in social_card.SIZE)
        tags += [
            f'<meta property="og:image" content="{_address(app, PREVIEW)}" />',
            f'<meta property="og:image:width" content="{width}" />',
            f'<meta property="og:image:height" content="{height}" />',
            f'<meta property="og:image:alt" content="{escape(social_card.describe_card(load_report()))}" />',
            '<meta name="twitter:card" content="summary_large_image" />',
        ]
    context["metatags"] = context.get("metatags", "") + "\n    " + "\n    ".join(tags)


def _address(app: Sphinx, path: str) -> str:
    return f"{app.config.html_baseurl.rstrip('/')}/{path}"


def _write(app: Sphinx, error: Exception | None) -> None:
    """Write the files, once the pages are there."""
    if error or app.builder.name != "html":
        return
    out = Path(app.outdir)
    report = load_report()
    social_card.draw_card(report, app.config.html_title, app.config.typst_subtitle, out / PREVIEW)
    social_card.draw_icon(report.settings.palette, out / ICON)
    if app.config.html_baseurl:
        (out / "sitemap.xml").write_text(_map(app), encoding="utf-8")
        robots = f"User-agent: *\nAllow: /\nSitemap: {_address(app, 'sitemap.xml')}\n"
        (out / "robots.txt").write_text(robots, encoding="utf-8")


def _map(app: Sphinx) -> str:
    date = f"{edition().time:%Y-%m-%d}"
    pages = sorted(app.builder.get_target_uri(page) for page in app.env.found_docs)
    urls = (f"  <url><loc>{escape(_address(app, page))}</loc><lastmod>{date}</lastmod></url>" for page in pages)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{schema}">', *urls, "</urlset>", ""])


def setup(app: Sphinx) -> dict[str, object]:
    """Connect before the page is cleaned."""
    app.connect("html-page-context", _announce, priority=600)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
