"""Serves the marks in JupyterLab: what the engine says, and the fonts that figures are drawn in."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler, AuthenticatedFileHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from tornado import web

from dossier.errors import DossierError
from dossier.lab.judged import judge


class JudgedHandler(APIHandler):
    """Takes the names of statements as a JSON object with the list `statements`."""

    auth_resource = "contents"

    def initialize(self, data: Path) -> None:
        """Name the folder of the data package."""
        self.data = data

    @web.authenticated
    @authorized
    async def post(self) -> None:
        """Answer with what `judge` returns, or with `problem`, the line that says what is wrong with the data."""
        statements = (self.get_json_body() or {}).get("statements", [])
        if not isinstance(statements, list) or not all(isinstance(text, str) for text in statements):
            raise web.HTTPError(400, "statements: a list of texts is wanted")
        try:
            # The engine takes seconds; the server goes on meanwhile.
            answer = await asyncio.to_thread(judge, self.data, statements)
        except DossierError as error:
            answer = {"problem": str(error)}
        self.finish(json.dumps(answer, ensure_ascii=False))


def _load_jupyter_server_extension(server: ServerApp) -> None:
    base = server.web_app.settings["base_url"]
    data = Path(server.contents_manager.root_dir) / "data"
    fonts = str(files("font_source_sans_pro") / "files")
    handlers: list[tuple[str, type[web.RequestHandler], dict[str, Any]]] = [
        (url_path_join(base, "dossier", "judged"), JudgedHandler, {"data": data}),
        (url_path_join(base, "dossier", "fonts", r"([\w-]+\.ttf)"), AuthenticatedFileHandler, {"path": fonts}),
    ]
    server.web_app.add_handlers(".*$", handlers)


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]
