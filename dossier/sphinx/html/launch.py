"""The Sphinx extension that puts under each chapter's title the link that runs it in the reader's browser."""

from __future__ import annotations

from pathlib import PurePosixPath

from sphinx.application import Sphinx

# The link leads to the explanation. `run-chapter.js` turns it to the workshop where that works: not from a file.
OFFER = """
<p class="run-chapter"><a href="{explanation}" data-lite="{workshop}">Run this chapter in your browser</a>.
One click loads about 40&nbsp;MB, most of it from <code>cdn.jsdelivr.net</code>; nothing is loaded before.
<a href="{explanation}">What it loads, and other ways to run it</a></p>
"""


def _offer(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    folder, name = PurePosixPath(page).parent.name, PurePosixPath(page).name
    if folder != "executed":
        return
    address = context["pathto"]("lite/lab/index.html", resource=True)
    offer = OFFER.format(
        explanation=f"{context['pathto']('run')}#in-the-browser",
        workshop=f"{address}?path=notebooks/{name}.ipynb",
    )
    context["body"] = context["body"].replace("</h1>", f"</h1>{offer}", 1)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect to the event that hands out each page's body."""
    app.connect("html-page-context", _offer)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
