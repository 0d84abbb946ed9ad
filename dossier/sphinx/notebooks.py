"""Mends what pages and notebooks hold before and after they are read, and asks for what they lack.

That is attachments, forms of outputs that no edition shows, addresses of memory, headings, and words for pictures.
"""

from __future__ import annotations

import json
import re

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging

from dossier.sphinx.outputs import is_foreign
from dossier.typst.inline import NO_ALTERNATIVE, is_output

logger = logging.getLogger(__name__)

_MEMORY = re.compile(r" at 0x[0-9a-fA-F]{6,16}(?=>)")


def setup_notebooks(app: Sphinx) -> None:
    """Read each source before it is parsed; let Markdown that a cell shows be read as a page is."""
    app.connect("config-inited", _choose_markdown)
    app.connect("source-read", _read_source)
    app.connect("doctree-read", _ask_for_heading)


def _choose_markdown(app: Sphinx, config: Config) -> None:
    if "nb_render_markdown_format" in config:
        config.nb_render_markdown_format = "myst"


def _read_source(app: Sphinx, page: str, source: list[str]) -> None:
    path = app.env.doc2path(page)
    if str(path).endswith(".ipynb"):
        if '"attachments"' in source[0]:
            source[0] = unpack_attachments(source[0])
        if '"application/vnd.' in source[0]:
            source[0] = leave_out_foreign(source[0])
    elif str(path).endswith(".md") and _is_text_notebook(source[0]):
        logger.warning(
            "this page is a notebook written as text, and its cells are not run; write it as a notebook into "
            "notebooks/ (jupytext --to ipynb), and name that in _toc.yml",
            location=page,
            type="dossier",
            subtype="notebook",
        )


def _ask_for_heading(app: Sphinx, doctree: nodes.document) -> None:
    if not has_heading(doctree):
        message = "this page has no heading; begin it with # and its title"
        logger.warning(message, location=app.env.docname, type="dossier", subtype="heading")


def has_heading(doctree: nodes.document) -> bool:
    """Tell whether a page has a heading, as all that is done to pages takes for given."""
    return next(doctree.findall(nodes.section), None) is not None


def _is_text_notebook(text: str) -> bool:
    head = text.partition("\n---")[0] if text.startswith("---\n") else ""
    return "{code-cell}" in text and ("jupytext:" in head or "kernelspec:" in head)


def unpack_attachments(text: str) -> str:
    """Return a notebook, as text, in which pictures that were pasted into cells stand where they are shown."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        given = cell.get("source", "")
        source = "".join(given) if isinstance(given, list) else given
        for name, bundle in cell.get("attachments", {}).items():
            kind, content = next(iter(bundle.items()))
            data = "".join("".join(content).split())
            source = source.replace(f"attachment:{name}", f"data:{kind};base64,{data}")
        cell["source"] = source
    return json.dumps(notebook)


def leave_out_foreign(text: str) -> str:
    """Return a notebook, as text, without what only other programs show, where an output has another form as well."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            forms = output.get("data", {})
            if any(kind != "text/plain" and not is_foreign(kind) for kind in forms):
                output["data"] = {kind: form for kind, form in forms.items() if not is_foreign(kind)}
    return json.dumps(notebook)


def hide_addresses(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Leave out of outputs where an object was in memory: that is another place at each run."""
    for block in doctree.findall(nodes.literal_block):
        if is_output(block) and _MEMORY.search(block.astext()):
            text = _MEMORY.sub("", block.astext())
            block.rawsource = text
            block.children = []
            block += nodes.Text(text)


def ask_for_words(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Complain on a page of each picture of a cell that has no alternative text; print does so by itself."""
    if app.builder.format != "html":
        return
    for image in doctree.findall(nodes.image):
        if is_output(image) and not (image.get("alt") or "").strip():
            place: nodes.Node = image
            while place.parent is not None and not place.line:
                place = place.parent
            logger.warning(NO_ALTERNATIVE, location=(docname, place.line), type="dossier", subtype="alt")
