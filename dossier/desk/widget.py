"""A thin shell around a session: an anywidget that shows the article and passes messages on.

Why anywidget, and not ipywidgets alone: ipywidgets has a text area and lists, but nothing that shows a text with spans
in it and tells which words are selected; its HTML widget would take the words of an article as markup, and can hear
neither the mouse nor the keys. A widget of one's own on ipywidgets alone needs a JupyterLab extension written in
TypeScript, bundled, and published for each major version. anywidget is ipywidgets underneath, the same models and the
same messages, plus the loading of one plain JavaScript module that is sent with the widget: no build, no network. Its
price is one more small dependency with a prebuilt extension of its own, and a page that must be written by hand.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from dossier.desk.session import Session

STATIC = Path(__file__).parent / "static"


class Desk(anywidget.AnyWidget):
    """The desk of one session. `article` and `form` are what is shown; all else goes through messages."""

    _esm = STATIC / "desk.js"
    _css = STATIC / "desk.css"
    article = traitlets.Dict().tag(sync=True)
    form = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session) -> None:
        self.session = session
        super().__init__(article=session.article(), form=session.form())
        self.on_msg(self._hear)

    def __repr__(self) -> str:
        article = self.article
        return (
            f"Desk: {article['source']}, {len(article['claims'])} claims, "
            f"{article['uncovered']} of {article['marks']} marks uncovered"
        )

    def _hear(self, _: Any, message: dict[str, Any], buffers: list[memoryview]) -> None:
        """Answer a message of one view; its name goes back with the answer, since all views hear it."""
        reply = self.session.hear(message)
        if reply["do"] in ("saved", "undone"):
            self.article = self.session.article()
        self.send(reply | {"view": message.get("view"), "turn": message.get("turn")})
