"""Typst for formulas: LaTeX through MathML, which the screen shows as well, to Typst's own mathematics."""

from __future__ import annotations

from functools import cached_property

from docutils import nodes

from dossier.typst.context import Base
from dossier.typst.latex import UnreadableFormula, find_macros, read_formula
from dossier.typst.markup import call, inline, string, value
from dossier.typst.mathml import typeset


class Formulas(Base):
    """The forms of formulas in a line and displayed."""

    @cached_property
    def macros(self) -> dict[str, str]:
        """The commands that the settings and the document define."""
        return find_macros(self.book.env.config, self.doctree)

    def node_math(self, node: nodes.Element) -> str:
        """Set a formula in the line."""
        formula = self.set_formula(node, displayed=False)
        return inline("formula", string(node.astext()), f"${formula}$") if formula else ""

    def node_math_block(self, node: nodes.Element) -> str:
        """Set a displayed formula, with its number where it has one."""
        formula = self.set_formula(node, displayed=True)
        number = node.get("number") and (self.number(node, "displaymath") or str(node["number"]))
        shown = call("display-formula", string(node.astext()), f"${formula}$", value(number or None)) if formula else ""
        return self.anchor(node) + shown

    def set_formula(self, node: nodes.Element, displayed: bool) -> str:
        """Return a formula between Typst's dollars; one that cannot be read is a problem of the source."""
        try:
            mathml = read_formula(node.astext(), displayed, self.macros)
            return typeset(mathml) if mathml else ""
        except UnreadableFormula as error:
            self.problem(f"the formula {node.astext()!r} cannot be read: {error}", node)
            return ""
