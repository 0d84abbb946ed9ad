"""Sets the figures of an HTML page as text: drawings inline, in the face and the colours of the page.

Each figure has two drawings, of which the style sheet shows the one that fits the screen. Letters stay letters, so that
a reader's search finds them, and a colour is a custom property, so that it changes with the page. Whatever was drawn
for a claim or an outside record leads to its entry. The title stands above the picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from sphinx.application import Sphinx

from dossier.corpus.records import Ref
from dossier.notebook.figures.style import GRID
from dossier.settings import Settings
from dossier.sphinx.domain import EvidenceDomain

SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"

WHITE = "#ffffff"

DROPPED = ("metadata", "style")
"""Parts of a drawing that a page does not need: a licence of the format's own, and rules for lines."""

ONLY_OUTSIDE = ("width", "height", "version")
"""What the outermost element says to a viewer of a file alone."""


def set_pictures(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Replace the picture of each figure that is an SVG by its drawings, on its HTML page."""
    if app.builder.name != "html":
        return
    domain = EvidenceDomain.of(app.env)
    colours = name_colours(domain.evidence.settings)
    for figure in doctree.findall(nodes.figure):
        name = next((each for each in figure["ids"] if each in domain.shown), None)
        image = next(figure.findall(nodes.image), None)
        if name is None or image is None or not image["uri"].endswith(".svg"):
            continue
        shown = domain.shown[name]
        drawings = {"wide": Path(app.srcdir, image["uri"]).read_text(encoding="utf-8"), "narrow": shown.narrow}
        links = {each: found for each in shown.evidence if (found := _find_entry(app, page, each))}
        inline = [
            inline_picture(text, f"{name}-{kind}", kind, image.get("alt", ""), colours, links)
            for kind, text in drawings.items()
            if text
        ]
        image.replace_self(nodes.raw("", "\n".join(inline), format="html"))


def _find_entry(app: Sphinx, page: str, name: str) -> tuple[str, str] | None:
    """Return the address of a claim or an outside record, seen from a page, and its source, or None."""
    domain = EvidenceDomain.of(app.env)
    for kind in ("claim", "fact"):
        if place := domain.entries.get(str(Ref(kind, name))):
            address = f"{app.builder.get_relative_uri(page, place.docname)}#{place.anchor}"
            return address, domain.evidence.labels[kind][name]
    return None


def name_colours(settings: Settings) -> dict[str, str]:
    """Return the custom property of each colour that figures are drawn in, by the colour as `#rrggbb`."""
    palette = settings.palette
    named = {theme.colour: f"theme-{name}" for name, theme in settings.themes.items()}
    named |= {WHITE: "paper", GRID: "rule"}
    named |= {getattr(palette, role): role for role in ("water", "faint", "accent", "conflict", "ink")}
    return {colour.lower(): f"var(--dossier-{role})" for colour, role in named.items()}


def inline_picture(
    text: str, name: str, kind: str, alt: str, colours: Mapping[str, str], links: Mapping[str, tuple[str, str]]
) -> str:
    """Return an SVG as an element of a page, with colours, letters and links of the page; `name` makes its ids unique.

    `colours` are what replaces colours, by `#rrggbb`; `links` the addresses of entries and their sources, by
    the ids of the entries.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(text)
    ids = {id_: f"{name}-{place}" for place, id_ in enumerate(each.get("id", "") for each in root.iter()) if id_}
    used = _list_used(root)
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag.removeprefix(f"{{{SVG}}}") in DROPPED:
                parent.remove(child)
    for element in root.iter():
        _settle(element, ids, used, colours, links)
    for attribute in ONLY_OUTSIDE:
        root.attrib.pop(attribute, None)
    root.set("class", f"drawing {kind}")
    root.set("role", "group")
    root.set("aria-label", alt)
    return ElementTree.tostring(root, encoding="unicode")


def _list_used(root: ElementTree.Element) -> set[str]:
    """Return the ids that something in a drawing refers to."""
    used = {each.get(f"{{{LINK}}}href", "").removeprefix("#") for each in root.iter()}
    texts = [value for each in root.iter() for value in (each.get("clip-path", ""), each.get("style", ""))]
    return (used | {text.partition("url(#")[2].partition(")")[0] for text in texts}) - {""}


def _settle(
    element: ElementTree.Element,
    ids: Mapping[str, str],
    used: set[str],
    colours: Mapping[str, str],
    links: Mapping[str, tuple[str, str]],
) -> None:
    """Give one element the names, colours, face and links of the page."""
    if (own := element.attrib.pop("id", "")) in used:
        element.set("id", ids[own])
    if target := element.attrib.pop(f"{{{LINK}}}href", ""):
        element.attrib.pop("target", None)
        wanted = target.removeprefix("#")
        if wanted in ids:
            element.set("href", f"#{ids[wanted]}")
        elif wanted in links:
            address, source = links[wanted]
            element.set("href", address)
            element.set("aria-label", source)
    if clip := element.get("clip-path"):
        element.set("clip-path", f"url(#{ids[clip.partition('#')[2].rstrip(')')]})")
    if style := element.get("style"):
        kept = [part.strip() for part in style.split(";")]
        kept = [part for part in kept if part and not part.startswith("font-family")]
        element.set("style", "; ".join(_colour(part, ids, colours) for part in kept))


def _colour(declaration: str, ids: Mapping[str, str], colours: Mapping[str, str]) -> str:
    """Return a declaration of a style with the colour of the page, and with the new name of what it refers to."""
    name, _, value = declaration.partition(":")
    value = value.strip()
    if "url(#" in value:
        old = value.partition("#")[2].rstrip(")")
        return f"{name}: url(#{ids.get(old, old)})"
    return f"{name}: {colours.get(value.lower(), value)}"
