"""Writes formulas as MathML in the page: nothing is fetched when it is opened, and print reads the same."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util import logging
from sphinx.util.math import get_node_equation_number
from sphinx.writers.html import HTMLTranslator

from dossier.typst.latex import UnreadableFormula, find_macros, read_formula

logger = logging.getLogger(__name__)

NAME = "mathml"


def setup_formulas(app: Sphinx) -> None:
    """Register the writer of formulas, and choose it before Sphinx asks which to take."""
    app.add_html_math_renderer(NAME, (_write_inline, None), (_write_displayed, None))
    app.connect("config-inited", _choose, priority=400)


def _choose(app: Sphinx, config: Config) -> None:
    config.html_math_renderer = NAME


def _write_inline(self: HTMLTranslator, node: nodes.math) -> None:
    self.body.append(_read(self, node, displayed=False))
    raise nodes.SkipNode


def _write_displayed(self: HTMLTranslator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", "", CLASS="formula"))
    self.body.append(_read(self, node, displayed=True))
    if node["number"]:
        self.body.append(f'<span class="eqno">({get_node_equation_number(self, node)})</span>')
    self.body.append("</div>\n")
    raise nodes.SkipNode


def _read(self: HTMLTranslator, node: nodes.Element, displayed: bool) -> str:
    latex = node.astext()
    try:
        return read_formula(latex, displayed, _macros(self))
    except UnreadableFormula as error:
        logger.warning("the formula %r cannot be read: %s", latex, error, location=node, type="dossier", subtype="math")
        return ""


def _macros(self: HTMLTranslator) -> dict[str, str]:
    """Return the commands that the settings and the document define, found once for each document."""
    document = self.document
    if not hasattr(document, "formula_macros"):
        document.formula_macros = find_macros(self.config, document)
    return document.formula_macros
