"""Takes off each HTML page what Jupyter Book puts there unasked."""

from __future__ import annotations

from sphinx.application import Sphinx


def _drop_thebe(app: Sphinx, page: str, template: str, context: dict, doctree: object) -> None:
    """Drop sphinx-thebe's scripts: they name outside hosts, are never used here, and log an error on every page."""
    context["script_files"] = [
        script
        for script in context.get("script_files", ())
        if "thebe" not in f"{script} {getattr(script, 'attributes', {}).get('body', '')}".lower()
    ]


def setup(app: Sphinx) -> dict[str, object]:
    """Connect after the extensions that add scripts to the page, whose priority is 500."""
    app.connect("html-page-context", _drop_thebe, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
