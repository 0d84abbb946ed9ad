"""What kind of page a page is, and what it is called."""

from __future__ import annotations

from pathlib import PurePath

from sphinx.environment import BuildEnvironment


def is_chapter(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether a page is a chapter: whether it is made from a notebook."""
    return docname in env.found_docs and PurePath(env.doc2path(docname)).suffix == ".ipynb"


def name_page(env: BuildEnvironment, docname: str) -> str:
    """Return what a page is called in a list: “Chapter 3” where it is numbered, else its title."""
    if number := number_page(env, docname):
        return f"Chapter {number}"
    return "the summary" if docname == env.config.root_doc else env.titles[docname].astext()


def number_page(env: BuildEnvironment, docname: str) -> str:
    """Return the number of a page in the contents, or an empty text."""
    number = env.toc_secnumbers.get(docname, {}).get("")
    return str(number[0]) if number else ""


def list_pages(env: BuildEnvironment) -> list[str]:
    """Return the pages in the order of the contents, the root first; those that are in no contents come last."""
    found: dict[str, None] = {}

    def walk(docname: str) -> None:
        if docname not in found:
            found[docname] = None
            for child in env.toctree_includes.get(docname, ()):
                walk(child)

    walk(env.config.root_doc)
    return [*found, *sorted(env.found_docs - found.keys())]
