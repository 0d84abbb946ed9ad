"""Leaves a page with tabs, cards, grids or other forms of sphinx-design the style and the script that they need."""

from __future__ import annotations

from docutils import nodes

FILES = ("sphinx-design.min.css", "design-tabs.js")

_PACKAGE, _CLASS = "sphinx_design.", "sd-"


def uses_design(doctree: nodes.document) -> bool:
    """Tell whether a page holds a form of sphinx-design: by the class of a node, or in markup that stands for one."""
    return any(map(_is_of_design, doctree.findall(nodes.Element)))


def _is_of_design(node: nodes.Element) -> bool:
    if type(node).__module__.startswith(_PACKAGE) or any(name.startswith(_CLASS) for name in node.get("classes", ())):
        return True
    return isinstance(node, nodes.raw) and f'class="{_CLASS}' in node.astext()
