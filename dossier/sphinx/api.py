"""A directive that prints what can be called: signatures and docstrings of the library, with their tested examples."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from dossier.sphinx.markup import paragraph


def setup_api(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("api", Api)


class Api(SphinxDirective):
    """Prints a function, or the methods of a class, in the order in which they are written.

    Its argument is a dotted name, `dossier.load` or `dossier.OpenReport`.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a definition list. Raises the directive's error for a name that there is not."""
        module, _, name = self.arguments[0].rpartition(".")
        try:
            found = getattr(import_module(module), name)
        except (ImportError, AttributeError, ValueError):
            raise self.error(f"there is no “{self.arguments[0]}” in the library") from None
        items = [self._item(name, each) for name, each in list_public(found)]
        return [nodes.definition_list("", *items, classes=["api"])]

    def _item(self, name: str, function: Callable[..., Any]) -> nodes.definition_list_item:
        term = nodes.term("", "", nodes.literal(text=f"{name}{say_signature(function)}"))
        return nodes.definition_list_item("", term, nodes.definition("", *self._say(inspect.getdoc(function) or "")))

    def _say(self, text: str) -> Iterator[nodes.Node]:
        for part in text.split("\n\n"):
            if part.lstrip().startswith(">>>"):
                yield nodes.literal_block(part, part, language="pycon")
            else:
                yield paragraph(*self.state.inline_text(" ".join(part.split()), self.lineno)[0])


def list_public(found: Any) -> list[tuple[str, Callable[..., Any]]]:
    """Return a function with its name, or the methods of a class that have a docstring and no underscore before them.

    >>> from dossier.corpus.tables import Corpus
    >>> [name for name, _ in list_public(Corpus)]
    ['remember', 'without', 'with_tables', 'rows', 'answers']
    """
    if not inspect.isclass(found):
        return [(found.__name__, found)]
    own = [(name, each) for kind in reversed(found.__mro__) for name, each in vars(kind).items()]
    return [
        (name, each)
        for name, each in dict(own).items()
        if inspect.isfunction(each) and not name.startswith("_") and each.__doc__ and _is_ours(each)
    ]


def _is_ours(function: Callable[..., Any]) -> bool:
    return function.__module__.startswith("dossier")


def say_signature(function: Callable[..., Any]) -> str:
    """Return the arguments of a function, without `self` and types, and without defaults that take long to say.

    >>> say_signature(say_signature), say_signature(Api.run)
    ('(function)', '()')
    """
    signature = inspect.signature(function)
    kept = [
        each.replace(annotation=each.empty, default=each.default if _is_short(each.default) else ...)
        for name, each in signature.parameters.items()
        if name != "self"
    ]
    return str(signature.replace(parameters=kept, return_annotation=signature.empty)).replace("Ellipsis", "…")


def _is_short(default: object) -> bool:
    return default is inspect.Parameter.empty or default is None or isinstance(default, str | int | float | tuple)
