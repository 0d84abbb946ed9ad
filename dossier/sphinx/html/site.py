"""Writes the files of the HTML edition that are not pages: preview image, icon, sitemap.xml and robots.txt."""

from __future__ import annotations

from html import escape
from pathlib import Path

from sphinx.application import Sphinx

from dossier.edition import social_card
from dossier.sphinx.domain import EvidenceDomain

PREVIEW, ICON = "_static/social.png", "_static/favicon.png"


def locate(app: Sphinx, path: str) -> str:
    """Return the published address of a file of the HTML edition, or its path where none is set."""
    base = app.config.html_baseurl
    return f"{base.rstrip('/')}/{path}" if base else path


def write_site(app: Sphinx) -> None:
    """Write the files, once the pages are there; sitemap.xml and robots.txt need a published address."""
    evidence = EvidenceDomain.of(app.env).evidence
    out = Path(app.outdir)
    social_card.draw_card(evidence.report, app.config.html_title, app.config.typst_subtitle, out / PREVIEW)
    social_card.draw_icon(evidence.settings.palette, out / ICON)
    if app.config.html_baseurl:
        (out / "sitemap.xml").write_text(_map(app), encoding="utf-8")
        robots = f"User-agent: *\nAllow: /\nSitemap: {locate(app, 'sitemap.xml')}\n"
        (out / "robots.txt").write_text(robots, encoding="utf-8")


def _map(app: Sphinx) -> str:
    date = EvidenceDomain.of(app.env).evidence.edition.date
    changed = f"<lastmod>{date.isoformat()}</lastmod>" if date else ""
    pages = sorted(app.builder.get_target_uri(page) for page in app.env.found_docs)
    urls = (f"  <url><loc>{escape(locate(app, page))}</loc>{changed}</url>" for page in pages)
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{schema}">', *urls, "</urlset>", ""])
